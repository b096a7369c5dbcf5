"""What the clock asks for in hospitering. A task may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from .operations import klokka


@shared_task(name="hospitering.folg_datoer")
def folg_datoer() -> int:
    """Start and end what the dates say, ask about what could not start, and note evaluations that are too late."""
    return klokka.folg()
