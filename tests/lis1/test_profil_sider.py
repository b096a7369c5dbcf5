"""The open pages in HTTP: anybody reads what is published, nobody reads a draft, and only the party writes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from lis.lis1.models import Innstilling, Profil
from tests.lis1.folk import HDIR, Lis1Cast
from tests.lis1.profiler import FULL, lagret, publisert
from tests.organisasjon.hus import syntetisk_nummer

STEDER, HVEM = reverse("lis1:steder"), reverse("lis1:hvem_bestemmer")


def klient(bruker: Bruker | None) -> Client:
    klient = Client()
    if bruker:
        klient.force_login(bruker)
    return klient


def adresse(lis: Lis1Cast, navn: str = "sted", sted: str = "gjovik") -> str:
    return reverse(f"lis1:{navn}", args=[getattr(lis, sted).pk])


@pytest.mark.krav("S1-L10")
@pytest.mark.parametrize("hvem", [None, "lis1lege", "utenfor", "hamarkontakt", "soker"])
def test_alle_leser_det_som_er_publisert_ogsaa_uten_konto(lis: Lis1Cast, hvem: str | None) -> None:
    publisert(lis)
    leser = klient(lis.folk[hvem] if hvem else None)
    liste, side = leser.get(STEDER), leser.get(adresse(lis))
    assert (liste.status_code, side.status_code) == (200, 200)
    assert adresse(lis) in liste.content.decode()
    tekst = side.content.decode()
    for felt in ("praksis", "vakt", "veiledning", "bolig", "kontakt_navn", "kontakt_epost", "nettside"):
        assert FULL[felt] in tekst, felt
    assert ("Rediger siden" in tekst, HDIR in tekst) == (False, True)


@pytest.mark.parametrize("hvem", [None, "lis1lege", "hamarkontakt", "koordinator", "statsforvalter", "utenfor"])
def test_et_utkast_finnes_ikke_for_andre(lis: Lis1Cast, hvem: str | None) -> None:
    lagret(lis, praksis="Hemmelig utkast.")
    leser = klient(lis.folk[hvem] if hvem else None)
    assert leser.get(adresse(lis)).status_code == 404
    assert "Hemmelig utkast." not in leser.get(STEDER).content.decode()
    assert leser.get(STEDER, {"q": "Gjøvik"}).context["side"].rader == []
    assert klient(lis.kommunekontakt).get(adresse(lis)).status_code == 200


def test_en_side_som_er_tatt_ned_er_borte(lis: Lis1Cast) -> None:
    profil = publisert(lis)
    svar = klient(lis.kommunekontakt).post(adresse(lis, "sted_trekk"), {"versjon": profil.versjon}, follow=True)
    assert "Siden er tatt ned." in svar.content.decode()
    assert Client().get(adresse(lis)).status_code == 404


@pytest.mark.krav("S1-L04")
def test_hvem_bestemmer_hva_er_aapen_og_lenker_til_direktoratets_portal(lis: Lis1Cast) -> None:
    tekst = Client().get(HVEM).content.decode()
    for hvem in (
        "Helsedirektoratet", "Det regionale helseforetaket", "Statsforvalteren", "LIS1-utvalget", "Sykehuset Innlandet HF",
        "Kommunen",
    ):  # fmt: skip
        assert f"<dt>{hvem}</dt>" in tekst, hvem
    assert (f'href="{HDIR}"' in tekst, "Den erstatter ikke Helsedirektoratets stillingsportal." in tekst) == (True, True)
    Innstilling.objects.update(hdir_url="")
    assert Client().get(HVEM).status_code == 200


def test_den_som_ikke_er_logget_inn_ser_ingen_meny(lis: Lis1Cast) -> None:
    publisert(lis)
    for side in (STEDER, HVEM, adresse(lis)):
        tekst = Client().get(side).content.decode()
        assert ('class="usermenu"' in tekst, 'class="mainnav"' in tekst, "Logg inn" in tekst) == (False, False, True)


@pytest.mark.parametrize("side", ["liste", "sted", "hvem"])
def test_sidene_finnes_paa_nynorsk(lis: Lis1Cast, side: str) -> None:
    publisert(lis)
    leser = Client()
    hvor = {"liste": STEDER, "sted": adresse(lis), "hvem": HVEM}[side]
    assert '<html lang="nb"' in leser.get(hvor).content.decode()
    leser.post(reverse("sett_sprak"), {"language": "nn", "next": hvor})
    assert '<html lang="nn"' in leser.get(hvor).content.decode()


@pytest.mark.parametrize(
    ("hvem", "status"),
    [("kommunekontakt", 200), ("kommuneoverlege", 200), ("hamarkontakt", 404), ("koordinator", 404),
     ("statsforvalter", 404), ("lis1lege", 404), ("utenfor", 404)],
)  # fmt: skip
def test_bare_parten_finner_skjemaet(lis: Lis1Cast, hvem: str, status: int) -> None:
    leser = klient(lis.folk[hvem])
    assert leser.get(adresse(lis, "sted_rediger")).status_code == status
    for navn in ("sted_rediger", "sted_publiser", "sted_trekk"):
        svar = leser.post(adresse(lis, navn), {"versjon": "0"})
        assert (svar.status_code == 404) == (status == 404), navn
    assert Profil.objects.filter(publisert__isnull=False).count() == 0


def test_skjemaet_er_ikke_aapent(lis: Lis1Cast) -> None:
    for navn in ("sted_rediger", "sted_publiser", "sted_trekk"):
        svar = Client().post(adresse(lis, navn))
        assert (svar.status_code, svar["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_fra_tomt_skjema_til_publisert_side(lis: Lis1Cast) -> None:
    skriver = klient(lis.kommunekontakt)
    assert "Skriv siden" in skriver.get(STEDER).content.decode()
    assert Profil.objects.count() == 0  # looking makes nothing
    svar = skriver.post(adresse(lis, "sted_rediger"), {"versjon": "0", "praksis": "Legekontor."}, follow=True)
    assert "Utkastet er lagret. Bare dere ser det." in svar.content.decode()
    svar = skriver.post(adresse(lis, "sted_publiser"), {"versjon": "1"})
    assert (svar.status_code, "Siden kan ikke publiseres ennå" in svar.content.decode()) == (200, True)
    svar = skriver.post(adresse(lis, "sted_rediger"), {"versjon": "1", **FULL, "publiser": "1"}, follow=True)
    assert "Siden er publisert. Alle kan lese den, uten å logge inn." in svar.content.decode()
    assert Client().get(adresse(lis)).status_code == 200
    svar = skriver.post(adresse(lis, "sted_rediger"), {"versjon": "3", **FULL, "vakt": "Ny vakt."}, follow=True)
    assert "Siden er lagret, og alle ser endringen." in svar.content.decode()
    assert "Ny vakt." in Client().get(adresse(lis)).content.decode()


def test_det_som_mangler_for_aa_publisere_staar_ved_feltet_og_teksten_er_lagret(lis: Lis1Cast) -> None:
    post = {"versjon": "0", "praksis": "Legekontor.", "publiser": "1"}
    svar = klient(lis.kommunekontakt).post(adresse(lis, "sted_rediger"), post)
    assert set(svar.context["form"].errors) == {"kontakt_navn", "kontakt_epost"}
    profil = Profil.objects.get()
    assert (profil.praksis, profil.publisert, svar.context["form"]["versjon"].value()) == ("Legekontor.", None, "1")


@pytest.mark.parametrize("felt", ["praksis", "vakt", "veiledning", "bolig", "kontakt_navn", "kontakt_telefon"])
def test_et_personnummer_kommer_ikke_paa_en_aapen_side(lis: Lis1Cast, felt: str) -> None:
    post: dict[str, Any] = {"versjon": "0", **FULL, felt: syntetisk_nummer()}
    svar = klient(lis.kommunekontakt).post(adresse(lis, "sted_rediger"), post)
    assert (svar.status_code, set(svar.context["form"].errors), Profil.objects.count()) == (200, {felt}, 0)


def test_html_i_teksten_blir_vist_som_tekst(lis: Lis1Cast) -> None:
    publisert(lis, praksis="<script>alert(1)</script>\n\nNytt avsnitt.")
    for side in (STEDER, adresse(lis)):
        tekst = Client().get(side).content.decode()
        assert ("<script>alert" in tekst, "&lt;script&gt;alert(1)" in tekst) == (False, True)
    assert "<p>Nytt avsnitt.</p>" in Client().get(adresse(lis)).content.decode()


def test_den_som_lagrer_over_en_annen_beholder_det_som_er_skrevet(lis: Lis1Cast) -> None:
    lagret(lis)
    svar = klient(lis.kommuneoverlege).post(adresse(lis, "sted_rediger"), {"versjon": "0", **FULL, "bolig": "Mitt."})
    assert (svar.status_code, svar.context["form"]["bolig"].value(), Profil.objects.get().bolig) == (
        409, "Mitt.", FULL["bolig"],
    )  # fmt: skip
    assert svar.context["form"]["versjon"].value() == 1
    assert klient(lis.kommunekontakt).post(adresse(lis, "sted_publiser"), {"versjon": "7"}).status_code == 409
    assert klient(lis.kommunekontakt).get(adresse(lis, "sted_trekk")).status_code == 409


@pytest.mark.parametrize(
    "sok", [{"q": "x" * 200}, {"region": "tull"}, {"side": "tull"}, {"q": "%_\\"}, {"q": "01817512345"}]
)
def test_et_rart_sok_gir_aldri_en_feilside(lis: Lis1Cast, sok: dict[str, str]) -> None:
    assert Client().get(STEDER, sok).status_code == 200


def test_en_ukjent_virksomhet_finnes_ikke(lis: Lis1Cast) -> None:
    for navn in ("sted", "sted_rediger"):
        assert klient(lis.kommunekontakt).get(reverse(f"lis1:{navn}", args=[uuid4()])).status_code == 404


def test_ingen_har_publisert_ennaa(lis: Lis1Cast) -> None:
    assert "Ingen har publisert sin side ennå." in Client().get(STEDER).content.decode()


def test_listen_koster_like_mange_sporringer_for_en_og_tre(lis: Lis1Cast) -> None:
    antall = []
    for sted, hvem in [("gjovik", "kommunekontakt"), ("hamar", "hamarkontakt"), ("sykehus", "koordinator")]:
        publisert(lis, getattr(lis, sted), lis.folk[hvem])
        Client().get(STEDER)
        with CaptureQueriesContext(connection) as sporringer:
            Client().get(STEDER)
        antall.append(len(sporringer))
    assert antall[0] == antall[2] <= 5


def test_den_aapne_forsiden_leder_til_stedene(lis: Lis1Cast) -> None:
    assert f'href="{STEDER}"' in Client().get("/").content.decode()
