"""The page of a round: who finds it, and what each sees there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from grunnmur.organisasjon.models import Bruker

from .tilstander import planlagt

pytestmark = pytest.mark.django_db


def som(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def test_hvem_som_finner_runden(lis: Any) -> None:
    runde = planlagt(lis)
    leser = {"koordinator", "statsforvalter", "rhf", "kommuneoverlege", "hamarkontakt", "vara", "organsekretaer"}
    alle = {*leser, "kommunekontakt", "lis1lege", "utenfor", "utenkontakt", "leder"}
    svar = {kode: som(lis.folk[kode]).get(runde.get_absolute_url()).status_code for kode in alle}
    assert svar == dict.fromkeys(alle, 404) | dict.fromkeys(leser, 200)
