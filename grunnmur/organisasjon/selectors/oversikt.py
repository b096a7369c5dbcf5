"""One party at a glance: the tree, who leads, who receives, who stands in, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Bruker, Enhet, Helsefellesskap, Logo, Rolle, RolleType, Stedfortreder, Virksomhet
from ..rules import kan_endre_profil, kan_forvalte

VARSLES_FOER = timedelta(days=30)
_VIKTIGE = (RolleType.LEDER, RolleType.MOTTAKSANSVARLIG, RolleType.KONTAKT_ADM)


@dataclass(frozen=True)
class Hull:
    """Something that leaves a question without anybody to answer it, now or soon."""

    kode: str
    tekst: str
    forklaring: str
    enhet: Enhet | None = None
    rolle: Rolle | None = None
    rolletype: str = ""
    haster: bool = True


@dataclass
class Enhetslinje:
    """A unit as one line of the tree. `har_leder` and `har_mottak` count the units above it, and the party."""

    enhet: Enhet
    niva: int
    ledere: list[Rolle] = field(default_factory=list)
    mottak: list[Rolle] = field(default_factory=list)
    har_leder: bool = False
    har_mottak: bool = False


@dataclass
class Oversikt:
    virksomhet: Virksomhet
    linjer: list[Enhetslinje]
    ledere: list[Rolle]
    mottak: list[Rolle]
    kontakter: list[Rolle]
    stedfortredere: list[Stedfortreder]
    hull: list[Hull]


def oversikt_for(virksomhet: Virksomhet, dag: date | None = None) -> Oversikt:
    """The whole picture in three queries, whatever the size of the tree."""
    dag = dag or timezone.localdate()
    enheter = list(Enhet.objects.aktive().filter(virksomhet=virksomhet))
    roller = list(
        Rolle.objects.gjeldende(dag)
        .filter(virksomhet=virksomhet, type__in=_VIKTIGE, bruker__is_active=True)
        .select_related("bruker", "enhet")
        .order_by("bruker__sortering")
    )
    stedfortredere = list(
        Stedfortreder.objects.filter(rolle__virksomhet=virksomhet, gyldig_til__gte=dag)
        .select_related("bruker", "rolle__bruker", "rolle__enhet", "rolle__virksomhet")
        .order_by("gyldig_fra")
    )
    ved: defaultdict[tuple[UUID | None, str], list[Rolle]] = defaultdict(list)
    for rolle in roller:
        rolle.virksomhet = virksomhet
        ved[rolle.enhet_id, rolle.type].append(rolle)
    linjer = list(_linjer(enheter, ved))
    svar = Oversikt(
        virksomhet,
        linjer,
        ledere=ved[None, RolleType.LEDER],
        mottak=ved[None, RolleType.MOTTAKSANSVARLIG],
        kontakter=ved[None, RolleType.KONTAKT_ADM],
        stedfortredere=stedfortredere,
        hull=[],
    )
    svar.hull = [*_mangler(svar), *_slutter_snart(roller, dag)]
    return svar


def hull_i(virksomhet: Virksomhet, dag: date | None = None) -> list[Hull]:
    """What the administrative contact is asked to close (S1-H10, G-12)."""
    return oversikt_for(virksomhet, dag).hull


def _linjer(enheter: list[Enhet], ved: dict[tuple[UUID | None, str], list[Rolle]]) -> Iterator[Enhetslinje]:
    """The tree from the top, each level in Norwegian order."""
    kjente = {e.id for e in enheter}
    under: defaultdict[UUID | None, list[Enhet]] = defaultdict(list)
    for enhet in enheter:
        # A unit whose parent is closed is shown at the top rather than not at all.
        under[enhet.overordnet_id if enhet.overordnet_id in kjente else None].append(enhet)
    igjen = [(enhet, 0, bool(ved[None, "leder"]), bool(ved[None, "mottaksansvarlig"])) for enhet in reversed(under[None])]
    while igjen:
        enhet, niva, ledet, mottatt = igjen.pop()
        ledere, mottak = ved[enhet.id, RolleType.LEDER], ved[enhet.id, RolleType.MOTTAKSANSVARLIG]
        ledet, mottatt = ledet or bool(ledere), mottatt or bool(mottak)
        yield Enhetslinje(enhet, niva, ledere, mottak, ledet, mottatt)
        igjen += [(barn, niva + 1, ledet, mottatt) for barn in reversed(under[enhet.id])]


def _mangler(oversikt: Oversikt) -> Iterator[Hull]:
    if not oversikt.kontakter:
        yield Hull(
            "kontakt",
            _("Virksomheten har ingen administrativ kontakt"),
            _("Ingen får beskjed når noe mangler."),
            rolletype=RolleType.KONTAKT_ADM,
        )
    uten_mottak = [linje for linje in oversikt.linjer if not linje.har_mottak]
    if not oversikt.mottak and (uten_mottak or not oversikt.linjer):
        yield Hull(
            "mottak",
            _("Virksomheten har ingen ansvarsperson for mottak/videresending"),
            _("Saker som sendes hit, går til den administrative kontakten.")
            if len(uten_mottak) == len(oversikt.linjer)
            else ngettext(
                "%(antall)d enhet er ikke dekket. Saker dit går til den administrative kontakten.",
                "%(antall)d enheter er ikke dekket. Saker dit går til den administrative kontakten.",
                len(uten_mottak),
            )
            % {"antall": len(uten_mottak)},
            rolletype=RolleType.MOTTAKSANSVARLIG,
        )
    for linje in oversikt.linjer:
        if not linje.har_leder:
            yield Hull(
                "leder",
                _("%(enhet)s har ingen leder") % {"enhet": linje.enhet.visningsnavn},
                _("Heller ikke noen enhet over har leder. Søknader herfra blir liggende."),
                enhet=linje.enhet,
                rolletype=RolleType.LEDER,
            )


def _slutter_snart(roller: list[Rolle], dag: date) -> Iterator[Hull]:
    """Roles that end soon with nobody of the same kind at the same place to carry on."""
    for rolle in sorted(roller, key=lambda r: r.gyldig_til or date.max):
        if rolle.gyldig_til is None or rolle.gyldig_til > dag + VARSLES_FOER:
            continue
        andre = (r for r in roller if (r.type, r.enhet_id) == (rolle.type, rolle.enhet_id) and r is not rolle)
        if any(r.gyldig_til is None or r.gyldig_til > rolle.gyldig_til for r in andre):
            continue
        yield Hull(
            "slutter",
            _("%(rolle)s slutter snart") % {"rolle": rolle},
            rolle.bruker.navn,
            enhet=rolle.enhet,
            rolle=rolle,
            rolletype=rolle.type,
            haster=False,
        )


@dataclass(frozen=True)
class Enhetsprofil:
    """What everybody who is signed in may know about a unit (S0-R05), and what this viewer may do with it."""

    enhet: Enhet
    ledere: list[Rolle]
    underenheter: list[Enhet]
    kan_forvalte: bool
    kan_endre: bool
    roller: list[Rolle]


def enhetsprofil(enhet_id: UUID, bruker: Bruker, dag: date | None = None) -> Enhetsprofil | None:
    """None when there is no such unit. Closed units are shown: old cases point at them."""
    dag = dag or timezone.localdate()
    enhet = Enhet.objects.select_related("virksomhet", "overordnet").filter(id=enhet_id).first()
    if enhet is None:
        return None
    forvalter = kan_forvalte(bruker, enhet.virksomhet_id)
    roller = (
        Rolle.objects.filter(Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=dag), enhet=enhet)
        .select_related("bruker", "virksomhet", "enhet")
        .order_by("bruker__sortering")
    )
    if not forvalter:
        roller = roller.filter(type=RolleType.LEDER)
    alle = list(roller)
    return Enhetsprofil(
        enhet,
        ledere=[r for r in alle if r.type == RolleType.LEDER and r.gjelder(dag) and r.bruker.is_active],
        underenheter=list(enhet.underenheter.aktive()),
        kan_forvalte=forvalter,
        kan_endre=kan_endre_profil(bruker, enhet.id, enhet.virksomhet_id),
        roller=alle if forvalter else [],
    )


def merkevaren() -> tuple[str, str]:
    """The name in the header of every page and the checksum of its logo; both empty before the master data is loaded."""
    rad = Helsefellesskap.objects.order_by("opprettet").values_list("navn", "logo__sha256").first()
    return (rad[0], rad[1] or "") if rad else ("", "")


def logobilde(sha256: str) -> bytes | None:
    """The logo with this checksum, while it is in use."""
    bilde = Logo.objects.filter(sha256=sha256).values_list("png", flat=True).first()
    return bytes(bilde) if bilde else None


def registrerte_enheter(sok: str = "") -> QuerySet[Enhet]:
    """Open units of every party, for people looking for somewhere to learn."""
    svar = Enhet.objects.aktive().select_related("virksomhet")
    return svar.sok(sok) if sok else svar
