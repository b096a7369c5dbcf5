"""A fagdag from plan to held: both levels say yes, people sign on, a guest answers by the link of a mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grunnmur.arrangement.models import Arrangement, Deltaker
from tests.arrangement.folk import ArrCast
from tests.arrangement.gjester import lenke
from tests.axe import sjekk_side


@pytest.fixture
def arr(transactional_db: None) -> Any:
    """The people of events (tests/arrangement/folk.py)."""
    from tests.arrangement.folk import lag_arrangement

    return lag_arrangement()


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert", has_text=tekst).first).to_be_visible()


@pytest.mark.krav("S0-F04", "S1-A03", "S4-B03")
@pytest.mark.parametrize("js", [True, False], ids=["med_js", "uten_js"])
def test_from_a_plan_to_a_fagdag_that_was_held(
    arr: ArrCast, som: Callable[..., Page], ny_side: Callable[..., Page], js: bool
) -> None:
    def sjekk(side: Page) -> None:
        if js:
            sjekk_side(side)

    dag = timezone.localdate() + timedelta(days=30)
    fou = som(arr.arrangoren, "/", java_script_enabled=js)
    fou.get_by_role("link", name="Arrangementer", exact=True).first.click()
    fou.get_by_role("link", name="Nytt arrangement").click()
    fou.get_by_role("button", name="Planlegg arrangementet").click()
    expect(fou.get_by_role("heading", name="For å gå videre må du rette opp følgende feil")).to_be_visible()
    sjekk(fou)
    fou.get_by_role("radio", name="Fagdag").check()
    fou.get_by_label("Tittel").fill("Felles fagdag om forskning")
    fou.get_by_label("Beskrivelse").fill("Prosjektene vi har sammen, og de neste.")
    fou.get_by_role("checkbox", name="Fou").check()
    fou.get_by_role("textbox", name=re.compile("^Dag")).fill(dag.strftime("%d.%m.%Y"))
    fou.get_by_label("Sted").fill("Festsalen, Gjøvik")
    fou.get_by_label("Plasser").fill("1")
    fou.get_by_role("button", name="Planlegg arrangementet").click()
    kvittering(fou, "Arrangementet er planlagt.")
    sak = Arrangement.objects.get()
    expect(fou.get_by_text("Sykehuset har ikke bekreftet ennå.")).to_be_visible()
    fou.get_by_role("link", name="Be med medarrangører").click()
    fou.get_by_role("checkbox", name="Sykehuset Innlandet HF").check()
    fou.get_by_role("checkbox", name="Frivilligsentralen").check()
    fou.get_by_role("button", name="Spør virksomhetene").click()
    kvittering(fou, "2 virksomheter er spurt.")
    fou.get_by_role("link", name="Registrer svar fra en medarrangør").click()
    fou.get_by_label("Ja, virksomheten er medarrangør").check()
    fou.get_by_label("Hvem svarte for virksomheten?").fill("Grete Gjest, daglig leder")
    fou.get_by_label("E-post", exact=True).check()
    fou.get_by_label("Datoen på svaret").fill(timezone.localdate().strftime("%d.%m.%Y"))
    fou.get_by_role("button", name="Registrer svaret").click()
    kvittering(fou, "Svaret fra Frivilligsentralen er registrert.")
    sjekk(fou)

    sykehus = som(arr.sykehussvarer, "/", java_script_enabled=js, viewport={"width": 390, "height": 844})
    sykehus.get_by_role("link", name="Svar på om dere er medarrangør: Felles fagdag om forskning").first.click()
    sykehus.get_by_role("link", name="Svar for virksomheten").click()
    sykehus.get_by_label("Ja, virksomheten er medarrangør").check()
    sykehus.get_by_role("button", name="Send svaret").click()
    kvittering(sykehus, "Sykehuset Innlandet HF er medarrangør.")

    fou.goto(sak.get_absolute_url())
    fou.get_by_role("link", name="Inviter", exact=True).click()
    fou.get_by_label("Flere på en gang").fill("gro@frivillig.example; Gro Gjest; Frivilligsentralen")
    fou.get_by_role("button", name="Inviter").click()
    fou.get_by_role("button", name="Kunngjør").click()
    kvittering(fou, "Arrangementet er kunngjort.")

    soker = som(arr.soker, "/arrangementer/", java_script_enabled=js)
    soker.get_by_role("link", name="Felles fagdag om forskning").click()
    soker.get_by_role("button", name="Meld deg på").click()
    kvittering(soker, "Du er påmeldt.")

    gjest = ny_side(java_script_enabled=js, viewport={"width": 390, "height": 844})
    adresse = lenke(Deltaker.objects.get(navn="Gro Gjest"))
    gjest.goto(adresse)
    expect(gjest.get_by_text("Gjøvik kommune, Frivilligsentralen, Sykehuset Innlandet HF")).to_be_visible()
    sjekk(gjest)
    gjest.get_by_role("button", name="Sett meg på ventelisten").click()
    kvittering(gjest, "Du står på ventelisten")
    soker.get_by_role("button", name="Meld deg av").click()
    gjest.reload()
    expect(gjest.get_by_role("heading", name="Du kommer")).to_be_visible()
    fou.get_by_role("link", name="Deltakere og inviterte").click()
    expect(fou.get_by_text("gro@frivillig.example")).to_be_visible()
    sjekk(fou)

    # The day comes.
    Arrangement.objects.filter(pk=sak.pk).update(
        start=timezone.now() - timedelta(hours=3), slutt=timezone.now() - timedelta(hours=1)
    )
    fou.goto(sak.get_absolute_url())
    fou.get_by_role("link", name="Registrer som gjennomført").click()
    fou.get_by_role("button", name="Registrer").click()
    kvittering(fou, "Arrangementet er registrert som gjennomført.")
    assert Deltaker.objects.get(navn="Gro Gjest").svar == "var_med"

    gjest.reload()
    gjest.get_by_role("button", name="Slett opplysningene mine").click()
    expect(gjest.get_by_role("heading", name="Opplysningene dine er slettet")).to_be_visible()
    svar = gjest.goto(adresse)
    assert svar is not None and svar.status == 404
