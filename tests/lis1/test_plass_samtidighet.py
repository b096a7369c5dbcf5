"""County Governor and municipality at once: one outcome, and nobody is told what did not happen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.models import Hendelse
from lis.lis1.models import Profil
from lis.lis1.operations import plass as op
from lis.lis1.operations import profil
from tests.lis1.folk import lag_lis1
from tests.lis1.plasser import aapne, foreslaatt, fortalt
from tests.lis1.profiler import FULL


def kappes(verb: list[Callable[[], Any]]) -> list[str]:
    """Do them at the same moment; what each came to."""
    start = Barrier(len(verb))

    def en(gjor: Callable[[], Any]) -> str:
        start.wait()
        try:
            gjor()
        except Utdatert:
            return "for sen"
        finally:
            connection.close()
        return "gjort"

    with ThreadPoolExecutor(len(verb)) as traader:
        return list(traader.map(en, verb))


@pytest.mark.krav("S1-L07")
def test_godkjent_og_trukket_samtidig_gir_ett_utfall(transactional_db: None) -> None:
    lis = lag_lis1()
    plass = foreslaatt(lis)[0]
    svar = kappes(
        [
            lambda: op.godkjenn(plass.pk, utfort_av=lis.statsforvalter, versjon=plass.versjon),
            lambda: op.trekk_plass(plass.pk, utfort_av=lis.kommunekontakt, versjon=plass.versjon),
        ]
    )
    plass.refresh_from_db()
    assert sorted(svar) == ["for sen", "gjort"]
    assert plass.tilstand == ("godkjent" if svar[0] == "gjort" else "trukket")
    assert (Hendelse.objects.for_sak(plass).count(), aapne(plass)) == (2, [])
    assert bool(fortalt(plass, "plass_godkjent")) == (svar[0] == "gjort")


def test_to_som_begynner_paa_samme_side_gir_en_side(transactional_db: None) -> None:
    lis = lag_lis1()
    svar = kappes(
        [
            lambda bruker=bruker: profil.lagre_profil(lis.gjovik, utfort_av=bruker, versjon=0, felter=FULL)  # type: ignore[misc]
            for bruker in (lis.kommunekontakt, lis.kommuneoverlege)
        ]
    )
    assert (sorted(svar), Profil.objects.get().versjon) == (["for sen", "gjort"], 1)
