"""Hired, delayed, away: the verbs about a doctor who has a place, and what the database refuses."""

from __future__ import annotations

import inspect
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lis1.models import Kommuneplass
from lis.lis1.operations import plass as plassop
from lis.lis1.operations import stilling as stillingsop
from lis.tildeling.models import Forsinkelse, Frafallskvittering, Fravaer, Tildeling
from lis.tildeling.operations import forsinkelse, frafall, fravaer
from lis.tildeling.operations import tildeling as op
from lis.tildeling.tasks import folg_tildelinger

from .folk import OPPSTART
from .tildelinger import (
    I_TJENESTE,
    SLUTT,
    aapne,
    ansatt,
    fortalt,
    fra_annet_hf,
    frafalt,
    gjor,
    tildelt,
)

pytestmark = pytest.mark.django_db
I_DAG = timezone.localdate
DAG = timedelta(days=1)


def nekter(navn: str, gjor_: Any) -> None:
    with pytest.raises(Error, match=navn), transaction.atomic():
        gjor_()


# --- given and hired --------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L05", "S1-L19")
def test_den_som_faar_en_plass_er_i_kommunen_saa_lenge_stillingen_sier_og_kommunen_skal_ansette(lis: Any) -> None:
    sak = tildelt(lis)
    assert (sak.tilstand, sak.start, sak.slutt) == ("tildelt", OPPSTART, SLUTT)
    assert aapne(sak) == [("tildeling.ansett", "Gjøvik")]
    assert Varsel.objects.filter(sak_id=sak.pk).count() == 0  # whoever gives it tells


@pytest.mark.krav("S1-L19")
def test_kommunen_ansetter_og_legen_og_koordinator_faar_vite_det(lis: Any) -> None:
    sak = ansatt(lis)
    assert (sak.tilstand, sak.ansatt_dato) == ("ansatt", I_DAG())
    assert aapne(sak) == []
    assert (fortalt(sak, "ansatt"), fortalt(sak, "ansatt_lege")) == (["Karl Koordinator"], ["Lise Lisen"])
    with pytest.raises(UlovligOvergang):
        gjor(op.ansett, sak, lis.kommunekontakt, dato=I_DAG())


@pytest.mark.parametrize("kode", ["koordinator", "hamarkontakt", "statsforvalter", "rhf", "lis1lege", "utenfor"])
def test_bare_kommunen_selv_ansetter(lis: Any, kode: str) -> None:
    sak = tildelt(lis)
    with pytest.raises(Nektet):
        gjor(op.ansett, sak, lis.folk[kode], dato=I_DAG())


def test_ingen_ansettes_fram_i_tid_og_den_som_saa_en_eldre_versjon_er_for_sen(lis: Any) -> None:
    sak = tildelt(lis)
    with pytest.raises(ValidationError, match="fram i tid"):
        gjor(op.ansett, sak, lis.kommunekontakt, dato=I_DAG() + DAG)
    with pytest.raises(Utdatert):
        op.ansett(sak.pk, utfort_av=lis.kommunekontakt, versjon=sak.versjon + 1, dato=I_DAG())


def test_ingen_gjor_noe_med_sin_egen_tildeling(lis: Any) -> None:
    """The doctor becomes the municipality's contact too."""
    sak = tildelt(lis)
    lis.rolle("lis1lege", "kommune_lis_kontakt", lis.gjovik)
    for verb, andre in [
        (op.ansett, {"dato": I_DAG()}),
        (frafall.meld_frafall, {"dato": OPPSTART}),
        (fravaer.meld_fravaer, {"fra": OPPSTART}),
        (forsinkelse.meld_forsinkelse, {"gjelder": "kommune", "ny_dato": SLUTT + DAG}),
    ]:
        with pytest.raises(Nektet):
            gjor(verb, sak, lis.lis1lege, **andre)


def test_klokken_lar_legen_begynne_og_bli_ferdig_en_gang(lis: Any) -> None:
    ikke_ansatt, sak = tildelt(lis, "kandidat2"), ansatt(lis)

    def klokka(dag: date) -> tuple[int, str]:
        antall = op.folg_datoene(naa=I_TJENESTE.replace(year=dag.year, month=dag.month, day=dag.day))
        return antall, Tildeling.objects.get(pk=sak.pk).tilstand

    assert klokka(OPPSTART - DAG) == (0, "ansatt")
    assert klokka(OPPSTART) == (1, "i_kommune")
    assert klokka(SLUTT) == (0, "i_kommune")
    assert klokka(SLUTT + DAG) == (1, "fullfort")
    assert klokka(SLUTT + DAG) == (0, "fullfort")
    assert Tildeling.objects.get(pk=ikke_ansatt.pk).tilstand == "tildelt"
    assert folg_tildelinger() == 0


