"""The absolute duty in the browser: an excuse that comes back, a limit turned round, an outcome that closes the case."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.axe import sjekk_side
from tests.veiledning.folk import VeilCast
from tests.veiledning.plikt import UNNSKYLDNING, avgrenset, besvart, kodet, til_ny_vurdering, utenfor
from veiledning.models import Innstilling, Tilbakemelding
from veiledning.operations import avgrensning, traad, vakt
from veiledning.operations.halvaar import lag_tilbakemeldinger

MARS = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))
JULI = datetime(2026, 7, 15, 9, tzinfo=ZoneInfo("Europe/Oslo"))


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert").first).to_contain_text(tekst)


@pytest.mark.krav("S1-V07", "S1-V08", "S1-V12")
@pytest.mark.parametrize("skript", [True, False], ids=["med_skript", "uten_skript"])
def test_fra_unnskyldning_til_utfall(veil: VeilCast, som: Callable[..., Page], skript: bool) -> None:
    sak = veil.tatt()
    svarer = som(veil.svarer, sak, java_script_enabled=skript)
    if svarer.get_by_text("Mer", exact=True).count():
        svarer.get_by_text("Mer", exact=True).click()
    svarer.get_by_role("link", name="Ikke nødvendig veiledning").click()
    svarer.get_by_label("Hvorfor er veiledningen ikke nødvendig?").fill(UNNSKYLDNING)
    svarer.get_by_label("Jeg har vurdert dette opp mot kravet").check()
    svarer.get_by_role("button", name="Send vurderingen").click()
    expect(svarer.get_by_role("heading", name="Kapasitet er ingen grunn")).to_be_visible()
    expect(svarer.get_by_role("link", name="Foreslå et nytt tidspunkt")).to_be_visible()
    expect(svarer.get_by_label("Hvorfor er veiledningen ikke nødvendig?")).to_have_value(UNNSKYLDNING)
    expect(svarer.get_by_label("Vurderingen bygger ikke på kapasitet")).not_to_be_checked()
    koordinator = som(veil.koordinator, "/varsler/", java_script_enabled=skript)
    expect(koordinator.get_by_text(f"Det er vist til kapasitet ({sak.saksnummer})").first).to_be_visible()

    svarer.get_by_label("Hvorfor er veiledningen ikke nødvendig?").fill("Retningslinjen svarer fullt ut på spørsmålet.")
    svarer.get_by_role("button", name="Send vurderingen").click()
    kvittering(svarer, "kan be lederen se på den igjen")

    soker = som(veil.soker, sak, java_script_enabled=skript)
    expect(soker.get_by_role("heading", name="Ikke nødvendig veiledning")).to_be_visible()
    soker.get_by_role("link", name="Be leder vurdere på nytt").click()
    soker.get_by_label("Hvorfor trenger dere veiledningen?").fill("Retningslinjen dekker ikke bruk i hjemmet.")
    soker.get_by_role("button", name="Be om ny vurdering").click()
    kvittering(soker, "Lederen er bedt om å vurdere spørsmålet på nytt.")

    leder = som(veil.vertsleder, sak, java_script_enabled=skript)
    leder.get_by_role("link", name="Spørsmålet skal besvares").click()
    leder.get_by_label("Hva er grunnen til at spørsmålet skal besvares?").fill("Retningslinjen gjelder sykehus.")
    leder.get_by_role("button", name="Send tilbake til vaktlisten").click()
    kvittering(leder, "Spørsmålet er tilbake på vaktlisten med ny frist.")

    sak.refresh_from_db()
    sak = vakt.ta(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Bruk prosedyren for hjemmet.")
    for side, siste in ((soker, False), (svarer, True)):
        side.goto(sak.get_absolute_url())
        side.get_by_role("link", name="Hva førte veiledningen til?").click()
        side.get_by_role("button", name="Registrer utfallet").click()
        expect(side).to_have_title(re.compile("^Feil: "))
        side.get_by_label("Ja", exact=True).check()
        side.get_by_label("5, svært nyttig").check()
        side.get_by_label("Vi kunne løse oppgaven selv").check()
        side.get_by_role("button", name="Registrer utfallet").click()
        kvittering(side, "saken er lukket" if siste else "Saken lukkes når den andre også har svart.")
    expect(svarer.get_by_role("heading", name="Hva veiledningen førte til")).to_be_visible()


def test_sidene_er_tilgjengelige(veil: VeilCast, som: Callable[..., Page]) -> None:
    sak = veil.tatt()
    side = som(veil.svarer, f"{sak.get_absolute_url()}avgrens/")
    side.get_by_label("Hvorfor er veiledningen ikke nødvendig?").fill(UNNSKYLDNING)
    side.get_by_role("button", name="Send vurderingen").click()
    sjekk_side(side)  # the rule, the tick and both errors
    vurdert = til_ny_vurdering(veil)
    til_leder = som(veil.vertsleder, f"{vurdert.get_absolute_url()}oppretthold/")
    sjekk_side(til_leder, bredder=(390,), farger=("light",))
    avgrensning.oppretthold(
        vurdert.pk, utfort_av=veil.vertsleder, versjon=vurdert.versjon, vurdering="Kapittel tre dekker det."
    )
    gitt = besvart(veil)
    lukket = kodet(kodet(besvart(veil), veil.soker, kommentar="Nyttig og raskt."), veil.svarer, besvart="delvis", nytte=3)
    for bruker, adresse in (
        (veil.soker, avgrenset(veil).get_absolute_url()),
        (veil.soker, utenfor(veil).get_absolute_url()),
        (veil.svarer, vurdert.get_absolute_url()),
        (veil.soker, f"{gitt.get_absolute_url()}kode-utfall/"),
        (veil.soker, lukket.get_absolute_url()),
    ):
        sjekk_side(som(bruker, adresse), bredder=(390, 1280), farger=("light",))


def test_tallene_er_tilgjengelige(veil: VeilCast, som: Callable[..., Page]) -> None:
    side = som(veil.koordinator, "/veiledning/tall/?fra=01.01.2020&til=31.12.2020")
    sjekk_side(side, bredder=(390,), farger=("light",))  # empty
    Innstilling.objects.update(minste_gruppe=3)
    for nr in range(3):
        sak = besvart(veil, veil.tatt(naa=MARS), naa=MARS + timedelta(days=1 + nr))
        kodet(sak, veil.soker, naa=MARS + timedelta(days=9), kommentar=f"Vi fikk et klart svar, nummer {nr}.")
    lag_tilbakemeldinger(JULI)
    side.goto("/veiledning/tall/?omraade=alle&fra=01.01.2026&til=31.12.2026")
    expect(side.get_by_role("table")).to_contain_text("Svart eller avtalt innen fristen")
    sjekk_side(side)
    side.get_by_role("link", name=Tilbakemelding.objects.get().sted).click()
    expect(side.get_by_text("Vi fikk et klart svar, nummer 1.")).to_be_visible()
    sjekk_side(side)
