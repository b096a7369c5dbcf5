"""A joint activity in people's calendars: title, time and place, nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde, uid_for
from grunnmur.organisasjon.models import Bruker

from .models import Aktivitet, Aktivitetstilstand, Paameldingssvar


def nokkel(sak: Aktivitet) -> str:
    """One appointment per activity: a new time moves it."""
    return f"aktivitet-{sak.pk}"


def adresse(sak: Aktivitet) -> str:
    return settings.BASE_URL.rstrip("/") + sak.get_absolute_url()


def lag_ics(sak: Aktivitet) -> bytes:
    """The activity as a calendar file (RFC 5545). Its sequence is the version of the case: it only rises."""
    from icalendar import Calendar, Event  # only when somebody asks: a start should not wait for it

    hendelse = Event()
    hendelse.add("uid", uid_for(nokkel(sak)))
    hendelse.add("sequence", sak.versjon)
    hendelse.add("dtstamp", sak.endret.astimezone(UTC))
    hendelse.add("dtstart", sak.start.astimezone(UTC))
    hendelse.add("dtend", sak.slutt.astimezone(UTC))
    hendelse.add("summary", sak.tittel)
    hendelse.add("location", sak.sted or sak.lenke or sak.get_form_display())
    hendelse.add("description", _("Åpne aktiviteten i portalen: %(adresse)s") % {"adresse": adresse(sak)})
    hendelse.add("url", adresse(sak))
    hendelse.add("status", "CANCELLED" if sak.tilstand == Aktivitetstilstand.AVLYST else "CONFIRMED")
    kalender = Calendar()
    kalender.add("prodid", "-//Helsefellesskap//Samarbeidsportalen//NO")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add_component(hendelse)
    return bytes(kalender.to_ical())


def felles_aktiviteter(bruker: Bruker) -> Iterable[Kalenderpost]:
    """What the person comes to, or answers at, while it is planned."""
    kommer = Q(paameldinger__bruker=bruker, paameldinger__svar=Paameldingssvar.JA)
    saker = Aktivitet.objects.filter(kommer | Q(svarer=bruker), tilstand=Aktivitetstilstand.PLANLAGT).distinct()
    for sak in saker.order_by("start"):
        yield Kalenderpost(
            nokkel=nokkel(sak),
            fra=sak.start,
            til=sak.slutt,
            tittel=_("Felles aktivitet %(saksnummer)s") % {"saksnummer": sak.saksnummer},
            adresse=adresse(sak),
            laget=sak.endret,
        )


def registrer() -> None:
    registrer_kilde(felles_aktiviteter)
