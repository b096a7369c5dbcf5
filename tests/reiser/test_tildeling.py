"""The allocation from end to end in the browser: one round through every hand, and the place left over after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grunnmur.jobb.operations import ta_neste, utfor
from lis.tildeling.models import Restplass, Runde, Tildeling
from lis.tildeling.operations import restplass as restplassop
from lis.tildeling.operations import runde as rundeop
from tests.axe import sjekk_side
from tests.tildeling.folk import OPPSTART, TildelingsCast, lag_tildeling
from tests.tildeling.tilstander import aapen, gjeldende, ny, system, til_behandling

RESTPLASSER = "/lis/lis1/restplasser/"
MOBIL = {"width": 390, "height": 844}


@pytest.fixture
def lis(transactional_db: None) -> Any:
    """The cast of tests/tildeling/folk.py."""
    return lag_tildeling()


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert", has_text=tekst).first).to_be_visible()


def tabulert_til(side: Page, navn: str) -> None:
    """Tab until the control with this name has focus: somebody who has no mouse gets there, and sees where they are."""
    for _steg in range(80):
        side.keyboard.press("Tab")
        her = side.evaluate(
            "() => [document.activeElement.innerText, ...[...(document.activeElement.labels || [])].map(l => l.innerText)]"
        )
        if any(navn in " ".join((tekst or "").split()) for tekst in her):
            synlig = side.evaluate("() => getComputedStyle(document.activeElement).outlineStyle !== 'none'")
            assert synlig, f"no mark of focus on {navn}"
            return
    raise AssertionError(f"Tab never came to {navn}")


@pytest.mark.krav("S1-L12")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_kandidaten_onsker_paa_telefonen_uten_mus(lis: TildelingsCast, som: Callable[..., Page], js: bool) -> None:
    """By keys alone, with numbers, to the deadline; after it the wishes are there to be read and cannot be changed."""
    for sted in (lis.gjovik, lis.hamar):
        lis.plass(sted)
    sak = aapen(lis, "lis1lege")
    side = som(lis.lis1lege, sak, viewport=MOBIL, java_script_enabled=js)
    tabulert_til(side, "Lever ønsker")
    side.keyboard.press("Enter")
    expect(side.get_by_role("heading", level=1)).to_contain_text("Ønskene dine")
    tabulert_til(side, "Ønske nummer for Gjøvik")
    side.keyboard.type("2")
    tabulert_til(side, "Ønske nummer for Hamar")
    side.keyboard.type("2")
    tabulert_til(side, "Lever ønskene")
    side.keyboard.press("Enter")
    expect(side.get_by_text("To kommuner har nummer 2.").first).to_be_visible()
    side.get_by_label("Ønske nummer for Hamar").focus()
    side.keyboard.press("ControlOrMeta+a")
    side.keyboard.type("1")
    tabulert_til(side, "Lever ønskene")
    side.keyboard.press("Enter")
    kvittering(side, "Ønskene dine er levert.")
    rundeop.lukk_forfalte(naa=sak.frist)
    side.goto(f"{sak.get_absolute_url()}onsker/")
    expect(side.get_by_text("Fristen er ute, og ønskene kan ikke endres.")).to_be_visible()
    expect(side.get_by_text("1. Hamar")).to_be_visible()
    expect(side.get_by_role("button", name="Lever ønskene")).to_have_count(0)
    if js:
        sjekk_side(side, bredder=(320, 390, 1280))


@pytest.mark.krav("S1-L12", "S1-L13", "S1-L19", "S1-L21", "S1-L22", "S1-L23")
def test_en_runde_gjennom_alle_hender(lis: TildelingsCast, som: Callable[..., Page]) -> None:
    """Without scripts, from the plan of a round to somebody else in the place of whoever fell away. Nothing is made
    beside the pages but what the clock and the queue do.
    """
    gjeldende(lis)
    for sted in (lis.gjovik, lis.hamar):
        lis.plass(sted)
    lis.stilling("lis1lege")
    sider: dict[str, Page] = {}

    def inn(kode: str, hvor: str) -> Page:
        if kode not in sider:
            sider[kode] = som(lis.folk[kode], hvor, java_script_enabled=False)
        else:
            sider[kode].goto(hvor)
        return sider[kode]

    _aapne_og_onsk(inn)
    sak = Runde.objects.get()
    adresse = sak.get_absolute_url()
    rundeop.lukk_forfalte(naa=sak.frist)

    # The committee: a proposal, an interest, a ruling, a deputy, three signatures.
    side = inn("koordinator", adresse)
    side.get_by_role("link", name="Lag et forslag").first.click()
    side.get_by_label("Navn på forslaget").fill("Etter rekkefølgen")
    side.get_by_role("button", name="Beregn forslaget").click()
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    side = inn("kommuneoverlege", adresse)
    side.get_by_role("link", name="Meld fra om egen habilitet").first.click()
    side.get_by_label("Nær tilknytning til en part").check()
    side.get_by_role("button", name="Meld fra").click()
    side = inn("koordinator", adresse)
    expect(side.get_by_role("link", name="Send til underskrift")).to_have_count(0)
    side = inn("statsforvalter", adresse)
    side.get_by_role("link", name="Avgjør Kåre Kommuneoverlege").click()
    side.get_by_label("Inhabil: deltar ikke").check()
    side.get_by_role("button", name="Lagre avgjørelsen").click()
    assert inn("kommuneoverlege", f"{adresse}forslag/").get_by_text("Etter rekkefølgen").count() == 0
    side = inn("koordinator", adresse)
    side.get_by_role("link", name="Send til underskrift").first.click()
    side.get_by_label("Forslaget som vedtas").select_option(index=1)
    side.get_by_role("button", name="Send til underskrift").click()
    for kode in ("statsforvalter", "hamarkontakt", "koordinator"):
        side = inn(kode, f"{adresse}vedtak/")
        side.get_by_role("button", name="Skriv under").click()
        kvittering(side, "Du har skrevet under.")
    assert inn("lis1lege", "/varsler/").get_by_text("Du er tildelt").count() == 0
    side = inn("koordinator", adresse)
    side.get_by_role("link", name="Publiser", exact=True).first.click()
    side.get_by_role("button", name="Ja, publiser").click()
    kvittering(side, "Tildelingen er publisert.")

    # What the doctor got, and why; and what the municipality does.
    side = inn("lis1lege", "/varsler/")
    side.get_by_role("link", name="Du er tildelt LIS1-plass i Gjøvik kommune").first.click()
    if "/resultat/" not in side.url:
        side.get_by_role("link", name="Se hva du fikk, og hvorfor").first.click()
    expect(side.get_by_role("heading", name="Du er tildelt plass i Gjøvik kommune")).to_be_visible()
    expect(side.get_by_text("Du fikk plassen")).to_be_visible()
    _ansatt_og_borte(inn)
    _besatt_paa_nytt(inn)


def _aapne_og_onsk(inn: Callable[[str, str], Page]) -> None:
    side = inn("koordinator", "/lis/lis1/runder/")
    side.get_by_role("link", name="Planlegg en runde").first.click()
    side.get_by_role("combobox", name="Halvår").select_option(value=OPPSTART.isoformat())
    side.get_by_label("Frist for ønsker").fill(f"{timezone.localdate() + timedelta(days=14):%d.%m.%Y}")
    side.get_by_role("button", name="Planlegg runden").click()
    side.get_by_role("button", name="Hent kandidatene").first.click()
    side.get_by_role("link", name="Åpne for ønsker").click()
    side.get_by_role("button", name="Åpne for ønsker").click()
    kvittering(side, "Runden er åpen.")
    side = inn("lis1lege", "/")
    side.get_by_role("link", name="Lever ønsker om kommune fra 1. mars 2029").first.click()
    side.get_by_role("link", name="Lever ønsker", exact=True).click()
    side.get_by_role("button", name="Legg til Gjøvik").click()
    side.get_by_role("button", name="Lever ønskene").click()
    kvittering(side, "Ønskene dine er levert.")


def _ansatt_og_borte(inn: Callable[[str, str], Page]) -> None:
    side = inn("kommunekontakt", "/")
    side.get_by_role("link", name="Ansett LIS1-legen i Gjøvik kommune, og registrer det").first.click()
    side.get_by_role("button", name="Registrer ansettelsen").click()
    kvittering(side, "Ansettelsen er registrert.")
    side.get_by_role("link", name="Meld forsinkelse").click()
    side.get_by_label("Sykehusdelen").check()
    side.get_by_label("Ny siste dag i denne delen").fill("31.03.2029")
    side.get_by_role("button", name="Meld forsinkelse").click()
    side.get_by_text("Legen faller fra", exact=True).click()
    side.get_by_label("Legen faller fra og med").fill("01.04.2029")
    side.get_by_role("button", name="Meld frafall").click()
    kvittering(side, "Frafallet er meldt.")
    for kode in ("koordinator", "statsforvalter"):
        side = inn(kode, "/")
        side.get_by_role("link", name="Bekreft at du har fått vite om frafallet i Gjøvik kommune").first.click()
        side.get_by_role("button", name="Bekreft mottatt").click()
        kvittering(side, "Du har bekreftet")


def _besatt_paa_nytt(inn: Callable[[str, str], Page]) -> None:
    """Hamar was left over from the round, Gjøvik by the drop-out: the coordinator sees both, the municipality hires."""
    side = inn("koordinator", RESTPLASSER)
    expect(side.get_by_role("link", name="Hamar kommune").first).to_be_visible()
    side.get_by_role("link", name="Gjøvik kommune").first.click()
    side.get_by_role("link", name="Registrer utlysning").click()
    side.get_by_label("Utlyst", exact=False).first.fill(f"{timezone.localdate():%d.%m.%Y}")
    side.get_by_role("button", name="Registrer").last.click()
    kvittering(side, "Utlysningen er registrert.")
    side = inn("kommunekontakt", RESTPLASSER)
    side.get_by_role("link", name="Gjøvik kommune").first.click()
    besett(side)
    kvittering(side, "Ansettelsen er registrert.")
    assert Restplass.objects.get(plass__kommune__navn="Gjøvik").tilstand == "besatt_av_kommune"
    assert sorted(Tildeling.objects.values_list("tilstand", flat=True)) == ["ansatt", "frafalt"]


def besett(side: Page) -> None:
    side.get_by_role("link", name="Registrer hvem som er ansatt").click()
    side.get_by_label("Legens navn").fill("Nils Nylig")
    side.get_by_label("Legens e-post").fill("nils@lege.example")
    side.get_by_label("Hvorfor legen kommer fra et annet helseforetak").fill("Ingen leger herfra søkte plassen.")
    side.get_by_label("Ansatt", exact=False).first.fill(f"{timezone.localdate():%d.%m.%Y}")
    side.locator("main form button[type=submit]").last.click()


# --- places left over ---------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L13", "S1-L18", "S1-L23")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_foretaket_avtaler_og_kommunen_besetter(lis: TildelingsCast, som: Callable[..., Page], js: bool) -> None:
    rest = restplassop.oppstaa(lis.plass(), utfort_av=system(), fra=OPPSTART)
    side = som(lis.koordinator, "/", java_script_enabled=js)
    side.get_by_role("link", name="Finn en løsning for restplassen i Gjøvik kommune").first.click()
    side.get_by_role("link", name="Registrer avtale med annet helseforetak").click()
    side.get_by_label("Helseforetaket det er avtale med").fill("Annet sykehus HF")
    side.get_by_label("Lenke til avtalen").fill("https://avtaler.example/7")
    side.locator("main form button[type=submit]").last.click()
    kvittering(side, "Avtalen er registrert.")
    kommunen = som(lis.kommunekontakt, "/varsler/", viewport=MOBIL, java_script_enabled=js)
    kommunen.get_by_role("link", name=f"Avtale om restplassen i Gjøvik kommune ({rest.saksnummer})").first.click()
    besett(kommunen)
    kvittering(kommunen, "Ansettelsen er registrert.")
    side.goto(rest.get_absolute_url())
    expect(side.get_by_text("Kommunen har ansatt Nils Nylig")).to_be_visible()
    if js:
        sjekk_side(kommunen, bredder=(390, 1280))


def test_sidene_om_restplasser_er_tilgjengelige(lis: TildelingsCast, som: Callable[..., Page]) -> None:
    tom = som(lis.koordinator, RESTPLASSER)
    sjekk_side(tom, bredder=(390, 1280), farger=("light",))
    ledig = restplassop.oppstaa(lis.plass(), utfort_av=system(), fra=OPPSTART)
    lukket = restplassop.oppstaa(lis.plass(lis.hamar), utfort_av=system(), fra=OPPSTART)
    restplassop.lukk(lukket.pk, utfort_av=lis.koordinator, versjon=lukket.versjon)
    Restplass.objects.filter(pk=ledig.pk).update(frist=date(2026, 1, 2))
    for bruker, adresse in [
        (lis.koordinator, f"{RESTPLASSER}?vis=alle"),
        (lis.kommunekontakt, ledig.get_absolute_url()),
        (lis.koordinator, f"{ledig.get_absolute_url()}ansvar/"),
        (lis.koordinator, f"{ledig.get_absolute_url()}utlys/"),
        (lis.koordinator, f"{ledig.get_absolute_url()}avtal/"),
        (lis.koordinator, f"{ledig.get_absolute_url()}lukk/"),
        (lis.rhf, ny(lukket).get_absolute_url()),
    ]:
        side = som(bruker, adresse)
        sjekk_side(side, bredder=(320, 390, 1280), farger=("light",))
    skjema = som(lis.kommunekontakt, f"{ledig.get_absolute_url()}besett/")
    skjema.locator("main form button[type=submit]").last.click()
    sjekk_side(skjema, bredder=(320, 1280), farger=("light",))


def test_den_som_er_kandidat_ser_bare_sitt(lis: TildelingsCast, som: Callable[..., Page]) -> None:
    """While the committee works the candidate's page says what comes, and nothing of what the committee sees."""
    for sted in (lis.gjovik, lis.hamar):
        lis.plass(sted)
    sak = til_behandling(lis, onsker={"lis1lege": [lis.gjovik], "kandidat2": [lis.hamar]})
    side = som(lis.lis1lege, sak, viewport=MOBIL)
    expect(side.get_by_text("Fristen er ute, og ønskene dine står.")).to_be_visible()
    for navn in ("Forslag til tildeling", "Habilitet i utvalget", "Kandidater"):
        expect(side.get_by_role("heading", name=navn, exact=True)).to_have_count(0)
    sjekk_side(side, bredder=(390, 1280))
