"""What every test stands on: real services, started before Django reads its settings."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import pytest

from tests import axe, fart, mal
from tests.tjenester import Tjenester

pytest_plugins = ["tests.nettleser"]

LANGE = {"drill", "bench"}
_tjenester = Tjenester()


def pytest_configure(config: pytest.Config) -> None:
    """Start the services once per run and choose the test settings (pytest-django reads them after this)."""
    config.addinivalue_line("markers", "krav(*ids): the rows of docs/krav.csv that the test proves")
    os.environ["DJANGO_SETTINGS_MODULE"] = "helsefellesskap.settings.test"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's event loop runs while the database is prepared
    os.environ.pop("DEMO", None)
    axe.grundig = any("drill" in argument for argument in config.args)
    try:
        if "PYTEST_XDIST_WORKER" not in os.environ:
            _tjenester.start()
            if _tjenester.postgres and (cache := getattr(config, "cache", None)):
                mal.les_inn(_tjenester.postgres, cache.mkdir("database"))
            kompiler_oversettelser()
        fart.behold_planer()
        django.setup()
    except BaseException:
        _tjenester.stopp()
        raise


def kompiler_oversettelser() -> None:
    """Compiled catalogs are not kept in the tree, and nynorsk is tested as people get it."""
    kilder = (Path(__file__).parents[1] / "locale").glob("*/LC_MESSAGES/django.po")
    if all((mo := po.with_suffix(".mo")).exists() and mo.stat().st_mtime > po.stat().st_mtime for po in kilder):
        return
    subprocess.run(
        [Path(sys.executable).parent / "pybabel", "-q", "compile", "-D", "django", "-d", "locale"],
        cwd=Path(__file__).parents[1],
        check=True,
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    fart.behold_det_lastede()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no process and no folder behind."""
    _tjenester.stopp()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The long runs are collected only when asked for by name."""
    rom = collection_path.relative_to(Path(__file__).parent).parts[:1]
    if LANGE.intersection(rom) and not any(rom[0] in argument for argument in config.args):
        return True
    return None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the template instead of migrating where there is one."""
    from django.db import connection

    if navn := os.environ.get(mal.TIL_BRUK):
        connection.settings_dict["TEST"]["TEMPLATE"] = navn


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Keep the migrated database for the next run, before any test has written in it."""
    forste = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
    if forste and os.environ.get(mal.TIL_DUMP) and not os.environ.get(mal.TIL_BRUK):
        from django.db import connection

        mal.skriv_ut(connection.settings_dict["NAME"])


@pytest.fixture(scope="session", autouse=True)
def _tomming() -> Iterator[None]:
    """Empty the database after a transactional test by deleting what is there, past the triggers that forbid it.

    Django's flush truncates a hundred tables and makes content types and permissions anew; this touches a dozen tables,
    and what migrations left stays.
    """
    from django.test import TransactionTestCase

    from tests.avtrykk import tom

    opprinnelig: Callable[..., Any] = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: tom()
    yield
    TransactionTestCase._fixture_teardown = opprinnelig


@pytest.fixture(autouse=True)
def _husker_ingenting() -> None:
    """What a process keeps for a while (the name in the header, lists of choices) belongs to the data of one test."""
    from django.core.cache import caches

    caches["lokal"].clear()


@pytest.fixture
def cast(db: None) -> Any:
    """One person per role in a small network (tests/rollebesetning.py)."""
    from tests.rollebesetning import lag_cast

    return lag_cast()


@pytest.fixture
def avslag_tegnes_en_gang(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages that say so are drawn for each person once: hundreds more would cost half the test and say the same."""
    from django.http import HttpRequest, HttpResponse
    from django.views import defaults

    har_sett = set()

    def en_gang(status: int, tegn: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def avslag(request: HttpRequest, exception: Exception) -> HttpResponse:
            hvem = (status, request.user.pk if hasattr(request, "user") else None)
            if hvem in har_sett:
                return HttpResponse(status=status)
            har_sett.add(hvem)
            return tegn(request, exception)

        return avslag

    for status, tegn in ((403, defaults.permission_denied), (404, defaults.page_not_found)):
        monkeypatch.setattr(f"helsefellesskap.urls.handler{status}", en_gang(status, tegn), raising=False)
