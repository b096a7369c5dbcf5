"""Signing in and out with e-mail and password."""

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker

pytestmark = pytest.mark.django_db
PASSORD = "et-langt-passord-2026"


@pytest.fixture
def bruker() -> Bruker:
    return Bruker.objects.create_user("synne@kommune.example", PASSORD, navn="Synne Søker")


def logg_inn(client: Client, epost: str, passord: str = PASSORD, **ekstra: str):
    return client.post("/logg-inn/", {"login": epost, "password": passord, **ekstra})


def test_riktig_passord_gir_sesjon_og_forsiden(client: Client, bruker: Bruker) -> None:
    svar = logg_inn(client, "Synne@Kommune.example")
    assert (svar.status_code, svar["Location"]) == (302, "/")
    assert client.get(reverse("profil")).status_code == 200


def test_feil_passord_gir_setning_og_ingen_sesjon(client: Client, bruker: Bruker) -> None:
    svar = logg_inn(client, bruker.epost, "noe-helt-annet")
    assert svar.status_code == 200
    assert "E-postadressen eller passordet er feil." in svar.content.decode()
    assert client.get(reverse("profil"))["Location"] == "/logg-inn/?next=/konto/profil/"


def test_utlogging_avslutter_sesjonen(client: Client, bruker: Bruker) -> None:
    logg_inn(client, bruker.epost)
    assert client.post("/logg-ut/").status_code == 302
    assert client.get(reverse("profil")).status_code == 302


def test_get_logger_ingen_ut(client: Client, bruker: Bruker) -> None:
    logg_inn(client, bruker.epost)
    assert client.get("/logg-ut/").status_code == 200
    assert client.get(reverse("profil")).status_code == 200
