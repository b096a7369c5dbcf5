"""Beat asks for a heartbeat, a worker gives it: a fresh row proves beat, Redis, worker and database at once."""

from celery import shared_task
from django.core.management import call_command

from helsefellesskap.helse.operations import slaa


@shared_task(name="helse.hjerteslag")
def hjerteslag() -> None:
    """Record that a worker is at work."""
    slaa("arbeider")


@shared_task(name="helse.rydd_sesjoner")
def rydd_sesjoner() -> None:
    """Remove sessions that have ended: they say who was here and when, and nobody needs them any more."""
    call_command("clearsessions")
