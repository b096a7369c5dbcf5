import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from grunnmur.portal.management.commands import kravsporing

ROT = Path(__file__).parents[2]


@pytest.fixture
def prosjekt(tmp_path: Path, settings: Any) -> Path:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "docs" / "krav.csv").write_text("id,regel\nS1-H01,a\nS1-H02,b\nS2-A01,c\n")
    return tmp_path


def kjor(**valg: Any) -> list[str]:
    ut = io.StringIO()
    call_command("kravsporing", stdout=ut, **valg)
    return ut.getvalue().splitlines()


def skriv_test(prosjekt: Path, kode: str) -> None:
    (prosjekt / "tests" / "test_noe.py").write_text("import pytest\n" + kode)


def test_rows_are_listed_by_family_with_their_tests(prosjekt: Path) -> None:
    skriv_test(prosjekt, '@pytest.mark.krav("S1-H01", "S2-A01")\ndef test_a():\n    pass\n')
    assert kjor() == [
        "S1-H: 1 of 2 rows have tests",
        "  S1-H01     tests/test_noe.py::test_a",
        "  S1-H02     -",
        "S2-A: 1 of 1 rows have tests",
        "  S2-A01     tests/test_noe.py::test_a",
        "Total: 2 of 3 rows have tests",
    ]


def test_only_what_is_missing_in_one_family(prosjekt: Path) -> None:
    skriv_test(prosjekt, '@pytest.mark.krav("S1-H01")\ndef test_a():\n    pass\n')
    assert kjor(familie="S1-H", mangler=True)[:2] == ["S1-H: 1 of 2 rows have tests", "  S1-H02     -"]


def test_marks_of_every_form_count(prosjekt: Path) -> None:
    skriv_test(
        prosjekt,
        'pytestmark = [pytest.mark.krav("S1-H01")]\n'
        '@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.krav("S1-H02"))])\ndef test_b(x):\n    pass\n'
        'class TestC:\n    @pytest.mark.krav("S2-A01")\n    def test_d(self):\n        pass\n',
    )
    assert set(kravsporing.tester_etter_krav(prosjekt / "tests")) == {"S1-H01", "S1-H02", "S2-A01"}


def test_a_row_that_does_not_exist_is_an_error(prosjekt: Path) -> None:
    skriv_test(prosjekt, '@pytest.mark.krav("S1-H99")\ndef test_a():\n    pass\n')
    with pytest.raises(CommandError, match="S1-H99"):
        kjor()


def test_settled_questions_need_no_row(prosjekt: Path) -> None:
    skriv_test(prosjekt, '@pytest.mark.krav("G-01")\ndef test_a():\n    pass\n')
    assert "Settled questions with tests: G-01" in kjor()


def test_the_projects_own_marks_name_rows_that_exist() -> None:
    rader = {rad["id"] for rad in csv.DictReader((ROT / "docs/krav.csv").open())}
    merker = {id_ for id_ in kravsporing.tester_etter_krav(ROT / "tests") if not id_.startswith("G-")}
    assert merker - rader == set()
