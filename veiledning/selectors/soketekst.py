"""Which words of a text say most, in the bank of answers."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery
from django.db import connection

LEKSEMER = """
WITH ordene AS (
    SELECT lexeme, cardinality(positions) AS antall
    FROM unnest(to_tsvector('norwegian'::regconfig, %(tekst)s)) WHERE length(lexeme) > 2
), kjente AS (
    -- How common each word is in the bank, as the planner's own statistics have it: kept by (auto)ANALYZE, free to read.
    SELECT ord, hyppighet
    FROM pg_stats s, LATERAL unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS k(ord, hyppighet)
    WHERE s.schemaname = current_schema() AND s.tablename = 'veiledning_banksvar' AND s.attname = 'sokevektor'
      AND k.ord = ANY (SELECT lexeme FROM ordene)
), vektet AS (
    SELECT lexeme, antall, COALESCE(hyppighet, 0) AS hyppighet FROM ordene LEFT JOIN kjente ON ord = lexeme
)
SELECT lexeme FROM (
    SELECT *, sum(hyppighet) OVER (ORDER BY hyppighet, antall DESC, length(lexeme) DESC, lexeme) AS til_naa FROM vektet
) v
WHERE til_naa <= GREATEST(%(tak)s, (SELECT min(hyppighet) FROM vektet))
ORDER BY hyppighet, antall DESC, length(lexeme) DESC, lexeme
LIMIT %(flest)s
"""
FLEST_ORD = 12


def sjeldneste_ord(tekst: str, *, tak: float = 0.02) -> list[str]:
    """The words of a text that say most about it, as lexemes, rarest in the bank first.

    Together they stand in at most the share `tak` of all answers (the rarest alone may stand in more), so that looking
    for any of them costs the same however long the text and however large the bank.
    """
    with connection.cursor() as peker:
        peker.execute(LEKSEMER, {"tekst": tekst[:4000], "tak": tak, "flest": FLEST_ORD})
        return [rad[0] for rad in peker.fetchall()]


def en_av(leksemer: list[str]) -> SearchQuery:
    """Any of these lexemes, which are stems already."""
    return SearchQuery(
        " | ".join("'" + ord_.replace("\\", "\\\\").replace("'", "''") + "'" for ord_ in leksemer),
        config="simple",
        search_type="raw",
    )
