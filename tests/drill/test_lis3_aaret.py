"""The year of tests/lis3/test_foresporsel_aaret.py with two hundred doctors."""

from __future__ import annotations

import pytest

from lis.lis3.models import Innstilling, Seksmndforesporsel
from tests.lis3.aaret import Aar
from tests.lis3.folk import lag_lis


@pytest.mark.django_db
@pytest.mark.parametrize("av_seg_selv", [True, False])
def test_every_question_to_two_hundred_doctors_is_sent_on_its_day_and_once(av_seg_selv: bool) -> None:
    lis = lag_lis()
    Innstilling.objects.update(foresporsel_av_seg_selv=av_seg_selv)
    aar = Aar(lis, 200, fro=2027, av_seg_selv=av_seg_selv)
    aar.kjor()
    assert aar.faktisk() == aar.ventet()
    assert (aar.for_sent(), aar.doble(), aar.usendte_etter_frist()) == ([], [], 0)
    assert Seksmndforesporsel.objects.filter(sendt_tid__isnull=False).count() >= 120
