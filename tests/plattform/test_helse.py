"""Liveness and readiness, as the proxy and the watch see them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from grunnmur.dokumenter.seglnokkel import nytt_par
from helsefellesskap.helse.operations import slaa
from helsefellesskap.helse.tasks import hjerteslag, rydd_sesjoner


def test_alive_answers_without_database_and_without_sign_in(client: Client):
    # No django_db mark: a query would fail the test.
    svar = client.get("/helse/lever/")
    assert (svar.status_code, svar.content) == (200, b"lever\n")


def test_alive_refuses_to_be_posted_to(client: Client):
    assert client.post("/helse/lever/").status_code == 405


@pytest.mark.django_db
def test_ready_after_a_heartbeat(client: Client):
    hjerteslag()
    svar = client.get("/helse/klar/")
    assert (svar.status_code, svar.json()) == (200, {"status": "klar", "degradert": {}})


@pytest.mark.django_db
@pytest.mark.parametrize("minutter", [None, 4])
def test_silent_worker_is_shown_but_the_pages_stay_up(client: Client, minutter: int | None):
    if minutter:
        slaa("arbeider", naa=timezone.now() - timedelta(minutes=minutter))
    svar = client.get("/helse/klar/")
    assert svar.status_code == 200
    assert svar.json()["status"] == "degradert"
    assert list(svar.json()["degradert"]) == ["arbeider"]


@pytest.mark.django_db
def test_second_heartbeat_replaces_the_first(client: Client):
    slaa("arbeider", naa=timezone.now() - timedelta(minutes=4))
    hjerteslag()
    assert client.get("/helse/klar/").json()["status"] == "klar"


@pytest.mark.django_db
@pytest.mark.parametrize(("dager", "nevnt"), [(20, ["segl"]), (40, [])])
def test_a_seal_that_soon_expires_is_shown(client: Client, settings: Any, dager: int, nevnt: list[str]):
    hjerteslag()
    laget = timezone.now() - timedelta(days=365 - dager)
    settings.SEGL_NOKKEL, settings.SEGL_SERTIFIKAT = nytt_par("Prøveportalen", aar=1, naa=laget)
    assert list(client.get("/helse/klar/").json()["degradert"]) == nevnt


@pytest.mark.django_db
def test_waiting_migration_takes_it_out_of_traffic(client: Client):
    with connection.cursor() as markor:
        markor.execute("DELETE FROM django_migrations WHERE app = 'helse'")
    svar = client.get("/helse/klar/")
    assert (svar.status_code, svar.json()) == (503, {"status": "ikke klar", "grunn": "migreringer"})


@pytest.mark.django_db(transaction=True)
def test_lost_database_takes_it_out_of_traffic(client: Client):
    connection.close()
    connection.close_pool()
    opprinnelig = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "finnes_ikke"
    try:
        svar = client.get("/helse/klar/")
    finally:
        connection.close_pool()
        connection.settings_dict["NAME"] = opprinnelig
    assert (svar.status_code, svar.json()) == (503, {"status": "ikke klar", "grunn": "database"})


@pytest.mark.django_db
def test_only_ended_sessions_are_removed():
    naa = timezone.now()
    Session.objects.create(session_key="slutt", session_data="", expire_date=naa - timedelta(minutes=1))
    Session.objects.create(session_key="lever", session_data="", expire_date=naa + timedelta(minutes=1))
    rydd_sesjoner()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["lever"]
