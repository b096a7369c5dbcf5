"""Fixtures. Django is imported inside them: this file is read before its settings are chosen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest


@pytest.fixture
def hus(db: None) -> Any:
    from tests.organisasjon.hus import bygg

    return bygg()


@pytest.fixture
def som() -> Callable[[Any], Any]:
    """`som(bruker)` gives a client signed in as that person."""
    from django.test import Client

    def klient(bruker: Any) -> Client:
        client = Client()
        client.force_login(bruker)
        return client

    return klient


@pytest.fixture
def idag() -> date:
    from django.utils import timezone

    return timezone.localdate()
