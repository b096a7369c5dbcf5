"""Rows that many tests start from: made once per process by the ordinary code, then laid back with COPY.

Building the cast by the ORM is some fifty statements and as many triggers; laying the same rows back is one COPY per table.
What is laid back is exactly what was made (row history included), whatever test asks, in whatever kind of transaction.
"""

from __future__ import annotations

import copy
import functools
from collections import Counter
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.core.cache import caches
from django.db import connection, transaction

T = TypeVar("T")

FASTE = {'"auth_permission"', '"django_content_type"', '"django_migrations"'}
"""What migrating leaves, and tests only read."""


class Avtrykk(Generic[T]):
    """The rows that `bygg` adds, and what it returns."""

    def __init__(self, bygg: Callable[[], T]) -> None:
        self.bygg = bygg
        self.rader: dict[str, bytes] | None = None
        self.svar: T

    def legg(self) -> T:
        """Lay the rows in the database of this test; the answer is the test's own copy."""
        if self.rader is None:
            self._ta()
        else:
            _skriv(self.rader)
        return copy.deepcopy(self.svar)

    def _ta(self) -> None:
        for_ = innhold()
        assert set(for_) <= FASTE, f"not an empty database: {sorted(set(for_) - FASTE)}"
        self.svar = self.bygg()
        rader = {}
        for tabell, linjer in innhold().items():
            borte = for_.get(tabell, Counter()) - linjer
            assert not borte, f"what is laid back may only add rows, and {tabell} lost {len(borte)}"
            if nye := linjer - for_.get(tabell, Counter()):
                rader[tabell] = b"".join(nye.elements())
        self.rader = rader


def ett_avtrykk(bygg: Callable[[], T]) -> Callable[[], T]:
    """Decorate a function that builds rows in an empty database, so that only its first call in a process does."""
    return Avtrykk(bygg).legg


@functools.cache
def tabeller() -> dict[str, str]:
    """Every table with the columns that can be written (not generated ones), as SQL."""
    with connection.cursor() as markor:
        markor.execute(
            """
            SELECT c.table_name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position)
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
            GROUP BY c.table_name
            """
        )
        return {f'"{tabell}"': kolonner for tabell, kolonner in markor.fetchall()}


def innhold() -> dict[str, Counter[bytes]]:
    """Every row of every table that has any."""
    rader = {}
    with connection.cursor() as markor:
        for tabell in i_bruk(markor):
            with markor.copy(f"COPY (SELECT {tabeller()[tabell]} FROM {tabell}) TO STDOUT") as ut:  # noqa: S608
                rader[tabell] = Counter(b"".join(map(bytes, ut)).splitlines(keepends=True))
    return rader


def i_bruk(markor: Any) -> list[str]:
    """The tables with a row in them."""
    spor = (f"SELECT '{tabell}' WHERE EXISTS (SELECT FROM {tabell})" for tabell in tabeller())  # noqa: S608
    markor.execute(" UNION ALL ".join(spor))
    return [tabell for (tabell,) in markor.fetchall()]


def tom() -> None:
    """Delete every row that a test can have made."""
    with transaction.atomic(), connection.cursor() as markor:
        markor.execute("SET LOCAL session_replication_role = replica")
        for tabell in i_bruk(markor):
            if tabell not in FASTE:
                markor.execute(f"DELETE FROM {tabell}")  # noqa: S608


def _skriv(rader: dict[str, bytes]) -> None:
    with transaction.atomic(), connection.cursor() as markor:
        # Triggers, the row history's among them, have had their say when the rows were made.
        markor.execute("SET LOCAL session_replication_role = replica")
        for tabell, linjer in rader.items():
            with markor.copy(f"COPY {tabell} ({tabeller()[tabell]}) FROM STDIN") as inn:
                inn.write(linjer)
        markor.execute("SET LOCAL session_replication_role = origin")
    # Nothing told the caches that these rows came.
    caches["lokal"].clear()
