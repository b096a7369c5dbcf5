"""Beat asks for a heartbeat, a worker gives it: a fresh row proves beat, Redis, worker and database at once."""

from celery import shared_task

from helsefellesskap.helse.operations import slaa


@shared_task(name="helse.hjerteslag")
def hjerteslag() -> None:
    """Record that a worker is at work."""
    slaa("arbeider")
