"""Who may do what with events: one predicate per sentence."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from grunnmur.organisasjon.models import Bruker, Deltakelse, Rolle, RolleType, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige, tilgang_for

from .models import LAGER, OVERTAR, SVARER, Arrangement, Hvem, Medarrangor, Type

NIVAAER = (Virksomhetstype.HELSEFORETAK, Virksomhetstype.KOMMUNE)
"""Both levels of the health service; a fagdag is held by both (S0-F04)."""


def er_systemet(bruker: Bruker, sak: object) -> bool:
    """Time itself, or a guest whose link the portal has checked."""
    return bruker.er_system


def lager_for(bruker: Bruker) -> QuerySet[Virksomhet]:
    """The parties of the network this person may make events for."""
    egne = {f.rolle.virksomhet_id for f in tilgang_for(bruker).fullmakter if f.rolle.type in LAGER}
    i_dag = Deltakelse.objects.gjeldende().filter(virksomhet__in=egne)
    return Virksomhet.objects.filter(pk__in=i_dag.values("virksomhet")).order_by("sortering")


def arrangerer(bruker: Bruker, sak: Arrangement) -> Fullmakt | None:
    """Whoever made it, while they hold a role there that makes events; else who takes over at that party."""
    fullmakter = [f for f in tilgang_for(bruker).fullmakter if f.rolle.virksomhet_id == sak.arrangor_id]
    if bruker.pk == sak.laget_av_id:
        return next((f for f in fullmakter if f.rolle.type in LAGER), None)
    return next((f for f in fullmakter if f.rolle.type in OVERTAR and f.rolle.enhet_id is None), None)


def svarrolle(virksomhet: UUID, dag: date | None = None) -> RolleType | None:
    """The role that answers for a whole party: its FoU coordinator, else its contact, else its leader. None: nobody here."""
    roller = Rolle.objects.gjeldende(dag).filter(virksomhet=virksomhet, enhet__isnull=True, bruker__is_active=True)
    finnes = set(roller.filter(type__in=SVARER).values_list("type", flat=True))
    return next((rolle for rolle in SVARER if rolle in finnes), None)


def svarer_for(bruker: Bruker, sak: Arrangement) -> list[Medarrangor]:
    """The co-organisers this person says yes or no for, in the order of their names."""
    rader = sak.medarrangorer.select_related("virksomhet").order_by("virksomhet__sortering")
    return [rad for rad in rader if fullmakt_for(bruker, rad.virksomhet_id)]


def fullmakt_for(bruker: Bruker, virksomhet: UUID) -> Fullmakt | None:
    """How this person answers for a whole party, or None."""
    fullmakter = tilgang_for(bruker).fullmakter
    mulige = [f for f in fullmakter if f.rolle.virksomhet_id == virksomhet and f.rolle.enhet_id is None]
    if not any(f.rolle.type in SVARER for f in mulige):
        return None
    rolle = svarrolle(virksomhet)
    return next((f for f in mulige if f.rolle.type == rolle), None)


def folk_som_svarer(virksomhet: UUID) -> list[Bruker]:
    """Everybody who may answer for a party, stand-ins too."""
    rolle = svarrolle(virksomhet)
    return [f.bruker for f in ansvarlige(rolle, virksomhet=virksomhet)] if rolle else []


def er_medarrangor(bruker: Bruker, sak: Arrangement) -> Fullmakt | None:
    """Answers for a party that is asked to arrange it."""
    return next((fullmakt_for(bruker, rad.virksomhet_id) for rad in svarer_for(bruker, sak)), None)


def kan_delta(bruker: Bruker, sak: Arrangement) -> bool:
    """Everybody in the network, or only those who are invited; an invited person always."""
    if not bruker.is_active or bruker.er_system:
        return False
    if sak.deltakere.filter(bruker=bruker.pk).exists():
        return True
    if arrangerer(bruker, sak) or er_medarrangor(bruker, sak):
        return True
    return sak.hvem == Hvem.ALLE and bool(tilgang_for(bruker).parter)


# --- what an event is ready for ---------------------------------------------------------------------------------------


def bekreftede_parter(sak: Arrangement) -> list[Virksomhet]:
    """The party that arranges, and those who have said that they do too."""
    return [sak.arrangor, *(m.virksomhet for m in sak.medarrangorer.bekreftede().select_related("virksomhet"))]


def manglende_nivaaer(sak: Arrangement) -> list[Virksomhetstype]:
    """Which levels of the health service no party of a fagdag has confirmed for yet."""
    if sak.type != Type.FAGDAG:
        return []
    har = {virksomhet.type for virksomhet in bekreftede_parter(sak)}
    return [nivaa for nivaa in NIVAAER if nivaa not in har]
