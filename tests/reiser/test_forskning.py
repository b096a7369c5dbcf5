"""Research in the browser: from an idea to an anchored, paid and openly shown project, and an application sent too early."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from forskning.models import Prosjekt
from forskning.operations import prosjekt as op
from forskning.operations import publisering
from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll
from tests.axe import sjekk_side
from tests.forskning.folk import ForskningCast, lag_forskning
from tests.forskning.tilstander import i_gang

MOBIL = {"width": 390, "height": 844}


@pytest.fixture
def forsk(transactional_db: None) -> Any:
    """The cast of tests/forskning/folk.py."""
    return lag_forskning()


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert", has_text=tekst).first).to_be_visible()


def vedta(forsk: ForskningCast, mote: Mote) -> None:
    """The day comes, the strategic committee meets, and its minutes are approved."""
    etter = timezone.now()

    def som() -> dict[str, Any]:
        versjon = Mote.objects.values_list("versjon", flat=True).get(pk=mote.pk)
        return {"utfort_av": forsk.utvalgssekretaer, "versjon": versjon, "naa": etter}

    moteop.send_saksliste(mote.pk, **som())
    Mote.objects.filter(pk=mote.pk).update(start=etter - timedelta(hours=2), slutt=etter - timedelta(minutes=1))
    plasser = {m.pk: m.bruker_id for m in forsk.ssu.medlemmer.filter(verv__in=["leder", "medlem"])}  # type: ignore[union-attr]
    protokoll.hold(mote.pk, **som(), oppmote=plasser, moteleder=forsk.ssuleder.pk)
    vedtak = {"utfall": "vedtatt", "vedtak": "Prosjektet forankres.", "inhabile": {}}
    protokoll.skriv_vedtak(mote.pk, **som(), nummer=1, **vedtak)
    protokoll.til_godkjenning(mote.pk, **som())
    protokoll.godkjenn(mote.pk, **{**som(), "utfort_av": forsk.ssuleder})


def norsk(om: int) -> str:
    return (timezone.localdate() + timedelta(days=om)).strftime("%d.%m.%Y")


@pytest.mark.krav("S0-F02", "S1-A02", "S1-A04", "S1-F02", "S1-F03", "S1-F04", "S1-F06", "S4-B03", "S4-C12", "S4-D10")
def test_a_researcher_brings_an_idea_to_the_open_pages(
    forsk: ForskningCast, som: Callable[..., Page], ny_side: Callable[..., Page]
) -> None:
    """Without scripts: parties that say yes, no, and on paper; a committee; an application; money; shown to anybody."""
    mote = forsk.mote(om=30)
    sider: dict[str, Page] = {}

    def inn(kode: str, hvor: str) -> Page:
        if kode not in sider:
            sider[kode] = som(forsk.folk[kode], hvor, java_script_enabled=False)
        else:
            sider[kode].goto(hvor)
        return sider[kode]

    # An idea, lightly: and what is missing is said without losing what was written.
    side = inn("forsker", "/forskning/ny/")
    side.get_by_label("Tittel").fill("Lindring hjemme i helgene")
    side.get_by_role("button", name="Registrer ideen").click()
    expect(side.get_by_label("Tittel")).to_have_value("Lindring hjemme i helgene")
    side.get_by_label("Forskning", exact=True).check()
    side.get_by_label("Hva går det ut på?").fill("En fast veileder i helgene. Vi måler trygghet.")
    side.get_by_label("Klinisk praksis").check()
    side.get_by_text("Si mer nå").click()
    side.locator("fieldset", has_text="Skal studenter være med?").get_by_label("Ja", exact=True).check()
    side.get_by_label("Hvordan har dere vurdert studenter?").fill("To masterstudenter kan være med.")
    side.get_by_label("Med ekstern finansiering").check()
    side.get_by_label("Søknadsfrist").fill(norsk(60))
    side.get_by_role("button", name="Registrer ideen").click()
    sak = Prosjekt.objects.get()
    adresse = sak.get_absolute_url()
    expect(side.get_by_role("heading", level=1)).to_contain_text("Lindring hjemme i helgene")

    # Partners of every kind; each answers for itself.
    for navn in ("Gjøvik kommune", "Hamar kommune", "Demohøgskolen"):
        side.goto(f"{adresse}partnere/inviter/")
        verdi = side.locator("select option", has_text=navn).first.get_attribute("value")
        side.locator("select").first.select_option(verdi)
        side.get_by_label("Hva skal de bidra med?").fill("Prøver det ut.")
        side.locator("main form button[type=submit]").first.click()
        kvittering(side, f"{navn} er invitert")
    for kode, verb in [("fou", "Bekreft at vi deltar"), ("sykehusfou", "Bekreft at vi deltar")]:
        hos = inn(kode, f"{adresse}partnere/")
        hos.get_by_role("link", name=verb).first.click()
        hos.locator("main form button[type=submit]").first.click()
        kvittering(hos, "deltar. Prosjektlederen har fått beskjed.")
    hos = inn("hamarsjef", f"{adresse}partnere/")
    hos.get_by_role("link", name="Svar at vi ikke deltar").first.click()
    hos.locator("main form button[type=submit]").first.click()
    kvittering(hos, "deltar ikke")
    side.goto(f"{adresse}partnere/")
    side.get_by_role("link", name="Registrer svaret").first.click()
    side.get_by_label("De deltar", exact=True).check()
    side.get_by_label("E-post", exact=True).check()
    side.get_by_label("Hvem svarte?").fill("Rita Rektor")
    side.get_by_label("Når svarte de?").fill(norsk(0))
    side.locator("main form button[type=submit]").first.click()
    kvittering(side, "Svaret fra Demohøgskolen er registrert.")
    side.get_by_label("Skriv et innlegg").fill("Hvem kan begynne først?")
    side.get_by_role("button", name="Send innlegget").click()
    hos = inn("fou", f"{adresse}partnere/")
    expect(hos.get_by_text("Hvem kan begynne først?")).to_be_visible()

    # The committee before the deadline; its minutes make the anchoring.
    side.goto(f"{adresse}forankring/")
    side.get_by_role("link", name="Send til forankring").first.click()
    side.get_by_role("button", name="Send til forankring").click()
    kvittering(side, "Prosjektet står på sakslisten.")
    vedta(forsk, mote)
    side.goto(f"{adresse}forankring/")
    side.get_by_role("link", name="Last ned uttalelsen (PDF)").click()
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    assert side.request.get(f"{adresse}forankring/uttalelse.pdf").headers["content-type"] == "application/pdf"

    # Applied for, paid, and shown to anybody.
    side.goto(f"{adresse}forankring/")
    side.get_by_role("link", name="Registrer at søknaden er sendt").first.click()
    side.get_by_label("Hvem har dere søkt midler hos?").fill("Demofondet")
    side.get_by_label("Ja", exact=True).check()
    side.get_by_label("Sendt").fill(norsk(0))
    side.locator("main form button[type=submit]").first.click()
    kvittering(side, "Søknaden er registrert.")
    side.goto(f"{adresse}soknad/innvilget/")
    side.locator("main form button[type=submit]").first.click()
    kvittering(side, "Gratulerer! Prosjektet er i gang.")
    side.goto(f"{adresse}vis-aapent/")
    side.get_by_role("button", name="Ja, vis det åpent").click()
    fremmed = ny_side(java_script_enabled=False)
    fremmed.goto("/forskning/apne/")
    fremmed.get_by_role("link", name="Lindring hjemme i helgene").first.click()
    expect(fremmed.get_by_text("Demohøgskolen").first).to_be_visible()


@pytest.mark.krav("S1-F04", "S4-F01")
@pytest.mark.parametrize("js", [True, False], ids=["med JavaScript", "uten JavaScript"])
def test_an_application_is_sent_before_it_is_anchored(forsk: ForskningCast, som: Callable[..., Page], js: bool) -> None:
    """Somebody in a municipality, on a phone, whose call came too late: possible, with a reason that is read."""
    sak = forsk.ide(av="kommuneforsker", eier=forsk.gjovik, soknadsfrist=timezone.localdate() + timedelta(days=2))
    side = som(forsk.kommuneforsker, f"{sak.get_absolute_url()}partnere/inviter/", viewport=MOBIL, java_script_enabled=js)
    verdi = side.locator("select option", has_text="Hamar kommune").first.get_attribute("value")
    side.locator("select").first.select_option(verdi)
    side.locator("main form button[type=submit]").first.click()
    kvittering(side, "Hamar kommune er invitert")
    if js:
        sjekk_side(side, bredder=(320, 390, 1280))
    side.goto(f"{sak.get_absolute_url()}forankring/")
    if js:
        sjekk_side(side, bredder=(320, 390, 1280))
    side.get_by_role("link", name="Registrer søknad uten forankring").first.click()
    side.get_by_label("Hvem har dere søkt midler hos?").fill("Demofondet")
    side.get_by_label("Sendt").fill(norsk(0))
    side.get_by_label("Nei", exact=True).check()
    side.get_by_label("Utlysningen kom for kort tid før fristen").check()
    side.locator("main form button[type=submit]").first.click()
    expect(side.get_by_label("Hvem har dere søkt midler hos?")).to_have_value("Demofondet")
    side.get_by_label("Begrunnelse").fill("Utlysningen kom i går.")
    side.locator("main form button[type=submit]").first.click()
    kvittering(side, "Søknaden er registrert uten forankring.")
    expect(side.get_by_text("Utlysningen kom i går.")).to_be_visible()
    hos = som(forsk.utvalgssekretaer, "/varsler/", java_script_enabled=js)
    expect(hos.get_by_text(sak.saksnummer or "").first).to_be_visible()


@pytest.mark.krav("S1-F06", "S4-C12", "S4-D10", "S4-D12")
def test_anybody_reads_what_is_shown_openly(
    forsk: ForskningCast, som: Callable[..., Page], ny_side: Callable[..., Page]
) -> None:
    """The leader shows a project and a result; somebody who is not signed in finds both, and the feed."""
    sak = i_gang(forsk)
    side = som(forsk.forsker, f"{sak.get_absolute_url()}framdrift/")
    sjekk_side(side)
    side.get_by_role("link", name="Registrer et resultat").first.click()
    side.get_by_label("Publikasjon", exact=True).check()
    side.get_by_label("Tittel").fill("Trygghet i helgene")
    side.get_by_label("Dato").fill(norsk(0))
    side.get_by_role("button", name="Registrer resultatet").click()
    expect(side.get_by_label("Tittel")).to_have_value("Trygghet i helgene")  # a DOI or a link is missing
    side.get_by_label("DOI").fill("10.1234/demo.1")
    side.get_by_role("button", name="Registrer resultatet").click()
    expect(side.get_by_text("Trygghet i helgene").first).to_be_visible()
    side.goto(f"{sak.get_absolute_url()}vis-aapent/")
    side.get_by_role("button", name="Ja, vis det åpent").click()
    kvittering(side, "Prosjektet vises nå åpent.")
    sjekk_side(side, bredder=(320, 1280))
    fremmed = ny_side(viewport={"width": 1280, "height": 900})
    fremmed.goto("/forskning/apne/")
    sjekk_side(fremmed)
    fremmed.get_by_role("link", name=sak.tittel).first.click()
    expect(fremmed.get_by_text("Trygghet i helgene").first).to_be_visible()
    sjekk_side(fremmed)
    assert sak.tittel in fremmed.request.get("/forskning/apne/feed.atom").text()
    sak.refresh_from_db()
    sak = publisering.skjul(sak.pk, utfort_av=forsk.forsker, versjon=sak.versjon)
    op.begrens(sak.pk, utfort_av=forsk.forsker, versjon=sak.versjon, kode="avtale")
    assert fremmed.request.get(f"/forskning/apne/{sak.pk}/").status in (404, 410)
    assert sak.tittel not in fremmed.request.get("/forskning/apne/feed.atom").text()
