"""Fixtures. Django is imported inside them: this file is read before its settings are chosen."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def typene() -> Iterator[None]:
    """The kinds of work of these tests, for as long as one test runs."""
    from grunnmur.jobb import typer
    from tests.jobb import slag

    for funksjon in (slag.ekko, slag.umulig, slag.ustodig):
        typer.registrer_jobbtype(f"prove.{funksjon.__name__}", funksjon)
    typer.registrer_jobbtype("prove.treg", slag.treg, tidsgrense=1)
    yield
    for kode in [kode for kode in typer.kjente() if kode.startswith("prove.")]:
        del typer._typer[kode]


@pytest.fixture
def synne(db: None) -> Any:
    from grunnmur.organisasjon.models import Bruker

    return Bruker.objects.create_user("synne@prove.example", navn="Synne Søker")


@pytest.fixture
def utenfor(db: None) -> Any:
    from grunnmur.organisasjon.models import Bruker

    return Bruker.objects.create_user("ute@prove.example", navn="Ute Utenfor")
