"""A year of research in figures: themes, partners, money, students, and what was anchored before it was sent (S1-F04).

Everything here counts what one person may see, so that no figure tells of a project that is restricted to others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Sektor, Tema, Virksomhet
from grunnmur.portal.stolper import Bilde, Stolpe
from grunnmur.saksgang.models import Hendelse

from .. import overganger as o
from ..models import (
    LEVER,
    Finansiering,
    Partner,
    Partnersvar,
    Prosjekt,
    Prosjekttilstand,
    Resultat,
    Resultatart,
    Soknad,
    Soknadsutfall,
    Uforankretgrunn,
)
from .visning import prosjektvisning

SLUTT = (Prosjekttilstand.FULLFORT, Prosjekttilstand.IKKE_VIDEREFORT)
FORSTE_AAR = 2000


@dataclass(frozen=True)
class Telling:
    """A line of a table: how many, and how many of them are over."""

    navn: str
    antall: int
    avsluttet: int = 0
    merke: str = ""

    @property
    def levende(self) -> int:
        return self.antall - self.avsluttet


@dataclass(frozen=True)
class Uforankret:
    """An application that went out before it was anchored, and why."""

    saksnummer: str
    tittel: str
    url: str
    sendt: date
    grunn: str


@dataclass(frozen=True)
class Soknader:
    """The applications that were sent in the year."""

    sendt: int
    forankret: int
    sokt: int
    innvilget: int
    innvilget_belop: int
    uforankrede: list[Uforankret]
    grunner: list[Telling]

    @property
    def prosent(self) -> int:
        """How many in a hundred were anchored first."""
        return round(100 * self.forankret / self.sendt) if self.sendt else 0


@dataclass(frozen=True)
class Aarsoversikt:
    aar: int
    antall: int
    nye: int
    fullfort: int
    temaer: list[Telling]
    partnere: list[Telling]
    tilstander: list[Telling]
    finansiering: list[Telling]
    studenter: list[Telling]
    resultater: list[Telling]
    soknader: Soknader
    temabeskrivelse: str
    """The picture in words."""

    @property
    def temabilde(self) -> Bilde:
        stolper = [Stolpe(t.navn, t.levende, t.avsluttet, str(t.antall)) for t in self.temaer]
        nokkel = (_("Ikke avsluttet"), _("Avsluttet"))
        return Bilde(_("Prosjekter etter tema"), nokkel, stolper, self.temabeskrivelse)


def grenser(aar: int) -> tuple[datetime, datetime]:
    """The first moment of the year, and the first after it."""
    start, slutt = (timezone.make_aware(datetime.combine(date(a, 1, 1), time.min)) for a in (aar, aar + 1))
    return start, slutt


def velg_aar(skrevet: str) -> int:
    """The year that was asked for; this one when it is none, or is to come."""
    i_aar = timezone.localdate().year
    aar = int(skrevet) if skrevet.isascii() and skrevet.isdigit() and len(skrevet) == 4 else i_aar
    return aar if FORSTE_AAR <= aar <= i_aar else i_aar


def mulige_aar(bruker: Bruker) -> list[int]:
    """The years from the first project this person sees, newest first."""
    forste = Prosjekt.objects.synlig_for(bruker).order_by("opprettet").values_list("opprettet", flat=True).first()
    i_aar = timezone.localdate().year
    return list(range(i_aar, (timezone.localdate(forste).year if forste else i_aar) - 1, -1))


def i_aaret(prosjekter: QuerySet[Prosjekt], aar: int) -> QuerySet[Prosjekt]:
    """Projects that were registered by the end of the year, and not over before it began."""
    start, slutt = grenser(aar)
    hendelser = Hendelse.objects.filter(sak_type=ContentType.objects.get_for_model(Prosjekt), sak_id=OuterRef("pk"))
    sluttet = hendelser.filter(navn__in=[o.FULLFOR.navn, o.STANS.navn]).order_by("-tidspunkt").values("tidspunkt")[:1]
    prosjekter = prosjekter.filter(opprettet__lt=slutt).annotate(sluttet=Subquery(sluttet))
    return prosjekter.exclude(tilstand__in=SLUTT, sluttet__lt=start)


def aarsoversikt(bruker: Bruker, aar: int) -> Aarsoversikt:
    start, slutt = grenser(aar)
    synlige = Prosjekt.objects.synlig_for(bruker)
    med = i_aaret(synlige, aar)
    ider = list(med.values_list("pk", flat=True))
    rader = list(
        Prosjekt.objects.filter(pk__in=ider).values_list("tilstand", "finansiering", "studenter", "opprettet", "pk")
    )
    avsluttet = {pk for tilstand, *_rest, pk in rader if tilstand not in LEVER}
    sluttet = Hendelse.objects.filter(
        sak_type=ContentType.objects.get_for_model(Prosjekt), sak_id__in=ider, navn=o.FULLFOR.navn,
        tidspunkt__gte=start, tidspunkt__lt=slutt,
    )  # fmt: skip
    temaer = _temaer(ider, avsluttet)
    return Aarsoversikt(
        aar=aar,
        antall=len(rader),
        nye=sum(1 for rad in rader if rad[3] >= start),
        fullfort=sluttet.values("sak_id").distinct().count(),
        temaer=temaer,
        partnere=_partnere(ider, avsluttet),
        tilstander=_valg(Counter(rad[0] for rad in rader), Prosjekttilstand),
        finansiering=_valg(Counter(rad[1] for rad in rader), Finansiering),
        studenter=_studenter(Counter(rad[2] for rad in rader)),
        resultater=_resultater(synlige, aar),
        soknader=_soknader(synlige, aar),
        temabeskrivelse=" ".join(
            _("%(tema)s: %(antall)s, av dem %(avsluttet)s avsluttet.")
            % {"tema": t.navn, "antall": t.antall, "avsluttet": t.avsluttet}
            for t in temaer
        ),
    )


def _temaer(ider: list[UUID], avsluttet: set[UUID]) -> list[Telling]:
    par = list(Prosjekt.temaer.through.objects.filter(prosjekt__in=ider).values_list("tema", "prosjekt"))
    alle, over = Counter(t for t, _p in par), Counter(t for t, p in par if p in avsluttet)
    temaer = Tema.objects.filter(pk__in=alle)
    satsing = _("satsingsområde")
    return [Telling(str(t), alle[t.pk], over[t.pk], satsing if t.satsing else "") for t in temaer]


def _partnere(ider: list[UUID], avsluttet: set[UUID]) -> list[Telling]:
    """The parties that have said yes, those in most projects first."""
    bekreftet = Partner.objects.filter(prosjekt__in=ider, svar=Partnersvar.BEKREFTET)
    par = list(bekreftet.order_by().values_list("virksomhet", "prosjekt"))
    alle, over = Counter(v for v, _p in par), Counter(v for v, p in par if p in avsluttet)
    parter = Virksomhet.objects.filter(pk__in=alle).order_by("sortering")
    linjer = [Telling(v.fullt_navn, alle[v.pk], over[v.pk], str(Sektor(v.sektor).label)) for v in parter]
    return sorted(linjer, key=lambda linje: -linje.antall)


def _valg(antall: Counter[str], valg: type) -> list[Telling]:
    return [Telling(str(ett.label), antall[ett.value]) for ett in valg if antall[ett.value]]  # type: ignore[attr-defined]


def _studenter(antall: Counter[bool | None]) -> list[Telling]:
    svar = [(True, _("Studenter er med")), (False, _("Vurdert, ikke med")), (None, _("Ikke vurdert ennå"))]
    return [Telling(navn, antall[verdi]) for verdi, navn in svar if antall[verdi]]


def _resultater(synlige: QuerySet[Prosjekt], aar: int) -> list[Telling]:
    i_aar = Resultat.objects.gjeldende().filter(prosjekt__in=synlige.values("pk"), dato__year=aar)
    return _valg(Counter(dict(i_aar.order_by().values_list("art").annotate(antall=Count("pk")))), Resultatart)


def _soknader(synlige: QuerySet[Prosjekt], aar: int) -> Soknader:
    """One that was withdrawn counts: it was sent."""
    sendt = Soknad.objects.filter(prosjekt__in=synlige.values("pk"), sendt__year=aar).select_related("prosjekt")
    alle = list(sendt.order_by("sendt"))
    innvilget = [s for s in alle if s.utfall == Soknadsutfall.INNVILGET]
    uten = [s for s in alle if not s.er_forankret]
    return Soknader(
        sendt=len(alle),
        forankret=len(alle) - len(uten),
        sokt=sum(s.belop or 0 for s in alle),
        innvilget=len(innvilget),
        innvilget_belop=sum(s.innvilget_belop or 0 for s in innvilget),
        uforankrede=list(_uforankrede(uten)),
        grunner=_valg(Counter(s.uforankret_grunn for s in uten), Uforankretgrunn),
    )


def _uforankrede(soknader: Iterable[Soknad]) -> Iterable[Uforankret]:
    for s in soknader:
        p = s.prosjekt
        yield Uforankret(p.saksnummer or "", p.tittel, p.get_absolute_url(), s.sendt, str(s.get_uforankret_grunn_display()))


# --- line by line, for the workbook -----------------------------------------------------------------------------------


def til_regneark(prosjekter: QuerySet[Prosjekt]) -> QuerySet[Prosjekt]:
    deltar = Count("partnere", filter=Q(partnere__svar=Partnersvar.BEKREFTET), distinct=True)
    resultater = Count("resultater", filter=Q(resultater__trukket__isnull=True), distinct=True)
    prosjekter = prosjekter.annotate(antall_partnere=deltar, antall_resultater=resultater)
    return prosjekter.select_related("eier").prefetch_related("temaer", "soknader").order_by("saksnummer", "pk")


@dataclass(frozen=True)
class Aarsrad:
    """One project of the year, finished for the workbook."""

    prosjekt: Prosjekt
    temaer: list[str]
    partnere: int
    resultater: int
    soknad: Soknad | None
    """The last that was sent."""

    @property
    def status(self) -> str:
        return prosjektvisning(self.prosjekt.tilstand).etikett


def aarsrader(prosjekter: Iterable[Prosjekt]) -> Iterable[Aarsrad]:
    for p in prosjekter:
        soknader = sorted(p.soknader.all(), key=lambda s: s.sendt)
        yield Aarsrad(
            prosjekt=p,
            temaer=[str(tema) for tema in p.temaer.all()],
            partnere=p.antall_partnere,  # type: ignore[attr-defined]
            resultater=p.antall_resultater,  # type: ignore[attr-defined]
            soknad=soknader[-1] if soknader else None,
        )
