"""Thirty SIGKILLs on a real worker in the middle of sending."""

import pytest

from tests.varsling import folk
from tests.varsling.conftest import post  # noqa: F401  (fixture)
from tests.varsling.drap import drep_underveis
from tests.varsling.postmottak import Postmottak

pytestmark = pytest.mark.django_db(transaction=True)


def test_thirty_kills_lose_nothing_and_double_nothing(post: Postmottak, capsys):  # noqa: F811
    folk.varsler(600, folk.bruker(), **folk.KJENT)
    regnskap = drep_underveis(post, drap=30, fro=30)
    with capsys.disabled():
        print(f"\n{regnskap}")
    assert (regnskap.tapt, regnskap.dobbelt) == (0, 0)
    assert 10 <= regnskap.usikre <= 30
