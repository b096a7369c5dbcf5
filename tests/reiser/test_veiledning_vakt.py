"""Nobody answers, or the wrong one was asked: the question goes on until somebody with a name has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grunnmur.oppgaver.virkedager import pluss_virkedager
from tests.axe import sjekk_side
from tests.veiledning.folk import VeilCast, virkedag
from veiledning.models import Foresporsel
from veiledning.operations.taushet import meld_taushet_forfalte
from veiledning.operations.vakt import spor_neste_forfalte


def klokka(dag: date, time_: int) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(time_)))


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert", has_text=tekst).first).to_be_visible()


@pytest.mark.krav("S1-V12", "S0-V02")
@pytest.mark.parametrize("js", [True, False], ids=["med_js", "uten_js"])
def test_nobody_on_the_rota_answers_and_the_leader_and_the_coordinator_see_to_it(
    veil: VeilCast, som: Callable[..., Page], js: bool
) -> None:
    meldt = virkedag(-6)
    sak = veil.meldt(naa=klokka(meldt, 9))
    for dag in range(1, 6):
        spor_neste_forfalte(klokka(pluss_virkedager(meldt, dag), 10))
    assert meld_taushet_forfalte() == 1

    soker = som(veil.soker, sak, java_script_enabled=js)
    expect(soker.get_by_text("Alle på vaktlisten er spurt. Lederen følger det opp.")).to_be_visible()

    koordinator = som(veil.koordinator, "/", java_script_enabled=js)
    koordinator.get_by_role("link", name="Følg opp ubesvart spørsmål til Palliativt senter").click()
    expect(koordinator.get_by_role("heading", level=1)).to_contain_text("Smertelindring i hjemmet")
    if js:
        sjekk_side(koordinator)

    leder = som(veil.vertsleder, "/", java_script_enabled=js, viewport={"width": 390, "height": 844})
    leder.get_by_role("link", name="Ta imot spørsmålet fra Gjøvik kommune").click()
    leder.get_by_role("link", name="Ta spørsmålet").click()
    leder.get_by_role("button", name="Ta spørsmålet").click()
    kvittering(leder, "Du har tatt imot spørsmålet. Synne Søker har fått beskjed.")
    assert Foresporsel.objects.get(pk=sak.pk).ansvarlig == veil.vertsleder

    # A later day is asked for, and the asker says when.
    leder.goto(f"/veiledning/{sak.pk}/frist/")
    if js:
        sjekk_side(leder)
    leder.get_by_label("Dag").fill(virkedag(4).strftime("%d.%m.%Y"))
    leder.get_by_role("button", name="Endre svarfristen").click()
    kvittering(leder, "Til det er godtatt, gjelder fristen dere har.")
    soker.goto("/")
    soker.get_by_role("link", name="Godta eller avslå nytt tidspunkt fra Palliativt senter").click()
    soker.get_by_role("link", name="Godta det nye tidspunktet").click()
    if js:
        sjekk_side(soker)
    soker.get_by_role("button", name="Godta tidspunktet").click()
    kvittering(soker, "Du har godtatt det nye tidspunktet")
    assert Foresporsel.objects.get(pk=sak.pk).svarfrist == virkedag(4)
    koordinator.goto("/")
    expect(koordinator.get_by_role("link", name="Følg opp ubesvart")).to_have_count(0)


@pytest.mark.krav("S1-V12")
@pytest.mark.parametrize("js", [True, False], ids=["med_js", "uten_js"])
def test_the_wrong_one_was_asked_and_it_goes_on_with_the_deadline_it_had(
    veil: VeilCast, som: Callable[..., Page], js: bool
) -> None:
    veil.rolle("kontakt", "veiledningsansvarlig", veil.akutt)
    sak = veil.meldt()
    frist = sak.svarfrist
    svarer = som(veil.svarer, sak, java_script_enabled=js)
    svarer.get_by_role("link", name="Send spørsmålet videre").click()
    svarer.get_by_role("button", name="Send videre").click()
    svarer.get_by_label("Spørsmålet hører hjemme et annet sted").check()
    svarer.get_by_label("Til den som skal svare").fill("Dette gjelder akuttmottaket.")
    svarer.get_by_label("En annen enhet").fill("akutt")
    svarer.get_by_role("button", name="Søk i enheter").click()
    expect(svarer.get_by_label("Til den som skal svare")).to_have_value("Dette gjelder akuttmottaket.")
    svarer.get_by_label("Akuttmottaket, Lillehammer").check()
    if js:
        sjekk_side(svarer)
    svarer.get_by_role("button", name="Send videre").click()
    kvittering(svarer, f"Spørsmålet {sak.saksnummer} er sendt videre til Akuttmottaket, Lillehammer, med samme frist.")
    assert svarer.url.endswith("/veiledning/")

    ny = som(veil.kontakt, "/", java_script_enabled=js)
    ny.get_by_role("link", name="Ta imot spørsmålet fra Gjøvik kommune").click()
    expect(ny.get_by_text("Dette gjelder akuttmottaket.")).to_be_visible()
    sak.refresh_from_db()
    assert (sak.til_enhet, sak.svarfrist) == (veil.akutt, frist)


def test_the_rota_says_who_answers_and_the_leader_keeps_it(veil: VeilCast, som: Callable[..., Page]) -> None:
    leder = som(veil.vertsleder, "/veiledning/vaktlister/")
    expect(leder.get_by_text("1. Svein Svarer")).to_be_visible()
    sjekk_side(leder)
    leder.get_by_role("link", name="Palliativt senter").click()
    expect(leder.get_by_text("Roar Reserve svarer her, men står ikke på vaktlisten.")).to_be_visible()
    sjekk_side(leder)
    leder.get_by_role("link", name="Sett noen på vaktlisten").click()
    leder.get_by_role("button", name="Lagre").click()
    sjekk_side(leder)
    leder.get_by_label("Hvem").select_option(label="Roar Reserve")
    leder.get_by_label("Rekkefølge").fill("3")
    leder.get_by_role("button", name="Lagre").click()
    kvittering(leder, "Roar Reserve står på vaktlisten.")
    expect(leder.get_by_text("svarer her, men står ikke på vaktlisten")).to_have_count(0)
    leder.get_by_role("link", name="Roar Reserve").click()
    leder.get_by_role("button", name="Ta av vaktlisten").click()
    kvittering(leder, "Roar Reserve er tatt av vaktlisten.")
