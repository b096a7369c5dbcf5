"""A meeting in people's calendars: which committee, when and where; never what about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde, uid_for
from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.varsling.maler import Vedlegg

from .models import Forfall, Mote, Moteform, Motetilstand

if TYPE_CHECKING:
    from grunnmur.varsling.models import Varsel


def nokkel(mote: Mote) -> str:
    """One appointment per meeting: a new time moves it."""
    return f"mote-{mote.pk}"


def adresse(mote: Mote) -> str:
    return settings.BASE_URL.rstrip("/") + mote.get_absolute_url()


def metode(mote: Mote) -> str:
    return "CANCEL" if mote.tilstand == Motetilstand.AVLYST else "REQUEST"


def lag_ics(mote: Mote, mottaker: Bruker | None = None) -> str:
    """The meeting as an invitation (RFC 5546) to one person, or as a file without anybody (RFC 5545).

    Its sequence is the version of the case: it only rises. Nobody's address is told to the others.
    """
    from icalendar import Calendar, Event, vCalAddress, vText  # only when asked for: a start should not wait for it

    hendelse = Event()
    hendelse.add("uid", uid_for(nokkel(mote)))
    hendelse.add("sequence", mote.versjon)
    hendelse.add("dtstamp", mote.endret.astimezone(UTC))
    hendelse.add("dtstart", mote.start.astimezone(UTC))
    hendelse.add("dtend", mote.slutt.astimezone(UTC))
    hendelse.add("summary", mote.organ.navn)
    hendelse.add("location", mote.sted or mote.lenke or mote.get_form_display())
    hendelse.add("description", _("Åpne møtet i portalen: %(adresse)s") % {"adresse": adresse(mote)})
    hendelse.add("url", adresse(mote))
    hendelse.add("status", "CANCELLED" if mote.tilstand == Motetilstand.AVLYST else "CONFIRMED")
    if mottaker:
        arrangor = vCalAddress(f"MAILTO:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
        arrangor.params["cn"] = vText(_("Samarbeidsportalen"))
        hendelse.add("organizer", arrangor)
        deltaker = vCalAddress(f"MAILTO:{mottaker.epost}")
        deltaker.params["cn"] = vText(mottaker.navn)
        deltaker.params["rsvp"] = vText("FALSE")
        hendelse.add("attendee", deltaker)
    kalender = Calendar()
    kalender.add("prodid", "-//Helsefellesskap//Samarbeidsportalen//NO")
    kalender.add("version", "2.0")
    kalender.add("method", metode(mote) if mottaker else "PUBLISH")
    kalender.add_component(hendelse)
    return kalender.to_ical().decode()


def vedlegg(varsel: Varsel) -> Vedlegg | None:
    """The invitation as it is when the mail goes, or its cancellation. A written procedure has no hour to be at."""
    if varsel.sak_id is None:
        return None
    mote = Mote.objects.select_related("organ").filter(pk=varsel.sak_id).exclude(form=Moteform.SKRIFTLIG).first()
    if mote is None:
        return None
    return Vedlegg(f"{mote.saksnummer}.ics", lag_ics(mote, varsel.mottaker), "calendar", {"method": metode(mote)})


def moter(bruker: Bruker) -> Iterable[Kalenderpost]:
    """The meetings to come of the committees where the person has a capacity; a deputy sits there when called in."""
    verv = Organmedlem.objects.gjeldende().filter(bruker=bruker).exclude(verv=Organmedlem.Verv.VARA)
    innkalt = Forfall.objects.gjeldende().filter(vara=bruker)
    mine = Q(organ__in=verv.values("organ")) | Q(pk__in=innkalt.values("mote"))
    kommende = Mote.objects.synlig_for(bruker).kommende(timezone.localdate()).filter(mine)
    for mote in kommende.exclude(form=Moteform.SKRIFTLIG).select_related("organ").order_by("start"):
        yield Kalenderpost(
            nokkel=nokkel(mote),
            fra=mote.start,
            til=mote.slutt,
            tittel=mote.organ.navn,
            adresse=adresse(mote),
            laget=mote.endret,
        )


def registrer() -> None:
    registrer_kilde(moter)
