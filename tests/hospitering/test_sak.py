"""The case page: what each person sees of an application, in each state."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.models import Lesing
from hospitering import operations
from hospitering.models import Soknad
from tests.klient import som
from tests.rollebesetning import Cast

ADRESSE, TELEFON = "Hjemvegen 1, 2815 Gjøvik", "900\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}001"


def side(bruker: Bruker, sak: Soknad) -> Any:
    return som(bruker).get(sak.get_absolute_url())


def knapper(svar: Any) -> list[str]:
    """Where the forms of the page lead, without the page's own furniture."""
    return [a for a in re.findall(r'<form[^>]*action="(/hospitering/[^"]*)"', svar.content.decode()) if "/kopier/" not in a]


def tekst(svar: Any) -> str:
    return svar.content.decode()


# state → who sees it; the law as the procedure has it, not as the code has it
SYNLIG = {
    "innsendt": {"soker", "leder", "overleder", "sekretariat"},
    "oversendt": {"soker", "leder", "overleder", "sekretariat", "mottak"},
    "mottatt": {"soker", "leder", "overleder", "sekretariat", "mottak", "vertsleder", "divisjonsleder"},
    "innvilget": {"soker", "leder", "overleder", "sekretariat", "mottak", "vertsleder", "divisjonsleder"},
    "besvart": {"soker", "leder", "overleder", "sekretariat", "mottak", "vertsleder", "divisjonsleder", "kontakt"},
}


@pytest.mark.krav("S1-S19", "S1-S29")
@pytest.mark.parametrize("tilstand", SYNLIG)
def test_side_er_bare_for_dem_saken_er_hos(cast: Cast, tilstand: str) -> None:
    sak = getattr(cast, tilstand)()
    ser = {kode for kode, bruker in cast.folk.items() if side(bruker, sak).status_code == 200}
    assert ser == SYNLIG[tilstand]
    assert side(cast.utenfor, sak).status_code == 404


def test_uten_innlogging_kommer_innloggingssiden(cast: Cast) -> None:
    svar = Client().get(cast.innsendt().get_absolute_url())
    assert svar.status_code == 302
    assert svar["Location"].startswith(reverse("account_login"))


PRIVAT = {
    "innsendt": {"soker", "leder"},
    "oversendt": {"soker", "leder", "mottak"},
    "besvart": {"soker", "leder", "mottak", "vertsleder"},
}


@pytest.mark.krav("S1-S05", "S1-S06")
@pytest.mark.parametrize("tilstand", PRIVAT)
def test_hjemmeadresse_og_privat_telefon_bare_for_dem_som_trenger_dem(cast: Cast, tilstand: str) -> None:
    sak = getattr(cast, tilstand)()
    svar = {kode: tekst(side(cast.folk[kode], sak)) for kode in SYNLIG[tilstand]}
    assert {kode for kode, html in svar.items() if ADRESSE in html} == PRIVAT[tilstand]
    assert {kode for kode, html in svar.items() if TELEFON in html} == PRIVAT[tilstand]


# who is offered which panel, in each state
PANEL = {
    "innsendt": {"leder": "egen-leder/"},
    "oversendt": {"mottak": "mottak/"},
    "mottatt": {"vertsleder": "vertsleder/"},
    "innvilget": {"vertsleder": "vertsdel/"},
    "besvart": {},
}


@pytest.mark.parametrize("tilstand", PANEL)
def test_bare_den_som_skal_handle_far_panelet(cast: Cast, tilstand: str) -> None:
    sak = getattr(cast, tilstand)()
    vist = {kode: knapper(side(cast.folk[kode], sak)) for kode in SYNLIG[tilstand]}
    vist = {kode: adresser for kode, adresser in vist.items() if adresser}
    assert vist == {kode: [f"{sak.get_absolute_url()}{sti}"] for kode, sti in PANEL[tilstand].items()}


def test_venter_paa_deg_star_bare_for_den_det_venter_paa(cast: Cast) -> None:
    sak = cast.innsendt()
    merke = '<use href="/static/img/icons.svg#hourglass"></use></svg>{}</span>'
    assert merke.format("Venter på deg") in tekst(side(cast.leder, sak))
    assert merke.format("Hos egen leder") in tekst(side(cast.soker, sak))


def test_stedfortreder_ser_hvem_hen_handler_for(cast: Cast) -> None:
    rolle = cast.leder.roller.get(type=RolleType.LEDER)
    cast.stedfortreder_for("stedfortreder", rolle)
    html = tekst(side(cast.stedfortreder, cast.innsendt()))
    assert "På vegne av Leif Leder" in html
    assert "Du signerer elektronisk som Stine Stedfortreder, på vegne av Leif Leder." in html


@pytest.mark.krav("S1-S20", "S1-S21", "S1-S23", "S1-S24", "S1-S26", "S1-S27", "S1-S30", "S1-S32", "S1-S33",
                  "S1-S36", "S1-S37", "S1-S38", "S1-S39", "S1-S42", "S1-S44", "S1-S45")  # fmt: skip
