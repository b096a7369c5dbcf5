"""What the clock asks for in committees. It may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from .operations.mote import minn_om_protokoller


@shared_task(name="utvalg.folg_moter")
def folg_moter() -> int:
    """Ask for the minutes of meetings that are over."""
    return minn_om_protokoller()
