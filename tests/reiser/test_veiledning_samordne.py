"""Needs that many share in the browser: grouped, joined, answered together; or taken out again by the asker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grunnmur.portal.dato import dato
from tests.axe import sjekk_side
from tests.veiledning.aktiviteter import holdt, planlagt
from tests.veiledning.folk import VeilCast, virkedag
from veiledning.models import Aktivitet
from veiledning.operations import aktivitet as op


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert").first).to_contain_text(tekst)


@pytest.mark.krav("S1-V11")
@pytest.mark.parametrize("skript", [True, False], ids=["med_skript", "uten_skript"])
def test_fra_to_like_behov_til_ett_svar(veil: VeilCast, som: Callable[..., Page], skript: bool) -> None:
    en = veil.meldt(veil.behov(overskrift="Bruk av smertepumpe"))
    to = veil.meldt(veil.behov(overskrift="Smertepumpe om natten"), av="hamarspor")
    koordinator = som(veil.koordinator, "/veiledning/behov/", java_script_enabled=skript)
    gruppe = koordinator.locator("section", has=koordinator.get_by_role("heading", name="2 spørsmål om"))
    expect(gruppe).to_contain_text("Disse ordene er felles: smertepumpe")
    gruppe.get_by_role("button", name="Planlegg felles aktivitet").click()
    koordinator.get_by_label("Hva går dere gjennom?").fill("Innstilling, kassett og feilsøking.")
    koordinator.get_by_label("Hvem svarer på aktiviteten?").select_option(label="Svein Svarer")
    koordinator.locator("[name=dag]").fill(f"{virkedag(10):%d.%m.%Y}")
    koordinator.locator("[name=klokken]").fill("13.00")
    koordinator.get_by_role("button", name="Planlegg aktiviteten").click()
    kvittering(koordinator, "De som har spurt, har fått beskjed")
    sak = Aktivitet.objects.get()

    soker = som(veil.soker, "/", java_script_enabled=skript)
    soker.get_by_role("link", name="Svar på om du kommer").first.click()
    expect(soker.get_by_role("heading", name="Svaret kommer i en felles aktivitet")).to_be_visible()
    soker.get_by_role("button", name="Jeg kommer", exact=True).click()
    kvittering(soker, "Du er påmeldt.")
    with soker.expect_download() as lastet:
        soker.get_by_role("link", name="Legg i kalenderen").click()
    assert lastet.value.suggested_filename == f"{sak.saksnummer}.ics"

    hamar = som(veil.hamarspor, to, java_script_enabled=skript)
    hamar.get_by_role("link", name="Aktiviteten dekker ikke behovet").click()
    hamar.get_by_label("Hva mangler?").fill("Vi trenger svar før helgen.")
    hamar.get_by_role("button", name="Ta spørsmålet ut").click()
    kvittering(hamar, "tilbake på vaktlisten")

    Aktivitet.objects.filter(pk=sak.pk).update(start=timezone.now() - timedelta(hours=2))
    koordinator.goto(koordinator.url)
    koordinator.get_by_role("link", name="Registrer som gjennomført").click()
    expect(koordinator.get_by_label("Synne Søker")).to_be_checked()
    koordinator.get_by_role("button", name="Registrer", exact=True).click()
    kvittering(koordinator, "Aktiviteten er gjennomført")
    en.refresh_from_db()
    to.refresh_from_db()
    assert (en.tilstand, en.ansvarlig, to.tilstand) == ("gjennomfort", veil.svarer, "meldt")


@pytest.mark.krav("S1-V11")
def test_avlysning_sier_at_plikten_bestaar(veil: VeilCast, som: Callable[..., Page]) -> None:
    en = veil.meldt()
    sak = planlagt(veil, en)
    koordinator = som(veil.koordinator, sak)
    koordinator.get_by_role("link", name="Avlys aktiviteten").click()
    expect(koordinator.locator(".formhead")).to_contain_text("Plikten til å svare består")
    koordinator.get_by_role("button", name="Avlys aktiviteten").click()
    kvittering(koordinator, "tilbake på vaktlisten, og svarfristen står")
    en.refresh_from_db()
    soker = som(veil.soker, en)
    expect(soker.locator("main")).to_contain_text(dato(virkedag(5)))


def test_sidene_er_tilgjengelige(veil: VeilCast, som: Callable[..., Page]) -> None:
    sjekk_side(som(veil.koordinator, "/veiledning/behov/"), bredder=(390,), farger=("light",))  # empty
    sjekk_side(som(veil.soker, "/veiledning/aktiviteter/"), bredder=(390,), farger=("light",))
    lang = (
        "Hvordan bruker vi smertepumpe hjemme, og hvem har ansvaret for kassett, innstilling og alarm om natten og i helg?"
    )
    en, to = veil.meldt(veil.behov(overskrift=lang[:120])), veil.meldt(av="hamarspor")
    veil.meldt(veil.behov(overskrift="Smertepumpe", behov="Smertepumpen piper. " * 150))
    veil.meldt(veil.omvendt(overskrift="Korttidsplass", behov="Hvem bestemmer utreisedag?"), av="sykehuslege")
    sak = planlagt(veil, en, plasser=20)
    tidligere = planlagt(veil, tittel="Stell av PICC-line")
    op.avlys(tidligere.pk, utfort_av=veil.koordinator, versjon=tidligere.versjon, kommentar="Ny dag kommer.")
    gjort = planlagt(veil)
    holdt(veil, gjort)
    grunn = sak.get_absolute_url()
    adresser = [
        (veil.koordinator, "/veiledning/behov/"),
        (veil.koordinator, f"/veiledning/aktiviteter/ny/?behov={to.pk}"),
        (veil.koordinator, grunn), (veil.koordinator, f"{grunn}endre/"), (veil.koordinator, f"{grunn}samle/"),
        (veil.koordinator, f"{grunn}hold/"), (veil.koordinator, f"/veiledning/{to.pk}/samordne/"),
        (veil.soker, "/veiledning/aktiviteter/"), (veil.soker, "/veiledning/aktiviteter/?vis=tidligere"),
        (veil.soker, grunn), (veil.soker, en.get_absolute_url()), (veil.soker, f"/veiledning/{en.pk}/dekker-ikke/"),
    ]  # fmt: skip
    for bruker, adresse in adresser:
        sjekk_side(som(bruker, adresse), bredder=(320, 1280), farger=("light",))
    sjekk_side(som(veil.koordinator, "/veiledning/behov/"), bredder=(390,))
