"""The whole life of a case in a browser, on both sides: to the evaluation, or to its end before that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grunnmur.organisasjon.models import Bruker
from hospitering.models import Soknad, Tilstand
from hospitering.operations import gjennomforing
from tests.axe import sjekk_side
from tests.hospitering.avtaler import kl, tekst
from tests.rollebesetning import Cast

T = Tilstand
Som = Callable[..., Page]


def naa(sak: Soknad) -> Soknad:
    return Soknad.objects.select_related("avtale").get(pk=sak.pk)


def dag(dag_: date) -> str:
    return f"{dag_:%d.%m.%Y}"


def gaa(side: Page, fane: str) -> None:
    side.get_by_role("navigation", name="Hospiteringen").get_by_role("link", name=fane).click()


def kvittering(side: Page, ord_: str) -> None:
    expect(side.locator(".ds-alert").first).to_contain_text(ord_)


def foresla(vert: Page, sak: Soknad, *, papir: bool = False) -> None:
    """The host's one form: the period that was wished for, evaluated two days after."""
    assert sak.periode_fra and sak.periode_til
    gaa(vert, "Avtale")
    vert.get_by_role("link", name="Fyll ut").click()
    vert.locator("[name=fra]").fill(dag(sak.periode_fra))
    vert.locator("[name=til]").fill(dag(sak.periode_til))
    vert.locator("[name=evaluering_tidspunkt]").fill(dag(sak.periode_til + timedelta(days=2)))
    vert.locator("[name=evaluering_kl]").fill("14.00")
    vert.get_by_label("Digitalt").check()
    vert.locator("[name=ansvar]").check()
    vert.get_by_label("På papir hos oss" if papir else "Elektronisk i portalen").check()
    vert.locator("[name=taushet_naar]").fill(dag(sak.periode_fra))
    vert.locator("[name=instruks_naar]").fill(dag(sak.periode_fra))
    vert.get_by_role("button", name="Send forslaget").click()
    kvittering(vert, "forslaget er sendt til hospitanten")


def bli_enige(soker: Page, leder: Page) -> None:
    gaa(soker, "Avtale")
    soker.get_by_role("button", name="Bekreft perioden").click()
    kvittering(soker, "Perioden er bekreftet.")
    gaa(leder, "Avtale")
    leder.get_by_role("link", name="Foreslå dekning").first.click()
    leder.get_by_label("Arbeidsgiver dekker", exact=True).check()
    leder.locator("[name=merknad]").fill("Buss tur og retur.")
    leder.get_by_role("button", name="Send forslaget").click()
    kvittering(leder, "Forslaget om reise og opphold er sendt.")
    soker.reload()
    expect(soker.locator("main")).to_contain_text("Buss tur og retur.")
    soker.get_by_role("button", name="Bekreft", exact=True).click()
    kvittering(soker, "Dere er enige om reise og opphold.")


def inngaa(vert: Page) -> None:
    vert.reload()
    expect(vert.locator("main")).not_to_contain_text("Buss tur og retur.")
    vert.get_by_role("link", name="Inngå avtalen").click()
    vert.get_by_role("button", name="Inngå avtalen").click()
    kvittering(vert, "Avtalen er inngått.")


def les(side: Page) -> None:
    gaa(side, "Klargjøring")
    side.get_by_role("link", name="Les instruksen").first.click()
    side.get_by_role("button", name="Jeg har lest instruksen").click()
    kvittering(side, "Det er notert at du har lest pasientinstruksen.")


def evaluer(side: Page, ord_: str) -> None:
    gaa(side, "Evaluering")
    side.get_by_role("link", name="Gi evalueringen").first.click()
    for valg in ("Digitalt", "I stor grad nådd", "Stort utbytte", "Ja"):
        side.get_by_label(valg, exact=True).check()
    side.locator("[name=verdt]").fill(ord_)
    side.get_by_role("button", name="Lever evalueringen").click()


