"""The rota as people read it: who answers today and this week, and where it has a hole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.virkedager import er_virkedag
from grunnmur.organisasjon.models import Bruker, Enhet, Rolle, RolleType, Stedfortreder
from grunnmur.organisasjon.selectors import tilgang_for, underliggende
from grunnmur.portal.dato import dato

from ..models import Svarvakt, Ukedag
from ..rules.vakt import vaktdag

R = RolleType
SLUTTER_SNART = timedelta(days=30)


@dataclass(frozen=True)
class Tur:
    """Somebody on duty on a day, and who stands in."""

    vakt: Svarvakt
    vikarer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dag:
    dato: date
    fri: bool
    turer: tuple[Tur, ...]


@dataclass
class Vaktbilde:
    """One unit's rota. `hull` are sentences about what leaves a question waiting longer than it should."""

    enhet: Enhet
    linjer: list[Svarvakt] = field(default_factory=list)
    uke: list[Dag] = field(default_factory=list)
    hull: list[str] = field(default_factory=list)
    kan_stelles: bool = False
    neste_uke: bool = False
    """The week shown is the coming one, for this one is over."""

    @property
    def i_dag(self) -> Dag:
        """Today; on a day off, the day whose rota answers."""
        return self.uke[0]


def vaktenheter(bruker: Bruker) -> QuerySet[Enhet]:
    """The units whose rota this person sees: those who answer, lead or coordinate there, and who keeps the roles."""
    tilgang = tilgang_for(bruker)
    enheter = tilgang.enheter(R.VEILEDNINGSANSVARLIG, R.LEDER)
    hele = tilgang.virksomheter(R.VEILEDNINGSANSVARLIG, R.LEDER, R.VEILEDNINGSKOORDINATOR, R.KONTAKT_ADM)
    ser = Q(pk__in=enheter) | Q(Exists(_svarer(OuterRef("pk")))) & (
        Q(pk__in=underliggende(enheter)) | Q(virksomhet__in=hele)
    )
    return Enhet.objects.aktive().filter(ser).select_related("virksomhet").order_by("virksomhet__navn", "sortering")


def stelte_enheter(bruker: Bruker) -> QuerySet[Enhet]:
    """Those whose rota this person keeps."""
    tilgang = tilgang_for(bruker)
    hele = tilgang.virksomheter(R.LEDER, R.VEILEDNINGSKOORDINATOR, R.KONTAKT_ADM)
    return vaktenheter(bruker).filter(Q(pk__in=underliggende(tilgang.enheter(R.LEDER))) | Q(virksomhet__in=hele))


def stelte_linjer(bruker: Bruker) -> QuerySet[Svarvakt]:
    return Svarvakt.objects.filter(rolle__enhet__in=stelte_enheter(bruker)).select_related("rolle__bruker", "rolle__enhet")


def svarroller(enhet: Enhet, dag: date | None = None) -> QuerySet[Rolle]:
    """The roles that can be on a unit's rota, now or soon."""
    dag = dag or timezone.localdate()
    return (
        Rolle.objects.filter(Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=dag), enhet=enhet, type=R.VEILEDNINGSANSVARLIG)
        .select_related("bruker", "enhet")
        .order_by("bruker__sortering")
    )


def _svarer(enhet: OuterRef) -> QuerySet[Rolle]:
    return Rolle.objects.gjeldende().filter(enhet=enhet, type=R.VEILEDNINGSANSVARLIG)


