"""Who finds anything in LIS1."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from lis.lege.models import Lege

from .. import rules
from ..models import Stilling
from ..models.stilling import ser_stillinger


def er_leser(bruker: Bruker) -> bool:
    """Those who cooperate on hiring: coordinator, municipalities, County Governor, RHF (S1-L04, L05)."""
    return ser_stillinger(bruker)


def krev_leser(bruker: Bruker) -> None:
    """To everybody else the pages do not exist."""
    if not er_leser(bruker):
        raise Http404


def krev_koordinator(bruker: Bruker) -> None:
    """Those who read are told that they may not; to everybody else the page does not exist."""
    krev_leser(bruker)
    if not rules.koordinator(bruker):
        raise PermissionDenied


def er_lis1(bruker: Bruker) -> bool:
    return tilgang_for(bruker).har(RolleType.LIS1)


def sitter_i_utvalget(bruker: Bruker) -> bool:
    """A capacity in LIS1-utvalget today: member, deputy or secretary."""
    i_dag = Organmedlem.objects.gjeldende().exclude(verv=Organmedlem.Verv.OBSERVATOR)
    return i_dag.filter(bruker=bruker.pk, organ__type=Organ.Type.LIS1_UTVALG).exists()


def har_noe_i_lis1(bruker: Bruker) -> bool:
    """A role there, a seat in its committee, or a position or a municipal place of one's own."""
    if er_leser(bruker) or er_lis1(bruker) or sitter_i_utvalget(bruker):
        return True
    return Stilling.objects.synlig_for(bruker).exists() or egen_plass(bruker) is not None


def egen_plass(bruker: Bruker) -> Any:
    """The municipal place of a doctor, also of one from another trust who has no position here (S1-L06)."""
    lege = Lege.objects.filter(bruker=bruker.pk).first()
    return lege.tildelinger.order_by("-start").first() if lege else None
