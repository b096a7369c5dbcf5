"""The second look is somebody else's, in the database too: nor in the name of whoever drew the limit."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from veiledning.models import Avgrensning
from veiledning.operations import avgrensning


@pytest.mark.krav("S1-V10")
def test_no_row_holds_a_second_look_by_the_same(veil):
    sak = veil.tatt()
    sak = avgrensning.avgrens(
        sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, vurdering="Ikke nødvendig her.", forsvarlig=True
    )
    rad = Avgrensning.objects.filter(foresporsel=sak)
    rad.update(paa_vegne_av=veil.svarer2)
    vurdert = {"nytt_utfall": "opprettholdt", "ny_vurdering": "Enig.", "vurdert_tid": timezone.now()}
    for av, vegne in [
        ("svarer", None), ("svarer2", None), ("reserve", "svarer"), ("reserve", "svarer2"), ("svarer", "vertsleder"),
    ]:  # fmt: skip
        with pytest.raises(IntegrityError, match="avgrensning_vurdert_av_en_annen"), transaction.atomic():
            rad.update(**vurdert, vurdert_av=veil.folk[av], vurdert_paa_vegne_av=veil.folk[vegne] if vegne else None)
    assert rad.update(**vurdert, vurdert_av=veil.vertsleder) == 1
