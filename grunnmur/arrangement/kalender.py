"""An event in people's calendars: title, time and place, nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde, uid_for
from grunnmur.organisasjon.models import Bruker
from grunnmur.varsling.maler import Vedlegg

from .models import Arrangement, Deltaker, Svar, Tilstand

if TYPE_CHECKING:
    from grunnmur.varsling.models import Varsel


def nokkel(sak: Arrangement) -> str:
    """One appointment per event: a new time moves it."""
    return f"arrangement-{sak.pk}"


def adresse(sak: Arrangement) -> str:
    return settings.BASE_URL.rstrip("/") + sak.get_absolute_url()


def metode(sak: Arrangement) -> str:
    return "CANCEL" if sak.tilstand == Tilstand.AVLYST else "REQUEST"


def lag_ics(sak: Arrangement, deltaker: Deltaker | None = None) -> str:
    """The event as an invitation to one participant (RFC 5546), or as a file without anybody (RFC 5545).

    Its sequence is the version of the case: it only rises. Nobody's address is told to the others, and a guest, who
    cannot open the portal, gets no address of it.
    """
    from icalendar import Calendar, Event, vCalAddress, vText  # only when asked for: a start should not wait for it

    hendelse = Event()
    hendelse.add("uid", uid_for(nokkel(sak)))
    hendelse.add("sequence", sak.versjon)
    hendelse.add("dtstamp", sak.endret.astimezone(UTC))
    hendelse.add("dtstart", sak.start.astimezone(UTC))
    hendelse.add("dtend", sak.slutt.astimezone(UTC))
    hendelse.add("summary", sak.tittel)
    hendelse.add("location", ", ".join(del_ for del_ in (sak.sted, sak.lenke) if del_))
    if deltaker is None or not deltaker.er_gjest:
        hendelse.add("description", _("Åpne arrangementet i portalen: %(adresse)s") % {"adresse": adresse(sak)})
        hendelse.add("url", adresse(sak))
    hendelse.add("status", "CANCELLED" if sak.tilstand == Tilstand.AVLYST else "CONFIRMED")
    if deltaker:
        arrangor = vCalAddress(f"MAILTO:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
        arrangor.params["cn"] = vText(sak.arrangor.fullt_navn)
        hendelse.add("organizer", arrangor)
        person = vCalAddress(f"MAILTO:{deltaker.bruker.epost if deltaker.bruker else deltaker.epost}")
        person.params["cn"] = vText(deltaker.visningsnavn)
        person.params["rsvp"] = vText("FALSE")
        hendelse.add("attendee", person)
    kalender = Calendar()
    kalender.add("prodid", "-//Helsefellesskap//Samarbeidsportalen//NO")
    kalender.add("version", "2.0")
    kalender.add("method", metode(sak) if deltaker else "PUBLISH")
    kalender.add_component(hendelse)
    return kalender.to_ical().decode()


def vedlegg(varsel: Varsel) -> Vedlegg | None:
    """The event as it is when the mail goes, or its cancellation, for whoever the mail is to."""
    pk = varsel.data.get("arrangement")
    sak = Arrangement.objects.select_related("arrangor").filter(pk=pk).first() if pk else None
    if sak is None:
        return None
    hvem = {"pk": varsel.data["deltaker"]} if varsel.data.get("deltaker") else {"bruker": varsel.mottaker_id}
    deltaker = sak.deltakere.select_related("bruker").filter(slettet__isnull=True, **hvem).first()
    if deltaker is None:
        return None
    parametre = {"method": metode(sak)}
    return Vedlegg(f"{sak.saksnummer}.ics", lag_ics(sak, deltaker), "calendar", parametre)


def arrangementer(bruker: Bruker) -> Iterable[Kalenderpost]:
    """What the person comes to, while it is announced."""
    mine = Deltaker.objects.filter(bruker=bruker.pk, svar=Svar.JA)
    saker = Arrangement.objects.filter(pk__in=mine.values("arrangement"), tilstand=Tilstand.KUNNGJORT)
    for sak in saker.order_by("start"):
        yield Kalenderpost(
            nokkel=nokkel(sak),
            fra=sak.start,
            til=sak.slutt,
            tittel=sak.tittel,
            adresse=adresse(sak),
            laget=sak.endret,
        )


def registrer() -> None:
    registrer_kilde(arrangementer)
