"""The ready gate: what each side does, in which order it may come, and that nobody starts before all is green."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse, Signatur
from grunnmur.varsling.models import Varsel
from hospitering.models import (
    Avklaring,
    Forberedelse,
    Forberedelsespunkt,
    Punkt,
    Side,
    Soknad,
    Taushetserklaering,
    Taushetstekst,
    Tilstand,
)
from hospitering.operations import klargjoring as op
from tests.hospitering import avtaler
from tests.rollebesetning import Cast
from tests.varselfeil import varsel_nektes

pytestmark = pytest.mark.django_db
T = Tilstand


def idag() -> date:
    return timezone.localdate()


def sak_med_punkter(cast: Cast) -> Soknad:
    """Entered at a unit that wants one thing done by each side."""
    for nr, (tekst, side) in enumerate([("Les rutinene", Side.HOSPITANT), ("Bestill adgangskort", Side.VERT)], start=1):
        Forberedelsespunkt.objects.create(enhet=cast.palliativ, tekst=tekst, ansvarlig=side, rekkefolge=nr)
    avtaler.tekst()
    return avtaler.inngaatt(cast)


def oppgaver(sak: Soknad) -> set[tuple[str, str]]:
    """Open tasks of the gate: what, and whose."""
    aapne = Oppgave.objects.for_sak(sak).aapne().values_list("type", "person__navn", "rolletype")
    return {(t.removeprefix("hospitering."), navn or rolle) for t, navn, rolle in aapne}


def signer(cast: Cast, sak: Soknad, **andre: Any) -> Soknad:
    return op.signer_taushet(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, **andre)


def les(cast: Cast, sak: Soknad, hvem: str) -> Soknad:
    return op.les_instruks(sak.pk, utfort_av=cast.folk[hvem], versjon=sak.versjon)


def gjort(cast: Cast, sak: Soknad, hvem: str, punkt: UUID) -> Soknad:
    return op.forbered(sak.pk, utfort_av=cast.folk[hvem], versjon=sak.versjon, forberedelse=punkt)


def punkt(sak: Soknad, side: Side) -> UUID:
    return sak.forberedelser.get(ansvarlig=side).pk


# --- who owes what ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H14", "S1-H16")
def test_hver_side_skylder_sitt_og_med_det_siste_er_saken_klar(cast: Cast) -> None:
    sak = sak_med_punkter(cast)
    assert oppgaver(sak) == {
        ("taushet", "Synne Søker"), ("instruks", "Synne Søker"), ("forbered", "Synne Søker"),
        ("instruks", "Kristin Kontakt"), ("forbered", "Kristin Kontakt"),
    }  # fmt: skip
    assert {o.frist for o in Oppgave.objects.for_sak(sak).aapne()} == {sak.avtale.fra}
    sak = signer(cast, sak)
    sak = les(cast, sak, "kontakt")
    sak = gjort(cast, sak, "soker", punkt(sak, Side.HOSPITANT))
    assert oppgaver(sak) == {("instruks", "Synne Søker"), ("forbered", "Kristin Kontakt")}
    sak = les(cast, sak, "soker")
    assert sak.tilstand == T.AVTALE_INNGAATT
    sak = gjort(cast, sak, "kontakt", punkt(sak, Side.VERT))
    assert (sak.tilstand, oppgaver(sak)) == (T.KLAR, set())
    assert avtaler.naa_er(sak).avtale.klar_tid
    klar = Varsel.objects.filter(mal="hospitering.klar").values_list("mottaker__navn", flat=True)
    assert set(klar) == {"Synne Søker"}  # the contact person did the last of it


@pytest.mark.krav("S1-H14")
def test_det_som_ikke_er_gjort_likevel_skyldes_igjen_og_saken_er_ikke_klar(cast: Cast) -> None:
    sak = signer(cast, sak_med_punkter(cast))
    for hvem, side in (("soker", Side.HOSPITANT), ("kontakt", Side.VERT)):
        sak = gjort(cast, les(cast, sak, hvem), hvem, punkt(sak, side))
    assert sak.tilstand == T.KLAR
    Varsel.objects.all().delete()

    def angre(hvem: str, side: Side) -> Soknad:
        return op.angre_forberedelse(sak.pk, utfort_av=cast.folk[hvem], versjon=sak.versjon, forberedelse=punkt(sak, side))

    for hvem, side in (("soker", Side.VERT), ("leder", Side.HOSPITANT)):
        with pytest.raises(Nektet):
            angre(hvem, side)
    sak = angre("soker", Side.HOSPITANT)
    assert (sak.tilstand, oppgaver(sak)) == (T.AVTALE_INNGAATT, {("forbered", "Synne Søker")})
    assert avtaler.naa_er(sak).avtale.klar_tid is None
    assert set(Varsel.objects.values_list("mal", "mottaker__navn")) == {("hospitering.ikke_klar_likevel", "Kristin Kontakt")}
    with pytest.raises(ValidationError, match="ikke meldt gjort"):
        angre("soker", Side.HOSPITANT)
    sak = angre("kontakt", Side.VERT)  # on the way there it is undone without more ado
    assert oppgaver(sak) == {("forbered", "Synne Søker"), ("forbered", "Kristin Kontakt")}
    for hvem, side in (("soker", Side.HOSPITANT), ("kontakt", Side.VERT)):
        sak = gjort(cast, sak, hvem, punkt(sak, side))
    assert (sak.tilstand, oppgaver(sak)) == (T.KLAR, set())


def test_det_som_angres_roerer_ikke_de_andres_oppgaver(cast: Cast) -> None:
    """What is overdue stays so, and whoever owes it again is told by the side that said so."""
    sak = sak_med_punkter(cast)
    sak = gjort(cast, sak, "kontakt", punkt(sak, Side.HOSPITANT))
    Oppgave.objects.for_sak(sak).aapne().update(frist=idag() - timedelta(days=3))
    foer = set(Oppgave.objects.for_sak(sak).aapne().values_list("pk", "frist"))
    Varsel.objects.all().delete()
    sak = op.angre_forberedelse(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, forberedelse=punkt(sak, Side.HOSPITANT))
    etter = set(Oppgave.objects.for_sak(sak).aapne().values_list("pk", "frist"))
    assert foer < etter
    assert [Oppgave.objects.get(pk=pk).type for pk, _frist in etter - foer] == ["hospitering.forbered"]
    assert list(Varsel.objects.values_list("mal", "mottaker__navn")) == [("hospitering.ikke_klar_likevel", "Synne Søker")]


@pytest.mark.krav("S1-H14", "S1-H16")
@pytest.mark.parametrize("mangler", ["taushet", "instruks", "forberedelse"])
def test_databasen_gjor_ingen_sak_klar_foer_alt_er_groent(cast: Cast, mangler: str) -> None:
    sak = sak_med_punkter(cast)
    if mangler != "taushet":
        sak = signer(cast, sak)
    for hvem in ("soker", "kontakt") if mangler != "instruks" else ("soker",):
        sak = les(cast, sak, hvem)
    for side, hvem in ((Side.HOSPITANT, "soker"), (Side.VERT, "kontakt")):
        if mangler != "forberedelse" or side == Side.HOSPITANT:
            sak = gjort(cast, sak, hvem, punkt(sak, side))
    with pytest.raises(IntegrityError, match="soknad_er_ikke_klar"), transaction.atomic():
        Soknad.objects.filter(pk=sak.pk).update(tilstand=T.KLAR)


def test_det_som_blir_klart_paa_dagen_starter_med_en_gang_og_for_sent_starter_ikke(cast: Cast) -> None:
    avtaler.tekst()
    paa_dagen = avtaler.inngaatt(cast)
    start = avtaler.kl(paa_dagen.avtale.fra, 8)
    assert _alt(cast, paa_dagen, start).tilstand == T.PAAGAAR
    for_sent = avtaler.inngaatt(cast)
    Varsel.objects.all().delete()
    assert _alt(cast, for_sent, start + timedelta(days=1)).tilstand == T.KLAR
    assert set(Varsel.objects.values_list("mal", flat=True)) == {"hospitering.klar_for_sent"}


def _alt(cast: Cast, sak: Soknad, naa: Any) -> Soknad:
    sak = signer(cast, sak, naa=naa)
    for hvem in ("soker", "kontakt"):
        sak = op.les_instruks(sak.pk, utfort_av=cast.folk[hvem], versjon=sak.versjon, naa=naa)
    return sak


# --- the declaration ----------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H14")
def test_nettopp_den_teksten_som_ble_vist_er_underskrevet(cast: Cast) -> None:
    tekst = Taushetstekst.objects.create(virksomhet=cast.sykehus, tekst_nb="Jeg tier.", tekst_nn="Eg teier.")
    avtaler.tekst()
    sak = signer(cast, avtaler.inngaatt(cast), tekst=tekst.pk, maal="nn")
    erklaering = sak.taushetserklaering
    assert (erklaering.tekst, erklaering.form, erklaering.underskrevet) == (tekst, "elektronisk", idag())
    signatur = Signatur.objects.get(hendelse__navn="signer_taushet")
    assert json.loads(signatur.innhold) == {"saksnummer": sak.saksnummer, "versjon": 1, "tekst": "Eg teier."}


@pytest.mark.krav("S1-H14")
def test_en_ny_tekst_foer_underskriften_maa_leses_foerst(cast: Cast) -> None:
    gammel, sak = avtaler.tekst(), avtaler.inngaatt(cast)
    ny = Taushetstekst.objects.create(virksomhet=cast.sykehus, tekst_nb="Sykehusets egen.")
    with pytest.raises(ValidationError, match="Les den nye teksten"):
        signer(cast, sak, tekst=gammel.pk)
    assert signer(cast, sak, tekst=ny.pk).taushetserklaering.tekst == ny
    with pytest.raises(ValidationError, match="allerede underskrevet"):
        signer(cast, avtaler.naa_er(sak))


@pytest.mark.krav("S1-H14")
def test_papiret_registreres_med_dato_av_den_som_mottok_det(cast: Cast) -> None:
    avtaler.tekst()
    sak = avtaler.avklart(cast)
    Avklaring.objects.filter(soknad=sak, punkt=Punkt.TAUSHET).update(hvordan="papir")
    sak = avtaler.avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    assert ("taushet_papir", "Kristin Kontakt") in oppgaver(sak)
    for dag, melding in [(idag() + timedelta(days=1), "framtiden"), (idag() - timedelta(days=1), "før det ble søkt")]:
        with pytest.raises(ValidationError, match=melding) as feil:
            op.motta_taushet(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, underskrevet=dag)
        assert list(feil.value.message_dict) == ["underskrevet"]
    sak = op.motta_taushet(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, underskrevet=idag())
    erklaering = sak.taushetserklaering
    assert (erklaering.form, erklaering.mottatt_av, erklaering.underskrevet) == ("papir", cast.vertsleder, idag())
    assert not {"taushet", "taushet_papir"} & {type_ for type_, _hvem in oppgaver(sak)}
    assert Varsel.objects.get(mal="hospitering.taushet_mottatt").mottaker == cast.soker


# --- preparation --------------------------------------------------------------------------------------------------------


def test_hospitanten_melder_sitt_og_verten_begges(cast: Cast) -> None:
    sak = sak_med_punkter(cast)
    with pytest.raises(Nektet):
        gjort(cast, sak, "soker", punkt(sak, Side.VERT))
    sak = gjort(cast, sak, "kontakt", punkt(sak, Side.HOSPITANT))
    rad = Forberedelse.objects.get(ansvarlig=Side.HOSPITANT)
    assert (rad.gjort_av, bool(rad.gjort)) == (cast.kontakt, True)
    assert Hendelse.objects.for_sak(sak).get(navn="forbered").data == {"forberedelse": "Les rutinene"}
    with pytest.raises(ValidationError, match="allerede gjort"):
        gjort(cast, sak, "kontakt", rad.pk)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Forberedelse.objects.update(tekst="Noe annet")


# --- who may not, too late, and all or nothing --------------------------------------------------------------------------


def test_andre_slipper_ikke_til_og_foer_avtalen_er_det_for_tidlig(cast: Cast) -> None:
    avtaler.tekst()
    sak = avtaler.avklart(cast)
    with pytest.raises(UlovligOvergang):
        signer(cast, sak)
    sak = avtaler.avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    with pytest.raises(Nektet):
        op.signer_taushet(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    with pytest.raises(Nektet):
        op.motta_taushet(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, underskrevet=idag())
    with pytest.raises(Utdatert):
        op.signer_taushet(sak.pk, utfort_av=cast.soker, versjon=sak.versjon - 1)
    assert Taushetserklaering.objects.count() == 0


def test_et_varsel_som_ikke_kan_skrives_lar_ingenting_staa_igjen(cast: Cast) -> None:
    avtaler.tekst()
    sak = avtaler.inngaatt(cast)
    with varsel_nektes():
        op.motta_taushet(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, underskrevet=idag())
    assert not Taushetserklaering.objects.exists()
    assert ("taushet", "Synne Søker") in oppgaver(avtaler.naa_er(sak))
