"""A project on the open pages, and off them again (S1-F06, S4-D10)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Prosjekt
from .folger import partnernes_folk, si_fra


@operasjon
def vis_aapent(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """Let anybody read about it without signing in. Those who answer for the partners are told: they are named there."""
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.VIS_AAPENT, utfort_av=utfort_av, felter={"publisert": naa}, naa=naa)
    si_fra(prosjekt, hendelse, "vist_aapent", [b for b in partnernes_folk(prosjekt) if b.pk != utfort_av.pk])
    return prosjekt


@operasjon
def skjul(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """Take it off the open pages, and out of the feed."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    flytt(prosjekt, o.SKJUL, utfort_av=utfort_av, felter={"publisert": None}, naa=naa)
    return prosjekt
