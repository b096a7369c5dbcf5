"""One appointment as a calendar file: an invitation to the people named, or a file without anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from grunnmur.saksgang.models import Sak

from .kalender import PRODID, uid_for


@dataclass(frozen=True)
class Deltaker:
    """Somebody the invitation is to. It never asks for an answer: that is given in the portal."""

    navn: str
    epost: str
    har_bekreftet: bool = False


@dataclass(frozen=True)
class Avtale:
    """What stands in the calendar. `nokkel` is unique and stays: a new time moves the appointment.

    `utgave` only rises, and `endret` is when it became what it is: the same appointment always gives the same bytes.
    Without `adresse`, for those who cannot open the portal, nothing leads to it.
    """

    nokkel: str
    utgave: int
    endret: datetime
    start: datetime
    slutt: datetime
    tittel: str
    sted: str
    avlyst: bool
    adresse: str = ""
    hva: str = ""
    """What the address opens, as a sentence with `%(adresse)s` in it."""
    arrangor: str = ""
    """Whose invitation it is; the portal's where nothing is said."""
    privat: bool = False

    @property
    def metode(self) -> str:
        """Of an invitation (RFC 5546)."""
        return "CANCEL" if self.avlyst else "REQUEST"

    def ics(self, *deltakere: Deltaker) -> str:
        """An invitation to these people, who are told of each other (RFC 5546); without any a file (RFC 5545)."""
        from icalendar import Calendar, Event, vCalAddress, vText  # only when asked for: a start should not wait for it

        hendelse = Event()
        hendelse.add("uid", uid_for(self.nokkel))
        hendelse.add("sequence", self.utgave)
        hendelse.add("dtstamp", self.endret.astimezone(UTC))
        hendelse.add("dtstart", self.start.astimezone(UTC))
        hendelse.add("dtend", self.slutt.astimezone(UTC))
        hendelse.add("summary", self.tittel)
        hendelse.add("location", self.sted)
        if self.adresse:
            hendelse.add("description", self.hva % {"adresse": self.adresse})
            hendelse.add("url", self.adresse)
        hendelse.add("status", "CANCELLED" if self.avlyst else "CONFIRMED")
        if self.privat:
            hendelse.add("class", "PRIVATE")
        if deltakere:
            # The portal, so that an answer to the invitation moves nothing: appointments are changed in the case.
            arrangor = vCalAddress(f"MAILTO:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
            arrangor.params["cn"] = vText(self.arrangor or _("Samarbeidsportalen"))
            hendelse.add("organizer", arrangor)
        for deltaker in deltakere:
            person = vCalAddress(f"MAILTO:{deltaker.epost}")
            person.params["cn"] = vText(deltaker.navn)
            if deltaker.har_bekreftet:
                person.params["role"] = vText("REQ-PARTICIPANT")
                person.params["partstat"] = vText("ACCEPTED")
            person.params["rsvp"] = vText("FALSE")
            hendelse.add("attendee", person)
        kalender = Calendar()
        kalender.add("prodid", PRODID)
        kalender.add("version", "2.0")
        kalender.add("method", self.metode if deltakere else "PUBLISH")
        kalender.add_component(hendelse)
        return kalender.to_ical().decode()


def kalendersvar(sak: Sak, ics: str) -> HttpResponse:
    """The file as a download, named by its case."""
    svar = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="{sak.saksnummer}.ics"'
    return svar
