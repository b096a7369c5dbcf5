"""The flow the other way: a hospital doctor gets practice in a municipality (S1-L02)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lege.models import Laeringsmaal, Lege
from lis.lis3.models import Kommunepraksis
from lis.lis3.operations import folger
from lis.lis3.operations import kommunepraksis as op
from lis.lis3.sykehuslege import Sykehuslege
from tests.lis3.folk import LisCast

LEGE = Sykehuslege("Sylvi Sykehuslege", "sylvi@prove.example", "1234567", "sykehusspesialitet", date(2024, 1, 1))


def utkast(lis: LisCast, lege: Sykehuslege = LEGE, **andre: Any) -> Kommunepraksis:
    idag = timezone.localdate()
    felter = {
        "avdeling": lis.medisin, "kommune": lis.gjovik, "fra": idag + timedelta(days=30),
        "til": idag + timedelta(days=120), "behov": "Samhandling med legevakt.",
    } | andre  # fmt: skip
    return op.registrer_praksis(utfort_av=lis.koordinator, lege=lege, **felter)


def gjor(verb: Any, sak: Kommunepraksis, av: Bruker, **andre: Any) -> Kommunepraksis:
    return verb(sak.pk, utfort_av=av, versjon=Kommunepraksis.objects.get(pk=sak.pk).versjon, **andre)


def sendt(lis: LisCast, **andre: Any) -> Kommunepraksis:
    return gjor(op.spor_kommune, utkast(lis, **andre), lis.koordinator)


def tilbudt(lis: LisCast, **andre: Any) -> Kommunepraksis:
    sak = sendt(lis, **andre)
    return gjor(op.tilby_praksis, sak, lis.kommune_lis, enhet=lis.korttid, veileder=lis.lisveileder)


def bekreftet(lis: LisCast, **andre: Any) -> Kommunepraksis:
    return gjor(op.bekreft_praksis, tilbudt(lis, **andre), lis.koordinator)


def aapne(sak: Kommunepraksis) -> list[str]:
    return list(Oppgave.objects.for_sak(sak).aapne().values_list("type", flat=True))


def fortalt(sak: Kommunepraksis, mal: str) -> set[str]:
    varsler = Varsel.objects.filter(sak_id=sak.pk, mal=f"lis3.{mal}")
    return set(varsler.values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S1-L02")
def test_fra_behov_til_gjennomfort_med_beskjed_i_hvert_steg(lis: LisCast) -> None:
    lege = lis.person("sylvi", "Sylvi Sykehuslege")
    sak = utkast(lis)
    assert (sak.saksnummer, sak.lege.bruker, sak.lege.spesialisering.gruppe) == (None, lege, "sykehusspesialitet")
    sak = gjor(op.spor_kommune, sak, lis.koordinator)
    assert (sak.tilstand, aapne(sak)) == ("sendt", ["lis3.praksis_svar"])
    assert (fortalt(sak, "praksis_til_kommunen"), fortalt(sak, "praksis_sendt")) == (
        {"Line Liskontakt"}, {"Sylvi Sykehuslege"},
    )  # fmt: skip
    sak = gjor(op.tilby_praksis, sak, lis.kommune_lis, enhet=lis.korttid, veileder=lis.lisveileder)
    assert aapne(sak) == ["lis3.praksis_bekreft"]
    assert fortalt(sak, "praksis_tilbudt") == {"Sylvi Sykehuslege", "Karl Koordinator"}
    sak = gjor(op.bekreft_praksis, sak, lis.koordinator)
    assert aapne(sak) == []
    assert fortalt(sak, "praksis_bekreftet") == {"Sylvi Sykehuslege", "Line Liskontakt"}
    assert fortalt(sak, "praksis_veileder") == {"Lisbeth Lisveileder"}
    naa = timezone.now()
    forlop = [(29, 0, "bekreftet"), (30, 1, "paagaar"), (31, 0, "paagaar"), (120, 0, "paagaar"), (121, 1, "gjennomfort")]
    for dager, flyttet, tilstand in forlop:
        assert op.folg_datoene(naa=naa + timedelta(days=dager)) == flyttet
        assert Kommunepraksis.objects.get(pk=sak.pk).tilstand == tilstand
    assert fortalt(sak, "praksis_gjennomfort") == {"Sylvi Sykehuslege", "Line Liskontakt", "Karl Koordinator"}


@pytest.mark.krav("S1-L02")
def test_etter_nei_sporres_en_annen_kommune_som_ikke_ser_det_den_forste_skrev(lis: LisCast) -> None:
    sak = sendt(lis)
    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        gjor(op.svar_ikke_mulig, sak, lis.kommune_lis, kommentar=" ")
    sak = gjor(op.svar_ikke_mulig, sak, lis.kommune_lis, kommentar="Mangler veileder.")
    assert (sak.svar_kommentar, aapne(sak)) == ("Mangler veileder.", ["lis3.praksis_ny_kommune"])
    for samme in ({}, {"kommune": lis.gjovik}):
        with pytest.raises(ValidationError, match="Velg en annen kommune"):
            gjor(op.spor_kommune, sak, lis.koordinator, **samme)
    with pytest.raises(ValidationError, match="med i helsefellesskapet"):
        gjor(op.spor_kommune, sak, lis.koordinator, kommune=lis.annen)
    nummer = sak.saksnummer
    sak = gjor(op.spor_kommune, sak, lis.koordinator, kommune=lis.hamar)
    assert (sak.saksnummer, sak.svar_kommentar, aapne(sak)) == (nummer, "", ["lis3.praksis_svar"])
    assert [_side(lis.kommune_lis, sak).status_code, _side(lis.hamar_lis, sak).status_code] == [404, 200]
    assert "Mangler veileder." not in _side(lis.hamar_lis, sak).content.decode()
    assert "Mangler veileder." in _side(lis.koordinator, sak).content.decode()


def _side(bruker: Bruker, sak: Kommunepraksis) -> Any:
    klient = Client()
    klient.force_login(bruker)
    return klient.get(sak.get_absolute_url())


def test_bare_den_det_venter_paa_kan_svare(lis: LisCast) -> None:
    sak = sendt(lis)
    tilbud = {"enhet": lis.korttid, "veileder": lis.lisveileder}
    for fremmed in (lis.koordinator, lis.hamar_lis, lis.lis3):
        with pytest.raises(Nektet):
            gjor(op.tilby_praksis, sak, fremmed, **tilbud)
    with pytest.raises(Nektet):
        gjor(op.bekreft_praksis, sak, lis.kommune_lis)
    with pytest.raises(UlovligOvergang):
        gjor(op.bekreft_praksis, sak, lis.koordinator)
    with pytest.raises(Nektet):
        op.registrer_praksis(
            utfort_av=lis.kommune_lis, lege=LEGE, avdeling=lis.medisin, kommune=lis.gjovik,
            fra=sak.fra, til=sak.til, behov="Legevakt.",
        )  # fmt: skip


def test_enhet_og_veileder_maa_hore_til_i_kommunen(lis: LisCast) -> None:
    sak = sendt(lis)
    with pytest.raises(ValidationError, match="Velg en enhet i kommunen"):
        gjor(op.tilby_praksis, sak, lis.kommune_lis, enhet=lis.medisin, veileder=lis.lisveileder)
    with pytest.raises(ValidationError, match="Velg en veileder som har en rolle"):
        gjor(op.tilby_praksis, sak, lis.kommune_lis, enhet=lis.korttid, veileder=lis.sykehusveileder)


@pytest.mark.krav("S1-L02")
def test_samme_lege_registreres_en_gang_og_allmennleger_ikke(lis: LisCast) -> None:
    forste = utkast(lis)
    andre = utkast(lis, LEGE._replace(epost="SYLVI@prove.example"))
    tredje = utkast(lis, LEGE._replace(epost="annen@prove.example"))
    assert forste.lege == andre.lege == tredje.lege
    with pytest.raises(ValidationError, match="allmennmedisin"):
        utkast(lis, LEGE._replace(epost=lis.leger["lis3"].epost, hpr_nummer=""))
    assert Lege.objects.filter(navn="Sylvi Sykehuslege").count() == 1


def test_epost_og_hpr_nummer_fra_to_leger_avvises(lis: LisCast) -> None:
    utkast(lis)
    with pytest.raises(ValidationError, match="to forskjellige leger"):
        utkast(lis, LEGE._replace(epost=lis.leger["lis3"].epost))
    assert Kommunepraksis.objects.count() == 1


def test_utkast_ses_bare_av_koordinator_og_kan_slettes(lis: LisCast) -> None:
    lis.person("sylvi", "Sylvi Sykehuslege")
    sak = utkast(lis)
    ser = {k for k in ("koordinator", "kommune_lis", "sylvi", "lis3") if _side(lis.folk[k], sak).status_code == 200}
    assert ser == {"koordinator"}
    gjor(op.slett_praksisutkast, sak, lis.koordinator)
    assert not Kommunepraksis.objects.exists()
    sak = sendt(lis)
    ser = {k for k in ("koordinator", "kommune_lis", "sylvi", "lis3") if _side(lis.folk[k], sak).status_code == 200}
    assert ser == {"koordinator", "kommune_lis", "sylvi"}
    with pytest.raises(UlovligOvergang):
        gjor(op.slett_praksisutkast, sak, lis.koordinator)


def test_avsluttet_foer_tiden_har_siste_dag_i_perioden(lis: LisCast) -> None:
    sak = bekreftet(lis)
    naa = timezone.now() + timedelta(days=40)
    with pytest.raises(ValidationError, match="før første dag"):
        gjor(op.start_praksis, sak, lis.kommune_lis)
    gjor(op.start_praksis, sak, lis.kommune_lis, naa=naa)
    with pytest.raises(ValidationError, match="ikke kommet ennå"):
        gjor(op.fullfor_praksis, sak, lis.kommune_lis, naa=naa)
    with pytest.raises(ValidationError, match="i perioden"):
        gjor(op.avslutt_praksis, sak, lis.kommune_lis, siste_dag=sak.til + timedelta(days=1))
    siste = sak.fra + timedelta(days=10)
    sak = gjor(op.avslutt_praksis, sak, lis.kommune_lis, siste_dag=siste, naa=naa)
    assert (sak.tilstand, sak.til) == ("avbrutt", siste)


def test_trukket_fortelles_alle_og_lukker_oppgaven(lis: LisCast) -> None:
    sak = gjor(op.trekk_praksis, sendt(lis), lis.koordinator)
    assert (sak.tilstand, aapne(sak), fortalt(sak, "praksis_trukket")) == ("trukket", [], {"Line Liskontakt"})


STEG = {
    "spor_kommune": (utkast, "koordinator", {}),
    "svar_ikke_mulig": (sendt, "kommune_lis", {"kommentar": "Nei."}),
    "tilby_praksis": (sendt, "kommune_lis", {"enhet": "korttid", "veileder": "lisveileder"}),
    "bekreft_praksis": (tilbudt, "koordinator", {}),
    "start_praksis": (bekreftet, "kommune_lis", {"naa": timezone.now() + timedelta(days=40)}),
    "trekk_praksis": (sendt, "koordinator", {}),
}


@pytest.mark.parametrize("verb", STEG)
def test_et_varsel_som_feiler_etterlater_ingenting(lis: LisCast, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    lag, hvem, valg = STEG[verb]
    sak = lag(lis)
    ekstra = {n: getattr(lis, v) if n in ("enhet", "veileder") else v for n, v in valg.items()}
    foer = (Hendelse.objects.count(), Oppgave.objects.aapne().count())

    def feil(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("varsle")

    monkeypatch.setattr(folger, "varsle", feil)
    with pytest.raises(RuntimeError, match="varsle"):
        gjor(getattr(op, verb), sak, lis.folk[hvem], **ekstra)
    assert (Hendelse.objects.count(), Oppgave.objects.aapne().count()) == foer
    assert Kommunepraksis.objects.get(pk=sak.pk).tilstand == sak.tilstand


def test_koordinator_registrerer_og_sender_fra_siden(lis: LisCast) -> None:
    Laeringsmaal.objects.get_or_create(kode="ALM-055", defaults={"navn": "Samhandling"})
    idag = timezone.localdate()
    felter = {
        "navn": "Sylvi Sykehuslege", "epost": "sylvi@prove.example", "gruppe": "samfunnsmedisin", "start": "1.1.2024",
        "avdeling": str(lis.medisin.pk), "behov": "Legevakt.", "laeringsmaal": ["ALM-055"],
        "fra": f"{idag + timedelta(days=30):%d.%m.%Y}", "til": f"{idag + timedelta(days=10):%d.%m.%Y}",
        "kommune": str(lis.gjovik.pk), "send": "1",
    }  # fmt: skip
    klient = Client()
    klient.force_login(lis.koordinator)
    svar = klient.post(reverse("lis3:kommunepraksis_ny"), felter)
    assert "Til-dato kan ikke være før fra-dato." in svar.content.decode()
    felter["til"] = f"{idag + timedelta(days=90):%d.%m.%Y}"
    klient.post(reverse("lis3:kommunepraksis_ny"), felter)
    sak = Kommunepraksis.objects.get()
    assert (sak.tilstand, [m.kode for m in sak.laeringsmaal.all()]) == ("sendt", ["ALM-055"])
    klient.force_login(lis.kommune_lis)
    assert klient.get(reverse("lis3:kommunepraksis_ny")).status_code == 404
    gammel = {"versjon": "1", "enhet": str(lis.korttid.pk), "veileder": str(lis.lisveileder.pk), "kommentar": "Velkommen."}
    svar = klient.post(reverse("lis3:kommunepraksis_tilby", args=[sak.pk]), gammel)
    assert svar.status_code == 409
    assert ("Saken er endret siden du åpnet den" in svar.content.decode(), "Velkommen." in svar.content.decode()) == (
        True, True,
    )  # fmt: skip
    gammel["versjon"] = str(sak.versjon)
    assert klient.post(reverse("lis3:kommunepraksis_tilby", args=[sak.pk]), gammel).status_code == 302
    assert klient.get(reverse("lis3:kommunepraksiser")).content.decode().count("Sylvi Sykehuslege") == 1


def test_et_utkast_slettes_bare_mens_ingen_er_spurt_og_ingen_har_endret_det(lis: LisCast) -> None:
    klient, sak = Client(), utkast(lis)
    klient.force_login(lis.koordinator)
    adresse = reverse("lis3:kommunepraksis_slett", args=[sak.pk])
    assert klient.post(adresse, {"versjon": 7}).status_code == 409
    sak = gjor(op.spor_kommune, sak, lis.koordinator)
    sak = gjor(op.svar_ikke_mulig, sak, lis.kommune_lis, kommentar="Ingen veileder.")
    assert [klient.get(adresse).status_code, klient.post(adresse, {"versjon": sak.versjon}).status_code] == [409, 409]
    assert Kommunepraksis.objects.filter(pk=sak.pk).exists()
