"""Whether somebody has anything to do in LIS3 at all."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from lis.lege.models import Lege

from ..models import Avdeling

ROLLER = (RolleType.LIS_KOORDINATOR, RolleType.KOMMUNE_LIS_KONTAKT, RolleType.ALIS_KONTOR, RolleType.LIS3)


def har_noe_i_lis3(bruker: Bruker) -> bool:
    """Coordinator, municipality, ALIS office, a doctor who is registered here, or leader of a department that takes LIS3."""
    tilgang = tilgang_for(bruker)
    if tilgang.har(*ROLLER) or er_lege_i_lis3(bruker):
        return True
    return tilgang.har(RolleType.LEDER) and Avdeling.objects.ledet_av(bruker).exists()


def er_lege_i_lis3(bruker: Bruker) -> bool:
    """A doctor enrolled, on the way to a speciality, or with practice in a municipality. One in LIS1 is none of these."""
    her = Q(innmeldinger__isnull=False) | Q(spesialisering__isnull=False) | Q(kommunepraksiser__isnull=False)
    return Lege.objects.filter(her, bruker=bruker).exists()


def krev_noe_i_lis3(bruker: Bruker) -> None:
    """A stranger finds no such page."""
    if not har_noe_i_lis3(bruker):
        raise Http404
