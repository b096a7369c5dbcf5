"""What the clock asks for in the allocation. A task may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from .operations import publisering, runde, tildeling


@shared_task(name="tildeling.folg_tildelinger")
def folg_tildelinger() -> int:
    """Begin and finish the municipal parts whose day has come."""
    return tildeling.folg_datoene()


@shared_task(name="tildeling.folg_runder")
def folg_runder() -> int:
    """Close rounds whose deadline is past, ask candidates that have got an account, and publish what is due."""
    return runde.lukk_forfalte() + runde.spor_alle_nye() + publisering.publiser_forfalte()
