"""Wishes as they travel between form, operation and history: plain rows in order of priority (S1-I06)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato

from .models import Avdeling, Innmelding, Onske

FLEST = 5
MEST_SLAKK = 12


class Onskelinje(NamedTuple):
    """One wish; its place in the list is its priority. Slack is whole months before and after the start."""

    start: date
    slakk_foer: int
    slakk_etter: int
    avdeling: Avdeling


def onskelinjer(sak: Innmelding) -> list[Onskelinje]:
    """The wishes of an enrolment, first priority first."""
    rader = sak.onsker.select_related("avdeling__enhet").order_by("prioritet")
    return [Onskelinje(o.start, o.slakk_foer, o.slakk_etter, o.avdeling) for o in rader]


def kontroller(onsker: list[Onskelinje], *, gamle: Iterable[Onskelinje] = ()) -> None:
    """At most five, none twice, slack within a year, and departments that take LIS3. Raises `ValidationError`.

    A department that has closed may stay where it was wished already, but not be wished anew.
    """
    if len(onsker) > FLEST:
        raise ValidationError({"onsker": _("Oppgi høyst %(antall)d ønsker.") % {"antall": FLEST}})
    if len({(o.start, o.avdeling.pk) for o in onsker}) < len(onsker):
        raise ValidationError({"onsker": _("To av ønskene er like. Ta bort det ene, eller endre start eller avdeling.")})
    if any(not 0 <= slakk <= MEST_SLAKK for o in onsker for slakk in (o.slakk_foer, o.slakk_etter)):
        raise ValidationError({"onsker": _("Slakk oppgis i hele måneder, høyst %(mest)d.") % {"mest": MEST_SLAKK}})
    kjente = {o.avdeling.pk for o in gamle}
    nye = {o.avdeling.pk for o in onsker} - kjente
    if nye and Avdeling.objects.aktive().filter(pk__in=nye).count() < len(nye):
        raise ValidationError({"onsker": _("En av avdelingene tar ikke imot LIS3 nå. Velg en annen.")})


def skriv(sak: Innmelding, onsker: list[Onskelinje]) -> None:
    """Replace the wishes of a locked enrolment."""
    sak.onsker.all().delete()
    Onske.objects.bulk_create(
        Onske(
            innmelding=sak,
            prioritet=nummer,
            start=o.start,
            slakk_foer=o.slakk_foer,
            slakk_etter=o.slakk_etter,
            avdeling=o.avdeling,
        )
        for nummer, o in enumerate(onsker, start=1)
    )


def i_ord(onsker: list[Onskelinje]) -> list[str]:
    """«1. Medisinsk avdeling, Gjøvik fra 1. mars 2027 (2 md. før, 1 md. etter)», as the history keeps it."""
    return [f"{nr}. {o.avdeling.enhet.visningsnavn} {_fra(o)}" for nr, o in enumerate(onsker, start=1)]


def _fra(o: Onskelinje) -> str:
    fra = _("fra %(dato)s") % {"dato": dato(o.start)}
    if not (o.slakk_foer or o.slakk_etter):
        return fra
    return f"{fra} ({slakk_i_ord(o.slakk_foer, o.slakk_etter)})"


def slakk_i_ord(foer: int, etter: int) -> str:
    """«kan starte inntil 2 md. før og 1 md. etter», empty without slack."""
    if foer and etter:
        return _("kan starte inntil %(foer)d md. før og %(etter)d md. etter") % {"foer": foer, "etter": etter}
    if foer:
        return _("kan starte inntil %(foer)d md. før") % {"foer": foer}
    return _("kan starte inntil %(etter)d md. etter") % {"etter": etter} if etter else ""
