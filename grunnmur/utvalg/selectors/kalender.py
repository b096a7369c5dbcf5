"""The meeting calendar of a committee, as areas ask for it: which meeting can a case still reach."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from grunnmur.organisasjon.models import Organ

from ..models import Mote, Moteform, Motetilstand


def aapne_moter(organ: Organ, dag: date) -> QuerySet[Mote]:
    """Meetings whose agenda is still open on `dag`, the nearest first. Written procedures are made for a case."""
    planlagte = Mote.objects.filter(organ=organ, tilstand=Motetilstand.PLANLAGT, sakslistefrist__gte=dag)
    return planlagte.exclude(form=Moteform.SKRIFTLIG).order_by("start")


def mote_foer(organ: Organ, senest: date, dag: date) -> Mote | None:
    """The last meeting held before `senest` that a case can still be put to on `dag`; None asks for a written procedure."""
    return aapne_moter(organ, dag).filter(start__date__lt=senest).order_by("-start").first()


def neste_mote(organ: Organ, dag: date) -> Mote | None:
    """The nearest meeting a case can still be put to."""
    return aapne_moter(organ, dag).first()
