"""The calendar of a host unit: how many it takes each week, how many are there, and who, for those who may know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.portal.dato import dato_uten_aar, periode

from ..models import Periodeart, Periodeforslag, Soknad, Tilstand, Ukebelegg
from ..models.avtale import AAPNE
from .kapasitet import UKE, grenser, mandag, ukene

UKER = 12
TIDLIGST, SENEST = date(2020, 1, 6), date(2100, 1, 4)


@dataclass(frozen=True)
class Uke:
    """A column: one week, what is taken in it, and of how many."""

    mandag: date
    nummer: int
    dager: str
    naa: bool
    tatt: int
    grense: int | None
    foreslaatt: int = 0
    """First periods that are proposed and not agreed: they take no place yet."""

    @property
    def tilstand(self) -> str:
        """`uten` limit, `overfull`, `full` or `ledig`."""
        if self.grense is None:
            return "uten"
        if self.tatt > self.grense:
            return "overfull"
        return "full" if self.tatt == self.grense else "ledig"

    @property
    def tekst(self) -> str:
        """What stands in the cell."""
        if self.grense is None:
            return _("Ledig")
        if self.tatt > self.grense:
            return _("Overfull")
        if not self.grense:
            return _("Stengt")
        if self.tatt == self.grense:
            return _("Full")
        ledige = self.grense - self.tatt
        return ngettext("%(antall)d ledig", "%(antall)d ledige", ledige) % {"antall": ledige}

    @property
    def forslag(self) -> str:
        """What stands under it where more are on their way; empty where none is."""
        return _("%(antall)d foreslått") % {"antall": self.foreslaatt} if self.foreslaatt else ""

    @property
    def hele(self) -> str:
        """The same as a sentence, for those who hear the table."""
        if self.grense is None:
            return ngettext("%(tatt)d hospitant, ingen grense", "%(tatt)d hospitanter, ingen grense", self.tatt) % {
                "tatt": self.tatt
            }
        return _("%(tatt)d av %(grense)d plasser er tatt") % {"tatt": self.tatt, "grense": self.grense}


class Celle(NamedTuple):
    """A stretch of a row: empty, or somebody who is there (`k` as the legend says it)."""

    bredde: int
    k: str = ""
    tekst: str = ""


class Hospitantrad(NamedTuple):
    navn: str
    url: str
    celler: list[Celle]


@dataclass(frozen=True)
class Ukekalender:
    uker: list[Uke]
    hospitanter: list[Hospitantrad]
    """Those whose case the reader may open; everybody else sees how full it is."""
    tittel: str
    forrige: str
    neste: str

    @property
    def fra(self) -> date:
        return self.uker[0].mandag

    @property
    def til(self) -> date:
        return self.uker[-1].mandag + UKE - timedelta(days=1)


def les_fra(verdi: str, dag: date | None = None) -> date:
    """The week that the address asks for; the week of today when it says nothing sensible."""
    try:
        fra = mandag(date.fromisoformat(verdi))
    except ValueError:
        return mandag(dag or timezone.localdate())
    return fra if TIDLIGST <= fra <= SENEST else mandag(dag or timezone.localdate())


def ukekalender(enhet: Enhet, bruker: Bruker, fra: date, dag: date | None = None) -> Ukekalender:
    """Twelve weeks from `fra`, a Monday."""
    naa = mandag(dag or timezone.localdate())
    mandager = [fra + n * UKE for n in range(UKER)]
    belagt = Ukebelegg.objects.filter(enhet=enhet, uke__in=mandager)
    tatt = dict(belagt.order_by().values_list("uke").annotate(n=Count("pk")))
    forslag = _forslag(enhet, mandager)
    foreslaatt = Counter(uke for rad in forslag for uke in ukene(rad.fra, rad.til))
    grense = grenser(enhet.pk, mandager)
    uker = [
        Uke(
            uke,
            uke.isocalendar().week,
            f"{dato_uten_aar(uke)}–{dato_uten_aar(uke + UKE - timedelta(days=1))}",
            uke == naa,
            tatt.get(uke, 0),
            grense[uke],
            foreslaatt[uke],
        )
        for uke in mandager
    ]
    return Ukekalender(
        uker,
        _hospitanter(enhet, bruker, mandager, forslag) if tatt or forslag else [],
        tittel=_("Uke %(fra)d–%(til)d") % {"fra": uker[0].nummer, "til": uker[-1].nummer},
        forrige=(fra - UKER * UKE).isoformat(),
        neste=(fra + UKER * UKE).isoformat(),
    )


def _forslag(enhet: Enhet, mandager: list[date]) -> list[Periodeforslag]:
    """First periods that wait for an answer and touch these weeks. A change keeps the old weeks until it is confirmed."""
    aapne = Periodeforslag.objects.filter(tilstand__in=AAPNE, art=Periodeart.FORSTE)
    her = aapne.filter(avtale__soknad__hospiteringsenhet=enhet, fra__lt=mandager[-1] + UKE, til__gte=mandager[0])
    return list(her.order_by("fra", "pk"))


def _hospitanter(enhet: Enhet, bruker: Bruker, mandager: list[date], forslag: list[Periodeforslag]) -> list[Hospitantrad]:
    """One row for each whose case this person may see, in the order they come."""
    foreslaatt = {rad.avtale_id: (rad.fra, rad.til) for rad in forslag}
    her = Q(ukebelegg__enhet=enhet, ukebelegg__uke__in=mandager) | Q(pk__in=foreslaatt)
    rader = []
    for sak in Soknad.objects.synlig_for(bruker).filter(her).distinct().select_related("avtale"):
        fra, til = foreslaatt.get(sak.pk) or (sak.avtale.fra, sak.avtale.til)
        if fra is None or til is None:
            raise ValueError("whoever takes weeks has a period")
        k = "offer" if sak.pk in foreslaatt else "now" if sak.tilstand == Tilstand.PAAGAAR else "ok"
        rader.append((fra, Hospitantrad(sak.soker_navn, sak.get_absolute_url(), _celler(k, fra, til, mandager))))
    return [rad for _fra, rad in sorted(rader, key=lambda par: (par[0], par[1].url))]


def _celler(k: str, forst: date, sist: date, mandager: list[date]) -> list[Celle]:
    fra, til = mandag(forst), mandag(sist)
    foer = sum(uke < fra for uke in mandager)
    inne = sum(fra <= uke <= til for uke in mandager)
    etter = len(mandager) - foer - inne
    tekst = periode(forst, sist, kort=True)
    if k == "offer":
        tekst = _("Foreslått %(periode)s") % {"periode": tekst}
    return [*[Celle(1)] * foer, Celle(inne, k, tekst), *[Celle(1)] * etter]
