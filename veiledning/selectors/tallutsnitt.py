"""Whose numbers somebody may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for, underliggende

R = RolleType
ALLE = "alle"
SVARER = (R.VEILEDNINGSANSVARLIG, R.LEDER, R.AVTALESPESIALIST)


@dataclass(frozen=True)
class Utsnitt:
    """A part of the questions: those of the whole network, or to and from a party or a unit with all below it."""

    kode: str
    navn: str
    virksomhet: UUID | None = None
    enhet: UUID | None = None

    @property
    def vilkaar(self) -> Q:
        if self.enhet:
            enheter = underliggende([self.enhet])
            return Q(til_enhet__in=enheter) | Q(fra_enhet__in=enheter)
        if self.virksomhet:
            return Q(til_virksomhet=self.virksomhet) | Q(fra_virksomhet=self.virksomhet)
        return Q()


def utsnitt_for(bruker: Bruker) -> list[Utsnitt]:
    """What this person may choose among, the widest of their own first; empty for who has no numbers to see.

    The secretariat sees every party, a coordinator the own party and the totals, who leads or answers the own unit.
    """
    tilgang = tilgang_for(bruker)
    sekretariat = tilgang.har(R.SEKRETARIAT)
    deltar = Deltakelse.objects.gjeldende().values("virksomhet")
    egne = Q(pk__in=tilgang.virksomheter(*SVARER, R.VEILEDNINGSKOORDINATOR))
    virksomheter = Virksomhet.objects.filter(Q(pk__in=deltar) if sekretariat else egne).order_by("sortering")
    enheter = Enhet.objects.filter(pk__in=tilgang.enheter(*SVARER)).select_related("virksomhet").order_by("sortering")
    alle = [Utsnitt(ALLE, _("Hele helsefellesskapet"))] if sekretariat or tilgang.har(R.VEILEDNINGSKOORDINATOR) else []
    per_part = [Utsnitt(f"v:{v.pk}", v.fullt_navn, virksomhet=v.pk) for v in virksomheter]
    per_enhet = [Utsnitt(f"e:{e.pk}", e.visningsnavn, enhet=e.pk) for e in enheter]
    return [*alle, *per_part, *per_enhet] if sekretariat else [*per_part, *per_enhet, *alle]