# --- reported ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kode", ["hamarkontakt", "statsforvalter", "rhf", "lis1lege", "utenfor"])
def test_bare_partene_melder_forsinkelse_fravaer_og_frafall(lis: Any, kode: str) -> None:
    sak = tildelt(lis)
    for verb, andre in [
        (forsinkelse.meld_forsinkelse, {"gjelder": "kommune", "ny_dato": SLUTT + DAG}),
        (fravaer.meld_fravaer, {"fra": OPPSTART}),
        (frafall.meld_frafall, {"dato": OPPSTART}),
    ]:
        with pytest.raises(Nektet):
            gjor(verb, sak, lis.folk[kode], **andre)


# --- away -------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L14", "G-18")
def test_fravaer_er_datoer_og_flytter_ingenting(lis: Any) -> None:
    sak = ansatt(lis)
    sak = gjor(fravaer.meld_fravaer, sak, lis.kommunekontakt, fra=date(2029, 5, 1), til=date(2029, 6, 30))
    sak = gjor(fravaer.meld_fravaer, sak, lis.koordinator, fra=date(2029, 7, 1))
    assert [(f.fra, f.til) for f in Fravaer.objects.all()] == [
        (date(2029, 5, 1), date(2029, 6, 30)), (date(2029, 7, 1), None)
    ]  # fmt: skip
    assert (sak.start, sak.slutt, sak.tilstand) == (OPPSTART, SLUTT, "ansatt")
    assert fortalt(sak, "fravaer") == ["Karl Koordinator", "Lise Lisen"]
    assert fortalt(sak, "fravaer_uten_slutt") == ["Kari Kommunekontakt", "Lise Lisen"]
    with pytest.raises(ValidationError, match="Til-dato"):
        gjor(fravaer.meld_fravaer, sak, lis.koordinator, fra=date(2029, 7, 1), til=date(2029, 6, 1))


@pytest.mark.krav("S1-L09", "S1-L14", "G-18")
@pytest.mark.parametrize("verb", [forsinkelse.meld_forsinkelse, fravaer.meld_fravaer, frafall.meld_frafall, frafall.kvitter])
def test_ingen_av_verbene_tar_imot_en_tekst(verb: Any) -> None:
    navn = set(inspect.signature(verb).parameters)
    assert navn <= {"pk", "utfort_av", "versjon", "naa", "dato", "fra", "til", "gjelder", "ny_dato"}


VERB: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "ansett": (op.ansett, "kommunekontakt", {"dato": I_DAG()}),
    "forsinkelse": (forsinkelse.meld_forsinkelse, "koordinator", {"gjelder": "sykehus", "ny_dato": OPPSTART}),
    "fravaer": (fravaer.meld_fravaer, "koordinator", {"fra": OPPSTART}),
    "kvitter": (frafall.kvitter, "statsforvalter", {}),
}


