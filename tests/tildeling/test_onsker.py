"""A candidate says which municipalities they wish for, and nobody else reads it before the deadline."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.varsling.models import Varsel
from lis.tildeling.models import Kandidat, Onske, Runde
from lis.tildeling.operations import onsker as op
from lis.tildeling.operations import runde as rundeop
from tests.lis1.stillinger import navngitt

from .test_vern import nekter
from .tilstander import aapen, ny, planlagt, til_behandling

pytestmark = pytest.mark.django_db


def som(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def meg(lis: Any, runde: Runde, kode: str = "lis1lege") -> Kandidat:
    return runde.kandidater.get(lege=lis.lege(kode))


def lever(lis: Any, runde: Runde, *steder: Any, versjon: int | None = None, **andre: Any) -> Kandidat:
    kandidat = meg(lis, runde)
    pk_er = [sted.pk for sted in steder]
    return op.lever(runde.pk, utfort_av=lis.lis1lege, versjon=versjon or kandidat.versjon, kommuner=pk_er, **andre)


def onsker(kandidat: Kandidat) -> list[str]:
    return [str(o) for o in kandidat.onsker.all()]


@pytest.fixture
def runde(lis: Any) -> Runde:
    """Open; one place in Gjøvik and one in Hamar."""
    lis.plass()
    lis.plass(lis.hamar)
    sak = planlagt(lis, "lis1lege", "kandidat2")
    return rundeop.aapne(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)


# --- the verb ---------------------------------------------------------------------------------------------------------


def test_onskene_leveres_og_endres_saa_ofte_en_vil_til_fristen(lis: Any, runde: Runde) -> None:
    assert onsker(lever(lis, runde, lis.hamar, lis.gjovik)) == ["1. Hamar", "2. Gjøvik"]
    assert not Oppgave.objects.for_sak(runde).aapne().filter(person=lis.lis1lege).exists()
    assert onsker(lever(lis, runde, lis.gjovik)) == ["1. Gjøvik"]
    kvitteringer = Varsel.objects.filter(mal="tildeling.onsker_levert", mottaker=lis.lis1lege)
    assert kvitteringer.count() == 2
    with pytest.raises(UlovligOvergang):
        lever(lis, runde, lis.hamar, naa=runde.frist)
    assert onsker(meg(lis, runde)) == ["1. Gjøvik"]


def test_en_leverer_aldri_over_det_en_ikke_har_sett(lis: Any, runde: Runde) -> None:
    versjon = meg(lis, runde).versjon
    lever(lis, runde, lis.hamar)
    with pytest.raises(Utdatert):
        lever(lis, runde, lis.gjovik, versjon=versjon)
    # What others do in the round is no reason to read again.
    annen = meg(lis, runde, "kandidat2")
    op.onsk_for(runde.pk, annen.pk, utfort_av=lis.koordinator, versjon=annen.versjon, kommuner=[lis.gjovik.pk])
    assert onsker(lever(lis, runde, lis.gjovik)) == ["1. Gjøvik"]


def test_bare_kommuner_med_plass_og_hver_bare_en_gang(lis: Any, runde: Runde) -> None:
    for steder in ([], [lis.gjovik, lis.gjovik], [lis.annen]):
        with pytest.raises(ValidationError):
            lever(lis, runde, *steder)
    assert not Onske.objects.exists()
    kandidat = meg(lis, runde)
    Onske.objects.create(kandidat=kandidat, kommune=lis.gjovik, rang=1)
    nekter("onske_en_gang", lambda: Onske.objects.create(kandidat=kandidat, kommune=lis.gjovik, rang=2))
    nekter("onske_en_rang", lambda: Onske.objects.create(kandidat=kandidat, kommune=lis.hamar, rang=1))


@pytest.mark.parametrize("kode", ["koordinator", "statsforvalter", "kommunekontakt", "utenfor"])
def test_ingen_andre_onsker_for_seg_selv(lis: Any, runde: Runde, kode: str) -> None:
    with pytest.raises(Nektet):
        op.lever(runde.pk, utfort_av=lis.folk[kode], versjon=1, kommuner=[lis.gjovik.pk])


def test_den_som_har_kommune_i_utlysningen_onsker_ikke(lis: Any) -> None:
    lis.plass()
    runde = planlagt(lis, "kandidat2")
    stilling = lis.stilling("lis1lege", **navngitt(lis))
    kandidat = Kandidat.objects.create(
        runde=runde, lege=stilling.lege, stilling=stilling, hf=lis.sykehus, fast_kommune=lis.gjovik
    )
    rundeop.aapne(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    with pytest.raises(Nektet):
        lever(lis, runde, lis.gjovik)
    nekter("onske_av_den_som_onsker", lambda: Onske.objects.create(kandidat=kandidat, kommune=lis.gjovik, rang=1))
    assert som(lis.lis1lege).get(reverse("tildeling:onsker", args=[runde.pk])).status_code == 403
    assert "Du skal til Gjøvik kommune" in som(lis.lis1lege).get(runde.get_absolute_url()).content.decode()


def test_bare_den_uten_konto_faar_onskene_skrevet_inn(lis: Any, runde: Runde) -> None:
    uten, med = meg(lis, runde, "kandidat2"), meg(lis, runde)
    alt: dict[str, Any] = {"kommuner": [lis.gjovik.pk]}
    for kode in ("kommuneoverlege", "kommunekontakt", "rhf"):
        with pytest.raises(Nektet):
            op.onsk_for(runde.pk, uten.pk, utfort_av=lis.folk[kode], versjon=uten.versjon, **alt)
    with pytest.raises(Nektet):
        op.onsk_for(runde.pk, med.pk, utfort_av=lis.koordinator, versjon=med.versjon, **alt)
    assert onsker(op.onsk_for(runde.pk, uten.pk, utfort_av=lis.koordinator, versjon=uten.versjon, **alt)) == ["1. Gjøvik"]
    with pytest.raises(Utdatert):
        op.onsk_for(runde.pk, uten.pk, utfort_av=lis.koordinator, versjon=uten.versjon, **alt)


# --- the page ---------------------------------------------------------------------------------------------------------


def felt(lis: Any, *steder: Any) -> dict[str, str]:
    return {f"nr_{sted.pk}": str(nr) for nr, sted in enumerate(steder, start=1)}


def test_siden_virker_uten_javascript_med_tall_og_knapper(lis: Any, runde: Runde) -> None:
    klient, adresse = som(lis.lis1lege), reverse("tildeling:onsker", args=[runde.pk])
    versjon = {"versjon": str(meg(lis, runde).versjon)}
    svar = klient.post(adresse, {**versjon, **felt(lis, lis.gjovik), "flytt": f"inn:{lis.hamar.pk}"})
    assert [(rad.sted.kommune.navn, rad.nr) for rad in svar.context["form"].rader] == [("Gjøvik", 1), ("Hamar", 2)]
    assert "Endringen er ikke levert ennå" in svar.content.decode()
    svar = klient.post(adresse, {**versjon, **felt(lis, lis.gjovik, lis.hamar), "flytt": f"opp:{lis.hamar.pk}"})
    assert [(rad.sted.kommune.navn, rad.nr) for rad in svar.context["form"].rader] == [("Hamar", 1), ("Gjøvik", 2)]
    svar = klient.post(adresse, {**versjon, **felt(lis, lis.hamar, lis.gjovik), "flytt": f"ut:{lis.hamar.pk}"})
    assert [(rad.sted.kommune.navn, rad.nr) for rad in svar.context["form"].rader] == [("Gjøvik", 1), ("Hamar", None)]
    assert not Onske.objects.exists()
    # Numbers with gaps are an order all the same.
    svar = klient.post(adresse, {**versjon, f"nr_{lis.gjovik.pk}": "7", f"nr_{lis.hamar.pk}": "3"}, follow=True)
    assert onsker(meg(lis, runde)) == ["1. Hamar", "2. Gjøvik"]
    assert "Dette har du levert" in svar.content.decode()


def test_feil_i_tallene_sies_ved_feltet(lis: Any, runde: Runde) -> None:
    klient, adresse = som(lis.lis1lege), reverse("tildeling:onsker", args=[runde.pk])
    versjon = {"versjon": str(meg(lis, runde).versjon)}
    like = klient.post(adresse, {**versjon, f"nr_{lis.gjovik.pk}": "1", f"nr_{lis.hamar.pk}": "1"})
    assert "To kommuner har nummer 1" in like.content.decode()
    tull = klient.post(adresse, {**versjon, f"nr_{lis.gjovik.pk}": "først"})
    assert "Skriv et helt tall" in tull.content.decode()
    assert not Onske.objects.exists()
    lever(lis, runde, lis.hamar)
    utdatert = klient.post(adresse, {**versjon, **felt(lis, lis.gjovik)})
    assert (utdatert.status_code, onsker(meg(lis, runde))) == (409, ["1. Hamar"])
    assert utdatert.context["form"][f"nr_{lis.gjovik.pk}"].value() in ("1", 1)


def test_siden_er_kandidatens_og_finnes_ikke_for_andre(lis: Any, runde: Runde) -> None:
    adresse = reverse("tildeling:onsker", args=[runde.pk])
    alle = ("koordinator", "statsforvalter", "kommuneoverlege", "rhf", "kommunekontakt", "utenfor")
    assert {kode: som(lis.folk[kode]).get(adresse).status_code for kode in alle} == dict.fromkeys(alle, 404)
    assert som(lis.lis1lege).get(adresse).status_code == 200


def test_etter_fristen_leser_en_det_en_leverte(lis: Any, runde: Runde) -> None:
    lever(lis, runde, lis.hamar)
    rundeop.lukk_forfalte(naa=runde.frist + timedelta(minutes=1))
    svar = som(lis.lis1lege).get(reverse("tildeling:onsker", args=[runde.pk]))
    assert ("1. Hamar" in svar.content.decode(), svar.context["form"]) == (True, None)
    nekter("onske_foer_fristen", lambda: Onske.objects.all().delete())


# --- nobody else sees them --------------------------------------------------------------------------------------------


def test_ingen_ser_onskene_foer_fristen_og_bare_de_som_behandler_etterpaa(lis: Any) -> None:
    runde = aapen(lis, "lis1lege", "kandidat2", onsker={"lis1lege": [lis.hamar]})

    def ser(kode: str) -> bool:
        svar = som(lis.folk[kode]).get(runde.get_absolute_url())
        return svar.status_code == 200 and "1. Hamar" in svar.content.decode()

    alle = ("koordinator", "statsforvalter", "kommuneoverlege", "hamarkontakt", "vara", "organsekretaer", "rhf", "lis1lege")
    assert {kode: ser(kode) for kode in alle} == dict.fromkeys(alle, False)
    rundeop.lukk_forfalte(naa=runde.frist + timedelta(days=1))
    # RHF reads what concerns it, which is not who wished what; the candidate has a page for it.
    assert {kode: ser(kode) for kode in alle} == dict.fromkeys(alle, True) | {"rhf": False, "lis1lege": False}


def test_det_den_ene_skrev_inn_vises_ikke_igjen_for_fristen(lis: Any, runde: Runde) -> None:
    uten = meg(lis, runde, "kandidat2")
    adresse = reverse("tildeling:onsk_for", args=[runde.pk, uten.pk])
    klient = som(lis.koordinator)
    svar = klient.post(adresse, {"versjon": uten.versjon, **felt(lis, lis.hamar)})
    assert (svar.status_code, onsker(uten)) == (302, ["1. Hamar"])
    siden = klient.get(adresse)
    assert {rad.nr for rad in siden.context["form"].rader} == {None}
    assert som(lis.kommuneoverlege).get(adresse).status_code == 403
    assert som(lis.lis1lege).get(adresse).status_code == 403
    assert som(lis.utenfor).get(adresse).status_code == 404


def test_den_utelukkede_ser_ikke_onskene(lis: Any) -> None:
    from django.utils import timezone

    from lis.tildeling.models import Habilitet

    runde, naa = til_behandling(lis, "lis1lege", onsker={"lis1lege": [lis.hamar]}), timezone.now()
    rad = Habilitet.objects.create(runde=runde, bruker=lis.kommuneoverlege, grunn="naerstaaende", meldt=naa)
    Habilitet.objects.filter(pk=rad.pk).update(utfall="inhabil", avgjort_av=lis.statsforvalter, avgjort=naa)
    klient = som(lis.kommuneoverlege)
    side = klient.get(runde.get_absolute_url()).content.decode()
    assert ("1. Hamar" in side, "Du er inhabil i denne runden" in side) == (False, True)
    assert klient.get(reverse("tildeling:poeng", args=[runde.pk])).status_code == 403
    assert klient.get(reverse("tildeling:kandidat_ny", args=[runde.pk])).status_code == 403
