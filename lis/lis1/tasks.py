"""What the clock asks for in LIS1. A task may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from grunnmur.organisasjon.models import Bruker

from .operations.kull import sorg_for_kull


@shared_task(name="lis1.sorg_for_kull")
def lag_kull() -> int:
    """Make the cohorts that have come within the horizon since yesterday."""
    return sorg_for_kull(utfort_av=Bruker.objects.systemet())
