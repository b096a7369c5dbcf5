"""The evaluation: one from each side, blind to each other until given, waived only with a reason (S1-H20–H22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.varsling.models import Varsel
from hospitering.models import Evaluering, Evalueringstilstand, Side, Soknad, Tilstand
from hospitering.operations import evaluering
from hospitering.rules.avtale import ser_evaluering
from tests.hospitering import avtaler
from tests.hospitering.avtaler import SVAR, kl
from tests.rollebesetning import Cast
from tests.varselfeil import varsel_nektes

E, T = Evalueringstilstand, Tilstand


def rad(sak: Soknad, side: Side) -> Evaluering:
    return Evaluering.objects.get(soknad=sak, side=side)


def skylder(sak: Soknad) -> set[tuple[str, str]]:
    aapne = Oppgave.objects.for_sak(sak).aapne().select_related("person")
    return {(o.type.removeprefix("hospitering."), o.person.navn if o.person else "") for o in aapne}


def fortalt(sak: Soknad, mal: str) -> set[str]:
    return set(Varsel.objects.filter(sak_id=sak.pk, mal=f"hospitering.{mal}").values_list("mottaker__navn", flat=True))


def lever(sak: Soknad, hvem: Bruker, **andre: Any) -> Soknad:
    frigi_ord = andre.pop("frigi_ord", False)
    return evaluering.lever_evaluering(sak.pk, utfort_av=hvem, versjon=sak.versjon, svar=SVAR | andre, frigi_ord=frigi_ord)


def utlopt(sak: Soknad) -> Soknad:
    """The day after the deadline, by the clock."""
    etter = kl(rad(sak, Side.VERT).frist + timedelta(days=1), 1)
    return evaluering.utlop(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon, naa=etter)


@pytest.mark.krav("S1-H20", "S1-H21")
def test_begge_sider_skylder_en_evaluering_og_minnes_dagen_for_den_avtalte(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    assert skylder(sak) == {("evaluer", "Synne Søker"), ("evaluer", "Kristin Kontakt")}
    assert fortalt(sak, "til_evaluering") == {"Synne Søker", "Kristin Kontakt"}
    assert sak.avtale.evaluering_tidspunkt
    avtalt = lokal_dato(sak.avtale.evaluering_tidspunkt)
    frist = pluss_virkedager(avtalt, 20)
    oppgave = Oppgave.objects.for_sak(sak).aapne().get(person=cast.soker)
    avsluttet = lokal_dato(oppgave.venter_siden)
    ventet = {pluss_virkedager(avtalt, -1), *(pluss_virkedager(frist, n) for n in (-2, 0, 2, 5))}
    assert (oppgave.frist, set(oppgave.paaminnelser)) == (frist, {d for d in ventet if d > avsluttet})


@pytest.mark.krav("S1-H21")
def test_den_avtalte_dagen_minnes_for_den_kommer(cast: Cast) -> None:
    """Agreed for three weeks after the period: both are reminded of it the working day before."""
    sak = cast.besvart()
    assert sak.periode_til
    tid = kl(sak.periode_til + timedelta(days=21))
    sak = avtaler.gjennomfort(cast, sak=sak, evaluering_tidspunkt=tid)
    for oppgave in Oppgave.objects.for_sak(sak).aapne():
        assert oppgave.neste_paaminnelse == pluss_virkedager(lokal_dato(tid), -1)


@pytest.mark.krav("S1-H20", "S1-H22")
def test_den_ene_ser_ikke_den_andres_for_den_har_gitt_sin(cast: Cast) -> None:
    sak = lever(avtaler.gjennomfort(cast), cast.kontakt, form="telefon")
    vertens = rad(sak, Side.VERT)
    assert (vertens.tilstand, vertens.form, sak.tilstand) == (E.LEVERT, "telefon", T.GJENNOMFORT)
    assert [ser_evaluering(hvem, vertens) for hvem in (cast.soker, cast.kontakt, cast.vertsleder)] == [False, True, True]
    assert not any(ser_evaluering(hvem, vertens) for hvem in (cast.leder, cast.mottak, cast.sekretariat, cast.utenfor))
    assert fortalt(sak, "evaluering_levert") == {"Synne Søker"}
    assert skylder(sak) == {("evaluer", "Synne Søker")}

    sak = lever(sak, cast.soker)
    assert (sak.tilstand, skylder(sak)) == (T.EVALUERT, set())
    assert ser_evaluering(cast.soker, vertens)
    assert not ser_evaluering(cast.leder, vertens)
    assert fortalt(sak, "fullfort") == {"Kristin Kontakt"}
    assert fortalt(sak, "fullfort_leder") == {"Leif Leder"}
    assert Soknad.objects.get(pk=sak.pk).avtale.fullfort_tid is not None


@pytest.mark.krav("S1-H20")
def test_frafalt_med_grunn_aapner_den_andres_og_fullforer(cast: Cast) -> None:
    sak = lever(avtaler.gjennomfort(cast), cast.soker)
    hospitantens = rad(sak, Side.HOSPITANT)
    assert not ser_evaluering(cast.kontakt, hospitantens)
    sak = evaluering.frafall(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, side="vert", grunn="sluttet")
    assert (sak.tilstand, skylder(sak)) == (T.EVALUERT, set())
    assert ser_evaluering(cast.kontakt, hospitantens)
    assert rad(sak, Side.VERT).frafalt_av == cast.vertsleder


@pytest.mark.krav("S1-H20")
def test_frafall_krever_grunn_og_gjelder_egen_side(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)

    def frafall(hvem: Bruker, side: str, grunn: str, merknad: str = "") -> Soknad:
        return evaluering.frafall(sak.pk, utfort_av=hvem, versjon=sak.versjon, side=side, grunn=grunn, merknad=merknad)

    for grunn, felt in (("", "grunn"), ("syk", "grunn"), ("annet", "merknad")):
        with pytest.raises(ValidationError) as feil:
            frafall(cast.soker, "hospitant", grunn)
        assert list(feil.value.error_dict) == [felt]
    for hvem, side in ((cast.soker, "vert"), (cast.leder, "vert"), (cast.kontakt, "hospitant"), (cast.soker, "")):
        with pytest.raises(ValidationError):
            frafall(hvem, side, "sluttet")
    for hvem in (cast.mottak, cast.sekretariat, cast.utenfor):
        with pytest.raises(Nektet):
            frafall(hvem, "hospitant", "sluttet")
    assert {e.tilstand for e in sak.evalueringer.all()} == {E.VENTER}

    ny = frafall(cast.leder, "hospitant", "annet", "Evaluert på avdelingsmøtet.")
    assert (ny.tilstand, rad(sak, Side.HOSPITANT).frafalt_av) == (T.GJENNOMFORT, cast.leder)
    assert fortalt(sak, "evaluering_frafalt") == {"Synne Søker", "Kristin Kontakt"}
    assert skylder(sak) == {("evaluer", "Kristin Kontakt")}


@pytest.mark.krav("S1-H20")
def test_fristen_ute_aapner_den_andres_og_lar_en_svare_likevel(cast: Cast) -> None:
    sak = lever(avtaler.gjennomfort(cast), cast.kontakt)
    vertens = rad(sak, Side.VERT)
    with pytest.raises(ValidationError):
        evaluering.utlop(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon, naa=kl(vertens.frist, 23))
    sak = utlopt(sak)
    assert skylder(sak) == {("evaluering_utlopt", "Synne Søker")}
    assert fortalt(sak, "evaluering_utlopt") == {"Synne Søker"}
    assert ser_evaluering(cast.soker, vertens)

    sak = lever(sak, cast.soker)
    assert (rad(sak, Side.HOSPITANT).etter_frist, sak.tilstand, skylder(sak)) == (True, T.EVALUERT, set())


@pytest.mark.krav("S1-H20")
def test_svaret_er_helt_gis_en_gang_og_bare_av_sidene(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    with pytest.raises(ValidationError) as feil:
        evaluering.lever_evaluering(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, svar={"maalnaaelse": 7})
    assert set(feil.value.error_dict) == {"form", "maalnaaelse", "utbytte", "igjen"}
    for hvem in (cast.leder, cast.mottak, cast.sekretariat, cast.utenfor):
        with pytest.raises(Nektet):
            lever(sak, hvem)
    sak = lever(sak, cast.soker, igjen=False)
    assert rad(sak, Side.HOSPITANT).igjen is False
    with pytest.raises(ValidationError, match="allerede levert"):
        lever(sak, cast.soker)
    with pytest.raises(Utdatert):
        evaluering.lever_evaluering(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon - 1, svar=SVAR)


def test_ordene_frigis_av_begge_sider_og_kan_tas_tilbake(cast: Cast) -> None:
    sak = lever(avtaler.gjennomfort(cast), cast.soker, frigi_ord=True)

    def frigi(hvem: Bruker, side: str, ja: bool) -> Soknad:
        return evaluering.frigi(sak.pk, utfort_av=hvem, versjon=avtaler.naa_er(sak).versjon, side=side, ja=ja)

    assert rad(sak, Side.HOSPITANT).frigitt_hospitant is not None
    with pytest.raises(ValidationError, match="Gi deres egen evaluering først"):
        frigi(cast.kontakt, "hospitant", ja=True)
    sak = lever(sak, cast.kontakt, verdt="")
    for hvem in (cast.leder, cast.mottak, cast.sekretariat, cast.utenfor):
        with pytest.raises(Nektet):
            frigi(hvem, "hospitant", ja=True)
    frigi(cast.kontakt, "hospitant", ja=True)
    assert rad(sak, Side.HOSPITANT).er_frigitt
    frigi(cast.soker, "hospitant", ja=False)
    assert not rad(sak, Side.HOSPITANT).er_frigitt
    with pytest.raises(ValidationError, match="ingenting å la andre lese"):
        frigi(cast.soker, "vert", ja=True)
    frigi(cast.soker, "hospitant", ja=True)
    assert rad(sak, Side.HOSPITANT).er_frigitt
    assert fortalt(sak, "evaluering_frigi") == set()


def test_den_andre_siden_spores_om_a_frigi(cast: Cast) -> None:
    sak = avtaler.evaluert(cast)
    evaluering.frigi(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, side="vert", ja=True)
    assert fortalt(sak, "evaluering_frigi") == {"Kristin Kontakt"}
    assert not rad(sak, Side.VERT).er_frigitt


def test_feiler_varselet_er_ingenting_gjort(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    with varsel_nektes():
        lever(sak, cast.soker)
    with varsel_nektes():
        evaluering.frafall(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, side="hospitant", grunn="sluttet")
    with varsel_nektes():
        utlopt(sak)
    assert {e.tilstand for e in sak.evalueringer.all()} == {E.VENTER}
    assert avtaler.naa_er(sak).versjon == sak.versjon
