"""The committee makes proposals, changes one with its effect in sight, compares, and computes again, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.saksgang.operations import flytt
from lis.tildeling import overganger as o
from lis.tildeling.models import Kandidat, Kriteriegruppe, Kriterium, Onske, Reservasjon, Runde
from lis.tildeling.selectors.forslag_inndata import Valg
from tests.axe import sjekk_side
from tests.tildeling.folk import TildelingsCast, lag_tildeling
from tests.tildeling.forslag import beregnet, publisert, runde_med_onsker
from tests.tildeling.tilstander import gjeldende, planlagt, system, utkast


@pytest.fixture
def lis(transactional_db: None) -> Any:
    """The cast of tests/tildeling/folk.py."""
    return lag_tildeling()


def trangt(lis: TildelingsCast) -> Runde:
    """Four who wish for Gjøvik first, which has two places; Hamar has one."""
    for sted in (lis.gjovik, lis.gjovik, lis.hamar):
        lis.plass(sted)
    begge = [lis.gjovik, lis.hamar]
    return runde_med_onsker(lis, {"lis1lege": begge, "kandidat2": begge, "kandidat3": [lis.gjovik], "kandidat4": begge})


def beregn(side: Page, js: bool) -> None:
    """Let the queue work; without scripts somebody asks again."""
    expect(side.get_by_text("Forslaget beregnes.")).to_be_visible()
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    if not js:
        side.get_by_role("link", name="Se om det er klart").click()
    expect(side.get_by_role("heading", name="Hvem får hva")).to_be_visible()


@pytest.mark.krav("S1-L12")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_fra_runden_til_et_endret_forslag(lis: TildelingsCast, som: Callable[..., Page], js: bool) -> None:
    side = som(lis.statsforvalter, trangt(lis), java_script_enabled=js)

    def axe() -> None:
        if js:
            sjekk_side(side)
            side.set_viewport_size({"width": 1280, "height": 900})

    side.get_by_role("link", name="Lag et forslag").first.click()
    axe()
    side.get_by_label("Navn på forslaget").fill("Etter rekkefølgen")
    side.get_by_role("button", name="Beregn forslaget").click()
    beregn(side, js)
    axe()

    uten = side.get_by_role("row").filter(has=side.get_by_text("Ingen plass", exact=True)).first
    hvem = uten.get_by_role("rowheader").inner_text().strip()
    uten.get_by_role("link", name=hvem, exact=True).click()
    expect(side.get_by_text("Plassene i Gjøvik gikk til 2 som kommer før.")).to_be_visible()
    axe()
    side.get_by_role("link", name="Endre plasseringen").click()
    axe()
    side.get_by_role("combobox", name="Ny plass").select_option(label="Gjøvik")
    side.get_by_role("button", name="Se hva det fører til").click()
    expect(side.get_by_role("heading", name=f"{hvem}: Gjøvik")).to_be_visible()
    expect(side.get_by_text("Dårligere").first).to_be_visible()
    axe()
    side.get_by_label("Avtale mellom kommune og sykehus fra før").check()
    side.get_by_label("Begrunnelse").fill("Avtalt før utlysningen.")
    side.get_by_role("button", name="Lag forslag med endringen").click()
    beregn(side, js)
    expect(side.get_by_text("Avtalt før utlysningen.")).to_be_visible()
    axe()

    side.get_by_role("link", name="Regn ut på nytt nå").click()
    expect(side.get_by_text("Samme svar, og ingenting galt med det")).to_be_visible()
    axe()


def test_sammenligning_og_listen(lis: TildelingsCast, som: Callable[..., Page]) -> None:
    runde = trangt(lis)
    beregnet(lis, runde, navn="Etter rekkefølgen")
    beregnet(lis, runde, navn="Med en plass til i Gjøvik", valg=Valg({lis.gjovik.pk: 1}))
    side = som(lis.koordinator, runde)
    sjekk_side(side)
    side.goto(f"{side.url}forslag/")
    sjekk_side(side)
    side.get_by_role("button", name="Sammenlign").click()
    expect(side.get_by_role("heading", name="Hvem som får noe annet")).to_be_visible()
    sjekk_side(side)


def test_proveberegning_og_reserverte_plasser(lis: TildelingsCast, som: Callable[..., Page]) -> None:
    kriterier = utkast(lis, rekkefolge="egne")
    Kriterium.objects.create(kriterier=kriterier, nummer=1, navn="Tilknytning", hoyest=10, per_kommune=True)
    gruppe = Kriteriegruppe.objects.create(kriterier=kriterier, navn="Vil bli i distriktet")
    lis.plass(lis.gjovik)
    runde = planlagt(lis, "lis1lege", "kandidat2", kriterier=gjeldende(lis, kriterier))
    Reservasjon.objects.create(runde=runde, kommune=lis.gjovik, gruppe=gruppe, antall=1)
    flytt(runde, o.AAPNE, utfort_av=lis.koordinator)
    kandidat = runde.kandidater.get(lege=lis.lege("lis1lege"))
    Onske.objects.create(kandidat=kandidat, kommune=lis.gjovik, rang=1)
    Kandidat.objects.filter(pk=kandidat.pk).update(onsker_levert=timezone.now())
    flytt(runde, o.LUKK, utfort_av=system())
    side = som(lis.koordinator, f"{runde.get_absolute_url()}forslag/ny/")
    sjekk_side(side)
    side.get_by_role("button", name="Beregn forslaget").click()
    beregn(side, js=True)
    expect(side.get_by_text("1 reservert for Vil bli i distriktet")).to_be_visible()
    sjekk_side(side)


def test_rettferdighet_over_tid(lis: TildelingsCast, som: Callable[..., Page]) -> None:
    runde = trangt(lis)
    publisert(lis, runde, beregnet(lis, runde))
    side = som(lis.koordinator, "/lis/lis1/rettferdighet/")
    expect(side.get_by_role("img", name="Vår 2029: 50 prosent fikk førsteønsket, 1 sto uten plass.")).to_be_visible()
    sjekk_side(side)
