"""The patient instruction: each side reads it for itself, and a new contact person reads it anew."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Signatur
from hospitering.models import (
    Aarsak,
    Avklaring,
    Forberedelsespunkt,
    Instrukslesing,
    Periodeart,
    Punkt,
    Side,
    Soknad,
    Tilstand,
)
from hospitering.operations import kontakt
from tests.hospitering import avtaler
from tests.hospitering.test_klargjoring import les, oppgaver, sak_med_punkter
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db
T = Tilstand


@pytest.mark.krav("S1-H16", "S1-H17", "S1-H18", "S1-H19")
def test_hospitant_og_kontaktperson_leser_selv(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    for hvem in ("vertsleder", "leder", "mottak", "utenfor"):
        with pytest.raises(Nektet):
            les(cast, sak, hvem)
    sak = les(cast, sak, "kontakt")
    with pytest.raises(ValidationError, match="allerede bekreftet"):
        les(cast, sak, "kontakt")
    lesing = Instrukslesing.objects.get()
    assert (lesing.side, lesing.bruker, lesing.versjon) == ("vert", cast.kontakt, "2024-05-08")
    ord_ = json.loads(Signatur.objects.get(hendelse__navn="les_instruks").innhold)["tekst"]
    assert [any(o in linje for linje in ord_) for o in ("observatør", "reservere seg", "§ 4-3", "skriftlig")] == [True] * 4


@pytest.mark.krav("S1-H16", "S1-S37")
def test_vertsleder_leser_mens_kontaktpersonen_ikke_har_konto(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    Soknad.objects.filter(pk=sak.pk).update(kontakt_bruker=None)
    assert les(cast, avtaler.naa_er(sak), "vertsleder").instrukslesinger.get().bruker == cast.vertsleder


@pytest.mark.krav("S1-H16")
def test_databasen_lar_ingen_lese_for_den_andre_siden(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    for side, hvem in (("hospitant", cast.kontakt), ("vert", cast.soker)):
        with pytest.raises(IntegrityError, match="instruks_lest_av_den_andre_siden"), transaction.atomic():
            Instrukslesing.objects.create(soknad=sak, side=side, bruker=hvem, versjon="1")
    les(cast, sak, "soker")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Instrukslesing.objects.update(versjon="2")


@pytest.mark.krav("S1-H16", "S1-S37")
def test_en_ny_kontaktperson_leser_og_overtar_det_som_gjenstaar(cast: Cast) -> None:
    sak = sak_med_punkter(cast)
    sak = les(cast, sak, "kontakt")
    Forberedelsespunkt.objects.create(enhet=cast.palliativ, tekst="Kom senere", ansvarlig=Side.VERT)
    felter = {"kontakt_navn": "Mona Mottak", "kontakt_epost": cast.mottak.epost, "kontakt_tlf": "+4762000002"}
    sak = kontakt.bytt_kontakt(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, **felter)
    assert {o for o in oppgaver(sak) if o[1] != "Synne Søker"} == {("instruks", "Mona Mottak"), ("forbered", "Mona Mottak")}
    assert not sak.instrukslesinger.filter(side=Side.VERT).exists()
    assert set(sak.forberedelser.values_list("tekst", flat=True)) == {"Les rutinene", "Bestill adgangskort"}
    with pytest.raises(Nektet):
        les(cast, sak, "kontakt")


@pytest.mark.krav("S1-H16", "S1-S37")
def test_en_ny_kontaktperson_tar_en_klar_sak_tilbake_til_den_er_lest(cast: Cast) -> None:
    sak = avtaler.klar(cast)
    felter = {"kontakt_navn": "Mona Mottak", "kontakt_epost": cast.mottak.epost, "kontakt_tlf": "+4762000002"}
    sak = kontakt.bytt_kontakt(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **felter)
    assert (sak.tilstand, oppgaver(sak)) == (T.AVTALE_INNGAATT, {("instruks", "Mona Mottak")})
    assert avtaler.naa_er(sak).avtale.klar_tid is None
    assert les(cast, sak, "mottak").tilstand == T.KLAR


def test_fristene_foelger_avtalen_og_den_nye_startdagen(cast: Cast) -> None:
    sak = avtaler.avklart(cast)
    fra = sak.avtale.fra
    Avklaring.objects.filter(soknad=sak, punkt=Punkt.TAUSHET).update(naar=fra - timedelta(days=7))
    Avklaring.objects.filter(soknad=sak, punkt=Punkt.SAMTYKKE).update(naar=None)
    sak = avtaler.avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    assert _frister(sak) == {("taushet", fra - timedelta(days=7)), ("instruks", fra)}
    ny = avtaler.perioden(sak, fra=fra + timedelta(days=2), art=Periodeart.UTSATT, aarsak=Aarsak.BEMANNING)
    sak = avtaler.periode.foresla_periode(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **ny)
    sak = avtaler.periode.bekreft_periode(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    assert _frister(sak) == {("taushet", fra - timedelta(days=7)), ("instruks", fra + timedelta(days=2))}


def _frister(sak: Soknad) -> set[tuple[str, date | None]]:
    aapne = Oppgave.objects.for_sak(sak).aapne().values_list("type", "frist")
    return {(type_.removeprefix("hospitering."), frist) for type_, frist in aapne}
