"""The pages in a real browser: accessible at every width, following the job with and without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from grunnmur.dokumenter.models import Dokument
from grunnmur.jobb.models import Jobb
from grunnmur.jobb.tasks import kjor_klare
from tests.axe import sjekk_side
from tests.nettleser import logg_inn
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db(transaction=True)
Be = Callable[..., Any]


def test_ventesiden_folger_jobben_uten_aa_lastes_paa_nytt(side: Page, cast: Cast, be_om: Be) -> None:
    jobb = be_om(cast.innsendt())
    logg_inn(side, cast.soker)
    side.goto(f"/jobb/{jobb.pk}/")
    expect(side.get_by_text("Vi lager filen.")).to_be_visible()
    side.evaluate("window.sammeSide = true")
    kjor_klare()
    expect(side.get_by_role("link", name="Last ned")).to_be_visible()
    assert side.evaluate("window.sammeSide") is True


def test_ventesiden_laster_seg_selv_uten_javascript(side_uten_js: Page, cast: Cast, be_om: Be) -> None:
    jobb = be_om(cast.innsendt())
    logg_inn(side_uten_js, cast.soker)
    side_uten_js.goto(f"/jobb/{jobb.pk}/")
    expect(side_uten_js.get_by_text("Vi lager filen.")).to_be_visible()
    kjor_klare()
    expect(side_uten_js.get_by_role("link", name="Last ned")).to_be_visible()


@pytest.mark.parametrize("tilstand", ["klar", "ferdig", "feilet"])
def test_jobbsiden_er_tilgjengelig(side: Page, cast: Cast, be_om: Be, tilstand: str) -> None:
    jobb = be_om(cast.innsendt())
    if tilstand == "ferdig":
        kjor_klare()
    if tilstand == "feilet":
        Jobb.objects.filter(pk=jobb.pk).update(inndata={})  # what is missing makes the work fail
        for _ in range(3):
            Jobb.objects.filter(pk=jobb.pk).update(tidligst=jobb.opprettet)
            kjor_klare()
    assert Jobb.objects.get().tilstand == tilstand
    logg_inn(side, cast.soker)
    side.goto(f"/jobb/{jobb.pk}/")
    sjekk_side(side)


@pytest.mark.parametrize("hva", ["tom", "ekte", "mangler", "feil"])
def test_kontrollsiden_er_tilgjengelig(side: Page, cast: Cast, be_om: Be, hva: str) -> None:
    be_om(cast.innsendt())
    kjor_klare()
    kode = Dokument.objects.get().kode
    side.goto(
        {"tom": "/verifiser/", "ekte": f"/verifiser/{kode}/", "mangler": "/verifiser/?kode=", "feil": "/verifiser/?kode=x"}[
            hva
        ]
    )
    sjekk_side(side)


def test_filen_kontrolleres_uten_javascript(side_uten_js: Page, cast: Cast, be_om: Be) -> None:
    be_om(cast.innsendt())
    kjor_klare()
    side_uten_js.goto("/verifiser/")
    side_uten_js.get_by_label("PDF-filen").set_input_files(
        {"name": "skjema.pdf", "mimeType": "application/pdf", "buffer": bytes(Dokument.objects.get().pdf or b"")}
    )
    side_uten_js.get_by_role("button", name="Kontroller filen").click()
    expect(side_uten_js.get_by_role("heading", name="Filen er ekte og uendret")).to_be_visible()
