"""Half-years begin on 1 March and 1 September."""

from datetime import date

from lis.lis1.selectors.kommuner import halvaar_fram, halvaar_navn


def test_halvaarene_fram_i_tid() -> None:
    assert halvaar_fram(date(2026, 11, 22), 2) == [date(2027, 3, 1), date(2027, 9, 1), date(2028, 3, 1), date(2028, 9, 1)]
    assert halvaar_fram(date(2027, 3, 1), 1) == [date(2027, 9, 1), date(2028, 3, 1)]
    assert [halvaar_navn(d) for d in halvaar_fram(date(2026, 11, 22), 1)] == ["Vår 2027", "Høst 2027"]
