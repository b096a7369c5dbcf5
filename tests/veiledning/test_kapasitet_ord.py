"""Which sentences plead a lack of capacity: the words, apart from what follows."""

import pytest

from veiledning.kapasitet import PLIKT_ABSOLUTT, med_plikten, viser_til_kapasitet

from .kapasitetssetninger import NYE_VISER_IKKE_TIL, NYE_VISER_TIL, VISER_IKKE_TIL, VISER_TIL

KJENTE_HULL = {"Legene våre er bortreist på kurs."}
"""Pleas that no pattern finds."""


def test_the_table_is_large_enough_and_says_nothing_twice():
    alle = [*VISER_TIL, *VISER_IKKE_TIL, *NYE_VISER_TIL, *NYE_VISER_IKKE_TIL]
    assert len(alle) == len(set(alle)) == 238


@pytest.mark.krav("S1-V12")
def test_both_kinds_of_error():
    oversett = {s for s in [*VISER_TIL, *NYE_VISER_TIL] if not viser_til_kapasitet(s)}
    falske = {s for s in [*VISER_IKKE_TIL, *NYE_VISER_IKKE_TIL] if viser_til_kapasitet(s)}
    assert (oversett, falske) == (KJENTE_HULL, set())


def test_the_phrases_are_those_that_were_written_in_order():
    tekst = "Vi har ikke  tid.\nPasienten bør ta prøver. Dessuten er det FERIEAVVIKLING, og vi har ikke tid."
    assert viser_til_kapasitet(tekst) == ("ikke tid", "FERIEAVVIKLING")


def test_the_receipt_carries_the_rule_only_where_a_text_pleads():
    assert med_plikten("Sendt.", "Vi svarer i morgen.", "") == "Sendt."
    assert med_plikten("Sendt.", "", "Vi har ikke kapasitet.") == f"Sendt. {PLIKT_ABSOLUTT}"
