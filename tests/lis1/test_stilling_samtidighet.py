"""Two who hire at once: one position gets one doctor, and one doctor one position."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.models import Hendelse
from lis.lege.models import Lege
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Stilling
from lis.lis1.operations import stilling as op
from tests.lis1.folk import Lis1Cast, lag_lis1
from tests.lis1.stillinger import utlyst


def kappes(lis: Lis1Cast, forsok: list[tuple[Stilling, Legeopplysninger]]) -> list[str]:
    """Hire each at the same moment; what came of each."""
    start = Barrier(len(forsok))

    def en(stilling: Stilling, ansatt: Legeopplysninger) -> str:
        start.wait()
        try:
            op.ansett(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon, ansatt=ansatt)
        except (Utdatert, ValidationError) as feil:
            return type(feil).__name__
        finally:
            connection.close()
        return "ansatt"

    with ThreadPoolExecutor(len(forsok)) as traader:
        return sorted(f.result() for f in [traader.submit(en, *ett) for ett in forsok])


@pytest.mark.krav("S1-L17")
def test_en_stilling_faar_en_lege(transactional_db: None) -> None:
    lis = lag_lis1()
    stilling = utlyst(lis)
    to = [Legeopplysninger("Nina Nylege", "nina@prove.example"), Legeopplysninger("Nils Nylege", "nils@prove.example")]
    assert kappes(lis, [(stilling, ansatt) for ansatt in to]) == ["Utdatert", "ansatt"]
    assert Hendelse.objects.for_sak(stilling).filter(navn="ansett").count() == 1
    assert Lege.objects.exclude(pk=lis.leger["lis1lege"].pk).count() == 1


@pytest.mark.krav("S1-L17")
@pytest.mark.parametrize("kjent", [True, False], ids=["kjent lege", "ny lege"])
def test_en_lege_faar_en_stilling(transactional_db: None, kjent: bool) -> None:
    lis = lag_lis1()
    ansatt = Legeopplysninger(*(("Lise Lisen", lis.lis1lege.epost) if kjent else ("Nina Nylege", "nina@prove.example")))
    forsok = [(utlyst(lis), ansatt), (utlyst(lis), ansatt)]
    assert kappes(lis, forsok) == ["ValidationError", "ansatt"]
    assert Stilling.objects.filter(tilstand="besatt").count() == 1
    assert Lege.objects.filter(epost=ansatt.epost).count() == 1
