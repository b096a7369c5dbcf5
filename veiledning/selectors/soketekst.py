"""Norwegian full text: what somebody typed as a query, and which words of a text say most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction

SPRAK = "norwegian"
MAKS_SOK = 200
SISTE_ORD = re.compile(r"(?P<foran>.*?)(?P<ord>\w{3,})\Z", re.DOTALL)


@contextmanager
def planlagt_for_ordene() -> Iterator[None]:
    """Let every search inside be planned for its own words.

    Elsewhere one plan serves all parameters (settings), which is right where they are alike. Words are not: what finds
    «metadon» by the index would fetch a hundred thousand answers for «pasient», where the newest of a list are enough.
    """
    with transaction.atomic():
        with connection.cursor() as peker:
            peker.execute("SET LOCAL plan_cache_mode = force_custom_plan")
        yield


def som_sporring(tekst: str) -> SearchQuery:
    """What was typed, as web searches are («…», or, -), where the last word may be only begun.

    Both sides go through the same stemmer, so «smertepumper» finds «smertepumpen» and «sjukeheimen» «sjukeheim».
    """
    tekst = tekst.strip()[:MAKS_SOK]
    hele = SearchQuery(tekst, config=SPRAK, search_type="websearch")
    treff = SISTE_ORD.fullmatch(tekst)
    # Inside quotes and after a minus a word is meant as it stands.
    if treff is None or tekst.count('"') % 2 or treff["foran"].endswith(("-", '"')) or treff["ord"].lower() == "or":
        return hele
    begynt = SearchQuery(f"{treff['ord']}:*", config=SPRAK, search_type="raw")
    if not treff["foran"].strip():
        return hele | begynt
    return hele | (SearchQuery(treff["foran"], config=SPRAK, search_type="websearch") & begynt)


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
