"""What pages ask about cases in general."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato

from .bevaring import regler
from .models import Avvisning, Bevaringstid, Hendelse, Lesing, Sak
from .overgang import Overgangstabell, tabell_for

FLEST_INNSYN = 100


class Bevaring(NamedTuple):
    """One line of the retention plan as people read it. `maaneder` is None where it is not decided."""

    navn: str
    maaneder: int | None
    forslag: int


def bevaringsplan() -> list[Bevaring]:
    """What is emptied, and how long after a case has ended."""
    tider = dict(Bevaringstid.objects.values_list("regel", "maaneder"))
    return [
        Bevaring(str(r.navn), tider.get(r.kode), r.forslag_maaneder)
        for r in sorted(regler(), key=lambda regel: regel.forslag_maaneder)
    ]


# --- the page where a draft is checked before it is sent --------------------------------------------------------------


class Linje(NamedTuple):
    """One field and what stands in it; `lang` is text of several lines."""

    ledetekst: str
    verdi: str
    lang: bool = False


class Mangel(NamedTuple):
    """Something to put right before sending, and the address of its field on the form."""

    anker: str
    tekst: str


@dataclass(frozen=True)
class Del:
    """One section of `saksgang/oppsummering.html`. `anker` is where it is filled in."""

    tittel: str
    anker: str
    linjer: list[Linje]


# --- what has happened to a case --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Innsynslinje:
    """Somebody opened the case, or was refused something in it."""

    tidspunkt: datetime
    tekst: str


@dataclass(frozen=True)
class Endring:
    """One field, before and after; `skjult` where only that it changed is told."""

    felt: str
    fra: str = ""
    til: str = ""
    skjult: bool = False


@dataclass(frozen=True)
class Historikklinje:
    """One event of `saksgang/historikk.html`. `undertekst` is what the area adds, `kommentar` what the person wrote."""

    navn: str
    tidspunkt: datetime
    tekst: str
    kommentar: str = ""
    undertekst: str = ""
    endringer: tuple[Endring, ...] = ()


def hendelser_i(sak: Sak) -> list[Hendelse]:
    """Every event, oldest first, with the people in it."""
    return list(Hendelse.objects.for_sak(sak).select_related("utfort_av", "paa_vegne_av").order_by("id"))


def hvem(bruker: Bruker, paa_vegne_av: Bruker | None) -> str:
    """«Stine Stedfortreder, på vegne av Leif Leder,» or just the name."""
    if paa_vegne_av is None:
        return bruker.navn
    return _("%(navn)s, på vegne av %(annen)s,") % {"navn": bruker.navn, "annen": paa_vegne_av.navn}


def setning(hendelse: Hendelse, tabell: Overgangstabell) -> str:
    """«Leif Leder innvilget søknaden»: who did what, as the history says it."""
    hvem_gjorde = hvem(hendelse.utfort_av, hendelse.paa_vegne_av)
    return _("%(hvem)s %(hva)s") % {"hvem": hvem_gjorde, "hva": tabell.hendelsestekst(hendelse.navn)}


def historikk(
    sak: Sak,
    hendelser: Iterable[Hendelse] | None = None,
    *,
    tekst: Callable[[Hendelse, Overgangstabell], str] = setning,
    undertekst: Callable[[Hendelse], str] = lambda hendelse: "",
    endringer: Callable[[list[dict[str, Any]]], Iterable[Endring]] = lambda rader: (),
) -> list[Historikklinje]:
    """Newest first. `hendelser`, oldest first, are those the reader may see; without it, all of them.

    `endringer` makes lines of an event's `data["endringer"]`: see `feltendringer`. Without it none are shown.
    """
    tabell = tabell_for(sak)
    linjer = [
        Historikklinje(
            navn=h.navn,
            tidspunkt=h.tidspunkt,
            tekst=tekst(h, tabell),
            kommentar=h.kommentar,
            undertekst=undertekst(h),
            endringer=tuple(endringer(h.data.get("endringer", []))),
        )
        for h in (hendelser_i(sak) if hendelser is None else hendelser)
    ]
    return linjer[::-1]


def feltendringer(rader: Iterable[dict[str, Any]], ledetekster: Mapping[str, str | Promise]) -> Iterator[Endring]:
    """Rows of `{"felt", "fra", "til"}` with the area's word for each field."""
    for rad in rader:
        felt = rad["felt"]
        yield Endring(str(ledetekster.get(felt, felt)), _verdi(rad.get("fra", "")), _verdi(rad.get("til", "")))


def _verdi(verdi: Any) -> str:
    """A stored value as text: an ISO date is written as one, a list stands line by line."""
    if isinstance(verdi, list):
        return "; ".join(_verdi(del_) for del_ in verdi)
    tekst = "" if verdi is None else str(verdi)
    try:
        return dato(date.fromisoformat(tekst)) if len(tekst) == len("2027-03-01") else tekst
    except ValueError:
        return tekst


def siste_endring(sak: Sak) -> str:
    """Who changed the case last, and what they did, as a sentence for the one whose page is out of date."""
    siste = Hendelse.objects.for_sak(sak).select_related("utfort_av", "paa_vegne_av").order_by("-id").first()
    return setning(siste, tabell_for(sak)) if siste else ""


def innsyn_i(sak: Sak) -> list[Innsynslinje]:
    """Who has opened the case and who was refused, newest first: for the person the case is about."""
    linjer = [
        Innsynslinje(les.siste, _("%(navn)s åpnet saken") % {"navn": les.bruker.navn})
        for les in Lesing.objects.for_sak(sak).select_related("bruker").order_by("-siste")[:FLEST_INNSYN]
    ]
    linjer += [
        Innsynslinje(
            a.tidspunkt,
            _("%(navn)s prøvde «%(handling)s», men %(grunn)s")
            % {"navn": a.bruker.navn, "handling": tabell_for(sak)[a.handling].etikett, "grunn": a.get_grunn_display()},
        )
        for a in Avvisning.objects.for_sak(sak).select_related("bruker")[:FLEST_INNSYN]
    ]
    return sorted(linjer, key=lambda linje: linje.tidspunkt, reverse=True)
