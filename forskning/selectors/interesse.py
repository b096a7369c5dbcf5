"""Who has said that their party would like to be in on an idea, or to work towards a call (S1-F03)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Deltakelse, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for

from .. import overganger as o
from .. import rules
from ..models import Interesse, Prosjekt, Utlysning


@dataclass(frozen=True)
class Interesser:
    """Those who are interested, oldest first; `min` the reader's own, `kan_melde` whether they may say so now."""

    rader: list[Interesse]
    min: Interesse | None
    kan_melde: bool


def _aktive(sak: Prosjekt | Utlysning) -> list[Interesse]:
    return list(sak.interesser.filter(trukket=None).select_related("virksomhet", "bruker"))


def for_prosjekt(bruker: Bruker, prosjekt: Prosjekt) -> Interesser:
    rader = _aktive(prosjekt)
    min_ = next((i for i in rader if i.bruker_id == bruker.pk), None)
    i_tide = prosjekt.tilstand in o.MELD_INTERESSE.fra
    return Interesser(rader, min_, min_ is None and i_tide and rules.kan_melde_interesse(bruker, prosjekt))


def for_utlysning(bruker: Bruker, utlysning: Utlysning) -> Interesser:
    rader = _aktive(utlysning)
    min_ = next((i for i in rader if i.bruker_id == bruker.pk), None)
    i_tide = utlysning.tilstand in o.ONSK_SAMARBEID.fra
    return Interesser(rader, min_, min_ is None and i_tide and bool(tilgang_for(bruker).parter))


def egne_virksomheter(bruker: Bruker) -> QuerySet[Virksomhet]:
    """The parties of the network that this person belongs to, and may speak of."""
    deltar = Deltakelse.objects.gjeldende(timezone.localdate()).values("virksomhet")
    steder = {f.rolle.virksomhet_id for f in tilgang_for(bruker).fullmakter}
    return Virksomhet.objects.filter(pk__in=steder).filter(pk__in=deltar).order_by("sortering")
