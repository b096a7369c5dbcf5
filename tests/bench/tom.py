"""Empty the tests' database between two sizes."""

from django.core.management import call_command
from django.db import connection


def tom() -> None:
    """Remove all rows, past the triggers that forbid it."""
    with connection.cursor() as peker:
        peker.execute("SET session_replication_role = replica")
    call_command("flush", verbosity=0, interactive=False)
    with connection.cursor() as peker:
        peker.execute("RESET session_replication_role")
