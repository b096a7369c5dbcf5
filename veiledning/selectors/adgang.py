"""Who has anything to do in guidance: everybody employed or answering at a party that can ask or be asked."""

from __future__ import annotations

from django.http import Http404

from grunnmur.organisasjon.models import Bruker, Deltakelse, RolleType, Virksomhetstype
from grunnmur.organisasjon.selectors import tilgang_for

from ..models import SPESIALIST, Foresporsel

ROLLER = (
    RolleType.ANSATT,
    RolleType.VEILEDNINGSANSVARLIG,
    RolleType.VEILEDNINGSKOORDINATOR,
    RolleType.AVTALESPESIALIST,
    RolleType.LEDER,
    RolleType.SEKRETARIAT,
)


def har_veiledning(bruker: Bruker) -> bool:
    """Employed, answering, leading or coordinating at a party of the network; or with a question from when they were."""
    steder = {f.rolle.virksomhet_id for f in tilgang_for(bruker).fullmakter if f.rolle.type in ROLLER}
    deltar = Deltakelse.objects.gjeldende().filter(
        virksomhet__in=steder, virksomhet__type__in=[Virksomhetstype.KOMMUNE, *SPESIALIST]
    )
    return (bool(steder) and deltar.exists()) or Foresporsel.objects.filter(melder=bruker).exists()


def krev_veiledning(bruker: Bruker) -> None:
    """A stranger finds no such page."""
    if not har_veiledning(bruker):
        raise Http404
