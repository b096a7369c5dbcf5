"""What an idea begins from: the person's own parties, a call or a need, and what there is already that is like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from grunnmur.organisasjon.models import Bruker, Tema, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.visning import Visning

from ..models import LEVER, Behov, Finansiering, Prosjekt, Utlysning, Utlysningstilstand
from . import treff
from .visning import prosjektvisning

MINST_LIKT = 0.1
"""Below this two texts share a word that says little."""
FLEST = 4


def parter_for(bruker: Bruker) -> QuerySet[Virksomhet]:
    """The parties that this person may register an idea for."""
    return Virksomhet.objects.filter(pk__in=tilgang_for(bruker).parter).order_by("sortering")


def utlysningen(bruker: Bruker, pk: str) -> Utlysning | None:
    """The call that an idea is made for, while it is open."""
    return _finn(Utlysning.objects.synlig_for(bruker).filter(tilstand=Utlysningstilstand.AAPEN), pk)


def behovet(bruker: Bruker, pk: str) -> Behov | None:
    """The need that an idea takes up, while it is there."""
    return _finn(Behov.objects.synlig_for(bruker).aapne(), pk)


def _finn(rader: QuerySet[Any], pk: str) -> Any:
    try:
        return rader.prefetch_related("temaer").filter(pk=UUID(pk)).first() if pk else None
    except ValueError:
        return None


def utgangspunkt(utlysning: Utlysning | None, behov: Behov | None) -> dict[str, Any]:
    """What stands in the form before anything is typed."""
    fra: dict[str, Any] = {}
    if utlysning:
        fra = {"utlysning": utlysning.pk, "finansiering": Finansiering.EKSTERN, "finansior": utlysning.finansior}
    if behov:
        fra |= {"behovseier": behov.virksomhet_id, "behov": f"{behov.tittel}\n\n{behov.beskrivelse}"}
    temaer = {tema.pk for kilde in (utlysning, behov) if kilde for tema in kilde.temaer.all()}
    return fra | ({"temaer": list(temaer)} if temaer else {})


@dataclass(frozen=True, slots=True)
class Lignende:
    url: str
    tittel: str
    saksnummer: str
    eier: str
    visning: Visning


def lignende_prosjekter(bruker: Bruker, *, tittel: str, sammendrag: str, temaer: Iterable[Tema]) -> list[Lignende]:
    """Projects that are not over, share a theme and words with this one, and that this person may see."""
    synlige = Prosjekt.objects.synlig_for(bruker).filter(tilstand__in=LEVER).select_related("eier")
    funnet = treff.lignende(synlige, temaer=temaer, tekst=f"{tittel} {sammendrag}", antall=FLEST)
    return [
        Lignende(p.get_absolute_url(), p.tittel, p.saksnummer or "", p.eier.fullt_navn, prosjektvisning(p.tilstand))
        for p in funnet
        if p.felles and p.like_ord >= MINST_LIKT
    ]
