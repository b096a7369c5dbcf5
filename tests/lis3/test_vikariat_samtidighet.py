"""Two of the department's leaders at once: one outcome."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.models import Hendelse
from lis.lis3.models import Besatt
from lis.lis3.operations import vikariat as op
from tests.lis3.folk import lag_lis
from tests.lis3.test_vikariat import klar, sok, utlyst


@pytest.mark.krav("S1-I12")
def test_to_som_besetter_samtidig_gir_ett_utfall(transactional_db: None) -> None:
    lis = lag_lis()
    klar(lis, "lis3")
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    sak.refresh_from_db()
    start = Barrier(2)

    def kappes(med: str) -> str:
        start.wait()
        try:
            op.besett(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, besatt_med=med)
        except Utdatert:
            return "for sen"
        finally:
            connection.close()
        return med

    with ThreadPoolExecutor(2) as traader:
        svar = set(traader.map(kappes, [Besatt.INTERN, Besatt.INGEN]))
    sak.refresh_from_db()
    assert svar == {"for sen", sak.besatt_med}
    assert Hendelse.objects.for_sak(sak).filter(navn="besett").count() == 1
