"""From a doctor nobody has heard of to the queue, as ALIS office, municipality, doctor and coordinator do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lis.lis3.models import Innmelding
from lis.lis3.operations import innmelding as op
from tests.axe import sjekk_side
from tests.lis3.folk import LisCast
from tests.lis3.test_innmelding_operasjoner import OM_ET_AAR, SENERE, innmeldt


def melding(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert").first).to_contain_text(tekst)


@pytest.mark.krav("S1-I03", "S1-I04", "S1-I05", "S1-I06", "S1-I23")
@pytest.mark.parametrize("skript", [True, False], ids=["med_skript", "uten_skript"])
def test_from_ready_notice_to_the_queue(lis: LisCast, som: Callable[..., Page], skript: bool) -> None:
    alis = som(lis.alis_kontor, "/", java_script_enabled=skript)
    alis.get_by_role("link", name="Meld lege klar for sykehustjeneste").click()
    alis.get_by_label("Legens navn").fill("Nils Nylege")
    alis.get_by_label("E-post").fill("nils@prove.example")
    alis.get_by_label("Kommune").select_option(label="Gjøvik kommune")
    alis.get_by_role("button", name="Meld klar").click()
    melding(alis, "Nils Nylege er meldt klar for sykehustjeneste.")

    kommune = som(lis.kommune_lis, "/", java_script_enabled=skript)
    kommune.get_by_role("link", name="Meld inn Nils Nylege til sykehustjeneste").click()
    if skript:
        sjekk_side(kommune, bredder=(320, 1280))
        kommune.set_viewport_size({"width": 1280, "height": 900})
    kommune.get_by_role("link", name="Utdanningsplan og veileder").click()
    kommune.get_by_label("Individuell utdanningsplan tildelt").fill("1.9.2026")
    kommune.get_by_label("Veileder i kommunen").select_option(label="Lisbeth Lisveileder")
    kommune.get_by_label("Start i spesialiseringen").fill("1. mars 2025")
    kommune.get_by_role("button", name="Lagre").click()
    melding(kommune, "Utdanningsplan og veileder er lagret.")
    kommune.get_by_role("link", name="Fyll ut ønsker").click()
    forste = kommune.get_by_role("group", name="1. ønske")
    forste.get_by_label("Avdeling og sted").select_option(label="Medisinsk avdeling, Lillehammer")
    forste.get_by_label("Ønsket start").fill(f"{OM_ET_AAR:%d.%m.%Y}")
    forste.get_by_label("Måneder senere").fill("2")
    if skript:
        sjekk_side(kommune, bredder=(320, 1280))
        kommune.set_viewport_size({"width": 1280, "height": 900})
    kommune.get_by_role("button", name="Lagre ønskene").click()
    kommune.get_by_role("button", name="Meld inn").click()
    expect(kommune.get_by_role("heading", name="Hva skjer nå?")).to_be_visible()
    if skript:
        sjekk_side(kommune, bredder=(320, 1280))
    sak = Innmelding.objects.get()
    melding(kommune, f"Saksnummeret er {sak.saksnummer}.")
    assert (sak.tilstand, sak.planlagt_start) == ("innmeldt", OM_ET_AAR)

    koordinator = som(lis.koordinator, sak.get_absolute_url(), java_script_enabled=skript)
    expect(koordinator.get_by_text("Nr. 1").first).to_be_visible()


@pytest.mark.krav("S1-I07", "S1-I09")
def test_a_change_and_the_assessment_of_two_parts(lis: LisCast, som: Callable[..., Page]) -> None:
    sak = innmeldt(lis)
    kommune = som(lis.kommune_lis, "/lis/lis3/")
    sjekk_side(kommune, bredder=(320, 1280))
    kommune.set_viewport_size({"width": 1280, "height": 900})
    kommune.get_by_role("link", name="Liv Listre").click()
    kommune.get_by_role("link", name="Meld endring").click()
    kommune.get_by_role("group", name="1. ønske").get_by_label("Ønsket start").fill(f"{SENERE:%d.%m.%Y}")
    kommune.get_by_label("etter individuell vurdering i sykehuset").check()
    kommune.get_by_role("button", name="Send endringen").click()
    expect(kommune.locator(".ds-error-summary")).to_contain_text("Skriv hvorfor tjenesten bør deles i to perioder.")
    kommune.get_by_label("Begrunnelse for delt tjeneste").fill("Praksisen er liten.")
    kommune.get_by_role("button", name="Send endringen").click()
    melding(kommune, "Endringen er sendt til LIS-koordinator. Ny planlagt start er")

    koordinator = som(lis.koordinator, "/")
    koordinator.locator(".task").get_by_role("link", name="Vurder delt tjeneste for Liv Listre").click()
    koordinator.get_by_label("Begrunnelse for vurderingen").fill("Læringsmålene kan nås.")
    sjekk_side(koordinator, bredder=(320, 1280))
    koordinator.set_viewport_size({"width": 1280, "height": 900})
    koordinator.get_by_role("button", name="Godkjenn deling").click()
    melding(koordinator, "Vurderingen er lagret")

    lege = som(lis.lis3, "/")
    lege.get_by_role("link", name="Sykehustjenesten din").click()
    expect(lege.get_by_text("Godkjent av sykehuset")).to_be_visible()
    expect(lege.get_by_role("heading", name="Hvem har åpnet saken")).to_be_visible()
    sjekk_side(lege, bredder=(320, 1280))
    sak.refresh_from_db()
    assert (sak.planlagt_start, sak.delingsvurdering) == (SENERE, "godkjent")


def test_the_smaller_forms_and_the_public_plan_are_accessible(lis: LisCast, som: Callable[..., Page]) -> None:
    sak = innmeldt(lis)
    sak = op.registrer_avbrudd(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, dager=40)
    side = som(lis.kommune_lis, f"{sak.get_absolute_url()}avbrudd/")
    for sti in ("avbrudd/", "plan/", "vikar/", "trekk/"):
        side.goto(f"{sak.get_absolute_url()}{sti}")
        sjekk_side(side, bredder=(320,), farger=("light",))
    for sti in ("ny/", "utdanning/", f"utdanning/{lis.gjovik.pk}/", f"utdanning/{lis.gjovik.pk}/arena/"):
        side.goto(f"/lis/lis3/{sti}")
        sjekk_side(side, bredder=(320,), farger=("light",))
