"""What the clock asks for in the allocation. A task may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from .operations import tildeling


@shared_task(name="tildeling.folg_tildelinger")
def folg_tildelinger() -> int:
    """Begin and finish the municipal parts whose day has come."""
    return tildeling.folg_datoene()
