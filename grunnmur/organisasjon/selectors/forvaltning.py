"""What an administrative contact may see and change: never more than the own party."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..models import Bruker, Enhet, Importkjoring, Rolle, RolleType, Stedfortreder, Virksomhet
from ..norsk import sorteringsnokkel
from ..rules import er_systemadministrator, kan_sette_stedfortreder
from ..tilgang import tilgang_for, underliggende

FLEST_TREFF = 10


def forvaltede_virksomheter(bruker: Bruker) -> QuerySet[Virksomhet]:
    """The parties whose units and roles `bruker` keeps."""
    if er_systemadministrator(bruker):
        return Virksomhet.objects.all()
    return Virksomhet.objects.filter(id__in=tilgang_for(bruker).virksomheter(RolleType.KONTAKT_ADM))


def forvaltede_enheter(bruker: Bruker) -> QuerySet[Enhet]:
    return Enhet.objects.filter(virksomhet__in=forvaltede_virksomheter(bruker)).select_related("virksomhet", "overordnet")


def forvaltede_roller(bruker: Bruker) -> QuerySet[Rolle]:
    return Rolle.objects.filter(virksomhet__in=forvaltede_virksomheter(bruker)).select_related(
        "bruker", "virksomhet", "enhet"
    )


def forvaltede_importer(bruker: Bruker) -> QuerySet[Importkjoring]:
    return Importkjoring.objects.filter(virksomhet__in=forvaltede_virksomheter(bruker)).select_related(
        "virksomhet", "lastet_opp_av"
    )


def egne_roller(bruker: Bruker, dag: date | None = None) -> list[Rolle]:
    """The roles that `bruker` holds in their own right and may set a stand-in for."""
    egne = (f.rolle for f in tilgang_for(bruker, dag).fullmakter if f.paa_vegne_av is None)
    return [rolle for rolle in egne if rolle.kan_ha_stedfortreder]


def rolle_for_stedfortreder(rolle_id: UUID, bruker: Bruker) -> Rolle | None:
    """The role, when `bruker` may set a stand-in for it today."""
    rolle = (
        Rolle.objects.filter(Q(bruker=bruker) | Q(virksomhet__in=forvaltede_virksomheter(bruker)), id=rolle_id)
        .select_related("bruker", "virksomhet", "enhet")
        .first()
    )
    if rolle is None or not rolle.kan_ha_stedfortreder or not kan_sette_stedfortreder(bruker, rolle):
        return None
    return rolle


def stedfortredere_for(bruker: Bruker) -> QuerySet[Stedfortreder]:
    """Stand-ins that `bruker` may end: for the own roles, and for roles in parties they keep. Not those that are over."""
    return (
        Stedfortreder.objects.filter(
            Q(rolle__bruker=bruker) | Q(rolle__virksomhet__in=forvaltede_virksomheter(bruker)),
            gyldig_til__gte=timezone.localdate(),
        )
        .select_related("bruker", "rolle__bruker", "rolle__enhet", "rolle__virksomhet")
        .order_by("gyldig_fra")
    )


def roller_i(virksomhet: Virksomhet, *, sok: str = "", type: str = "") -> QuerySet[Rolle]:
    """Roles in force or to come at one party."""
    svar = Rolle.objects.filter(
        Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=timezone.localdate()), virksomhet=virksomhet
    ).select_related("bruker", "enhet", "virksomhet")
    if type:
        svar = svar.filter(type=type)
    if sok:
        svar = svar.filter(_navn_eller_epost(sok, "bruker__"))
    return svar


def finn_personer(sok: str, virksomhet: Virksomhet) -> list[Bruker]:
    """People for a role: anybody by their whole e-mail address, by name only those known at the party.

    Searching everybody by name would show every party's staff to every other.
    """
    sok = sok.strip()
    personer = Bruker.objects.virkelige()
    if "@" in sok:
        return list(personer.filter(epost__iexact=sok)[:1])
    if len(sok) < 2:
        return []
    hjemme = Rolle.objects.filter(bruker=OuterRef("pk"), virksomhet=virksomhet)
    return list(personer.filter(Exists(hjemme), _navn_eller_epost(sok)).med_roller()[:FLEST_TREFF])


def mulige_overordnede(virksomhet: Virksomhet, under: UUID | None = None) -> QuerySet[Enhet]:
    """Units that a unit may lie under: open, of the same party, and neither the unit nor anything below it."""
    svar = Enhet.objects.aktive().filter(virksomhet=virksomhet)
    return svar.exclude(id__in=underliggende([under])) if under else svar


def _navn_eller_epost(sok: str, forledd: str = "") -> Q:
    """Every word is the beginning of a name, or the text is the beginning of an e-mail address."""
    navn = Q()
    for ord_ in sorteringsnokkel(sok).split()[:5]:
        navn &= Q(**{f"{forledd}sortering__startswith": ord_}) | Q(**{f"{forledd}sortering__contains": f" {ord_}"})
    return navn | Q(**{f"{forledd}epost__istartswith": sok})
