"""What others have asked before: shown while somebody writes a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db.models import Case, F, FloatField, Q, Value, When
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sok import SPRAK, planlagt_for_ordene

from ..models import Aktivitet, Aktivitetstilstand, Banksvar, Fagomraade
from .soketekst import en_av, sjeldneste_ord

KANDIDATER = 200
"""The newest answers with one of the rare words are weighed; older ones say less."""
SAMME_FAG = 1.5
MINST_TEGN = 8


@dataclass(frozen=True)
class Lignende:
    """Published answers and planned sessions that may already hold the answer, best first."""

    svar: list[Banksvar] = field(default_factory=list)
    aktiviteter: list[Aktivitet] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.svar or self.aktiviteter)


def lignende(
    bruker: Bruker,
    tekst: str,
    *,
    fagfelt: str = "",
    fagomraade: Fagomraade | UUID | None = None,
    antall: int = 5,
) -> Lignende:
    """Answers and sessions that share the rarest words of a text. Nothing for a text that says nothing yet."""
    if len(tekst.strip()) < MINST_TEGN or not (leksemer := sjeldneste_ord(tekst)):
        return Lignende()
    omraade = fagomraade.pk if isinstance(fagomraade, Fagomraade) else fagomraade
    sporring = en_av(leksemer)
    # The same field first, but never only: a good answer may stand under another.
    samme = Q(fagomraade=omraade) if omraade else Q(fagfelt=fagfelt)
    vekt = Case(When(samme, then=Value(SAMME_FAG)), default=Value(1.0), output_field=FloatField())
    nyeste = (
        Banksvar.objects.synlig_for(bruker)
        .publiserte()
        .filter(sokevektor=sporring)
        .order_by("-publisert_tid", "-id")
        .values("pk")[:KANDIDATER]
    )
    svar = (
        Banksvar.objects.filter(pk__in=nyeste)
        .med_navn()
        .defer("svar", "sokevektor")
        .annotate(rang=SearchRank(F("sokevektor"), sporring) * vekt)
        .order_by("-rang", "-publisert_tid")[:antall]
    )
    # Sessions to come are few: their text is read as it is.
    aktiviteter = (
        Aktivitet.objects.synlig_for(bruker)
        .filter(tilstand=Aktivitetstilstand.PLANLAGT, start__gte=timezone.now())
        .annotate(
            vektor=SearchVector("tittel", weight="A", config=SPRAK) + SearchVector("beskrivelse", weight="B", config=SPRAK)
        )
        .filter(vektor=sporring)
        .annotate(rang=SearchRank(F("vektor"), sporring) * vekt)
        .order_by("-rang", "start")[:antall]
    )
    with planlagt_for_ordene():
        return Lignende(list(svar), list(aktiviteter))
