"""The municipalities that take part, and the half-years in which a municipal part can begin."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Deltakelse, Virksomhet, Virksomhetstype
from grunnmur.portal.dato import pluss_maaneder

from ..models import Innstilling
from ..models.kull import STARTDAG


def mulige_kommuner(dag: date | None = None) -> QuerySet[Virksomhet]:
    """The municipalities that take part in the helsefellesskap on the day, today unless told."""
    deltar = Deltakelse.objects.gjeldende(dag).values("virksomhet")
    return Virksomhet.objects.filter(type=Virksomhetstype.KOMMUNE, pk__in=deltar).order_by("sortering")


def halvaar_fram(dag: date | None = None, aar: int | None = None) -> list[date]:
    """The starts, 1 March and 1 September, after `dag` and no later than so many years ahead (the horizon of the rules)."""
    dag = dag or timezone.localdate()
    if aar is None:
        aar = Innstilling.objects.gjeldende().horisont_aar
    til = pluss_maaneder(dag, 12 * aar)
    starter = (date(aar, *dagen) for aar in range(dag.year, til.year + 1) for dagen in sorted(STARTDAG.values()))
    return [start for start in starter if dag < start <= til]


def halvaar_navn(start: date) -> str:
    """«Høst 2027»: how people say 1 September 2027."""
    mal = _("Vår %(aar)s") if start.month < 9 else _("Høst %(aar)s")
    return mal % {"aar": start.year}
