"""Calendar days, and dates, clock times and phone numbers as Norwegian text with no-break spaces inside.

Month names and their short forms are the same in bokmål and nynorsk; weekdays and relative words are translated.
"""

import datetime as dt
from calendar import monthrange
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NBSP = "\N{NO-BREAK SPACE}"
TANKESTREK = "\N{EN DASH}"

_MAANEDER = (
    ("januar", "jan."),
    ("februar", "feb."),
    ("mars", "mars"),
    ("april", "april"),
    ("mai", "mai"),
    ("juni", "juni"),
    ("juli", "juli"),
    ("august", "aug."),
    ("september", "sep."),
    ("oktober", "okt."),
    ("november", "nov."),
    ("desember", "des."),
)
MAANEDSNAVN = tuple(navn for navn, _forkortet in _MAANEDER)

Tid = dt.date | dt.datetime


def lokal_dato(verdi: Tid) -> dt.date:
    """The calendar day in Norway."""
    if isinstance(verdi, dt.datetime):
        return (timezone.localtime(verdi, _sone()) if timezone.is_aware(verdi) else verdi).date()
    return verdi


def pluss_maaneder(dag: dt.date, antall: int) -> dt.date:
    """The same day `antall` calendar months later (earlier when negative), clipped to the end of a shorter month."""
    aar, maaned = divmod(dag.year * 12 + dag.month - 1 + antall, 12)
    return dt.date(aar, maaned + 1, min(dag.day, monthrange(aar, maaned + 1)[1]))


def dato(verdi: Tid) -> str:
    """«27. november 2026»."""
    dag = lokal_dato(verdi)
    return f"{_dag_og_maaned(dag)}{NBSP}{dag.year}"


def dato_kort(verdi: Tid) -> str:
    """«27. nov. 2026»."""
    dag = lokal_dato(verdi)
    return f"{_dag_og_maaned(dag, kort=True)}{NBSP}{dag.year}"


def dato_uten_aar(verdi: Tid) -> str:
    """«2. nov.», for steps and agendas."""
    return _dag_og_maaned(lokal_dato(verdi), kort=True)


def maaned(verdi: Tid) -> str:
    """«mars 2027», for periods of whole months."""
    dag = lokal_dato(verdi)
    return f"{MAANEDSNAVN[dag.month - 1]}{NBSP}{dag.year}"


def maanedsnavn(verdi: Tid, *, kort: bool = False) -> str:
    """«november», or «nov.» in tables."""
    return _MAANEDER[lokal_dato(verdi).month - 1][1 if kort else 0]


def ukedag(verdi: Tid) -> str:
    """«fredag»."""
    return str(WEEKDAYS[lokal_dato(verdi).weekday()]).lower()


def klokke(verdi: dt.datetime | dt.time) -> str:
    """«kl. 15.07». A bare date has no clock time, and midnight would be a lie."""
    if not isinstance(verdi, dt.datetime | dt.time):
        raise TypeError("klokke takes a datetime or a time")
    if isinstance(verdi, dt.datetime) and timezone.is_aware(verdi):
        verdi = timezone.localtime(verdi, _sone())
    return f"kl.{NBSP}{verdi:%H.%M}"


def tidspunkt(verdi: dt.datetime) -> str:
    """«18. november 2026 kl. 15.07»."""
    return f"{dato(verdi)} {klokke(verdi)}"


def relativ(verdi: Tid, idag: dt.date | None = None) -> str:
    """«om 4 dager», «i dag», «for 2 dager siden»: a supplement to the date, never instead of it."""
    dag = lokal_dato(verdi)
    idag = idag or timezone.localdate(timezone=_sone())
    dager = (dag - idag).days
    fast = {0: _("i dag"), 1: _("i morgen"), -1: _("i går")}
    if dager in fast:
        return fast[dager]
    if abs(dager) >= 60:
        antall = round(abs(dager) / 30.44)
        if dager > 0:
            tekst = ngettext("om %(antall)d måned", "om %(antall)d måneder", antall)
        else:
            tekst = ngettext("for %(antall)d måned siden", "for %(antall)d måneder siden", antall)
    else:
        antall = abs(dager)
        if dager > 0:
            tekst = ngettext("om %(antall)d dag", "om %(antall)d dager", antall)
        else:
            tekst = ngettext("for %(antall)d dag siden", "for %(antall)d dager siden", antall)
    return (tekst % {"antall": antall}).replace(f"{antall} ", f"{antall}{NBSP}")


def periode(fra: Tid | None, til: Tid | None, *, kort: bool = False) -> str:
    """«18.–29. januar 2027», «1. mars–31. august 2027»; `kort` shortens the months for tables."""
    if fra is None and til is None:
        return ""
    if til is None:
        return _("fra %(dato)s") % {"dato": (dato_kort if kort else dato)(fra)}  # type: ignore[arg-type]
    if fra is None:
        return _("til %(dato)s") % {"dato": (dato_kort if kort else dato)(til)}
    start, slutt = lokal_dato(fra), lokal_dato(til)
    slutten = (dato_kort if kort else dato)(slutt)
    if start == slutt:
        return slutten
    if (start.year, start.month) == (slutt.year, slutt.month):
        return f"{start.day}.{TANKESTREK}{slutten}"
    begynnelsen = _dag_og_maaned(start, kort=kort)
    if start.year != slutt.year:
        begynnelsen += f"{NBSP}{start.year}"
    return f"{begynnelsen}{TANKESTREK}{slutten}"


def telefon(verdi: str) -> str:
    """Group a Norwegian number as people write it: «400 00 123», «61 00 02 00». Others stay as they are."""
    nummer = verdi.removeprefix("+47") if verdi.startswith("+47") and len(verdi) == 11 else verdi
    if len(nummer) != 8 or not nummer.isascii() or not nummer.isdigit():
        return verdi
    if nummer[0] in "489":
        return NBSP.join((nummer[:3], nummer[3:5], nummer[5:]))
    return NBSP.join(nummer[i : i + 2] for i in range(0, 8, 2))


def _dag_og_maaned(dag: dt.date, *, kort: bool = False) -> str:
    return f"{dag.day}.{NBSP}{_MAANEDER[dag.month - 1][1 if kort else 0]}"


@cache
def _sone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
