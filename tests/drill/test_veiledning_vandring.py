"""The long walk: three hundred questions and more, until every verb and state of the table is reached."""

from collections import Counter

from tests.veiledning.folk import lag_veil
from tests.veiledning.test_vandring import feilmeldinger, vandre
from tests.veiledning.vandring import ALLE, VERB

HUNDRE = 100
MINST, MEST = 3, 12
"""Hundreds of walks. What is rarest takes some hundred: the walk goes on until it has been everywhere."""


def test_three_hundred_questions_are_never_lost(db: None, caplog) -> None:
    veil = lag_veil()
    gjort, naadd = Counter(), set()
    for nummer in range(MEST):
        nye, steder = vandre(veil, range(1000 + nummer * HUNDRE, 1000 + (nummer + 1) * HUNDRE))
        gjort += nye
        naadd |= steder
        if nummer + 1 >= MINST and naadd == ALLE and ikke_gjort(gjort) == {"meld"}:
            break
    assert feilmeldinger(caplog) == []
    assert naadd == ALLE
    # The walk is put to the test too: a draft is sent before it begins, and every other verb went through.
    assert ikke_gjort(gjort) == {"meld"}


def ikke_gjort(gjort: Counter) -> set[str]:
    return {navn for navn in VERB if not gjort[navn]}
