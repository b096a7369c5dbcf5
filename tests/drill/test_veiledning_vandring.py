"""The long walk: three hundred questions, and every verb and state of the table is reached."""

from tests.veiledning.folk import lag_veil
from tests.veiledning.test_vandring import feilmeldinger, vandre
from tests.veiledning.vandring import ALLE, VERB

VANDRINGER = range(1000, 1300)


def test_three_hundred_questions_are_never_lost(db: None, caplog) -> None:
    gjort, naadd = vandre(lag_veil(), VANDRINGER)
    assert feilmeldinger(caplog) == []
    assert naadd == ALLE
    # The walk is put to the test too: a draft is sent before it begins, and every other verb went through.
    assert {navn for navn in VERB if not gjort[navn]} == {"meld"}
