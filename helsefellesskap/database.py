"""How the portal talks to PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import psycopg

FORSATS = ("SELECT set_config('pghistory.", "SELECT set_config('pgtrigger.")


class Markor(psycopg.Cursor[Any]):
    """A cursor with server-side binding under which `pghistory.context` and `pgtrigger.ignore` work too.

    Both put a `SELECT set_config(…);` in front of the statement. A prepared statement may hold only one command, so the two
    are sent one after the other; the setting is local to the transaction either way.
    """

    def execute(self, query: Any, params: Sequence[Any] | Mapping[str, Any] | None = None, **valg: Any) -> Self:
        """Run the statement, after its settings."""
        while params and isinstance(query, str) and query.startswith(FORSATS):
            forsats, query = query.split(";", 1)
            query = query.lstrip()
            if isinstance(params, Mapping):
                super().execute(forsats, params, **valg)
                continue
            antall = forsats.count("%s")
            super().execute(forsats, params[:antall], **valg)
            params = params[antall:] or None
        return super().execute(query, params, **valg)
