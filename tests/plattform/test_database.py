"""The cursor carries the settings that pghistory and pgtrigger put in front of a statement."""

import pghistory
import pgtrigger
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def innstilling(navn: str) -> str | None:
    with connection.cursor() as markor:
        markor.execute("SELECT current_setting(%s, true)", [navn])
        return markor.fetchone()[0]


def tabell() -> None:
    with connection.cursor() as markor:
        markor.execute("CREATE TEMP TABLE prove (tekst text) ON COMMIT DROP")


def test_statements_are_bound_and_planned_by_the_server():
    with connection.cursor() as markor:
        markor.execute("SELECT %s::int + 1, current_setting('plan_cache_mode')", [41])
        assert markor.fetchone() == (42, "force_generic_plan")


def test_context_of_history_reaches_the_database_before_a_statement_with_parameters():
    tabell()
    with pghistory.context(operasjon="prove"), connection.cursor() as markor:
        markor.execute("INSERT INTO prove VALUES (%s)", ["tekst;med %s"])
        markor.execute("SELECT tekst FROM prove")
        assert markor.fetchall() == [("tekst;med %s",)]
    assert innstilling("pghistory.context_metadata") == '{"operasjon": "prove"}'


def test_context_and_ignored_triggers_can_be_combined():
    tabell()
    with pghistory.context(operasjon="prove"), pgtrigger.ignore(), connection.cursor() as markor:
        markor.execute("INSERT INTO prove VALUES (%s), (%s)", ["a", "b"])
        assert markor.rowcount == 2


def test_every_trigger_of_the_models_is_in_the_database() -> None:
    """Migrations gather triggers (`Samlet`); one that fell out on the way would guard nothing."""
    mangler = [
        f"{model.__name__}.{trigger.name}"
        for model, trigger in pgtrigger.registered()
        if trigger.get_installation_status(model)[0] != "INSTALLED"
    ]
    assert mangler == []
