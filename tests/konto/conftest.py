"""Fixtures. Django is imported inside them: this file is read before its settings are chosen."""

from typing import Any

import pytest


@pytest.fixture
def folk(db: None) -> Any:
    from tests.konto.folk import bygg

    return bygg()


@pytest.fixture(autouse=True)
def _tomme_grenser(request: pytest.FixtureRequest) -> None:
    """Rate limits count across tests otherwise."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        from django.core.cache import cache

        cache.clear()
