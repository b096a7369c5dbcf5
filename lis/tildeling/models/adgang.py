"""Who reads what of the allocation, for `synlig_for` of every model here."""

from __future__ import annotations

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from lis.lis1.models.stilling import ser_stillinger

SER_RUNDER = (RolleType.LIS_KOORDINATOR, RolleType.STATSFORVALTER, RolleType.RHF)


def leser_lis1(bruker: Bruker) -> bool:
    """Those who cooperate on hiring: coordinator, municipalities that take part, County Governor, RHF (S1-L04, L05)."""
    return ser_stillinger(bruker)


def sitter_i_lis1_utvalget(bruker: Bruker) -> bool:
    """A capacity there today: member, deputy or secretary."""
    i_dag = Organmedlem.objects.gjeldende().exclude(verv=Organmedlem.Verv.OBSERVATOR)
    return i_dag.filter(bruker=bruker.pk, organ__type=Organ.Type.LIS1_UTVALG).exists()


def steller_med_runder(bruker: Bruker) -> bool:
    """The committee, its secretary and the LIS coordinator."""
    return tilgang_for(bruker).har(RolleType.LIS_KOORDINATOR) or sitter_i_lis1_utvalget(bruker)


def leser_runder(bruker: Bruker) -> bool:
    """Those who work with rounds, and County Governor and RHF, who read what concerns them."""
    return tilgang_for(bruker).har(*SER_RUNDER) or sitter_i_lis1_utvalget(bruker)
