"""An answer on its way into the answer bank, read by somebody else, reported, and put right; with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.axe import sjekk_side as sjekk
from tests.veiledning.banken import SVAR, besvart, publisert
from veiledning.models import Banksvar
from veiledning.operations import bank


@pytest.mark.parametrize("med_skript", [True, False])
def test_et_svar_blir_publisert_funnet_meldt_og_rettet(veil, som, med_skript: bool) -> None:
    sak = besvart(veil)
    valg = {"java_script_enabled": med_skript}

    side = som(veil.svarer, sak, **valg)
    side.get_by_text("Mer", exact=True).click()
    side.get_by_role("link", name="Foreslå til svarbanken").click()
    expect(side.get_by_label("Svar", exact=False).last).to_have_value(SVAR)
    side.get_by_label("Spørsmål").fill("Hvordan brukes smertepumpe i hjemmet?")
    tilgjengelig(side, med_skript)
    side.get_by_role("button", name="Foreslå og samtykk").click()
    expect(side.get_by_text("Synne Søker må samtykke før det blir publisert.")).to_be_visible()

    side = som(veil.soker, Banksvar.objects.get(), **valg)
    side.get_by_role("link", name="Samtykk til publisering").click()
    expect(side.get_by_text("Hjemmetjenesten følger med på dosen")).to_be_visible()
    tilgjengelig(side, med_skript)
    side.get_by_role("button", name="Samtykk og publiser").click()
    expect(side.get_by_text("Svaret står nå i svarbanken")).to_be_visible()

    side = som(veil.hamarspor, "/veiledning/svar/", **valg)
    side.get_by_label("Søk", exact=True).fill("smertepumper")
    side.get_by_role("button", name="Søk").click()
    expect(side.get_by_text("1 treff")).to_be_visible()
    expect(side.locator("mark").first).to_have_text("smertepumpe")
    tilgjengelig(side, med_skript)
    side.get_by_role("link", name="Hvordan brukes smertepumpe i hjemmet?").click()
    expect(side.get_by_text("Svein Svarer").first).to_be_visible()
    expect(side.get_by_text("Synne Søker")).to_have_count(0)
    tilgjengelig(side, med_skript)
    side.get_by_role("link", name="Meld at svaret er utdatert").click()
    side.get_by_label("Hva stemmer ikke lenger?").fill("Pumpen er byttet ut i år.")
    side.get_by_role("button", name="Send meldingen").click()
    expect(side.get_by_text("Takk. Forfatteren har fått beskjed")).to_be_visible()

    side = som(veil.svarer, "/oppgaver/", **valg)
    side.get_by_role("link", name="det er meldt utdatert").first.click()
    expect(side.get_by_text("Pumpen er byttet ut i år.")).to_be_visible()
    side.get_by_role("link", name="Rediger svaret").click()
    side.locator("[name=tekst]").fill("Den nye pumpen settes opp av palliativt senter.")
    tilgjengelig(side, med_skript)
    side.get_by_role("button", name="Lagre endringen").click()
    expect(side.get_by_text("Endringen er lagret.")).to_be_visible()
    expect(side.get_by_text("Meldt utdatert")).to_have_count(0)
    side.get_by_text("Tidligere versjoner").click()
    expect(side.get_by_text("Slik sto det til")).to_be_visible()
    tilgjengelig(side, med_skript)


def test_uten_treff_gar_ordene_med_til_et_sporsmal(veil, som) -> None:
    svar = publisert(veil)
    side = som(veil.soker, "/veiledning/svar/?q=romferge")
    sjekk(side)
    side.get_by_role("link", name="Still spørsmålet").click()
    expect(side.locator("[name=overskrift]")).to_have_value("romferge")

    svar = bank.trekk_tilbake(svar.pk, utfort_av=veil.soker, versjon=svar.versjon)
    side = som(veil.svarer, svar)
    expect(side.get_by_text("Trukket").first).to_be_visible()
    sjekk(side)


def tilgjengelig(side: Page, med_skript: bool) -> None:
    """axe needs script; the markup is the same without."""
    if med_skript:
        sjekk(side)
