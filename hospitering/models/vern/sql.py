"""Short forms for what the database refuses about hospitering."""

from __future__ import annotations

import re

BINDENDE = "('avtale_inngaatt', 'klar', 'paagaar', 'gjennomfort', 'evaluert')"
MANDAG = "date_trunc('week', {}::timestamp)::date"
UKENE_ER_TATT = """
    (SELECT count(*) FROM hospitering_ukebelegg b JOIN hospitering_soknad e ON e.id = b.soknad_id
     WHERE b.soknad_id = {sak} AND b.enhet_id = e.hospiteringsenhet_id AND b.uke BETWEEN {forste} AND {til})
    = ({siste} - {forste}) / 7 + 1
    AND NOT EXISTS (SELECT 1 FROM hospitering_ukebelegg b
                    WHERE b.soknad_id = {sak} AND b.uke NOT BETWEEN {forste} AND {til})
"""
"""Exactly the weeks of the period are taken at the unit of the agreement."""


def sql(kropp: str) -> str:
    """The body of a trigger, with its three short forms written out.

    `NEI(why)` refuses, `BINDENDE` are the states with an agreement in force, `UKENE_ER_TATT(case, from, to)` as above.
    """

    def ukene(treff: re.Match[str]) -> str:
        sak, fra, til = treff.groups()
        return UKENE_ER_TATT.format(sak=sak, til=til, forste=MANDAG.format(fra), siste=MANDAG.format(til))

    kropp = re.sub(r"UKENE_ER_TATT\(([\w.]+), ([\w.]+), ([\w.]+)\)", ukene, kropp)
    kropp = re.sub(r"NEI\((\w+)\)", r"RAISE EXCEPTION '\1' USING ERRCODE = 'check_violation';", kropp)
    return kropp.replace("BINDENDE", BINDENDE)
