"""The only writer of heartbeats."""

from datetime import datetime

from django.utils import timezone

from helsefellesskap.helse.models import Hjerteslag


def slaa(navn: str, *, naa: datetime | None = None) -> None:
    """Record that the part works now."""
    Hjerteslag.objects.update_or_create(navn=navn, defaults={"sist": naa or timezone.now()})
