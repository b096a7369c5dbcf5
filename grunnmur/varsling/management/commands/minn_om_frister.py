"""One pass over the deadlines, as Celery does it every quarter of an hour."""

from typing import Any

from django.core.management.base import BaseCommand

from grunnmur.varsling.frister import minn_om_frister


class Command(BaseCommand):
    help = "Remind of tasks that are due, escalate those that are late, report and close gaps."

    def handle(self, *args: Any, **options: Any) -> None:
        u = minn_om_frister()
        self.stdout.write(
            f"{u.oppgaver} oppgaver, {u.varsler} varsler, {u.nye_hull} nye hull, {u.lukkede_hull} lukkede hull."
        )
