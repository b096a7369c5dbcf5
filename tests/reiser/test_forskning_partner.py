"""A party is invited, registered on the way, answers for itself, and is talked with, all without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from forskning.operations import dialog as dialogop
from forskning.operations import interesse as interesseop
from forskning.operations import partner as partnerop
from tests.axe import sjekk_side
from tests.forskning.test_partner import inviter, rad, svar


@pytest.fixture
def forsk(transactional_db: None) -> Any:
    """The people of research (tests/forskning/folk.py), where a browser can see them."""
    from tests.forskning.folk import lag_forskning

    return lag_forskning()


@pytest.mark.krav("S1-F03", "S1-A04", "S4-B03")
def test_from_an_idea_to_partners_who_have_answered(som: Callable[..., Page], forsk: Any) -> None:
    p = forsk.ide()
    leder = som(forsk.forsker, f"/forskning/{p.pk}/partnere/", java_script_enabled=False)
    leder.get_by_role("link", name="Inviter en partner").click()
    leder.get_by_role("link", name="Finner du ikke virksomheten? Registrer en ny aktør").click()
    leder.get_by_label("Navn").fill("Demohøyskolen")
    leder.get_by_label("Type").select_option(label="Utdanningsinstitusjon")
    leder.get_by_label("Nasjonalt", exact=True).check()
    leder.get_by_role("button", name="Registrer").click()
    leder.get_by_label("Ingen av disse").check()
    leder.get_by_role("button", name="Registrer").click()
    leder.get_by_label("Hva skal de bidra med?").fill("Veiledning av masterstudenter.")
    leder.get_by_role("button", name="Send invitasjonen").click()
    expect(leder.get_by_text("Demohøyskolen er invitert.")).to_be_visible()
    leder.get_by_role("link", name="Registrer svaret (Demohøyskolen)").click()
    leder.get_by_label("De deltar", exact=True).check()
    leder.get_by_label("E-post").check()
    leder.get_by_label("Hvem svarte?").fill("Rita Rektor")
    leder.get_by_label("Når svarte de?").fill(f"{timezone.localdate():%d.%m.%Y}")
    leder.get_by_role("button", name="Registrer svaret").click()
    expect(leder.get_by_text("Rita Rektor på e-post")).to_be_visible()
    inviter(forsk, p, forsk.gjovik, bidrag="To sykepleiere i hjemmetjenesten.")
    fou = som(forsk.fou, f"/forskning/{p.pk}/partnere/", java_script_enabled=False)
    fou.get_by_role("link", name="Bekreft at vi deltar").click()
    fou.get_by_role("button", name="Bekreft at vi deltar").click()
    fou.get_by_label("Skriv et innlegg").fill("Hvor mange pasientsamtaler regner dere med i uka?")
    fou.get_by_role("button", name="Send innlegget").click()
    leder.goto(f"/forskning/{p.pk}/partnere/")
    expect(leder.get_by_text("Nytt", exact=True)).to_be_visible()
    leder.locator("#dialog summary").first.click()
    leder.get_by_label("Svaret ditt").fill("Rundt fire.")
    leder.get_by_role("button", name="Send svaret").click()
    expect(leder.get_by_text("Rundt fire.")).to_be_visible()


@pytest.mark.krav("S4-B01", "S1-F07")
def test_the_pages_of_parties_and_of_the_register(som: Callable[..., Page], forsk: Any) -> None:
    p = forsk.ide()
    for virksomhet in (forsk.gjovik, forsk.parter["hoyskole"]):
        inviter(forsk, p, virksomhet, bidrag="To sykepleiere i hjemmetjenesten.")
    svar(partnerop.bekreft, rad(p, forsk.gjovik), forsk.fou)
    forst = dialogop.skriv(p.pk, utfort_av=forsk.fou, tekst="Hvor mange samtaler regner dere med i uka?")
    dialogop.skriv(p.pk, utfort_av=forsk.forsker, tekst="Rundt fire.", svar_til=forst.pk)
    interesseop.meld(utfort_av=forsk.hamarsjef, virksomhet=forsk.hamar, prosjekt=p.pk)
    leder = som(forsk.forsker, f"/forskning/{p.pk}/partnere/")
    sjekk_side(leder)
    leder.goto(f"/forskning/{p.pk}/partnere/inviter/")
    sjekk_side(leder)
    leder.goto(f"/forskning/{p.pk}/partnere/{rad(p, forsk.parter['hoyskole']).pk}/svar/")
    sjekk_side(leder)
    sjef = som(forsk.hamarsjef, "/forskning/aktorer/")
    sjekk_side(sjef)
    sjef.get_by_role("link", name="Hamar kommune").click()
    sjekk_side(sjef)
    sjef.get_by_role("link", name="Skriv om dere").click()
    sjef.get_by_label("Kompetanse").fill("Hjemmetjenester i by og bygd.")
    sjef.get_by_role("button", name="Lagre").click()
    expect(sjef.get_by_text("Hjemmetjenester i by og bygd.")).to_be_visible()