@pytest.mark.krav("S1-H03", "S1-H09", "S1-H12", "S1-H14", "S1-H16", "S1-H20", "S1-H21", "S1-H22", "S1-S40")
def test_fra_svar_til_fullfort(cast: Cast, som: Som) -> None:
    tekst()
    sak = cast.besvart()
    vert, soker, leder = som(cast.kontakt, sak), som(cast.soker, sak), som(cast.leder, sak)
    foresla(vert, sak)
    bli_enige(soker, leder)
    inngaa(vert)
    sjekk_side(vert)

    gaa(soker, "Klargjøring")
    soker.get_by_role("link", name="Les og underskriv").first.click()
    soker.get_by_role("button", name="Jeg underskriver taushetserklæringen").click()
    kvittering(soker, "Taushetserklæringen er underskrevet.")
    les(soker)
    les(vert)
    expect(vert.locator(".casehead .status")).to_have_text("Klar til oppstart")
    sjekk_side(soker)

    systemet, sak = Bruker.objects.systemet(), naa(sak)
    sak = gjennomforing.start(sak.pk, utfort_av=systemet, versjon=sak.versjon, naa=kl(sak.avtale.fra))
    etterpaa = kl(sak.avtale.til + timedelta(days=1))
    gjennomforing.avslutt(sak.pk, utfort_av=systemet, versjon=sak.versjon, naa=etterpaa)

    evaluer(vert, "En ny måte å planlegge hjemreisen på.")
    kvittering(vert, "Den andre siden er ikke ferdig ennå.")
    gaa(soker, "Evaluering")
    expect(soker.locator("main")).not_to_contain_text("En ny måte å planlegge hjemreisen på.")
    evaluer(soker, "Møtene med teamet.")
    kvittering(soker, "hospiteringen er fullført")
    expect(soker.locator("main")).to_contain_text("En ny måte å planlegge hjemreisen på.")
    sjekk_side(soker)
    assert naa(sak).tilstand == T.EVALUERT


@pytest.mark.krav("S1-H14", "S1-H20")
def test_paa_papir_utsatt_og_evaluering_frafalt_uten_skript(cast: Cast, som: Som) -> None:
    tekst()
    sak = cast.besvart()
    uten = {"java_script_enabled": False}
    vert, soker, leder = (som(hvem, sak, **uten) for hvem in (cast.kontakt, cast.soker, cast.leder))
    foresla(vert, sak, papir=True)
    bli_enige(soker, leder)
    inngaa(vert)

    til = naa(sak).avtale.til
    gaa(vert, "Avtale")
    vert.get_by_role("link", name="Utsett").first.click()
    vert.locator("[name=fra]").fill(dag(til + timedelta(days=1)))
    vert.locator("[name=til]").fill(dag(til + timedelta(days=3)))
    vert.locator("[name=evaluering_tidspunkt]").fill(dag(til + timedelta(days=4)))
    vert.locator("[name=evaluering_kl]").fill("12.00")
    vert.get_by_label("Kapasiteten hos vertsenheten").check()
    vert.get_by_role("button", name="Send forslaget").click()
    gaa(soker, "Avtale")
    soker.get_by_role("button", name="Bekreft perioden").click()
    gaa(leder, "Avtale")
    leder.get_by_role("button", name="Godkjenn perioden", exact=True).click()
    kvittering(leder, "Perioden er godkjent.")
    assert naa(sak).avtale.fra == til + timedelta(days=1)

    gaa(vert, "Klargjøring")
    vert.get_by_role("link", name="Registrer papir").first.click()
    vert.locator("[name=underskrevet]").fill(dag(timezone.localdate()))
    vert.get_by_role("button", name="Registrer").click()
    kvittering(vert, "Taushetserklæringen er registrert.")
    les(soker)
    les(vert)
    systemet, sak = Bruker.objects.systemet(), naa(sak)
    sak = gjennomforing.start(sak.pk, utfort_av=systemet, versjon=sak.versjon, naa=kl(sak.avtale.fra))
    gjennomforing.avslutt(sak.pk, utfort_av=systemet, versjon=sak.versjon, naa=kl(naa(sak).avtale.til + timedelta(days=1)))
    gaa(vert, "Evaluering")
    vert.get_by_role("link", name="Frafall").first.click()
    vert.get_by_label("Evaluert på en annen måte").check()
    vert.get_by_role("button", name="Frafall evalueringen").click()
    kvittering(vert, "Evalueringen er frafalt.")
    evaluer(soker, "Møtene med teamet.")
    assert naa(sak).tilstand == T.EVALUERT


@pytest.mark.krav("S1-H03")
def test_avlyst_og_sett(cast: Cast, som: Som) -> None:
    sak = cast.besvart()
    vert, soker = som(cast.vertsleder, sak), som(cast.soker, sak)
    gaa(vert, "Avtale")
    vert.get_by_role("link", name="Avlys hospiteringen").click()
    vert.get_by_label("Kapasiteten hos vertsenheten").check()
    vert.get_by_role("button", name="Avlys hospiteringen").click()
    kvittering(vert, "Hospiteringen er avlyst.")
    gaa(soker, "Avtale")
    expect(soker.locator(".casehead .status")).to_have_text("Venter på deg")
    soker.get_by_role("button", name="Jeg har sett det").click()
    kvittering(soker, "Du har bekreftet at du har sett det.")
    expect(soker.locator(".casehead .status")).to_have_text("Avlyst")
