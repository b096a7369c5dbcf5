"""Second factor: code app, recovery codes, who must have one."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from grunnmur.organisasjon.models import Bruker, Rolle, Stedfortreder
from grunnmur.varsling.models import Varsel
from tests.konto.folk import PASSORD, Rollebesetning

pytestmark = pytest.mark.django_db


def kode(hemmelighet: str) -> str:
    teller = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(hemmelighet, teller))


def logg_inn(bruker: Bruker) -> Client:
    klient = Client()
    klient.post("/logg-inn/", {"login": bruker.epost, "password": PASSORD})
    return klient


def bekreft(klient: Client) -> None:
    """Changing how one signs in asks for the password again, however lately it was given."""
    assert klient.post(reverse("account_reauthenticate"), {"password": PASSORD}).status_code == 302


def slaa_paa(klient: Client) -> str:
    bekreft(klient)
    side = klient.get(reverse("mfa_activate_totp"))
    hemmelighet = side.context["form"].secret
    svar = klient.post(reverse("mfa_activate_totp"), {"code": kode(hemmelighet)})
    assert svar["Location"] == reverse("mfa_view_recovery_codes")
    return hemmelighet


def test_hele_veien_med_kodeapp(folk: Rollebesetning) -> None:
    klient = logg_inn(folk.soker)
    hemmelighet = slaa_paa(klient)
    assert klient.get(reverse("mfa_view_recovery_codes")).content.decode().count("<code>") == 10

    ny = Client()
    svar = ny.post("/logg-inn/", {"login": folk.soker.epost, "password": PASSORD})
    assert svar["Location"] == reverse("mfa_authenticate")
    # The password alone opens nothing.
    assert ny.get(reverse("profil")).status_code == 302
    feil = ny.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Koden er feil eller for gammel." in feil.content.decode()
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    from django.core.cache import cache

    cache.clear()  # a code is spent once; the clock of the test stands still
    kodetekst = kode(hemmelighet)
    assert ny.post(reverse("mfa_authenticate"), {"code": f"{kodetekst[:3]} {kodetekst[3:]}"})["Location"] == "/"
    assert ny.get(reverse("profil")).status_code == 200


def test_reservekode_virker_en_gang(folk: Rollebesetning) -> None:
    klient = logg_inn(folk.soker)
    slaa_paa(klient)
    reserve = Authenticator.objects.get(user=folk.soker, type="recovery_codes").wrap().get_unused_codes()[0]
    for forventet in ("/", None):
        ny = Client()
        ny.post("/logg-inn/", {"login": folk.soker.epost, "password": PASSORD})
        svar = ny.post(reverse("mfa_authenticate"), {"code": reserve})
        assert svar.headers.get("Location") == forventet


def test_hemmeligheten_ligger_kryptert_i_basen(folk: Rollebesetning) -> None:
    hemmelighet = slaa_paa(logg_inn(folk.soker))
    lagret = Authenticator.objects.get(type="totp")
    assert hemmelighet not in str(lagret.data)
    assert TOTP(lagret).validate_code(kode(hemmelighet)) in (True, False)


def test_kryptert_med_gammel_nokkel_leses_etter_bytte(folk: Rollebesetning, settings: Settings) -> None:
    from helsefellesskap.konto.adapter import Tofaktoradapter

    kryptert = Tofaktoradapter().encrypt("hemmelig")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en-ny-" + "x" * 50
    assert Tofaktoradapter().decrypt(kryptert) == "hemmelig"


def test_endring_av_innlogging_varsles(folk: Rollebesetning, django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        slaa_paa(logg_inn(folk.soker))
    assert set(Varsel.objects.values_list("mottaker", "mal")) == {(folk.soker.pk, "konto.innlogging_endret")}


def test_endring_av_innlogging_maa_bekreftes(folk: Rollebesetning) -> None:
    klient = logg_inn(folk.soker)
    assert klient.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    svar = klient.post(reverse("account_reauthenticate"), {"password": PASSORD, "next": reverse("mfa_activate_totp")})
    assert svar.status_code == 302
    assert klient.get(reverse("mfa_activate_totp")).status_code == 200


# The law: who must have a second factor. Being employed or in training is not acting for others.
@pytest.mark.parametrize(
    "hvem,krav",
    [("soker", False), ("leder", True), ("kontakt", True), ("admin", True)],
)
def test_den_som_handler_for_andre_maa_ha_to_steg(hvem: str, krav: bool, folk: Rollebesetning, settings: Settings) -> None:
    settings.KREV_TOFAKTOR = True
    klient = logg_inn(getattr(folk, hvem))
    svar = klient.get(reverse("profil"))
    assert (svar.status_code, svar.headers.get("Location")) == ((302, reverse("mfa_index")) if krav else (200, None))
    if krav:
        assert klient.get(reverse("mfa_index")).status_code == 200
        assert klient.post(reverse("profil"), {"navn": "Noe annet"})["Location"] == reverse("mfa_index")
        slaa_paa(klient)
        assert klient.get(reverse("profil")).status_code == 200


def test_stedfortreder_trenger_to_steg_saa_lenge_det_varer(folk: Rollebesetning, settings: Settings) -> None:
    settings.KREV_TOFAKTOR = True
    klient = logg_inn(folk.soker)
    assert klient.get(reverse("profil")).status_code == 200
    rolle = Rolle.objects.get(bruker=folk.leder, type="leder")
    Stedfortreder.objects.create(rolle=rolle, bruker=folk.soker, gyldig_til="2099-01-01")
    assert klient.get(reverse("profil"))["Location"] == reverse("mfa_index")


def test_demoen_krever_det_ikke(folk: Rollebesetning, settings: Settings) -> None:
    assert settings.KREV_TOFAKTOR is False
    assert logg_inn(folk.leder).get(reverse("profil")).status_code == 200


def test_siste_steg_kan_ikke_slaas_av_av_den_som_maa_ha_det(folk: Rollebesetning, settings: Settings) -> None:
    klient = logg_inn(folk.leder)
    slaa_paa(klient)
    settings.KREV_TOFAKTOR = True
    klient.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=folk.leder, type="totp").exists()
    settings.KREV_TOFAKTOR = False
    klient.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=folk.leder).exists()
