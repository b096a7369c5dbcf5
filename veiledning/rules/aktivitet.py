"""Who may answer at a joint activity."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType

HOLDER = (
    RolleType.VEILEDNINGSANSVARLIG,
    RolleType.LEDER,
    RolleType.AVTALESPESIALIST,
    RolleType.VEILEDNINGSKOORDINATOR,
)


def kan_holde(virksomhet: UUID) -> list[Bruker]:
    """Those who answer guidance, lead or coordinate at a party today: one of them answers, by name."""
    roller = Rolle.objects.gjeldende(timezone.localdate()).filter(virksomhet=virksomhet, type__in=HOLDER)
    return list(Bruker.objects.filter(is_active=True, roller__in=roller).distinct().order_by("sortering"))
