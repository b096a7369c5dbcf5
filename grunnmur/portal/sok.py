"""Norwegian full text: what somebody typed as a query, over the stored vectors of any list."""

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
