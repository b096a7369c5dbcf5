"""Which committees a project, or a proposed theme, can be put to, and their meetings that still take items."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from grunnmur.organisasjon.models import Organ
from grunnmur.utvalg.models import Mote, Moteform, Motetilstand

from .. import rules

FORANKRER = (Organ.Type.SSU, Organ.Type.FAGUTVALG)
"""The kinds of committee that may anchor a project (S1-F04)."""
FORMIDLER = (Organ.Type.SSU, Organ.Type.FAGUTVALG, Organ.Type.FAGGRUPPE, Organ.Type.FORUM, Organ.Type.KLYNGE)
"""The meeting places where projects are told of (S1-F06)."""
AVGJOR_TEMA = (Organ.Type.SSU, Organ.Type.STYRINGSGRUPPE)
"""Those that decide on themes (S4-D08)."""


def organer_som_forankrer() -> QuerySet[Organ]:
    """The one that the network has named, strategic committees and fagutvalg."""
    valgt = rules.det_strategiske_utvalget()
    aktive = Organ.objects.filter(nedlagt__isnull=True)
    mulige = aktive.filter(type__in=FORANKRER)
    return (mulige | aktive.filter(pk=valgt.pk) if valgt else mulige).order_by("type", "navn")


def moter_som_tar_saker(typer: tuple[str, ...], dag: date) -> QuerySet[Mote]:
    """Planned meetings of these kinds of committee whose agenda is open on `dag`, the nearest first."""
    planlagte = Mote.objects.filter(tilstand=Motetilstand.PLANLAGT, sakslistefrist__gte=dag, slutt__date__gte=dag)
    planlagte = planlagte.filter(organ__type__in=typer, organ__nedlagt__isnull=True)
    return planlagte.exclude(form=Moteform.SKRIFTLIG).select_related("organ").order_by("start")
