"""The pages of cohorts and positions: who gets in, what a row says, filters, the workbook, and each verb."""

from __future__ import annotations

from typing import Any
from zipfile import ZipFile

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Lagretfilter, Lesing
from lis.lis1.models import Stilling
from lis.lis1.operations import stilling as op
from tests.lis1.folk import Lis1Cast
from tests.lis1.stillinger import UTLYSNING, besatt, felter, navngitt, planlagt, utlyst

LISTE = "/lis/lis1/stillinger/"
LESERE = ("koordinator", "kommunekontakt", "kommuneoverlege", "hamarkontakt", "statsforvalter", "rhf")
FREMMEDE = ("utenfor", "utenkontakt", "leder", "sekretariat", "soker")


@pytest.fixture(autouse=True)
def _uten_husket_valgliste() -> None:
    caches["lokal"].clear()


def som(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def rader(lis: Lis1Cast, **valg: Any) -> list[str]:
    return [rad.saksnummer for rad in som(lis.koordinator).get(LISTE, valg).context["rader"]]


# --- who gets in ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L04", "S1-L05")
def test_de_som_samarbeider_leser_og_for_andre_finnes_ingenting(lis: Lis1Cast) -> None:
    stilling, kull = besatt(lis), lis.kull(2028)
    sider = [
        reverse("lis1:kull_liste"), reverse("lis1:kull", args=[kull.pk]), reverse("lis1:balanse"), LISTE,
        f"{LISTE}excel/", reverse("lis1:stilling", args=[stilling.pk]),
    ]  # fmt: skip
    bare_koordinator = [f"{LISTE}ny/", reverse("lis1:kull_endre", args=[kull.pk]), f"{LISTE}{stilling.pk}/endre/"]
    for side in sider:
        assert {kode: som(lis.folk[kode]).get(side).status_code for kode in LESERE} == dict.fromkeys(LESERE, 200), side
        assert {kode: som(lis.folk[kode]).get(side).status_code for kode in FREMMEDE} == dict.fromkeys(FREMMEDE, 404), side
    for side in bare_koordinator:
        ventet = dict.fromkeys(LESERE, 403) | {"koordinator": 200}
        assert {kode: som(lis.folk[kode]).get(side).status_code for kode in LESERE} == ventet, side
        assert {kode: som(lis.folk[kode]).get(side).status_code for kode in FREMMEDE} == dict.fromkeys(FREMMEDE, 404), side


@pytest.mark.krav("S1-L05")
def test_kommunene_ser_hvem_som_er_ansatt_men_ikke_hvordan_legen_naas(lis: Lis1Cast) -> None:
    stilling = besatt(lis)
    epost = lis.lis1lege.epost
    for kode in LESERE:
        klient = som(lis.folk[kode])
        side = klient.get(stilling.get_absolute_url()).content.decode()
        assert "Lise Lisen" in side, kode
        assert (epost in side) == (kode == "koordinator"), kode
        assert epost not in klient.get(LISTE).content.decode(), kode
        assert b"".join(klient.get(f"{LISTE}excel/")).find(epost.encode()) == -1, kode


def test_legen_finner_bare_sin_egen_og_ser_hvem_som_har_aapnet_den(lis: Lis1Cast) -> None:
    egen, annen = besatt(lis), planlagt(lis)
    som(lis.statsforvalter).get(egen.get_absolute_url())
    klient = som(lis.lis1lege)
    assert klient.get("/lis/lis1/").url == egen.get_absolute_url()
    side = klient.get(egen.get_absolute_url()).content.decode()
    assert lis.lis1lege.epost in side
    assert "Stig Statsforvalter" in side
    assert LISTE not in side.split("<main")[1]
    assert klient.get(annen.get_absolute_url()).status_code == 404
    assert klient.get(LISTE).status_code == 404
    assert Lesing.objects.filter(sak_id=egen.pk).count() == 1
    op.losne(egen.pk, utfort_av=lis.koordinator, versjon=Stilling.objects.get(pk=egen.pk).versjon)
    assert klient.get(egen.get_absolute_url()).status_code == 404
    assert klient.get("/lis/lis1/").url == reverse("lis1:steder")


@pytest.mark.parametrize("navngis", [False, True])
def test_legen_leser_hva_som_skjer_videre(lis: Lis1Cast, navngis: bool) -> None:
    egen = besatt(lis, **(navngitt(lis) if navngis else {}))
    side = som(lis.lis1lege).get(egen.get_absolute_url()).content.decode()
    assert ("Du er i Gjøvik kommune fra" in side, "LIS1-utvalget tildeler deg en kommune." in side) == (navngis, not navngis)
    assert "Dette skjer videre" not in som(lis.statsforvalter).get(egen.get_absolute_url()).content.decode()


def test_menyen_viser_lis1_til_dem_den_er_for(lis: Lis1Cast) -> None:
    besatt(lis, lis.soker.epost)
    har = {kode: 'href="/lis/lis1/"' in som(lis.folk[kode]).get("/").content.decode() for kode in (*LESERE, *FREMMEDE)}
    assert har == dict.fromkeys(LESERE, True) | dict.fromkeys(FREMMEDE, False) | {"soker": True}
    assert 'href="/lis/lis1/"' in som(lis.lis1lege).get("/").content.decode()


# --- the list ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def blandet(lis: Lis1Cast) -> tuple[Lis1Cast, dict[str, str]]:
    """One of each: ordinary, named, odd length, uncoupled, advertised, filled."""
    vaar, host = lis.kull(2028), lis.kull(2028, "host")
    nye = {
        "vanlig": planlagt(lis, vaar),
        "navngitt": planlagt(lis, vaar, **navngitt(lis)),
        "avvik": planlagt(lis, host, sykehus_maaneder=15, avvik_begrunnelse="Delt.", avvik_url=UTLYSNING),
        "ukoblet": planlagt(lis, host, koblet=False, ukoblet_begrunnelse="Avtale.", enhet=lis.kirurgi),
        "utlyst": utlyst(lis, host),
        "besatt": besatt(lis, kull=host),
    }
    return lis, {navn: stilling.saksnummer or "" for navn, stilling in nye.items()}


@pytest.mark.krav("S1-L05", "S1-L15", "S1-L16", "S1-L17")
@pytest.mark.parametrize(
    ("valg", "ventet"),
    [
        ({}, {"vanlig", "navngitt", "avvik", "ukoblet", "utlyst", "besatt"}),
        ({"tilstand": "utlyst"}, {"utlyst"}),
        ({"praksis": "navngitt"}, {"navngitt"}),
        ({"koblet": "nei"}, {"ukoblet"}),
        ({"varighet": "avvik"}, {"avvik"}),
        ({"q": "lisen"}, {"besatt"}),
        ({"q": "kirurgisk"}, {"ukoblet"}),
        ({"q": "elv"}, {"vanlig", "navngitt", "avvik", "utlyst", "besatt"}),
        ({"q": "finnes ikke"}, set()),
        ({"tilstand": "tull"}, {"vanlig", "navngitt", "avvik", "ukoblet", "utlyst", "besatt"}),
    ],
)
def test_listen_snevres_inn_med_hvert_filter(
    blandet: tuple[Lis1Cast, dict[str, str]], valg: dict[str, str], ventet: set[str]
) -> None:
    lis, numre = blandet
    assert set(rader(lis, **valg)) == {numre[navn] for navn in ventet}


def test_listen_snevres_inn_med_kull_kommune_og_enhet(blandet: tuple[Lis1Cast, dict[str, str]]) -> None:
    lis, numre = blandet
    assert set(rader(lis, kull=str(lis.kull(2028).pk))) == {numre["vanlig"], numre["navngitt"]}
    assert rader(lis, kommune=str(lis.gjovik.pk)) == [numre["navngitt"]]
    assert rader(lis, enhet=str(lis.kirurgi.pk)) == [numre["ukoblet"]]


def test_listen_sorteres(blandet: tuple[Lis1Cast, dict[str, str]]) -> None:
    lis, numre = blandet
    etter_nummer = [numre[navn] for navn in ("vanlig", "navngitt", "avvik", "ukoblet", "utlyst", "besatt")]
    assert rader(lis, sorter="stilling") == etter_nummer
    assert rader(lis, sorter="kull") == etter_nummer
    assert rader(lis) == etter_nummer[::-1]
    assert rader(lis, sorter="-kommunedel")[0] == numre["avvik"]


def test_listen_og_kullet_spoer_like_mye_for_tre_som_for_en(lis: Lis1Cast) -> None:
    kull = lis.kull(2028)
    klient = som(lis.koordinator)
    besatt(lis, kull=kull, **navngitt(lis))

    def antall(side: str) -> int:
        klient.get(side)
        with CaptureQueriesContext(connection) as sporringer:
            klient.get(side)
        return len(sporringer)

    sider = [LISTE, kull.get_absolute_url(), "/lis/lis1/", "/lis/lis1/balanse/"]
    for_ = [antall(side) for side in sider]
    besatt(lis, "ny@prove.example", kull, **navngitt(lis, kommune=lis.hamar))
    planlagt(lis, kull)
    planlagt(lis, lis.kull(2029))
    assert [antall(side) for side in sider] == for_


def test_et_filter_lagres_og_slettes_av_den_som_eier_det(lis: Lis1Cast) -> None:
    klient = som(lis.statsforvalter)
    klient.post(f"{LISTE}visning/", {"navn": "Uten kobling", "sporring": "koblet=nei&tull=1"})
    lagret = Lagretfilter.objects.get(bruker=lis.statsforvalter)
    assert (lagret.liste, lagret.sporring) == ("lis1.stillinger", "koblet=nei")
    som(lis.rhf).post(f"{LISTE}visning/{lagret.pk}/slett/")
    assert Lagretfilter.objects.count() == 1
    klient.post(f"{LISTE}visning/{lagret.pk}/slett/")
    assert Lagretfilter.objects.count() == 0


def test_regnearket_har_radene_i_filteret(blandet: tuple[Lis1Cast, dict[str, str]], tmp_path: Any) -> None:
    lis, numre = blandet
    svar = som(lis.rhf).get(f"{LISTE}excel/?koblet=nei")
    fil = tmp_path / "stillinger.xlsx"
    fil.write_bytes(b"".join(svar))
    with ZipFile(fil) as ark:
        innhold = "".join(ark.read(navn).decode() for navn in ark.namelist() if navn.endswith(".xml"))
    assert numre["ukoblet"] in innhold
    assert numre["vanlig"] not in innhold


# --- registered in bulk, advertised in bulk ---------------------------------------------------------------------------


def skjema(lis: Lis1Cast, **andre: Any) -> dict[str, Any]:
    return {
        "kull": str(lis.kull(2028).pk), "antall": 4, "enhet": str(lis.medisin.pk), "kommunepraksis": "tildeles",
        "sykehus_maaneder": 12, "kommune_maaneder": 6, "koblet": "ja",
    } | andre  # fmt: skip


@pytest.mark.krav("S1-L15", "S1-L16", "S1-L17")
def test_koordinator_registrerer_mange_like_og_faar_vite_hva_som_mangler(lis: Lis1Cast) -> None:
    klient, kull = som(lis.koordinator), lis.kull(2028)
    side = klient.get(f"{LISTE}ny/?kull={kull.pk}").content.decode()
    assert f'value="{kull.pk}" selected' in side
    innhold = klient.post(f"{LISTE}ny/", skjema(lis, sykehus_maaneder=18, koblet="nei", kommunepraksis="navngitt")).content
    for mangler in (
        "Skriv hvorfor stillingen ikke er koblet med en kommune.", "Stillingen er ikke så lang som reglene sier.",
        "Lenk til Helsedirektoratets utlysning", "Velg kommunen, eller velg at kommunen tildeles.",
    ):  # fmt: skip
        assert mangler in innhold.decode(), mangler
    assert Stilling.objects.count() == 0
    svar = klient.post(f"{LISTE}ny/", skjema(lis), follow=True)
    assert "4 stillinger er registrert." in svar.content.decode()
    assert svar.redirect_chain[-1][0] == kull.get_absolute_url()
    assert Stilling.objects.filter(kull=kull, tilstand="planlagt").count() == 4


def test_mange_merkes_som_utlyst_og_den_som_har_gaatt_videre_nevnes(lis: Lis1Cast) -> None:
    stillinger = op.registrer_stillinger(utfort_av=lis.koordinator, kull=lis.kull(2028), antall=3, felter=felter(lis))
    verdier = [f"{s.pk}:{s.versjon}" for s in stillinger]
    op.lys_ut(stillinger[2].pk, utfort_av=lis.koordinator, versjon=stillinger[2].versjon)
    klient = som(lis.koordinator)
    svar = klient.post(f"{LISTE}utlys/", {"sak": verdier, "tilbake": "/lis/lis1/kull/"}, follow=False)
    assert svar.url == "/lis/lis1/kull/"
    innhold = klient.get("/lis/lis1/").content.decode()
    assert "2 stillinger er merket som utlyst." in innhold
    assert f"{stillinger[2].saksnummer}: Ikke gjort, for stillingen er endret." in innhold
    assert Stilling.objects.filter(tilstand="utlyst").count() == 3
    assert klient.post(f"{LISTE}utlys/", {"tilbake": "https://ond.example/"}).url == LISTE
    assert som(lis.kommunekontakt).post(f"{LISTE}utlys/", {"sak": verdier}).status_code == 403
    assert som(lis.utenfor).post(f"{LISTE}utlys/", {"sak": verdier}).status_code == 404
