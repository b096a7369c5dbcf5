"""The tabs of research, and those of one project."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker

from ..models import Prosjekt

OMRAADET: tuple[tuple[str, Promise, str], ...] = (
    ("liste", _("Prosjekter"), "table"),
    ("utlysninger", _("Utlysninger"), "calendar"),
    ("behovsliste", _("Behov"), "search"),
    ("kunnskapsgrunnlag", _("Kunnskapsgrunnlag"), "file"),
    ("fora", _("Fora"), "group"),
    ("aktorer", _("Aktører"), "building"),
    ("aarsoversikt", _("Oversikt"), "timeline"),
)
PROSJEKTET: tuple[tuple[str, Promise, str], ...] = (
    ("prosjekt", _("Oversikt"), "info"),
    ("partnere", _("Partnere og dialog"), "group"),
    ("forankring", _("Forankring og søknad"), "check-circle"),
    ("framdrift", _("Framdrift og resultater"), "timeline"),
)


class Fane(NamedTuple):
    adresse: str
    navn: str
    ikon: str
    her: str
    """What `aria-current` says: the page itself, or nothing."""


def _fane(navn: str, tekst: Promise, ikon: str, her: str, *pk: object) -> Fane:
    return Fane(reverse(f"forskning:{navn}", args=pk), str(tekst), ikon, "page" if navn == her else "")


def faner_for(bruker: Bruker | AnonymousUser, her: str) -> list[Fane]:
    """The tabs of the area; `her` is the name of the page they are drawn on."""
    return [_fane(navn, tekst, ikon, her) for navn, tekst, ikon in OMRAADET]


def prosjektfaner(prosjekt: Prosjekt, her: str) -> list[Fane]:
    """The four pages of a project: `prosjekt`, `partnere`, `forankring` or `framdrift`."""
    return [_fane(navn, tekst, ikon, her, prosjekt.pk) for navn, tekst, ikon in PROSJEKTET]
