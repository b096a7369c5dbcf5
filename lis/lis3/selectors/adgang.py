"""Whether somebody has anything to do in LIS3 at all."""

from __future__ import annotations

from django.http import Http404

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from lis.lege.models import Lege

from ..models import Avdeling

ROLLER = (RolleType.LIS_KOORDINATOR, RolleType.KOMMUNE_LIS_KONTAKT, RolleType.ALIS_KONTOR, RolleType.LIS3)


def har_noe_i_lis3(bruker: Bruker) -> bool:
    """Coordinator, municipality, ALIS office, doctor, or leader of a department that takes LIS3."""
    tilgang = tilgang_for(bruker)
    if tilgang.har(*ROLLER) or Lege.objects.filter(bruker=bruker).exists():
        return True
    return tilgang.har(RolleType.LEDER) and Avdeling.objects.ledet_av(bruker).exists()


def krev_noe_i_lis3(bruker: Bruker) -> None:
    """A stranger finds no such page."""
    if not har_noe_i_lis3(bruker):
        raise Http404
