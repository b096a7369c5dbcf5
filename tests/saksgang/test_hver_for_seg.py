"""What time does to many cases: each by itself, so that one that fails keeps none of the others back."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Bevaringstid
from grunnmur.saksgang.operations import hver_for_seg, operasjon

NAA = datetime(2027, 2, 1, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_one_that_fails_is_logged_and_undone_and_the_others_go_through(caplog: pytest.LogCaptureFixture) -> None:
    forst, sen, opptatt, daarlig, sist = (uuid4() for _ in range(5))
    feil = {sen: UlovligOvergang(), opptatt: Utdatert(), daarlig: ZeroDivisionError("hemmelig")}
    sett: list[tuple[UUID, int, bool, datetime]] = []

    @operasjon
    def merk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime) -> None:
        Bevaringstid.objects.create(regel=str(pk))
        sett.append((pk, versjon, utfort_av.er_system, naa))
        if pk in feil:
            raise feil[pk]

    saker = [(forst, 1), (sen, 2), (opptatt, 3), (daarlig, 4), (sist, 5)]
    with caplog.at_level(logging.INFO, logger="grunnmur.saksgang"):
        assert hver_for_seg(saker, merk, naa=NAA) == 2
    assert sett == [(pk, versjon, True, NAA) for pk, versjon in saker]
    assert set(Bevaringstid.objects.values_list("regel", flat=True)) == {str(forst), str(sist)}
    [linje] = caplog.records
    assert (linje.levelname, linje.getMessage()) == ("ERROR", f"merk: sak {daarlig} ble stående: ZeroDivisionError")
