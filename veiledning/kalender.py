"""What was agreed, as a calendar invitation: when and between whom, never what about."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grunnmur.oppgaver.kalender import uid_for
from grunnmur.varsling.maler import Vedlegg

from .models import Foresporsel, Veiledningsavtale

if TYPE_CHECKING:
    from icalendar import vCalAddress

    from grunnmur.organisasjon.models import Bruker
    from grunnmur.varsling.models import Varsel


def nokkel(sak: Foresporsel) -> str:
    """One appointment per case: a new agreement moves it."""
    return f"veiledning-{sak.pk}"


def tittel(sak: Foresporsel) -> str:
    """The case number and the parties."""
    return _("Veiledning %(saksnummer)s: %(fra)s og %(til)s") % {
        "saksnummer": sak.saksnummer or "",
        "fra": sak.fra_virksomhet.fullt_navn,
        "til": sak.til_navn,
    }


def adresse(sak: Foresporsel) -> str:
    return settings.BASE_URL.rstrip("/") + sak.get_absolute_url()


def lag_ics(sak: Foresporsel, avtale: Veiledningsavtale) -> str:
    """The invitation (RFC 5546), or its cancellation when the agreement is called off.

    The number of the version rises with every round, and once more when that round is called off.
    """
    from icalendar import Calendar, Event  # only when somebody agrees: a start should not wait for it

    avlyst = avtale.avlyst is not None
    hendelse = Event()
    hendelse.add("uid", uid_for(nokkel(sak)))
    hendelse.add("sequence", avtale.runde * 2 + avlyst)
    hendelse.add("dtstamp", _sist_endret(avtale).astimezone(UTC))
    hendelse.add("dtstart", avtale.start.astimezone(UTC))
    hendelse.add("dtend", avtale.slutt.astimezone(UTC))
    hendelse.add("summary", tittel(sak))
    hendelse.add("location", avtale.get_form_display())
    hendelse.add("description", _("Åpne saken i portalen: %(adresse)s") % {"adresse": adresse(sak)})
    hendelse.add("url", adresse(sak))
    hendelse.add("status", "CANCELLED" if avlyst else "CONFIRMED")
    hendelse.add("class", "PRIVATE")
    hendelse.add("organizer", _arrangor())
    for person in (avtale.ansvarlig_melder, avtale.ansvarlig_svarer):
        hendelse.add("attendee", _deltaker(person))
    kalender = Calendar()
    kalender.add("prodid", "-//Helsefellesskap//Samarbeidsportalen//NO")
    kalender.add("version", "2.0")
    kalender.add("method", metode(avtale))
    kalender.add_component(hendelse)
    return kalender.to_ical().decode()


def metode(avtale: Veiledningsavtale) -> str:
    return "CANCEL" if avtale.avlyst else "REQUEST"


def _sist_endret(avtale: Veiledningsavtale) -> datetime:
    """When it became what it is. The same agreement always gives the same bytes."""
    return avtale.avlyst or max(filter(None, (avtale.bekreftet_melder, avtale.bekreftet_svarer)))


def _arrangor() -> vCalAddress:
    """The portal, so that an answer to the invitation moves nothing: agreements are changed in the case."""
    from icalendar import vCalAddress, vText

    arrangor = vCalAddress(f"MAILTO:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    arrangor.params["cn"] = vText(_("Samarbeidsportalen"))
    return arrangor


def _deltaker(person: Bruker) -> vCalAddress:
    """Both have confirmed in the portal, so the invitation asks for no answer."""
    from icalendar import vCalAddress, vText

    deltaker = vCalAddress(f"MAILTO:{person.epost}")
    deltaker.params["cn"] = vText(person.navn)
    deltaker.params["role"] = vText("REQ-PARTICIPANT")
    deltaker.params["partstat"] = vText("ACCEPTED")
    deltaker.params["rsvp"] = vText("FALSE")
    return deltaker


def _vedlegg(avtale: Veiledningsavtale | None) -> Vedlegg | None:
    if avtale is None:
        return None
    sak = avtale.foresporsel
    return Vedlegg(f"{sak.saksnummer}.ics", lag_ics(sak, avtale), "calendar", {"method": metode(avtale)})


def vedlegg_avtalt(varsel: Varsel) -> Vedlegg | None:
    """The agreement that this event confirmed; none when it is called off before the mail goes."""
    return _vedlegg(_avtaler(varsel).filter(avlyst__isnull=True).order_by("-runde").first())


def vedlegg_avlyst(varsel: Varsel) -> Vedlegg | None:
    """The agreement that this event called off."""
    return _vedlegg(_avtaler(varsel).filter(avlyst=varsel.opprettet).first())


def _avtaler(varsel: Varsel) -> QuerySet[Veiledningsavtale]:
    navn = ("fra_virksomhet", "til_virksomhet", "til_enhet")
    return Veiledningsavtale.objects.filter(
        foresporsel=varsel.sak_id, bekreftet_melder__isnull=False, bekreftet_svarer__isnull=False
    ).select_related("ansvarlig_melder", "ansvarlig_svarer", *(f"foresporsel__{n}" for n in navn))
