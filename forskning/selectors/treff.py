"""What fits together: rows of one kind that share themes or words with something else.

The caller says which rows the person may see (`synlig_for`): nothing restricted can come in by the back door.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Count, ExpressionWrapper, F, FloatField, Q, QuerySet, Value

from grunnmur.organisasjon.models import Tema

FLEST_ORD = 12
ET_TEMA = 0.3
"""What a shared theme is worth beside the rank of the words, where a word of the title that both have is some 0.6."""


def ordene(tekst: str) -> list[str]:
    """The words of a text as stems, without those that every text has."""
    sporring = "SELECT lexeme FROM unnest(to_tsvector('norwegian'::regconfig, %s)) WHERE length(lexeme) > 2 LIMIT %s"
    with connection.cursor() as peker:
        peker.execute(sporring, [tekst[:1000], FLEST_ORD])
        return [rad[0] for rad in peker.fetchall()]


def lignende(synlige: QuerySet[Any], *, temaer: Iterable[Tema], tekst: str, antall: int = 5) -> list[Any]:
    """The rows that fit best, best first: each with `felles` (themes in common) and `like_ord` (rank of the words).

    A row must share a theme or a word. Two queries, whatever the number of rows.
    """
    tema_id = [tema.pk for tema in temaer]
    ord_ = ordene(tekst)
    if not tema_id and not ord_:
        return []
    sporring = SearchQuery(" | ".join(_sitert(o) for o in ord_) or "''", config="simple", search_type="raw")
    felles = Count("temaer", filter=Q(temaer__in=tema_id), distinct=True) if tema_id else Value(0)
    rang = SearchRank(F("sokevektor"), sporring, normalization=32)
    treff = Q(sokevektor=sporring) | Q(pk__in=_med_tema(synlige, tema_id))
    rader = synlige.order_by().filter(treff).annotate(felles=felles, like_ord=rang)
    passer = F("like_ord") + ExpressionWrapper(F("felles") * ET_TEMA, output_field=FloatField())
    return list(rader.order_by(passer.desc(), "-opprettet")[:antall])


def _med_tema(synlige: QuerySet[Any], tema_id: list[Any]) -> QuerySet[Any]:
    return synlige.model.temaer.through.objects.filter(tema__in=tema_id).values(f"{synlige.model._meta.model_name}_id")


def _sitert(leksem: str) -> str:
    return "'" + leksem.replace("\\", "\\\\").replace("'", "''") + "'"
