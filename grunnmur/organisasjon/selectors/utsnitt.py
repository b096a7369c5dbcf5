"""A part of the network that somebody may see the figures of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import Bruker, Deltakelse, Enhet, RolleType, Virksomhet
from ..tilgang import tilgang_for, underliggende

ALLE = "alle"


@dataclass(frozen=True)
class Utsnitt:
    """All of the network, a party, or a unit with all below it. `kode` is what an address says."""

    kode: str
    navn: str
    virksomhet: UUID | None = None
    enhet: UUID | None = None

    @property
    def er_alt(self) -> bool:
        return self.kode == ALLE

    def enheter(self) -> list[UUID]:
        """The units of the part. One query; none for the whole network."""
        if self.enhet:
            return underliggende([self.enhet])
        if self.virksomhet:
            return list(Enhet.objects.filter(virksomhet=self.virksomhet).values_list("pk", flat=True))
        return []


def hele() -> Utsnitt:
    return Utsnitt(ALLE, _("Hele helsefellesskapet"))


def delene(bruker: Bruker, *, part: Collection[RolleType], enhet: Collection[RolleType]) -> list[Utsnitt]:
    """The parties and then the units where the person holds one of these roles; for the secretariat every party."""
    tilgang = tilgang_for(bruker)
    deltar = Deltakelse.objects.gjeldende().values("virksomhet")
    hvilke = Q(pk__in=deltar) if tilgang.har(RolleType.SEKRETARIAT) else Q(pk__in=tilgang.virksomheter(*part))
    enheter = Enhet.objects.filter(pk__in=tilgang.enheter(*enhet)).select_related("virksomhet").order_by("sortering")
    return [
        *(Utsnitt(f"v:{v.pk}", v.fullt_navn, virksomhet=v.pk)
          for v in Virksomhet.objects.filter(hvilke).order_by("sortering")),
        *(Utsnitt(f"e:{e.pk}", e.visningsnavn, enhet=e.pk) for e in enheter),
    ]  # fmt: skip
