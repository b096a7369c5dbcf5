"""Passkeys in a real browser with a virtual authenticator, and every page of the account in nb and nn."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from grunnmur.organisasjon.models import Bruker
from grunnmur.varsling.models import Varsel
from helsefellesskap.konto.operations import inviter, meld_arbeidssted
from helsefellesskap.konto.post import lenke_til_invitasjon
from tests.axe import sjekk_side
from tests.konto.folk import PASSORD, Rollebesetning
from tests.nettleser import logg_inn

pytestmark = pytest.mark.django_db(transaction=True)


def med_nokkel(side: Page) -> None:
    """Plug in an authenticator that says yes, and verifies its user."""
    kanal = side.context.new_cdp_session(side)
    kanal.send("WebAuthn.enable", {"enableUI": False})
    kanal.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def logg_inn_med_passord(side: Page, bruker: Bruker) -> None:
    side.goto("/logg-inn/")
    side.get_by_label("E-postadresse").fill(bruker.epost)
    side.get_by_label("Passord").fill(PASSORD)
    side.get_by_role("button", name="Logg inn med e-post").click()


def test_passnokkel_registreres_og_logger_inn_uten_passord(ny_side: Callable[..., Page], folk: Rollebesetning) -> None:
    side = ny_side()
    med_nokkel(side)
    logg_inn_med_passord(side, folk.soker)
    side.goto(reverse("mfa_add_webauthn"))
    side.get_by_label("Passord").fill(PASSORD)
    side.get_by_role("button", name="Bekreft").click()
    side.get_by_label("Navn på nøkkelen").fill("Jobbtelefonen")
    side.get_by_label("Bruk den til å logge inn uten passord").check()
    side.get_by_role("button", name="Legg til").click()
    expect(side.get_by_role("heading", name="Reservekoder")).to_be_visible()
    nokkel = Authenticator.objects.get(type="webauthn")
    assert (nokkel.user, nokkel.wrap().name, nokkel.wrap().is_passwordless) == (folk.soker, "Jobbtelefonen", True)

    side.context.clear_cookies()
    side.goto("/logg-inn/?next=/konto/profil/")
    side.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(side.get_by_role("heading", name="Profil", level=1)).to_be_visible()

    # With the password first, the same key is the second step.
    side.context.clear_cookies()
    logg_inn_med_passord(side, folk.soker)
    expect(side.get_by_role("heading", name="Bekreft at det er deg")).to_be_visible()
    with side.expect_navigation(url=lambda adresse: "/logg-inn/" not in adresse):
        side.get_by_role("button", name="Bruk passnøkkel").click()
    side.goto(reverse("profil"))
    expect(side.get_by_role("heading", name="Profil", level=1)).to_be_visible()
    assert [f for f in side.nettleserfeil if "Security Policy" in f] == []


def test_avbrutt_nokkel_gir_en_setning(ny_side: Callable[..., Page], folk: Rollebesetning) -> None:
    side = ny_side()
    side.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('avbrutt'))")
    side.goto("/logg-inn/")
    side.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(side.get_by_text("Nøkkelen ble ikke brukt.")).to_be_visible()


def test_uten_javascript_logger_man_inn_og_ser_ingen_dod_knapp(side_uten_js: Page, folk: Rollebesetning) -> None:
    side_uten_js.goto("/logg-inn/")
    expect(side_uten_js.get_by_role("button", name="Logg inn med passnøkkel")).to_be_hidden()
    logg_inn_med_passord(side_uten_js, folk.soker)
    side_uten_js.goto(reverse("profil"))
    expect(side_uten_js.get_by_role("heading", name="Profil", level=1)).to_be_visible()


# The layout is the same in both languages: bokmål is measured at every width and scheme, nynorsk once.
MAAL: dict[str, Any] = {"nb": {"bredder": (320, 1280)}, "nn": {"bredder": (390,), "farger": ("light",)}}
AAPNE = ["account_login", "account_logout", "account_reset_password", "account_reset_password_done", "account_inactive"]
EGNE = ["profil", "mfa_index", "usersessions_list", "mine_data", "inviter", "arbeidssted_mangler", "arbeidssted_bytte"]


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_apne_sider_er_tilgjengelige(sprak: str, ny_side: Callable[..., Page], folk: Rollebesetning) -> None:
    side = ny_side()
    side.goto("/logg-inn/")
    if sprak == "nn":
        side.get_by_role("button", name="Vis på nynorsk").click()
    adresser = [reverse(navn) for navn in AAPNE] + ["/konto/passord/nytt/x-y/", "/konto/invitasjon/ukjent-hemmelighet/"]
    inviter(folk.enhet, epost="ny@kommune.example", navn="Nils Ny", utfort_av=folk.leder)
    with transaction.atomic():  # as the sender does when it takes the row
        adresser.append(lenke_til_invitasjon(Varsel.objects.get(mal="konto.invitasjon"))["adresse"])
    for adresse in adresser:
        side.goto(adresse)
        assert side.evaluate("document.documentElement.lang") == sprak
        side.nettleserfeil.clear()  # a refused link answers 404 by design
        sjekk_side(side, **MAAL[sprak])


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_egne_sider_er_tilgjengelige(sprak: str, ny_side: Callable[..., Page], folk: Rollebesetning) -> None:
    Bruker.objects.filter(pk=folk.leder.pk).update(malform=sprak)
    inviter(folk.enhet, epost="ny@kommune.example", navn="Nils Ny", utfort_av=folk.leder)
    melding = meld_arbeidssted(folk.foretak, beskrivelse="Legevakten", utfort_av=folk.leder)
    side = ny_side()
    logg_inn(side, folk.leder)
    for adresse in [*(reverse(navn) for navn in EGNE), melding.get_absolute_url()]:
        side.goto(adresse)
        assert side.evaluate("document.documentElement.lang") == sprak
        sjekk_side(side, **MAAL[sprak])
    side.goto(reverse("mfa_activate_totp"))
    side.locator("input[type=password]").fill(PASSORD)
    side.locator("main button[type=submit]").first.click()
    side.wait_for_url("**" + reverse("mfa_activate_totp"))
    sjekk_side(side, **MAAL[sprak])
    for navn in ("mfa_add_webauthn", "account_change_password"):
        side.goto(reverse(navn))
        sjekk_side(side, **MAAL[sprak])
