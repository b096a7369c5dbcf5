"""Choices of the filters. They change a few times a year, so they are kept in the process for some minutes."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import caches
from django.utils.translation import get_language

from grunnmur.organisasjon.models import Deltakelse, Virksomhet

from ..models import Fagomraade

HUSKES_SEKUNDER = 600
Valg = list[tuple[str, str]]


def fagomraadevalg() -> Valg:
    """The fields of practice, by name."""
    return _husket("fagomraader", lambda: [(str(f.pk), f.navn) for f in Fagomraade.objects.order_by("navn")])


def virksomhetsvalg() -> Valg:
    """The parties of the network."""
    deltar = Virksomhet.objects.filter(pk__in=Deltakelse.objects.gjeldende().values("virksomhet")).order_by("sortering")
    return _husket("virksomheter", lambda: [(str(v.pk), v.fullt_navn) for v in deltar])


def _husket(navn: str, hent: Callable[[], Valg]) -> Valg:
    return caches["lokal"].get_or_set(f"veiledning.{navn}:{get_language()}", hent, HUSKES_SEKUNDER) or []
