"""A person's deadlines as an iCalendar feed: neutral titles, links, nobody's name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.adresse import full_adresse

from .models import Kalenderlenke, Oppgave
from .typer import oppgavetype

if TYPE_CHECKING:
    from icalendar import Event


PRODID = "-//Helsefellesskap//Samarbeidsportalen//NO"


@dataclass(frozen=True)
class Kalender:
    """A finished feed. `etag` changes with the content only, so a program that asks often gets 304."""

    innhold: bytes

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.innhold).hexdigest()[:32]}"'


@dataclass(frozen=True)
class Kalenderpost:
    """A stretch of days, or of hours, that is no deadline: neutral title, link, nobody's name.

    `nokkel` is unique and stays. Days are counted to and including `til`; hours end at it.
    """

    nokkel: str
    fra: date | datetime
    til: date | datetime
    tittel: str
    adresse: str
    laget: datetime


Kilde = Callable[[Bruker], Iterable[Kalenderpost]]
_KILDER: list[Kilde] = []


def registrer_kilde(kilde: Kilde) -> Kilde:
    """What an area puts in a person's calendar beside the deadlines. Called when the app starts."""
    if kilde not in _KILDER:
        _KILDER.append(kilde)
    return kilde


def hasj(hemmelighet: str) -> str:
    return hashlib.sha256(hemmelighet.encode("utf-8", "replace")).hexdigest()


def les_kalender(hemmelighet: str, *, naa: datetime | None = None) -> Kalender | None:
    """The feed that the secret opens, or None: unknown, revoked, expired, or of somebody who has left."""
    lenker = Kalenderlenke.objects.gjeldende(naa or timezone.now()).filter(sha256=hasj(hemmelighet))
    lenke = lenker.select_related("bruker").first()
    return kalender_for(lenke.bruker) if lenke else None


def kalender_for(bruker: Bruker) -> Kalender:
    """The deadlines of what waits for this person today, in their language."""
    from icalendar import Calendar  # only for a feed: a start should not wait for it

    oppgaver = Oppgave.objects.venter_paa(bruker).filter(frist__isnull=False).order_by("frist", "pk")
    with translation.override(bruker.malform):
        kalender = Calendar()
        kalender.add("prodid", PRODID)
        kalender.add("version", "2.0")
        kalender.add("method", "PUBLISH")
        kalender.add("x-wr-calname", _("Frister i samarbeidsportalen"))
        kalender.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        kalender.add("x-published-ttl", "PT1H")
        for oppgave in oppgaver:
            if oppgave.frist:
                kalender.add_component(_hendelse(oppgave, oppgave.frist))
        for kilde in _KILDER:
            for post in kilde(bruker):
                kalender.add_component(_post(post))
        return Kalender(kalender.to_ical())


def uid_for(nokkel: str) -> str:
    """The same thing keeps its id for ever, in the feed and in a mail."""
    return f"{nokkel}@{urlsplit(settings.BASE_URL).hostname}"


def _post(post: Kalenderpost) -> Event:
    from icalendar import Event

    hendelse = Event()
    hendelse.add("uid", uid_for(post.nokkel))
    hendelse.add("dtstamp", post.laget.astimezone(UTC))
    if isinstance(post.fra, datetime) and isinstance(post.til, datetime):
        hendelse.add("dtstart", post.fra.astimezone(UTC))
        hendelse.add("dtend", post.til.astimezone(UTC))
    else:
        hendelse.add("dtstart", post.fra)
        hendelse.add("dtend", post.til + timedelta(days=1))
    hendelse.add("summary", post.tittel)
    hendelse.add("description", post.adresse)
    hendelse.add("url", post.adresse)
    # Who is in a meeting is busy; a deadline or a stretch of days takes nobody's time.
    hendelse.add("transp", "OPAQUE" if isinstance(post.fra, datetime) else "TRANSPARENT")
    hendelse.add("class", "PRIVATE")
    return hendelse


def _hendelse(oppgave: Oppgave, frist: date) -> Event:
    from icalendar import Event

    adresse = full_adresse(reverse("oppgaver:oppgave", args=[oppgave.pk]))
    hendelse = Event()
    hendelse.add("uid", uid_for(f"oppgave-{oppgave.pk}"))
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