def vaktbilder(enheter: Iterable[Enhet], bruker: Bruker, dag: date | None = None) -> list[Vaktbilde]:
    """The rotas of these units, in a handful of queries however many they are."""
    dag = dag or timezone.localdate()
    bilder = {e.pk: Vaktbilde(e) for e in enheter}
    roller = list(
        Rolle.objects.gjeldende(dag)
        .filter(enhet__in=bilder, type=R.VEILEDNINGSANSVARLIG, bruker__is_active=True)
        .select_related("bruker")
        .order_by("bruker__sortering")
    )
    linjer = Svarvakt.objects.filter(
        Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=dag),
        Q(rolle__gyldig_til__isnull=True) | Q(rolle__gyldig_til__gte=dag),
        rolle__enhet__in=bilder,
        rolle__bruker__is_active=True,
    ).select_related("rolle__bruker", "fagomraade")
    for linje in linjer.order_by("rekkefolge", "fagomraade__navn", "gyldig_fra", "id"):
        bilder[linje.rolle.enhet_id].linjer.append(linje)  # type: ignore[index]
    dager = [vaktdag(dag)]
    dager += [dager[0] + timedelta(days=n) for n in range(1, 6 - dager[0].isoweekday())]
    vikarer = _vikarer({linje.rolle_id for b in bilder.values() for linje in b.linjer}, dager)
    stelte = set(stelte_enheter(bruker).filter(pk__in=bilder).values_list("pk", flat=True))
    for bilde in bilder.values():
        bilde.uke = [_dag(bilde.linjer, d, vikarer) for d in dager]
        bilde.neste_uke = dager[0].isocalendar()[:2] != dag.isocalendar()[:2]
        bilde.hull = list(_hull(bilde, [r for r in roller if r.enhet_id == bilde.enhet.pk], dag))
        bilde.kan_stelles = bilde.enhet.pk in stelte
    return list(bilder.values())


def _gjelder(linje: Svarvakt, dag: date) -> bool:
    """As `SvarvaktQuerySet.gjelder`, of a line that is read."""
    rolle = linje.rolle
    return (
        linje.gyldig_fra <= dag
        and (linje.gyldig_til is None or linje.gyldig_til >= dag)
        and rolle.gyldig_fra <= dag
        and (rolle.gyldig_til is None or rolle.gyldig_til >= dag)
        and dag.isoweekday() in linje.ukedager
    )


def _dag(linjer: list[Svarvakt], dag: date, vikarer: dict[tuple[UUID, date], list[str]]) -> Dag:
    turer = tuple(Tur(v, tuple(vikarer[v.rolle_id, dag])) for v in linjer if _gjelder(v, dag))
    return Dag(dag, not er_virkedag(dag), turer if er_virkedag(dag) else ())


def _vikarer(roller: set[UUID], dager: list[date]) -> dict[tuple[UUID, date], list[str]]:
    svar: defaultdict[tuple[UUID, date], list[str]] = defaultdict(list)
    staar_inn = Stedfortreder.objects.filter(
        rolle__in=roller, gyldig_fra__lte=dager[-1], gyldig_til__gte=dager[0], bruker__is_active=True
    ).select_related("bruker")
    for vikar in staar_inn:
        for dag in dager:
            if vikar.gyldig_fra <= dag <= (vikar.gyldig_til or dag):
                svar[vikar.rolle_id, dag].append(vikar.bruker.navn)
    return svar


def _hull(bilde: Vaktbilde, roller: list[Rolle], dag: date) -> Iterable[str]:
    if not roller:
        yield _("Ingen svarer på veiledning her. Be administrativ kontakt gi noen rollen veiledningsansvarlig.")
        return
    # A full week ahead, so that every weekday is looked at once.
    neste = [d for d in (dag + timedelta(days=n) for n in range(7)) if d.isoweekday() <= 5]
    alle = [v for v in bilde.linjer if v.fagomraade_id is None]
    tomme = sorted({d.isoweekday() for d in neste if not any(_gjelder(v, d) for v in alle)})
    if len(tomme) == 5:
        yield _("Ingen står på vaktlisten. Alle som svarer her, blir spurt samtidig.")
    elif tomme:
        yield _("Ingen står på vaktlisten for alle fagområder: %(dager)s.") % {
            "dager": ", ".join(str(Ukedag(d).label) for d in tomme)
        }
    paa_listen = {v.rolle_id for v in bilde.linjer}
    for rolle in roller:
        if rolle.pk not in paa_listen and bilde.linjer:
            yield _("%(navn)s svarer her, men står ikke på vaktlisten.") % {"navn": rolle.bruker.navn}
        if rolle.gyldig_til and rolle.gyldig_til <= dag + SLUTTER_SNART:
            yield _("%(navn)s svarer her til og med %(dag)s.") % {
                "navn": rolle.bruker.navn,
                "dag": dato(rolle.gyldig_til),
            }
