"""What evaluations say together, per unit and for the network, so that no figure shows what one person has said.

Only cases that both sides are done with are counted, so a figure tells neither side what the other has said. Figures
come in whole groups of `Innstilling.minste_gruppe` answers, in the order the cases were completed, and of as many
different people: the difference between what stands today and what stood yesterday is a whole group too. There is one
division of time, calendar years that do not overlap, and what is counted at a unit is counted for the network first;
there is no other filter, so nothing can be taken from anything to leave fewer than a group.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import ExtractYear, Mod, RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Evaluering, Evalueringstilstand, Innstilling, Side, Tilstand
from ..models.evaluering import Maalnaaelse, Utbytte

ORD_PER_ENHET = 5


@dataclass(frozen=True)
class Andel:
    """One answer, and how many gave it."""

    navn: str
    antall: int
    prosent: int


@dataclass(frozen=True)
class Sporsmaal:
    tekst: str
    svar: list[Andel]


@dataclass(frozen=True)
class Resultat:
    """What a group of at least `minste_gruppe` answers says. `side` is who answered."""

    side: Side
    antall: int
    sporsmaal: list[Sporsmaal]


@dataclass(frozen=True)
class Aarsresultat:
    aar: int
    sider: list[Resultat]


@dataclass(frozen=True)
class Ord:
    """What somebody said was worth it, without a name; both sides have said that others may read it."""

    tekst: str
    side: Side
    aar: int


@dataclass(frozen=True)
class Erfaringer:
    """What is shown of one unit. Without `resultat` there are fewer answers than `minst`."""

    resultat: Resultat | None
    ord: list[Ord]
    minst: int


def minste_gruppe() -> int:
    return Innstilling.objects.gjeldende().minste_gruppe


def for_nettet() -> list[Aarsresultat]:
    """Each year with something to show, the newest first. Two queries."""
    k = minste_gruppe()
    rader = _telt(_for_nettet(k), "side", "aar")
    aarene: dict[int, list[Resultat]] = {}
    for rad in sorted(rader, key=lambda r: (-r["aar"], r["side"])):
        if rad["folk"] >= k:
            aarene.setdefault(rad["aar"], []).append(_resultat(rad))
    return [Aarsresultat(aar, sider) for aar, sider in aarene.items()]


def for_enheter(enheter: Iterable[UUID]) -> dict[UUID, Resultat]:
    """What hospitants have said of each of these units; a unit with too few answers is left out.

    Of a unit only its hospitants are counted: the host's answers may all be one contact person's.
    """
    k = minste_gruppe()
    felles = Evaluering.objects.filter(pk__in=_for_nettet(k).values("pk"), side=Side.HOSPITANT)
    enhetens = felles.filter(soknad__hospiteringsenhet__in=list(enheter))
    rader = _telt(_hele_grupper(enhetens, k, "soknad__hospiteringsenhet"), "side", "soknad__hospiteringsenhet")
    return {rad["soknad__hospiteringsenhet"]: _resultat(rad) for rad in rader if rad["folk"] >= k}


def for_enhet(enhet: UUID) -> Erfaringer:
    """What stands on the page of a unit."""
    return Erfaringer(for_enheter([enhet]).get(enhet), frigitte_ord(enhet), minste_gruppe())


def frigitte_ord(enhet: UUID, *, side: Side | None = None, antall: int = ORD_PER_ENHET) -> list[Ord]:
    """The newest first. One query."""
    rader = _ferdige().filter(soknad__hospiteringsenhet=enhet, frigitt_hospitant__isnull=False, frigitt_vert__isnull=False)
    if side:
        rader = rader.filter(side=side)
    rader = rader.exclude(verdt="").order_by("-soknad__avtale__fullfort_tid", "pk")
    felter = rader.values_list("verdt", "side", "soknad__avtale__fullfort_tid")[:antall]
    return [Ord(tekst, Side(hvem), timezone.localtime(naar).year) for tekst, hvem, naar in felter]


def sagt_om(enhet: UUID | None) -> list[Ord]:
    """What hospitants said was worth it at the unit somebody is about to apply to: at most two, to be read in passing."""
    return frigitte_ord(enhet, side=Side.HOSPITANT, antall=2) if enhet else []


def _ferdige() -> QuerySet[Evaluering]:
    return Evaluering.objects.filter(
        tilstand=Evalueringstilstand.LEVERT,
        soknad__tilstand=Tilstand.EVALUERT,
        soknad__avtale__fullfort_tid__isnull=False,
    )


def _for_nettet(k: int) -> QuerySet[Evaluering]:
    aar = ExtractYear("soknad__avtale__fullfort_tid", tzinfo=timezone.get_default_timezone())
    return _hele_grupper(_ferdige().annotate(aar=aar), k, "side", "aar")


def _hele_grupper(rader: QuerySet[Evaluering], k: int, *etter: str) -> QuerySet[Evaluering]:
    """Of each division the first so many that whole groups of `k` are full."""
    deling: list[Any] = [F(felt) for felt in etter]
    return rader.annotate(
        nr=Window(RowNumber(), partition_by=deling, order_by=["soknad__avtale__fullfort_tid", "pk"]),
        alle=Window(Count("pk"), partition_by=deling),
    ).filter(nr__lte=F("alle") - Mod(F("alle"), k))


def _telt(rader: QuerySet[Evaluering], *etter: str) -> list[dict[str, Any]]:
    """How many gave each answer, by division. One query."""
    svar = {
        **{f"m{v}": Count("pk", filter=Q(maalnaaelse=v)) for v in Maalnaaelse.values},
        **{f"u{v}": Count("pk", filter=Q(utbytte=v)) for v in Utbytte.values},
    }
    valgte = Evaluering.objects.filter(pk__in=rader.values("pk"))
    if "aar" in etter:
        aar = ExtractYear("soknad__avtale__fullfort_tid", tzinfo=timezone.get_default_timezone())
        valgte = valgte.annotate(aar=aar)
    return list(
        valgte.order_by()
        .values(*etter)
        .annotate(
            antall=Count("pk"),
            folk=Count("levert_av", distinct=True),
            igjen=Count("pk", filter=Q(igjen=True)),
            **svar,
        )
    )


def _resultat(rad: dict[str, Any]) -> Resultat:
    antall, side = rad["antall"], Side(rad["side"])

    def andel(navn: Any, n: int) -> Andel:
        return Andel(str(navn), n, round(100 * n / antall))

    return Resultat(
        side,
        antall,
        [
            Sporsmaal(_("Ble målene nådd?"), [andel(m.label, rad[f"m{m.value}"]) for m in reversed(Maalnaaelse)]),
            Sporsmaal(_("Hvor stort var utbyttet?"), [andel(u.label, rad[f"u{u.value}"]) for u in reversed(Utbytte)]),
            Sporsmaal(
                _("Vil de anbefale det til andre?") if side == Side.HOSPITANT else _("Vil de ta imot igjen?"),
                [andel(_("Ja"), rad["igjen"]), andel(_("Nei"), antall - rad["igjen"])],
            ),
        ],
    )
