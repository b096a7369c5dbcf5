"""Who takes a question, and what happens when nobody does."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Foresporsel
from .folger import be_ansvarlig, sett, si_fra, spor_vakten


@operasjon
def ta(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """A named person takes the question, and owes the answer from now on (S0-V02)."""
    sak = Foresporsel.objects.laas(pk, versjon)
    felter = {"ansvarlig": utfort_av, "vakt": None, "neste_trinn": None}
    hendelse = flytt(sak, o.TA, utfort_av=utfort_av, felter=felter, naa=naa)
    be_ansvarlig(sak, hendelse)
    si_fra(sak, hendelse, "tatt", [sak.melder])
    return sak


@operasjon
def neste_i_vakten(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """Nobody took it in time: the next on the line is asked, at last the leader. It never closes."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.NESTE_I_VAKTEN, utfort_av=utfort_av, naa=naa)
    sett(sak, spor_vakten(sak, hendelse, trinn=sak.trinn + 1, naa=naa))
    return sak
