"""Rank and seniority: the row of the queue's view, and the calculation behind it as anybody may check it (S1-I13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato_kort, pluss_maaneder

from ..frister import maaned_nr
from ..models import Innmelding, Innstilling, Koplass


def ansiennitet_annotert(sporring: QuerySet[Innmelding]) -> QuerySet[Innmelding]:
    """Open enrolments with `ansiennitetsdato`, `rang` (None without one), `deler_rang` and `har_forrang`.

    The rank is among everybody in the queue with precedence, however the queryset is narrowed.
    """
    return sporring.annotate(
        ansiennitetsdato=F("koplass__ansiennitetsdato"),
        rang=F("koplass__rang"),
        deler_rang=F("koplass__deler_rang"),
        har_forrang=F("koplass__har_forrang"),
    )


def rang_for(innmelding: Innmelding) -> Koplass | None:
    """Where one open enrolment stands, for the doctor and the municipality: their own rank and no other's."""
    return Koplass.objects.filter(pk=innmelding.pk).first()


@dataclass(frozen=True, slots=True)
class Ansiennitet:
    """How a seniority came about, so that anybody can check it (S1-I13)."""

    start: date
    fratrekk: int
    trekkes_fra: bool
    regnes_fra: date
    aar: int
    maaneder: int

    @property
    def kort(self) -> str:
        return _("%(aar)s år %(md)s md.") % {"aar": self.aar, "md": self.maaneder}

    @property
    def forklaring(self) -> str:
        """The calculation in a sentence."""
        data = {"start": dato_kort(self.start), "fra": dato_kort(self.regnes_fra), "dager": self.fratrekk}
        if not self.fratrekk:
            return _("Startet i spesialiseringen %(start)s. Ingen avbrudd er registrert.") % data
        if self.trekkes_fra:
            return _("Startet %(start)s. Avbrudd på %(dager)s dager trekkes fra, og regnes fra %(fra)s.") % data
        return _("Startet %(start)s. Avbrudd på %(dager)s dager trekkes ikke fra etter regelen som gjelder nå.") % data


def ansiennitet(start: date, fratrekk: int, regnes_fra: date, dag: date) -> Ansiennitet:
    """Whole years and months from the day it counts from, through today."""
    md = max(0, maaned_nr(dag) - maaned_nr(regnes_fra))
    if md and pluss_maaneder(regnes_fra, md) > dag:
        md -= 1
    return Ansiennitet(start, fratrekk, regnes_fra != start, regnes_fra, *divmod(md, 12))


def ansiennitet_av(plass: Koplass, start: date, dag: date) -> Ansiennitet | None:
    if plass.ansiennitetsdato is None:
        return None
    return ansiennitet(start, plass.fratrekk, plass.ansiennitetsdato, dag)


def reglene() -> Innstilling:
    """The rules that are in force: how seniority counts, how long a service is (G-10)."""
    return Innstilling.objects.gjeldende()


def regelen() -> str:
    """The seniority rule that is in force, as everybody may read it."""
    return reglene().get_ansiennitetsregel_display()
