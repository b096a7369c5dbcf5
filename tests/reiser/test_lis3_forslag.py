"""From the queue to offers by way of a proposal, as the coordinator does it in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from grunnmur.jobb.operations import ta_neste, utfor
from lis.lis3.models import Forslag, Onske, Tjeneste
from lis.lis3.operations import ko
from tests.axe import sjekk_side
from tests.lis3.folk import LisCast, lag_lis
from tests.lis3.tjenester import i_koen, om_maaneder
from tests.nettleser import logg_inn


@pytest.fixture
def koen(transactional_db: None) -> LisCast:
    """Three who wish for the one place at Lillehammer; the last would also go to Gjøvik."""
    lis = lag_lis()
    for kode in ("lis3", "lis3b", "lis3c"):
        i_koen(lis, kode, start=om_maaneder(8), avdeling="medisin_lhmr")
    Onske.objects.create(
        innmelding=lis.innmelding("lis3c"), prioritet=2, start=om_maaneder(8), slakk_etter=2,
        avdeling=lis.avdelinger["medisin"],
    )  # fmt: skip
    like = [(s.pk, s.versjon) for s in map(lis.innmelding, ("lis3b", "lis3c"))]
    ko.avgjor_rang(like, utfort_av=lis.koordinator, begrunnelse="Eldst innmelding først.")
    return lis


def beregn() -> None:
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)


@pytest.mark.krav("S1-I13", "S1-I14", "S1-I15")
@pytest.mark.parametrize("skript", [True, False], ids=["med_skript", "uten_skript"])
def test_from_the_queue_to_offers(koen: LisCast, ny_side: Callable[..., Page], skript: bool) -> None:
    side = ny_side(viewport={"width": 1280, "height": 900}, java_script_enabled=skript)

    def axe() -> None:
        if skript:
            sjekk_side(side, bredder=(390, 1280))
            side.set_viewport_size({"width": 1280, "height": 900})

    logg_inn(side, koen.koordinator)
    side.goto("/lis/lis3/forslag/")
    side.get_by_role("link", name="Lag et forslag").click()
    axe()
    side.get_by_label("Navn på forslaget").fill("Våren")
    side.get_by_role("button", name="Beregn forslaget").click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Våren")
    expect(side.get_by_text("Forslaget beregnes.")).to_be_visible()
    beregn()
    if not skript:
        side.get_by_role("link", name="Se om det er klart").click()
    rad = side.get_by_role("row", name="Lage Listre")
    expect(rad).to_contain_text("av leger med lengre ansiennitet (nr. 1).")
    axe()

    rad.get_by_role("link", name="Endre").click()
    side.get_by_label("Plass", exact=True).select_option(label="Medisinsk avdeling, Gjøvik, plass 2")
    side.get_by_label("Start", exact=True).select_option(value=om_maaneder(9).isoformat())
    side.get_by_role("button", name="Se hvem det berører").click()
    expect(side.get_by_text("Ingen andre berøres.")).to_be_visible()
    axe()
    side.get_by_label("Begrunnelse").fill("Avtalt med avdelingen.")
    side.get_by_role("button", name="Endre plasseringen").click()
    expect(side.get_by_text("Plasseringen er endret.")).to_be_visible()

    side.get_by_role("link", name="Prøv med andre valg").click()
    side.get_by_label("Navn på forslaget").fill("Med to plasser")
    side.get_by_label("Tenk deg flere plasser ved").select_option(label="Medisinsk avdeling, Lillehammer")
    side.get_by_label("Antall tenkte plasser").select_option("1")
    side.get_by_role("button", name="Beregn forslaget").click()
    beregn()
    side.goto("/lis/lis3/forslag/")
    axe()
    side.get_by_role("button", name="Sammenlign").click()
    expect(side.get_by_role("row", name="Lage Listre")).to_contain_text("Bedre")
    axe()

    side.get_by_role("link", name="A: Våren").click()
    side.get_by_role("button", name="Ta forslaget i bruk").click()
    expect(side.get_by_text("Ingenting er tilbudt før du sender tilbudene.").first).to_be_visible()
    assert set(Tjeneste.objects.values_list("tilstand", flat=True)) == {"planlagt"}
    axe()
    side.get_by_role("button", name="Send tilbud til de valgte").click()
    expect(side.get_by_text("2 tilbud er sendt.")).to_be_visible()
    assert sorted(Tjeneste.objects.values_list("innmelding__lege__navn", "tilstand")) == [
        ("Lage Listre", "tilbudt"), ("Liv Listre", "tilbudt"), ("Lone Utenkonto", "planlagt"),
    ]  # fmt: skip
    assert Forslag.objects.count() == 2
