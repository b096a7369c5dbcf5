"""Where a question may be passed on to: whoever owes the asker an answer, and has not got it already."""

from __future__ import annotations

from django.db.models import QuerySet

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.models.enhet import EnhetQuerySet

from .. import rules
from ..models import SPESIALIST, SVARER_SELV, Foresporsel, Hjemmel


def kolleger(sak: Foresporsel) -> QuerySet[Bruker]:
    """The others on the line."""
    paa_linjen = {f.bruker.pk for trinn in rules.vaktlinje(sak) for f in trinn.folk}
    return Bruker.objects.filter(pk__in=paa_linjen - {sak.ansvarlig_id, sak.vakt_id}).order_by("sortering")


def parter(sak: Foresporsel) -> QuerySet[Virksomhet]:
    """The parties of the network on the side that owes this answer."""
    typer = SPESIALIST if sak.hjemmel == Hjemmel.SPHL_6_3 else (Virksomhetstype.KOMMUNE,)
    deltar = Deltakelse.objects.gjeldende().values("virksomhet")
    return Virksomhet.objects.filter(pk__in=deltar, type__in=typer)


def andre_enheter(sak: Foresporsel) -> EnhetQuerySet:
    return Enhet.objects.aktive().filter(virksomhet__in=parter(sak)).exclude(pk__in=[pk for pk in [sak.til_enhet_id] if pk])


def andre_uten_enheter(sak: Foresporsel) -> QuerySet[Virksomhet]:
    """The specialists who answer alone."""
    return (
        parter(sak)
        .filter(type__in=SVARER_SELV)
        .exclude(pk__in=[pk for pk in [sak.til_virksomhet_id] if pk])
        .order_by("navn")
    )
