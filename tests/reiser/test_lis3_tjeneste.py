"""From a free cell on the board to a running service, as coordinator, doctor, municipality and department do it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from lis.lis3.models import Stenging, Tjeneste
from tests.axe import sjekk_side
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import i_koen, om_maaneder, paagaar, tilbudt

BREDDER = (390, 1280)


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert", has_text=tekst).first).to_be_visible()


@pytest.mark.krav("S1-I13", "S1-I15", "S1-I16", "S1-I18", "S1-I19", "S1-I20", "S1-I25")
def test_from_a_free_cell_to_a_running_service(lis: LisCast, som: Callable[..., Page]) -> None:
    start = om_maaneder(0)
    for kode in ("lis3", "lis3b"):
        i_koen(lis, kode, avdeling="medisin", start=start)
    Stenging.objects.create(plass=lis.plass("medisin", 2), fra=start, til=om_maaneder(20), grunn="ombygging")

    koordinator = som(lis.koordinator, reverse("lis3:tavle"), java_script_enabled=False)
    koordinator.get_by_role("link", name="Liv Listre").first.click()
    koordinator.get_by_role("button", name="Sett av plassen").click()
    kvittering(koordinator, "Plassen er satt av")
    koordinator.get_by_role("button", name="Send tilbudet").click()
    kvittering(koordinator, "Tilbudet er sendt til Liv Listre")
    adresse = Tjeneste.objects.get().get_absolute_url()

    lege = som(lis.lis3, adresse)
    sjekk_side(lege, BREDDER)
    lege.get_by_role("button", name="Ta imot tilbudet").click()
    kvittering(lege, "Husk å søke stillingen")
    lege.get_by_role("button", name="Jeg har søkt stillingen").click()
    kvittering(lege, "Det er registrert at du har søkt stillingen")

    kommune = som(lis.kommune_lis, adresse)
    kommune.get_by_role("button", name="Bekreft at legen frigis").click()
    kvittering(kommune, "Tjenesten er bekreftet")

    leder = som(lis.avdelingsleder, adresse)
    leder.get_by_label("Veileder i sykehuset").select_option(label="Finn Feilspesialist (ikke kontrollert spesialist)")
    leder.get_by_label("Plan for veiledning").fill("Ukentlig veiledning.")
    leder.get_by_role("button", name="Tildel", exact=True).click()
    expect(leder.get_by_role("link", name="Finn Feilspesialist er ikke registrert")).to_be_visible()
    sjekk_side(leder, BREDDER)
    leder.get_by_label("Veileder i sykehuset").select_option(label="Siri Sykehusveileder")
    leder.get_by_role("button", name="Tildel", exact=True).click()
    kvittering(leder, "Veileder og plan er tildelt")
    leder.get_by_role("button", name="Registrer oppstart").click()
    kvittering(leder, "Oppstarten er registrert")
    sjekk_side(leder, BREDDER)
    leder.goto(reverse("lis3:tjenester"))
    expect(leder.get_by_role("row", name="Liv Listre")).to_contain_text("Pågår")
    sjekk_side(leder, BREDDER)


def test_the_board_and_placing_are_accessible_and_passing_over_needs_a_reason(
    lis: LisCast, som: Callable[..., Page]
) -> None:
    paagaar(lis)
    for kode in ("lis3b", "lis3c"):
        i_koen(lis, kode, avdeling="dps", start=om_maaneder(2))
    i_koen(lis, "utenfor", avdeling="medisin_lhmr", start=om_maaneder(3))
    Stenging.objects.create(plass=lis.plass("medisin_lhmr"), fra=om_maaneder(0), til=om_maaneder(40), grunn="ombygging")
    side = som(lis.koordinator, reverse("lis3:tavle"))
    sjekk_side(side, BREDDER)
    expect(side.get_by_role("region", name="Kapasitetstavle")).to_be_visible()
    side.get_by_role("link", name="Senere måneder").click()
    expect(side).to_have_url(re.compile(rf"\?fra={om_maaneder(6):%Y-%m}$"))
    side.goto(reverse("lis3:plasser", args=[lis.plass("dps").pk]))
    sjekk_side(side, BREDDER)
    side.get_by_role("link", name="Velg Lone Utenkonto").click()
    expect(side.get_by_role("heading", name="Disse står foran og passer til plassen")).to_have_count(0)
    side.goto(reverse("lis3:plasser_lege", args=[lis.plass("dps").pk, lis.innmelding("utenfor").pk]))
    side.get_by_label("Fra og med").select_option(index=2)
    side.get_by_role("button", name="Sett av plassen").click()
    expect(side.get_by_role("heading", name="Disse står foran og passer til plassen")).to_be_visible()
    sjekk_side(side, BREDDER)


def test_a_department_keeps_its_own_page(lis: LisCast, som: Callable[..., Page]) -> None:
    tilbudt(lis)
    side = som(lis.avdelingsleder, reverse("lis3:avdelinger"))
    sjekk_side(side, BREDDER)
    side.get_by_role("link", name="Medisinsk avdeling").click()
    side.get_by_text("Bekreft at en ansatt er spesialist").click()
    side.locator("#id_spesialist-bruker").select_option(label="Finn Feilspesialist")
    side.get_by_role("button", name="Jeg har kontrollert godkjenningen").click()
    kvittering(side, "Finn Feilspesialist kan være veileder")
    side.get_by_text("Steng en plass i en periode").click()
    dag = f"{om_maaneder(3):%d.%m.%Y}"
    form = side.locator("form", has=side.get_by_role("button", name="Steng plassen"))
    form.get_by_label("Fra og med").fill(dag)
    form.get_by_label("Til og med").fill(dag)
    form.get_by_role("button", name="Steng plassen").click()
    expect(side.get_by_role("link", name="Liv Listre har plassen til og med")).to_be_visible()
    sjekk_side(side, BREDDER)
