"""Read calls out of an uploaded iCalendar file, and trust nothing in it.

Returns rows of text, each with what is wrong with it. Knows nothing of calls that are registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.portal.felt import MAKS_FRITEKST

MAKS_BYTE = 512 * 1024
MAKS_RADER = 200
OPPFORINGER = ("VEVENT", "VTODO")
SLUTTEN_AV_DAGEN = time(23, 59)
_LENKE = re.compile(r"https://[^\s<>\"'\\]{4,400}")
_MERKE = re.compile(r"<[^<>]{0,300}>")


@dataclass(frozen=True)
class Filrad:
    """One row of a file: its number there, its cells by name, and what is wrong with it as a whole."""

    nummer: int
    celler: dict[str, str]
    feil: tuple[str, ...] = ()


@dataclass(frozen=True)
class Innhentingsrad:
    """A row whose form has found no fault with it, or the faults it found: what is fetched."""

    nummer: int
    felter: dict[str, Any]
    kilde_id: str = ""
    """What the file calls it; without it the link is what it is known by."""
    feil: tuple[str, ...] = ()


def er_kalender(innhold: bytes) -> bool:
    return innhold.lstrip(b"\xef\xbb\xbf \r\n\t")[:15].upper() == b"BEGIN:VCALENDAR"


def les_kalender(innhold: bytes) -> list[Filrad]:
    """The events and to-dos of a calendar. Raises ValidationError with what to do about the file.

    Each is parsed alone and without the time zones that the file brings: a zone there may be a rule that never ends, and
    the library would keep it for everybody.
    """
    if len(innhold) > MAKS_BYTE:
        raise ValidationError(_("Filen er for stor. Den kan være høyst 512 kB. Del den i flere."))
    try:
        tekst = innhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("Filen er ikke en kalenderfil i UTF-8. Last den ned på nytt fra finansiøren.")) from None
    navn, blokker = "", []
    for linjer in _oppforinger(tekst):
        if linjer[0].upper().startswith("X-WR-CALNAME"):
            navn = linjer[0].partition(":")[2].strip()[:120]
            continue
        blokker.append(linjer)
        if len(blokker) > MAKS_RADER:
            raise ValidationError(_("Filen har for mange oppføringer. Den kan ha høyst %(maks)s.") % {"maks": MAKS_RADER})
    if not blokker:
        raise ValidationError(_("Filen har ingen hendelser. Last ned kalenderen på nytt, eller bruk CSV-malen."))
    return [_rad(nummer, linjer, navn) for nummer, linjer in enumerate(blokker, start=1)]


def _oppforinger(tekst: str) -> Iterator[list[str]]:
    """The lines of each event, nothing nested in it, and the calendar's name as a block of its own."""
    dybde: list[str] = []
    linjer: list[str] = []
    for linje in tekst.splitlines():
        nokkel, _skille, verdi = linje.strip().partition(":")
        nokkel, verdi = nokkel.upper(), verdi.strip().upper()
        if nokkel == "BEGIN":
            dybde.append(verdi)
            if len(dybde) > 4:
                raise ValidationError(_("Filen er ikke en gyldig kalenderfil. Last den ned på nytt fra finansiøren."))
            if len(dybde) == 2:
                linjer = [linje]
        elif nokkel == "END":
            if not dybde or dybde.pop() != verdi:
                raise ValidationError(_("Filen er ikke en gyldig kalenderfil. Last den ned på nytt fra finansiøren."))
            if len(dybde) == 1 and verdi in OPPFORINGER:
                yield [*linjer, linje]
        elif len(dybde) == 2:
            linjer.append(linje)
        elif len(dybde) == 1 and nokkel.startswith("X-WR-CALNAME"):
            yield [linje]
    if dybde:
        raise ValidationError(_("Filen er avkortet. Last den ned på nytt fra finansiøren."))


def _rad(nummer: int, linjer: list[str], kalendernavn: str) -> Filrad:
    try:
        hendelse = icalendar.Component.from_ical("\r\n".join(linjer) + "\r\n")
    except Exception:  # whatever the library makes of a broken entry, it is this entry that is broken
        return Filrad(nummer, {}, (_("Oppføringen kan ikke leses."),))
    celler = {
        "tittel": _tekst(hendelse, "summary"),
        "finansior": _finansior(hendelse) or kalendernavn,
        "beskrivelse": _MERKE.sub(" ", _tekst(hendelse, "description"))[:MAKS_FRITEKST],
        "id": _tekst(hendelse, "uid")[:200],
        "temaer": ", ".join(_kategorier(hendelse)),
    }
    celler["lenke"] = _lenke(hendelse)
    feil = []
    if _tekst(hendelse, "status").upper() == "CANCELLED":
        feil.append(_("Oppføringen er avlyst i filen."))
    if _egenskap(hendelse, "rrule") is not None:
        feil.append(_("Oppføringen gjentar seg, og har ikke én frist. Legg inn utlysningen for hånd."))
    frist = _frist(hendelse)
    if frist is None:
        feil.append(_("Oppføringen har ingen dato."))
    else:
        celler |= {"frist": f"{frist:%d.%m.%Y}", "klokkeslett": f"{frist:%H:%M}"}
    return Filrad(nummer, celler, tuple(feil))


def _egenskap(hendelse: Any, navn: str) -> Any:
    """One property, the first when it is said twice; None where it is missing or broken."""
    verdi = hendelse.get(navn)
    return verdi[0] if isinstance(verdi, list) and verdi else verdi


def _tekst(hendelse: Any, navn: str) -> str:
    verdi = _egenskap(hendelse, navn)
    return "" if verdi is None else str(verdi).strip()


def _finansior(hendelse: Any) -> str:
    arrangor = _egenskap(hendelse, "organizer")
    navn = str(getattr(arrangor, "params", {}).get("CN", ""))
    return navn.strip().strip('"')[:120]


def _lenke(hendelse: Any) -> str:
    url = _tekst(hendelse, "url")
    if url:
        return url
    treff = _LENKE.search(_tekst(hendelse, "description"))
    return treff[0].rstrip(".,;:)") if treff else ""


def _kategorier(hendelse: Any) -> list[str]:
    alle = hendelse.get("categories")
    lister = alle if isinstance(alle, list) else [alle]
    return [str(k).strip() for liste in lister if liste is not None for k in getattr(liste, "cats", [])][:20]


def _dt(hendelse: Any, navn: str) -> date | None:
    try:
        verdi = getattr(_egenskap(hendelse, navn), "dt", None)
    except Exception:  # a broken date raises when it is asked for
        return None
    return verdi if isinstance(verdi, date) else None


def _frist(hendelse: Any) -> datetime | None:
    """When the entry is over: a to-do when it is due, an event when it ends, a whole day at its end. Norwegian time."""
    start, slutt = _dt(hendelse, "dtstart"), _dt(hendelse, "dtend")
    frist = _dt(hendelse, "due") or slutt or start
    if frist is None:
        return None
    try:
        if not isinstance(frist, datetime):
            # The end of an event of whole days is the day after its last.
            siste = frist - timedelta(days=1) if frist == slutt and start is not None and slutt > start else frist
            return datetime.combine(siste, SLUTTEN_AV_DAGEN, tzinfo=_sonen())
        return timezone.localtime(frist, _sonen()) if timezone.is_aware(frist) else frist.replace(tzinfo=_sonen())
    except (OverflowError, ValueError):  # the year 1 or 9999
        return None


def _sonen() -> ZoneInfo:
    return ZoneInfo("Europe/Oslo")
