"""What waits is reminded of when the network wants it, and told one level up; never as a demand of the procedure."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from grunnmur.oppgaver import typer
from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Helsefellesskap
from grunnmur.portal.dato import lokal_dato
from grunnmur.varsling.frister import minn_om_frister
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.tekster import ESKALERT, PAAMINNELSE
from hospitering import tekster
from hospitering.models import Purrefrist, Soknad
from hospitering.tekster import avtale as avtaletekster
from hospitering.tekster.frister import TYPER
from tests.hospitering import avtaler
from tests.hospitering.avtaler import kl
from tests.hospitering.skjema import innlogget
from tests.rollebesetning import Cast

ETTER_AVTALTE_DAGER = {
    "hospitering.taushet",
    "hospitering.taushet_papir",
    "hospitering.instruks",
    "hospitering.forbered",
    "hospitering.evaluer",
}
"""Due by the first day of the agreement, or by the agreed evaluation: both sides have set those days themselves."""


def oppgaven(sak: Soknad, type_: str) -> Oppgave:
    return Oppgave.objects.for_sak(sak).aapne().get(type=type_)


def dag_nr(oppgave: Oppgave, *dager: int) -> list[date]:
    return [pluss_virkedager(lokal_dato(oppgave.venter_siden), n) for n in dager]


def test_hvert_steg_som_venter_har_frist_eller_en_avtalt_dag() -> None:
    """A new type of task is put on the page of reminders, or is due by a day people agreed."""
    alle = {kode for kode in typer._TYPER if kode.startswith("hospitering.")}
    assert alle - set(TYPER) == ETTER_AVTALTE_DAGER
    assert len(set(TYPER)) == len(TYPER)


def test_av_til_helsefellesskapet_slaar_det_paa(cast: Cast) -> None:
    Helsefellesskap.objects.update(purrefrist_virkedager=None)
    sak = cast.besvart()
    aapne = Oppgave.objects.for_sak(sak).aapne()
    assert aapne.count() == 2
    assert not aapne.exclude(frist=None, neste_paaminnelse=None).exists()


def test_felles_frist_minner_og_sier_fra_oppover_etter_ti_virkedager(cast: Cast) -> None:
    oppgave = oppgaven(cast.innsendt(), tekster.LEDER_EGEN)
    assert (oppgave.frist, oppgave.paaminnelser) == (dag_nr(oppgave, 5)[0], dag_nr(oppgave, 3, 5, 7, 10))


def test_et_steg_med_egne_dager_foelger_dem_ogsaa_uten_felles_frist(cast: Cast) -> None:
    Helsefellesskap.objects.update(purrefrist_virkedager=None)
    for type_ in (tekster.LEDER_EGEN, tekster.SVAR, avtaletekster.REISE):
        Purrefrist.objects.create(oppgavetype=type_, virkedager=4, eskaleres=7)
    oppgave = oppgaven(cast.innsendt(), tekster.LEDER_EGEN)
    assert (oppgave.frist, oppgave.paaminnelser) == (dag_nr(oppgave, 4)[0], dag_nr(oppgave, 2, 4, 7))
    sak = cast.besvart()
    assert oppgaven(sak, avtaletekster.REISE).frist == dag_nr(oppgave, 4)[0]
    assert oppgaven(sak, avtaletekster.FORESLA).frist is None


def test_det_kontaktpersonen_skylder_hoerer_lederen_i_vertsenheten_om_men_aldri_det_hospitanten_skylder(
    cast: Cast,
) -> None:
    sak = cast.besvart()
    oppgave = oppgaven(sak, avtaletekster.FORESLA)
    assert (oppgave.person, oppgave.enhet) == (cast.kontakt, cast.palliativ)
    minn_om_frister(naa=kl(oppgave.paaminnelser[-2]))
    assert not Varsel.objects.filter(mal=ESKALERT, oppgave=oppgave).exists()
    minn_om_frister(naa=kl(oppgave.paaminnelser[-1]))
    assert Varsel.objects.get(mal=ESKALERT, oppgave=oppgave).mottaker == cast.vertsleder
    svar = oppgaven(avtaler.foreslaatt(cast, cast.besvart()), avtaletekster.PERIODE_SVAR)
    minn_om_frister(naa=kl(svar.paaminnelser[-1]))
    assert set(Varsel.objects.filter(oppgave=svar).values_list("mal", "mottaker__navn")) == {(PAAMINNELSE, "Synne Søker")}


# --- the page -----------------------------------------------------------------------------------------------------------


def skjema(versjon: int = 1, **dager: Any) -> dict[str, Any]:
    return {"versjon": versjon, **dager}


def test_sekretariatet_setter_fristene_paa_en_side(cast: Cast) -> None:
    adresse, klient = reverse("hospitering:frister"), innlogget(cast.sekretariat)
    for hvem in ("utenfor", "leder", "mottak", "kontakt_adm"):
        assert innlogget(cast.folk[hvem]).get(adresse).status_code == 404
    assert "etter 10" in klient.get(adresse).content.decode()
    halv = klient.post(adresse, skjema(mottak=3))
    assert (halv.status_code, list(halv.context["form"].errors)) == (200, ["mottak_opp"])
    assert list(klient.post(adresse, skjema(mottak=3, mottak_opp=3)).context["form"].errors) == ["mottak_opp"]
    assert klient.post(adresse, skjema(mottak=3, mottak_opp=8)).status_code == 302
    assert list(Purrefrist.objects.values_list("oppgavetype", "virkedager", "eskaleres")) == [(tekster.MOTTAK, 3, 8)]
    assert klient.post(adresse, skjema(mottak=4, mottak_opp=9)).status_code == 409  # an old page
    assert klient.post(adresse, skjema(2, mottak="", mottak_opp="")).status_code == 302
    assert not Purrefrist.objects.exists()
    assert timezone.localdate() >= lokal_dato(cast.innsendt().innsendt_tid)
