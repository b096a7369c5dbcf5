"""What beat starts and `bestill` wakes."""

from time import monotonic

from celery import shared_task

from grunnmur.jobb import operations

RUNDE = 100
"""Seconds after which one round takes no new job: the last one must end within Celery's own limit."""


@shared_task(name="jobb.kjor_klare")
def kjor_klare() -> int:
    """Empty the queue and return how many jobs were run. Several workers may do this at once."""
    operations.frigi_forlatte()
    start, antall = monotonic(), 0
    while jobb := operations.ta_neste():
        operations.utfor(jobb)
        antall += 1
        if monotonic() - start > RUNDE:
            operations.vekk("jobb.kjor_klare")
            break
    return antall


@shared_task(name="jobb.rydd")
def rydd() -> int:
    """Remove old jobs and their results."""
    return operations.rydd()