@pytest.mark.parametrize("navn", VERB)
def test_naar_varselet_feiler_blir_ingenting_staaende(lis: Any, monkeypatch: pytest.MonkeyPatch, navn: str) -> None:
    verb, kode, andre = VERB[navn]
    sak = frafalt(lis) if navn == "kvitter" else tildelt(lis)

    def tilstand() -> list[Any]:
        rad = Tildeling.objects.values_list("tilstand", "versjon", "start", "slutt", "ansatt_dato").get(pk=sak.pk)
        return [rad, *(m.objects.count() for m in (Hendelse, Varsel, Forsinkelse, Fravaer, Frafallskvittering)), aapne(sak)]

    def brister(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("varselet")

    foer = tilstand()
    monkeypatch.setattr("lis.tildeling.operations.folger.varsle", brister)
    with pytest.raises(RuntimeError, match="varselet"):
        gjor(verb, sak, lis.folk[kode], **andre)
    assert tilstand() == foer
    monkeypatch.undo()
    gjor(verb, sak, lis.folk[kode], **andre)
    assert tilstand() != foer


def test_en_ansettelse_losnes_ikke_mens_legen_har_en_plass(lis: Any) -> None:
    """Whoever falls away is reported where everybody hears of it (S1-L21)."""
    sak = tildelt(lis)
    losne: dict[str, Any] = {"utfort_av": lis.koordinator, "versjon": sak.stilling.versjon}
    with pytest.raises(ValidationError, match="Meld frafall på tildelingen"):
        stillingsop.losne(sak.stilling.pk, **losne)
    with pytest.raises(Nektet):
        stillingsop.losne(sak.stilling.pk, **{**losne, "utfort_av": lis.kommunekontakt})
    gjor(frafall.meld_frafall, sak, lis.koordinator, dato=OPPSTART)
    assert stillingsop.losne(sak.stilling.pk, **losne).tilstand == "utlyst"


# --- what the database refuses ----------------------------------------------------------------------------------------


def test_det_som_er_meldt_staar(lis: Any) -> None:
    sak = tildelt(lis)
    gjor(forsinkelse.meld_forsinkelse, sak, lis.koordinator, gjelder="kommune", ny_dato=SLUTT + DAG)
    gjor(fravaer.meld_fravaer, sak, lis.koordinator, fra=OPPSTART)
    nekter("Cannot delete", lambda: Forsinkelse.objects.all().delete())
    nekter("Cannot update", lambda: Forsinkelse.objects.update(ny_dato=OPPSTART))
    nekter("fravaer_slettes_ikke", lambda: Fravaer.objects.all().delete())
    nekter("Invalid transition", lambda: Tildeling.objects.update(tilstand="fullfort", versjon=99))
    nekter("tildeling_ansatt_har_dato", lambda: Tildeling.objects.update(tilstand="ansatt", versjon=99))
    nekter("Cannot update|er_den_samme", lambda: Tildeling.objects.update(plass=lis.plass()))


def test_en_lege_har_en_plass_og_en_plass_en_lege(lis: Any) -> None:
    sak = tildelt(lis)
    alt: dict[str, Any] = {"utfort_av": Bruker.objects.systemet(), "hf": lis.sykehus, "kanal": "direkte"}
    annen = lis.stilling("kandidat2")
    nekter("tildeling_en_per_plass", lambda: op.tildel(lege=annen.lege, stilling=annen, plass=sak.plass, **alt))
    nekter("tildeling_en_per_lege", lambda: op.tildel(lege=sak.lege, stilling=sak.stilling, plass=lis.plass(), **alt))
    ikke = plassop.foreslaa_plasser(utfort_av=lis.kommunekontakt, kommune=lis.gjovik, oppstart=OPPSTART)[0]
    nekter("tildeling_plass_ikke_godkjent", lambda: op.tildel(lege=annen.lege, stilling=annen, plass=ikke, **alt))


@pytest.mark.krav("S1-L06", "S1-L20")
def test_en_lege_fra_et_annet_hf_er_et_unntak_med_begrunnelse(lis: Any) -> None:
    assert fra_annet_hf(lis).unntak_begrunnelse == "Avtale om bytte."
    nekter("tildeling_unntak_begrunnes", lambda: fra_annet_hf(lis, grunn=""))
    with pytest.raises(ValidationError):
        fra_annet_hf(lis, grunn="Legen er gravid.")


# --- a place that somebody has ----------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L21")
def test_en_plass_noen_har_trekkes_ikke_og_en_restplass_lukkes_foerst(lis: Any) -> None:
    sak = tildelt(lis)
    plass = Kommuneplass.objects.get(pk=sak.plass_id)
    with pytest.raises(ValidationError, match="tildelt en lege"):
        plassop.trekk_plass(plass.pk, utfort_av=lis.kommunekontakt, versjon=plass.versjon)
    with pytest.raises(Nektet):  # that is told only to those who could
        plassop.trekk_plass(plass.pk, utfort_av=lis.hamarkontakt, versjon=plass.versjon)
    rad = Kommuneplass.objects.filter(pk=plass.pk)
    nekter("kommuneplass_er_tildelt", lambda: rad.update(tilstand="trukket", versjon=9))
    gjor(frafall.meld_frafall, sak, lis.kommunekontakt, dato=OPPSTART)
    with pytest.raises(ValidationError, match="Lukk restplassen"):
        plassop.trekk_plass(plass.pk, utfort_av=lis.kommunekontakt, versjon=plass.versjon)
    nekter(
        "kommuneplass_er_restplass", lambda: Kommuneplass.objects.filter(pk=plass.pk).update(tilstand="trukket", versjon=9)
    )


def test_plassen_uten_lege_trekkes_som_foer(lis: Any) -> None:
    frafalt(lis)
    plass = lis.plass()
    assert plassop.trekk_plass(plass.pk, utfort_av=lis.kommunekontakt, versjon=plass.versjon).tilstand == "trukket"
