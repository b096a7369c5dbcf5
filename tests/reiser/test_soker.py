"""The applicant in a real browser, from sign-in to the receipt, and every form page measured by axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from tests.axe import sjekk_side
from tests.nettleser import logg_inn
from tests.rollebesetning import PASSORD, Cast

pytestmark = [pytest.mark.django_db(transaction=True)]


def logg_inn_som_folk(side: Page, epost: str) -> None:
    side.goto("/logg-inn/?next=/hospitering/ny/")
    side.get_by_label("E-postadresse").fill(epost)
    side.get_by_label("Passord").fill(PASSORD)
    side.get_by_role("button", name="Logg inn med e-post").click()


def fyll_ut(side: Page) -> None:
    """What the profile does not know already."""
    side.get_by_label("Sykehuset Innlandet").check()
    side.get_by_label("Ønsket hospiteringsenhet").fill("palliativ gjøvik")
    side.get_by_role("button", name="Søk i enheter").click()
    expect(side.get_by_text("1 enhet passer.")).to_be_visible()
    side.get_by_label("Palliativt senter, Gjøvik").check()
    side.get_by_label("Fra", exact=True).fill("18.01.2099")
    side.get_by_label("Til", exact=True).fill("29.01.2099")
    side.get_by_label("Begrunnelse for hospiteringen").fill("Avdelingen trenger mer kunnskap om lindring.")
    side.get_by_label("Ønsket tema og mål for hospiteringen").fill("Kartlegging av symptomer.")


def send(side: Page) -> Soknad:
    side.get_by_role("button", name="Neste: Se over søknaden").click()
    expect(side.get_by_role("heading", name="Se over og send søknaden")).to_be_visible()
    expect(side.get_by_text("18.–29. januar 2099")).to_be_visible()
    side.get_by_label("Jeg bekrefter").check()
    side.get_by_role("button", name="Send søknaden").click()
    sak = Soknad.objects.get(tilstand=Tilstand.INNSENDT)
    expect(side.get_by_text(f"Saksnummeret er {sak.saksnummer}.")).to_be_visible()
    return sak


@pytest.mark.krav("S1-H02", "S1-H04", "S1-H07", "S1-S17", "S1-S18")
@pytest.mark.parametrize("med_skript", [True, False], ids=["med skript", "uten skript"])
def test_fra_innlogging_til_kvittering(cast: Cast, ny_side: Callable[..., Page], med_skript: bool) -> None:
    side = ny_side(viewport={"width": 1280, "height": 900}, java_script_enabled=med_skript)
    logg_inn_som_folk(side, cast.soker.epost)
    side.get_by_label("Nei", exact=True).check()
    side.get_by_role("button", name="Gå videre").click()
    expect(side.get_by_label("Søkerens navn")).to_have_value("Synne Søker")
    side.get_by_role("button", name="Neste: Se over søknaden").click()
    expect(side).to_have_title("Feil: Søknad om hospitering, steg 1 av 2 – Helsefellesskap Innlandet")
    expect(side.get_by_role("link", name="Skriv en begrunnelse for hospiteringen.")).to_be_visible()
    fyll_ut(side)
    sak = send(side)
    assert sak.vertsenhet == cast.palliativ
    side.get_by_role("link", name="Se søknaden").click()
    expect(side).to_have_url(side.url.split("/hospitering/")[0] + sak.get_absolute_url())


def test_kommune_og_annen_faggruppe_kommer_fram_naar_de_trengs(cast: Cast, side: Page) -> None:
    logg_inn(side, cast.soker)
    side.goto(f"/hospitering/{cast.utkast().pk}/utkast/")
    kommune, faggruppe = side.get_by_label("Navn på kommunen"), side.get_by_label("Navn på faggruppen")
    expect(kommune).to_be_hidden()
    expect(faggruppe).to_be_hidden()
    side.get_by_label("kommune", exact=True).check()
    side.get_by_label("Faggruppe", exact=False).first.select_option("annen")
    expect(kommune).to_be_visible()
    expect(faggruppe).to_be_visible()


@pytest.mark.krav("S1-H04")
def test_utkastet_lagres_mens_det_skrives(cast: Cast, side: Page) -> None:
    utkast = cast.utkast(begrunnelse="")
    logg_inn(side, cast.soker)
    side.goto(f"/hospitering/{utkast.pk}/utkast/")
    side.get_by_label("Begrunnelse for hospiteringen").fill("Skrevet uten å trykke på noe.")
    expect(side.get_by_text("Lagret kl.")).to_be_visible()
    assert Soknad.objects.get().begrunnelse == "Skrevet uten å trykke på noe."
    side.get_by_label("Hva jeg eventuelt kan bidra med").fill("Litt til.")
    side.get_by_role("button", name="Neste: Se over søknaden").click()
    expect(side.get_by_role("heading", name="Se over og send søknaden")).to_be_visible()
    assert Soknad.objects.get().bidrag == "Litt til."


@pytest.mark.parametrize("med_skript", [True, False], ids=["med skript", "uten skript"])
def test_endring_etter_vedtak_viser_hva_som_faller(cast: Cast, ny_side: Callable[..., Page], med_skript: bool) -> None:
    sak = cast.mottatt()
    side = ny_side(viewport={"width": 390, "height": 900}, java_script_enabled=med_skript)
    logg_inn(side, cast.soker)
    side.goto(f"/hospitering/{sak.pk}/endre/")
    side.get_by_label("Ønsket tema og mål for hospiteringen").fill("Et annet mål.")
    side.get_by_role("button", name="Neste: Se over endringene").click()
    expect(side.get_by_text("Leder i egen enhet: Leif Leder")).to_be_visible()
    side.get_by_role("button", name="Tilbake til skjemaet").click()
    expect(side.get_by_label("Ønsket tema og mål for hospiteringen")).to_have_value("Et annet mål.")
    side.get_by_role("button", name="Neste: Se over endringene").click()
    side.get_by_role("button", name="Signer endringen").click()
    expect(side.get_by_text("Endringen er signert og lagret.")).to_be_visible()
    assert Soknad.objects.get().tilstand == Tilstand.INNSENDT


def test_tilgjengelighet_for_sending(cast: Cast, side: Page) -> None:
    utkast, halvt, sendt = cast.utkast(), cast.utkast(begrunnelse="", onsket_enhet=None), cast.innsendt()
    logg_inn(side, cast.soker)
    for sti in ("ny/", "enkeltpasient/", "enkeltpasient/?q=finnes-ikke", f"{utkast.pk}/utkast/", f"{utkast.pk}/se-over/",
                f"{halvt.pk}/se-over/", f"{sendt.pk}/kvittering/", f"{utkast.pk}/slett/"):  # fmt: skip
        side.goto(f"/hospitering/{sti}")
        sjekk_side(side)


def test_tilgjengelighet_med_feil_og_treff(cast: Cast, side: Page) -> None:
    halvt = cast.utkast(begrunnelse="", onsket_enhet=None, onsket_enhet_tekst="gjøvik", periode_fra=None)
    logg_inn(side, cast.soker)
    side.goto(f"/hospitering/{halvt.pk}/utkast/")
    side.get_by_role("button", name="Søk i enheter").click()
    sjekk_side(side)
    side.get_by_role("button", name="Neste: Se over søknaden").click()
    sjekk_side(side)


def test_tilgjengelighet_etter_sending_og_paa_papir(cast: Cast, side: Page, ny_side: Callable[..., Page]) -> None:
    mottatt = cast.mottatt()
    spurt = cast.innsendt()
    spurt = op.spor_soker(spurt.pk, utfort_av=cast.leder, versjon=spurt.versjon, sporsmaal="Hvem dekker vaktene?")
    avslaatt = cast.innsendt()
    op.avslaa_egen(avslaatt.pk, utfort_av=cast.leder, versjon=avslaatt.versjon, kommentar="Ingen vikarer.")
    logg_inn(side, cast.soker)
    for sti in (f"{mottatt.pk}/endre/", f"{spurt.pk}/svar/", f"{avslaatt.pk}/ny-vurdering/", f"{mottatt.pk}/trekk/"):
        side.goto(f"/hospitering/{sti}")
        sjekk_side(side)
    side.goto(f"/hospitering/{mottatt.pk}/endre/")
    side.get_by_label("Begrunnelse for hospiteringen").fill("En ny grunn.")
    side.get_by_role("button", name="Neste: Se over endringene").click()
    sjekk_side(side)
    mottak = ny_side(viewport={"width": 1280, "height": 900})
    logg_inn(mottak, cast.mottak)
    for sti in ("papir/", "papir/?q=synne+søker", f"papir/{cast.soker.pk}/"):
        mottak.goto(f"/hospitering/{sti}")
        sjekk_side(mottak)