def test_vedtaksdelen_har_skjemaets_linjer_i_rekkefolge(cast: Cast) -> None:
    html = tekst(side(cast.soker, cast.besvart()))
    vedtak = html[html.index('id="h-vedtaksdel"') : html.index('id="h-hist"')]
    etiketter = re.findall(r"<(?:dt|h3[^>]*)>([^<]+)</", vedtak)
    assert etiketter == [
        "Leder i egen enhet", "Dato", "Signatur", "Sendes mottaker", "Sendt dato", "Mottatt dato",
        "Tariffmessige rettigheter", "Leder i hospiteringsenhet", "Dato", "Signatur", "Hospiteringsenheten",
        "Navn på enhet hospitering", "Kontaktperson i vertsenheten", "E-postadresse", "Tlf.",
        "Tilbakemelding til hospitant/søkers virksomhet", "Utfall", "Dato", "Signatur",
    ]  # fmt: skip
    assert vedtak.count("Elektronisk signert av Vera Vertsleder") == 2
    assert vedtak.count("Elektronisk signert av Leif Leder") == 1


def test_historikken_sier_hvem_som_gjorde_hva_paa_vegne_av_hvem(cast: Cast) -> None:
    rolle = cast.leder.roller.get(type=RolleType.LEDER)
    cast.stedfortreder_for("stedfortreder", rolle)
    sak = cast.innsendt()
    operations.avslaa_egen(sak.pk, utfort_av=cast.stedfortreder, versjon=sak.versjon, kommentar="Ikke rom i turnusen.")
    html = tekst(side(cast.soker, sak))
    linjer = re.findall(r"</time><div>\s*<p>([^<]+)</p>", html)
    assert linjer == [
        "Stine Stedfortreder, på vegne av Leif Leder, innvilget ikke søknaden",
        "Synne Søker sendte søknaden",
    ]
    assert html.count("Ikke rom i turnusen.") == 3  # the notice on top, the decision, the history


@pytest.mark.krav("S1-S05")
def test_endringer_vises_uten_private_verdier(cast: Cast) -> None:
    sak = cast.oversendt()
    nye = {"bidrag": "Kan undervise om ernæring.", "hjemmeadresse": "Nyvegen 9, 2815 Gjøvik"}
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter() | nye)
    for kode, ser_at_adressen_er_endret in [("soker", True), ("leder", True), ("mottak", True), ("sekretariat", False)]:
        html = tekst(side(cast.folk[kode], sak))
        assert "Kan undervise om ernæring.</ins>" in html, kode
        diff = html[html.index('<dl class="diff">') :]
        assert ("<dt>Hjemmeadresse</dt>" in diff[: diff.index("</dl>")]) is ser_at_adressen_er_endret, kode
        assert ADRESSE not in html, kode


def test_aapning_noteres_og_vises_for_sokeren(cast: Cast) -> None:
    sak = cast.innsendt()
    side(cast.leder, sak)
    side(cast.leder, sak)
    side(cast.soker, sak)
    assert list(Lesing.objects.for_sak(sak).values_list("bruker__navn", "antall")) == [("Leif Leder", 2)]
    assert "Leif Leder åpnet saken" in tekst(side(cast.soker, sak))
    assert "Hvem har åpnet saken" not in tekst(side(cast.leder, sak))


def test_avvist_forsok_vises_for_sokeren(cast: Cast) -> None:
    sak = cast.innsendt()
    svar = som(cast.overleder).post(
        reverse("hospitering:egen_leder", args=[sak.pk]),
        {"vedtak": "innvilget", "versjon": sak.versjon, "vertsvirksomhet": sak.vertsvirksomhet_id},
    )
    assert svar.status_code == 403
    assert "Olav Overleder prøvde «Innvilg», men hadde ikke rett til det" in tekst(side(cast.soker, sak))


def test_antall_sporringer_er_fast(cast: Cast) -> None:
    """The same number with a short and with a long history."""
    sak = cast.mottatt()
    klient = som(cast.vertsleder)
    klient.get(sak.get_absolute_url())

    def maal() -> int:
        with CaptureQueriesContext(
            connection,
        ) as sporringer:
            assert klient.get(sak.get_absolute_url()).status_code == 200
        return len(sporringer)

    foer = maal()
    for _ in range(3):
        fersk = Soknad.objects.get(pk=sak.pk)
        sporsmaal = operations.spor_soker(fersk.pk, utfort_av=cast.vertsleder, versjon=fersk.versjon, sporsmaal="Når?")
        operations.svar(fersk.pk, utfort_av=cast.soker, versjon=sporsmaal.versjon, svar="I januar.")
    assert maal() == foer
    assert foer <= 24


def test_utkast_sendes_til_skjemaet_og_er_skjult_for_andre(cast: Cast) -> None:
    sak = cast.utkast()
    svar = side(cast.soker, sak)
    assert (svar.status_code, svar["Location"]) == (302, reverse("hospitering:utkast", args=[sak.pk]))
    assert side(cast.leder, sak).status_code == 404
    assert side(cast.sekretariat, sak).status_code == 404
