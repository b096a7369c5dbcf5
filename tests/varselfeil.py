"""A notice that cannot be written: what the verb did before it must be gone too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection


@contextmanager
def varsel_nektes() -> Iterator[None]:
    """The database itself refuses every notice, where a verb has done all its other work. Fails where none is tried.

    No savepoint is laid around it: the verb must undo its own work, or not even the trigger can be taken away again.
    """
    with connection.cursor() as peker:
        peker.execute(
            "CREATE FUNCTION pg_temp.nei() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'ingen varsler' USING ERRCODE = 'check_violation'; END $$;"
            "CREATE TRIGGER nei BEFORE INSERT ON varsling_varsel FOR EACH ROW EXECUTE FUNCTION pg_temp.nei()"
        )
    with pytest.raises(IntegrityError, match="ingen varsler"):
        yield
    with connection.cursor() as peker:
        peker.execute("DROP TRIGGER nei ON varsling_varsel; DROP FUNCTION pg_temp.nei()")
