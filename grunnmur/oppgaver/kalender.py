"""A person's deadlines as an iCalendar feed: neutral titles, links, nobody's name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from grunnmur.organisasjon.models import Bruker

from .models import Kalenderlenke, Oppgave
from .typer import oppgavetype


@dataclass(frozen=True)
class Kalender:
    """A finished feed. `etag` changes with the content only, so a program that asks often gets 304."""

    innhold: bytes

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.innhold).hexdigest()[:32]}"'


def hasj(hemmelighet: str) -> str:
    return hashlib.sha256(hemmelighet.encode("utf-8", "replace")).hexdigest()


def les_kalender(hemmelighet: str, *, naa: datetime | None = None) -> Kalender | None:
    """The feed that the secret opens, or None: unknown, revoked, expired, or of somebody who has left."""
    lenker = Kalenderlenke.objects.gjeldende(naa or timezone.now()).filter(sha256=hasj(hemmelighet))
    lenke = lenker.select_related("bruker").first()
    return kalender_for(lenke.bruker) if lenke else None


def kalender_for(bruker: Bruker) -> Kalender:
    """The deadlines of what waits for this person today, in their language."""
    oppgaver = Oppgave.objects.venter_paa(bruker).filter(frist__isnull=False).order_by("frist", "pk")
    with translation.override(bruker.malform):
        kalender = Calendar()
        kalender.add("prodid", "-//Helsefellesskap//Samarbeidsportalen//NO")
        kalender.add("version", "2.0")
        kalender.add("method", "PUBLISH")
        kalender.add("x-wr-calname", _("Frister i samarbeidsportalen"))
        kalender.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        kalender.add("x-published-ttl", "PT1H")
        for oppgave in oppgaver:
            if oppgave.frist:
                kalender.add_component(_hendelse(oppgave, oppgave.frist))
        return Kalender(kalender.to_ical())


def _hendelse(oppgave: Oppgave, frist: date) -> Event:
    adresse = settings.BASE_URL.rstrip("/") + reverse("oppgaver:oppgave", args=[oppgave.pk])
    hendelse = Event()
    hendelse.add("uid", f"oppgave-{oppgave.pk}@{urlsplit(settings.BASE_URL).hostname}")
    # When the task was opened, not now: the same tasks must give the same bytes.
    hendelse.add("dtstamp", oppgave.venter_siden.astimezone(UTC))
    hendelse.add("dtstart", frist)
    hendelse.add("dtend", frist + timedelta(days=1))
    hendelse.add("summary", _("Frist: %(kort)s") % {"kort": oppgavetype(oppgave.type).kort})
    hendelse.add("description", _("Åpne oppgaven i portalen: %(adresse)s") % {"adresse": adresse})
    hendelse.add("url", adresse)
    hendelse.add("transp", "TRANSPARENT")
    hendelse.add("class", "PRIVATE")
    return hendelse
