"""Signing in with a work account, against a provider that answers by real HTTP."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from grunnmur.organisasjon.models import Bruker
from grunnmur.varsling.models import Varsel
from helsefellesskap.konto.operations import opprett_fra_jobbkonto
from helsefellesskap.settings.konto import oidc_apper
from tests.konto.folk import Rollebesetning
from tests.konto.leverandor import HEMMELIGHET, KLIENT, Leverandor

pytestmark = pytest.mark.django_db


@pytest.fixture
def leverandor(settings: Settings) -> Iterator[Leverandor]:
    leverandor = Leverandor()
    settings.OIDC_SERVER = leverandor.adresse
    settings.SOCIALACCOUNT_PROVIDERS = oidc_apper(
        navn="Jobbkonto", server=leverandor.adresse, klient_id=KLIENT, hemmelighet=HEMMELIGHET
    )
    yield leverandor
    leverandor.stopp()


def logg_inn(klient: Client, leverandor: Leverandor, **person: object) -> HttpResponse:
    """From the button, by way of the provider, and back."""
    leverandor.person = {"sub": "abc-123", "name": "Pia Pedersen", **person}
    svar = klient.post("/logg-inn/med/jobbkonto/?process=login")
    assert svar.status_code == 302
    sporring = parse_qs(urlsplit(svar["Location"]).query)
    assert sporring["code_challenge_method"] == ["S256"] and sporring["response_type"] == ["code"]
    tilbake = requests.get(svar["Location"], allow_redirects=False, timeout=5).headers["Location"]
    deler = urlsplit(tilbake)
    return klient.get(f"{deler.path}?{deler.query}")


def er_inne(klient: Client) -> bool:
    return klient.get(reverse("profil")).status_code == 200


def test_knappen_vises_bare_naar_en_leverandor_er_satt_opp(client: Client, leverandor: Leverandor) -> None:
    svar = client.get("/logg-inn/")
    assert "Logg inn med Jobbkonto" in svar.content.decode()
    assert f"form-action 'self' {leverandor.adresse}" in svar["Content-Security-Policy"]
    assert oidc_apper(navn="Jobbkonto", server="https://x.example", klient_id="a", hemmelighet="") == {}


def test_knappen_er_ikke_en_lenke(client: Client, leverandor: Leverandor) -> None:
    assert client.get("/logg-inn/med/jobbkonto/").status_code == 200  # asks first: nobody is sent there by a link
    assert client.post("/logg-inn/med/ukjent/").status_code == 404


def test_kjent_person_kobles_paa_bekreftet_adresse(client: Client, leverandor: Leverandor, folk: Rollebesetning) -> None:
    svar = logg_inn(client, leverandor, email="SOKER@kommune.example", email_verified=True)
    assert svar["Location"] == "/" and er_inne(client)
    konto = SocialAccount.objects.get()
    assert (konto.user, konto.uid, konto.extra_data) == (folk.soker, "abc-123", {})
    assert SocialToken.objects.count() == 0
    folk.soker.refresh_from_db()
    assert folk.soker.navn == "Synne Søker"
    assert set(Varsel.objects.values_list("mottaker", "mal")) == {(folk.soker.pk, "konto.innlogging_endret")}
    # The second time the link is there already, and nothing is told again.
    assert logg_inn(Client(), leverandor, email="soker@kommune.example", email_verified=True)["Location"] == "/"
    assert (SocialAccount.objects.get().extra_data, Varsel.objects.count()) == ({}, 1)


@pytest.mark.parametrize("bekreftet", [False, None, "true", "false", 1, "mangler"])
def test_ubekreftet_adresse_avvises(bekreftet: object, client: Client, leverandor: Leverandor, folk: Rollebesetning) -> None:
    ekstra = {} if bekreftet == "mangler" else {"email_verified": bekreftet}
    svar = logg_inn(client, leverandor, email=folk.soker.epost, **ekstra)
    assert svar.status_code == 403 and "bekreftet e-postadresse" in svar.content.decode()
    assert not er_inne(client) and SocialAccount.objects.count() == 0


def test_ukjent_domene_avvises(client: Client, leverandor: Leverandor, folk: Rollebesetning) -> None:
    antall = Bruker.objects.count()
    for epost in ("pia@fremmed.example", "pia@lilleby.example.fremmed.example", "pia@xlilleby.example", "pia@"):
        svar = logg_inn(client, leverandor, email=epost, email_verified=True)
        assert svar.status_code == 403, epost
    assert not er_inne(client) and Bruker.objects.count() == antall


def test_kjent_domene_gir_konto_uten_roller_og_spor_om_arbeidssted(
    client: Client, leverandor: Leverandor, folk: Rollebesetning
) -> None:
    svar = logg_inn(client, leverandor, email="pia@lilleby.example", email_verified=True)
    assert svar["Location"] == reverse("arbeidssted_mangler")
    pia = Bruker.objects.get(epost="pia@lilleby.example")
    assert (pia.navn, pia.has_usable_password(), pia.roller.count(), pia.is_staff) == ("Pia Pedersen", False, 0, False)


def test_stengt_person_kommer_ikke_inn(client: Client, leverandor: Leverandor, folk: Rollebesetning) -> None:
    assert logg_inn(Client(), leverandor, email=folk.soker.epost, email_verified=True)["Location"] == "/"
    Bruker.objects.filter(pk__in=[folk.soker.pk, folk.leder.pk]).update(is_active=False)
    logg_inn(client, leverandor, email=folk.soker.epost, email_verified=True)
    assert not er_inne(client)
    svar = logg_inn(client, leverandor, sub="annen", email=folk.leder.epost, email_verified=True)
    assert svar.status_code == 403 and not er_inne(client)


def test_den_som_har_to_steg_blir_spurt_ogsaa_her(client: Client, leverandor: Leverandor, folk: Rollebesetning) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(folk.soker, generate_totp_secret())
    svar = logg_inn(client, leverandor, email=folk.soker.epost, email_verified=True)
    assert svar["Location"] == reverse("mfa_authenticate") and not er_inne(client)


def test_svar_uten_egen_forespoersel_avvises(client: Client, leverandor: Leverandor, folk: Rollebesetning) -> None:
    leverandor.person = {"sub": "abc", "email": folk.soker.epost, "email_verified": True}
    leverandor.koder["stjaalet"] = ""
    svar = client.get("/logg-inn/med/jobbkonto/svar/", {"code": "stjaalet", "state": "gjettet"})
    assert svar.status_code != 302 or svar["Location"] != "/"
    assert not er_inne(client)


def test_koden_kan_ikke_brukes_uten_pkce(leverandor: Leverandor) -> None:
    leverandor.koder["kode"] = "noe"
    svar = requests.post(f"{leverandor.adresse}/token", data={"code": "kode", "client_id": KLIENT}, timeout=5)
    assert (svar.status_code, leverandor.avvist) == (400, 1)


def test_leverandor_som_er_nede_gir_en_setning(client: Client, leverandor: Leverandor) -> None:
    leverandor.stopp()
    svar = client.post("/logg-inn/med/jobbkonto/?process=login")
    assert svar.status_code < 500 and "Innloggingen gikk ikke" in svar.content.decode()


def test_bare_systemet_lager_konto_fra_jobbkonto(folk: Rollebesetning) -> None:
    with pytest.raises(PermissionDenied):
        opprett_fra_jobbkonto(epost="x@lilleby.example", navn="X", utfort_av=folk.admin)
    system = Bruker.objects.systemet()
    # A name that looks like a national identity number is not taken over.
    ny = opprett_fra_jobbkonto(epost="X.Y@lilleby.example", navn="Pia 01819010001", utfort_av=system)
    assert (ny.navn, opprett_fra_jobbkonto(epost="x.y@lilleby.example", navn="Z", utfort_av=system).pk) == ("X.Y", ny.pk)
