"""The pages of criteria: who finds them, what is on them, and what is done there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from lis.tildeling.models import Kriterier
from lis.tildeling.operations import kriterier as op

from .test_kriterier import gjor, med_kriterium
from .tilstander import behandlet, gjeldende, lagt_fram, ny, utkast

pytestmark = pytest.mark.django_db

ALLE = (
    "koordinator", "statsforvalter", "kommuneoverlege", "vara", "organsekretaer", "rhf", "kommunekontakt", "hamarkontakt",
    "utvalgssekretaer", "lis1lege", "utenfor",
)  # fmt: skip
ORDNER = {"koordinator": 200, "statsforvalter": 200, "organsekretaer": 200}
STELLER = {**ORDNER, "kommuneoverlege": 200, "vara": 200, "hamarkontakt": 200}
LESER = {**STELLER, "rhf": 200, "kommunekontakt": 200}
FREMMED = dict.fromkeys(ALLE, 404)


def klient(bruker: Bruker) -> Client:
    ny_ = Client()
    ny_.force_login(bruker)
    return ny_


def statuser(lis: Any, adresse: str) -> dict[str, int]:
    return {kode: klient(lis.folk[kode]).get(adresse).status_code for kode in ALLE}


def adresse(navn: str, sak: Kriterier, *andre: Any) -> str:
    return reverse(f"tildeling:{navn}", args=[sak.pk, *andre])


def side(lis: Any, hvem: str, url: str) -> str:
    return klient(lis.folk[hvem]).get(url).content.decode()


def framtidig_mote(lis: Any) -> Mote:
    start = timezone.now() + timedelta(days=60)
    felter = {
        "form": "digital", "start": start, "slutt": start + timedelta(hours=1), "sted": "",
        "lenke": "https://mote.example/lis1", "sakslistefrist": timezone.localdate(start) - timedelta(days=14),
    }  # fmt: skip
    return moteop.planlegg(lis.organ.pk, utfort_av=lis.utvalgssekretaer, felter=felter)


@pytest.mark.krav("S1-L12", "S1-L19")
def test_hvem_som_finner_hver_side(lis: Any) -> None:
    sak = utkast(lis)
    rad = med_kriterium(lis, sak)
    assert statuser(lis, reverse("tildeling:kriterier_liste")) == FREMMED | LESER
    # A draft is for those who work with it; what is adopted is for all who read LIS1.
    assert statuser(lis, sak.get_absolute_url()) == FREMMED | STELLER
    for url in (
        adresse("kriterier_endre", sak), adresse("kriterium", sak, rad.nummer), adresse("kriterium_ny", sak),
        adresse("kriterium_fjern", sak, rad.nummer), adresse("kriteriegruppe_ny", sak),
        adresse("kriterier_legg_fram", sak), adresse("kriterier_forkast", sak),
    ):  # fmt: skip
        assert statuser(lis, url) == FREMMED | dict.fromkeys(STELLER, 403) | ORDNER, url
    sak = lagt_fram(lis, sak)
    assert statuser(lis, adresse("kriterier_trekk_tilbake", sak)) == FREMMED | dict.fromkeys(STELLER, 403) | ORDNER
    assert statuser(lis, behandlet(lis, sak).get_absolute_url()) == FREMMED | LESER
    assert Client().get(sak.get_absolute_url()).status_code == 302


def test_bare_de_som_ordner_kriteriene_begynner_paa_nye(lis: Any) -> None:
    ny_ = reverse("tildeling:kriterier_ny")
    svar = {kode: klient(lis.folk[kode]).post(ny_).status_code for kode in ALLE if kode not in ORDNER}
    assert svar == {
        "kommuneoverlege": 403, "vara": 403, "rhf": 403, "kommunekontakt": 403, "hamarkontakt": 403,
        "utvalgssekretaer": 404, "lis1lege": 404, "utenfor": 404,
    }  # fmt: skip
    assert not Kriterier.objects.exists()
    assert klient(lis.koordinator).get(ny_).status_code == 405
    klient(lis.koordinator).post(ny_)
    igjen = klient(lis.statsforvalter).post(ny_, follow=True)
    assert "Det er allerede begynt på nye kriterier. Skriv videre på dem." in igjen.content.decode()
    assert Kriterier.objects.count() == 1


def test_hele_veien_gjennom_sidene(lis: Any) -> None:
    koordinator, mote = klient(lis.koordinator), framtidig_mote(lis)
    liste = reverse("tildeling:kriterier_liste")
    tom = koordinator.get(liste).content.decode()
    assert "LIS1-utvalget har ikke vedtatt noen kriterier ennå." in tom
    svar = koordinator.post(reverse("tildeling:kriterier_ny"), follow=True)
    sak = Kriterier.objects.get()
    assert svar.redirect_chain == [(sak.get_absolute_url(), 302)]
    assert "Skriv ordningen i ord først." in svar.content.decode()

    def post(vei: str, /, *andre: Any, **data: Any) -> str:
        url = adresse(vei, sak, *andre)
        svar = koordinator.post(url, {"versjon": ny(sak).versjon, **data}, follow=True)
        assert svar.redirect_chain == [(sak.get_absolute_url(), 302)], svar.content.decode()
        return svar.content.decode()

    ordningen = {"tekst": "Flest poeng går foran.", "rekkefolge": "egne", "beslutningsdyktig": "2"}
    assert "Ordningen er lagret." in post("kriterier_endre", **ordningen)
    assert "Ingenting er endret." in post("kriterier_endre", **ordningen)
    rad = {"navn": "Praksis i kommunen", "hoyest": "10", "forklaring": "Ett poeng for hver måned.", "per_kommune": "ja"}
    assert "«Praksis i kommunen» er lagret." in post("kriterium_ny", **rad)
    assert "Praksis i kommunen: høyst 12 poeng, for hver kommune." in post("kriterium", 1, **rad | {"hoyest": "12"})
    post("kriterium_ny", navn="Tjenestetid", hoyest="5", per_kommune="nei")
    html = post("kriteriegruppe_ny", navn="Distriktsstilling", forklaring="Står i utlysningen.")
    assert "Høyst 17 poeng til sammen." in html
    assert "for hver kommune" in html
    assert list(sak.kriterium.values_list("navn", "hoyest", "per_kommune")) == [
        ("Praksis i kommunen", 12, True), ("Tjenestetid", 5, False),
    ]  # fmt: skip
    gruppe = sak.grupper.get()
    post("kriteriegruppe", gruppe.pk, navn="Distrikt", forklaring="Står i utlysningen.")
    post("kriteriegruppe_fjern", gruppe.pk)
    assert "«Tjenestetid» er tatt bort fra utkastet." in post("kriterium_fjern", 2)
    assert (sak.kriterium.count(), sak.grupper.count()) == (1, 0)

    assert mote.navn in side(lis, "koordinator", adresse("kriterier_legg_fram", sak))
    html = post("kriterier_legg_fram", mote=mote.pk)
    assert "Kriteriene er satt på sakslisten. Sekretæren i utvalget har fått beskjed." in html
    assert (ny(sak).tilstand, "Venter på utvalget" in html) == ("til_vedtak", True)
    assert koordinator.get(adresse("kriterier_endre", sak)).status_code == 409
    post("kriterier_trekk_tilbake")
    post("kriterier_forkast")
    assert ny(sak).tilstand == "forkastet"


@pytest.mark.parametrize(
    ("navn", "felt", "verdi", "melding"),
    [
        ("kriterium_ny", "forklaring", "Kandidater med barn går foran", "Ta bort «barn»."),
        ("kriteriegruppe_ny", "navn", "Gravide", "Ta bort «Gravide»."),
        ("kriterium_ny", "hoyest", "0", "må være minst 1"),
        ("kriterium_ny", "navn", "", "Skriv"),
        ("kriterier_endre", "tekst", "", "Skriv ordningen i ord."),
        ("kriterier_endre", "beslutningsdyktig", "4", "Utvalget har 3 som vedtar."),
        ("kriterier_endre", "rekkefolge", "tull", "Velg"),
        ("kriterier_legg_fram", "mote", "00000000-0000-0000-0000-000000000000", "Møtet tar ikke imot flere saker."),
    ],
)
def test_skjemaene_forklarer_hva_som_maa_rettes(lis: Any, navn: str, felt: str, verdi: str, melding: str) -> None:
    sak, mote = utkast(lis), framtidig_mote(lis)
    data = {
        "kriterium_ny": {"navn": "Praksis", "hoyest": "5"},
        "kriteriegruppe_ny": {"navn": "Distrikt"},
        "kriterier_endre": {"tekst": "Etter ønskene.", "rekkefolge": "felles", "beslutningsdyktig": "3"},
        "kriterier_legg_fram": {"mote": str(mote.pk)},
    }[navn]
    foer = ny(sak).versjon
    svar = klient(lis.koordinator).post(adresse(navn, sak), {"versjon": foer, **data, felt: verdi})
    html = svar.content.decode()
    assert (svar.status_code, melding in html, ny(sak).versjon) == (200, True, foer), html
    if verdi not in ("", "tull") and felt != "mote":
        assert verdi in html  # what was typed stays


def test_den_som_er_for_sen_faar_409_og_det_skrevne_staar(lis: Any) -> None:
    sak = utkast(lis)
    rad = med_kriterium(lis, sak)
    gammel = ny(sak).versjon
    gjor(op.endre, sak, lis.statsforvalter, tekst="Nytt.", rekkefolge="felles", beslutningsdyktig=3)
    svar = klient(lis.koordinator).post(
        adresse("kriterium", sak, rad.nummer), {"versjon": gammel, "navn": "Mitt navn", "hoyest": "7"}
    )
    html = svar.content.decode()
    assert (svar.status_code, "Mitt navn" in html, "Stig Statsforvalter endret kriteriene" in html) == (409, True, True)
    assert ny(rad).navn == "Praksis i kommunen"


def test_fjernede_rader_gir_404(lis: Any) -> None:
    sak = utkast(lis)
    for url in (adresse("kriterium", sak, 9), adresse("kriterium_fjern", sak, 9), adresse("kriteriegruppe", sak, sak.pk)):
        assert klient(lis.koordinator).get(url).status_code == 404


@pytest.mark.krav("S1-L19")
def test_kommunene_leser_ordningen_som_gjelder_og_hva_som_er_endret(lis: Any) -> None:
    gammel = utkast(lis, tekst="Flest poeng går foran.\nVed likhet trekkes det lodd.")
    med_kriterium(lis, gammel)
    gammel = gjeldende(lis, gammel)
    sak = utkast(lis, tekst="Flest poeng går foran.\nStår flere likt, trekkes det lodd.")
    gjor(op.sett_kriterium, sak, lis.koordinator, navn="Tjenestetid", hoyest=4)
    sak = gjeldende(lis, sak)
    liste = side(lis, "kommunekontakt", reverse("tildeling:kriterier_liste"))
    assert [o in liste for o in ("Versjon 2, vedtatt av LIS1-utvalget", "Tjenestetid: høyst 4 poeng", "Begynn på nye")] == [
        True, True, False,
    ]  # fmt: skip
    html = side(lis, "kommunekontakt", sak.get_absolute_url())
    assert "Endret siden versjon 1" in html
    endret = html[html.index("Endret siden versjon 1") :]
    for tekst in ("Ved likhet trekkes det lodd.", "Står flere likt, trekkes det lodd.", "Tjenestetid: høyst 4 poeng."):
        assert tekst in endret
    assert "Praksis i kommunen" not in endret
    assert ("Historikk" in html, "Historikk" in side(lis, "koordinator", sak.get_absolute_url())) == (False, True)
    assert "Avløst" in side(lis, "kommunekontakt", gammel.get_absolute_url())


def test_siden_sier_hva_som_skal_gjoeres_naar_motet_er_avlyst(lis: Any) -> None:
    mote, sak = framtidig_mote(lis), utkast(lis)
    sak = op.legg_fram(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, mote=mote.pk)
    moteop.avlys(mote.pk, utfort_av=lis.utvalgssekretaer, versjon=ny(mote).versjon)
    html = side(lis, "koordinator", sak.get_absolute_url())
    assert "Møtet er avlyst. Trekk kriteriene tilbake, og legg dem fram for et annet møte." in html


def test_uten_mote_sier_siden_hvem_man_spor(lis: Any) -> None:
    sak = utkast(lis)
    for url in (sak.get_absolute_url(), adresse("kriterier_legg_fram", sak)):
        assert "Be sekretæren planlegge et møte eller en skriftlig behandling." in side(lis, "koordinator", url)


def test_like_mange_sporringer_uansett_hvor_mange_rader(lis: Any) -> None:
    sak, leser = utkast(lis), klient(lis.koordinator)
    med_kriterium(lis, sak, "Kriterium 1")

    def sporringer(url: str) -> int:
        leser.get(url)
        with CaptureQueriesContext(
            connection,
        ) as teller:
            assert leser.get(url).status_code == 200
        return len(teller)

    liste = reverse("tildeling:kriterier_liste")
    foer = sporringer(sak.get_absolute_url()), sporringer(liste)
    for nr in range(2, 6):
        med_kriterium(lis, sak, f"Kriterium {nr}")
        gjor(op.sett_gruppe, sak, lis.koordinator, navn=f"Gruppe {nr}")
    assert (sporringer(sak.get_absolute_url()), sporringer(liste)) == foer
