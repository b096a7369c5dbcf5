"""The tabs of hospitering, and those of one case."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker

from ..models import Soknad
from ..rules.enhet import er_i_nettverket
from ..rules.frister import setter_frister
from .liste import bare_egne
from .oversiktutsnitt import ser_oversikten

OMRAADET: tuple[tuple[str, Promise, str], ...] = (
    ("enheter", _("Vertsenheter"), "building"),
    ("invitasjoner", _("Åpne invitasjoner"), "calendar"),
    ("evalueringer", _("Erfaringer"), "clipboard"),
)
"""The pages beside the list: name of the address, words, icon."""

OVERSIKT = ("oversikt", _("Oversikt"), "timeline")
"""For those who have figures to see."""

SAKEN: tuple[tuple[str, Promise, str], ...] = (
    ("sak", _("Søknad"), "file"),
    ("avtale", _("Avtale"), "calendar"),
    ("klargjoring", _("Klargjøring"), "check"),
    ("evaluering", _("Evaluering"), "clipboard"),
)
"""The pages of a case from the reply of the host on."""


class Fane(NamedTuple):
    adresse: str
    navn: str
    ikon: str
    her: str
    """What `aria-current` says: the page itself, or nothing."""
    antall: int = 0


def faner_for(bruker: Bruker, her: str, *, antall_venter: int = 0) -> list[Fane]:
    """The tabs of the area. `her` is the name of the page, or `venter`, `mine`, `alle` on the list."""
    liste = reverse("hospitering:liste")
    utvalg = [
        Fane(f"{liste}?vis=venter", str(_("Venter på deg")), "hourglass", _her("venter", her), antall_venter),
        Fane(f"{liste}?vis=mine", str(_("Mine søknader")), "person", _her("mine", her)),
    ]
    if not bare_egne(bruker):
        utvalg.append(Fane(f"{liste}?vis=alle", str(_("Alle jeg kan se")), "table", _her("alle", her)))
    sider = OMRAADET if er_i_nettverket(bruker) else ()
    if ser_oversikten(bruker):
        sider = (*sider, OVERSIKT)
    andre = [Fane(reverse(f"hospitering:{n}"), str(tekst), ikon, _her(n, her)) for n, tekst, ikon in sider]
    if setter_frister(bruker):
        andre.append(Fane(reverse("hospitering:frister"), str(_("Påminnelser")), "bell", _her("frister", her)))
    return utvalg + andre


def sakfaner(sak: Soknad, her: str) -> list[Fane]:
    """The pages of one case; none before there is more than the application."""
    if not sak.har_avtale:
        return []
    return [Fane(reverse(f"hospitering:{n}", args=[sak.pk]), str(tekst), ikon, _her(n, her)) for n, tekst, ikon in SAKEN]


def _her(navn: str, her: str) -> str:
    return "page" if navn == her else ""
