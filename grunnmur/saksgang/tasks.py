"""What beat starts."""

from celery import shared_task

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import tom_utlopte


@shared_task(name="saksgang.tom_utlopte")
def tom_utlopte_saker() -> int:
    """Empty what the retention plan says should go, some hundred cases a transaction. Twice is as once."""
    antall, systemet = 0, Bruker.objects.systemet()
    while tomt := tom_utlopte(utfort_av=systemet):
        antall += tomt
    return antall
