"""The declaration texts: which one is signed where, and every version of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.rules import er_systemadministrator
from grunnmur.organisasjon.selectors import forvaltede_virksomheter

from ..models import Taushetstekst
from .enheter import verter


def gjeldende_tekst(virksomhet_id: UUID | None, dag: date | None = None) -> Taushetstekst | None:
    """The host organisation's own text on a day, else the common one. Without a day: the first there ever was."""
    alle = Taushetstekst.objects.order_by("gjelder_fra", "versjon")
    if dag is not None:
        alle = Taushetstekst.objects.filter(gjelder_fra__lte=dag).order_by("-gjelder_fra", "-versjon")
    egen = alle.filter(virksomhet=virksomhet_id).first() if virksomhet_id else None
    return egen or alle.filter(virksomhet=None).first()


@dataclass(frozen=True)
class Tekstlinje:
    """One organisation, or all that have no text of their own, and what is signed there today."""

    virksomhet: Virksomhet | None
    gjelder: Taushetstekst | None
    kommer: Taushetstekst | None
    """A version that is written, and applies from a day to come."""

    @property
    def egen(self) -> bool:
        """Whether the text is its own; else it signs the common one."""
        return bool(self.virksomhet and self.gjelder and self.gjelder.virksomhet_id == self.virksomhet.pk)


def tekster_for(bruker: Bruker) -> list[Tekstlinje]:
    """The hosts whose texts this person keeps, the common one first where that is theirs."""
    idag = timezone.localdate()
    eiere: list[Virksomhet | None] = [None] if er_systemadministrator(bruker) else []
    vertene = verter().order_by().values("pk")
    eiere += list(forvaltede_virksomheter(bruker).filter(pk__in=vertene).order_by("sortering"))
    alle = list(Taushetstekst.objects.select_related("virksomhet").order_by("gjelder_fra", "versjon"))
    siste = {t.virksomhet_id: t for t in alle if t.gjelder_fra <= idag}
    kommer = {t.virksomhet_id: t for t in alle if t.gjelder_fra > idag}
    felles = siste.get(None)
    return [Tekstlinje(e, siste.get(e.pk if e else None, felles), kommer.get(e.pk if e else None)) for e in eiere]


def versjoner(virksomhet: Virksomhet | None) -> list[Taushetstekst]:
    """Every version of one organisation's text, newest first."""
    return list(Taushetstekst.objects.filter(virksomhet=virksomhet).order_by("-versjon"))
