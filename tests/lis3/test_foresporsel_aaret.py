"""A year simulated day by day: every question is sent on its day, once. Two hundred doctors: tests/drill."""

from __future__ import annotations

import pytest

from lis.lis3.models import Seksmndforesporsel
from tests.lis3.aaret import Aar
from tests.lis3.folk import LisCast


@pytest.mark.krav("S1-I22", "S1-I07")
def test_every_question_of_a_year_is_sent_on_its_day_and_once(lis: LisCast) -> None:
    aar = Aar(lis, 20, fro=27, av_seg_selv=False)
    aar.kjor()
    assert aar.faktisk() == aar.ventet()
    assert (aar.for_sent(), aar.doble(), aar.usendte_etter_frist()) == ([], [], 0)
    assert Seksmndforesporsel.objects.filter(sendt_tid__isnull=False).count() >= 10
