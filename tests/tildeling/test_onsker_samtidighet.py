"""Wishes that are delivered twice at once, and at the moment the round closes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from django.db import connection

from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from lis.tildeling.models import Onske
from lis.tildeling.operations import onsker as op
from lis.tildeling.operations import runde as rundeop

from .folk import lag_tildeling
from .tilstander import aapen, ny, system


def kappes(*forsok: Callable[[], Any]) -> list[str]:
    """Do each at the same moment; what came of each."""
    start = Barrier(len(forsok))

    def en(gjor: Callable[[], Any]) -> str:
        start.wait()
        try:
            gjor()
        except (Utdatert, UlovligOvergang) as feil:
            return type(feil).__name__
        finally:
            connection.close()
        return "gjort"

    with ThreadPoolExecutor(len(forsok)) as traader:
        return sorted(f.result() for f in [traader.submit(en, ett) for ett in forsok])


def test_to_vinduer_leverer_en_liste(transactional_db: None) -> None:
    lis = lag_tildeling()
    lis.plass()
    lis.plass(lis.hamar)
    runde = aapen(lis, "lis1lege")
    meg = runde.kandidater.get()

    def lever(*steder: Any) -> Callable[[], Any]:
        pk_er = [s.pk for s in steder]
        return lambda: op.lever(runde.pk, utfort_av=lis.lis1lege, versjon=meg.versjon, kommuner=pk_er)

    assert kappes(lever(lis.gjovik, lis.hamar), lever(lis.hamar, lis.gjovik)) == ["Utdatert", "gjort"]
    assert [o.rang for o in Onske.objects.order_by("rang")] == [1, 2]


def test_enten_rekker_onskene_fram_eller_saa_er_runden_lukket(transactional_db: None) -> None:
    lis = lag_tildeling()
    lis.plass()
    runde = aapen(lis, "lis1lege")
    meg, naa = runde.kandidater.get(), runde.frist + timedelta(minutes=1)
    like_for = runde.frist - timedelta(seconds=1)
    pk_er = [lis.gjovik.pk]
    svar = kappes(
        lambda: op.lever(runde.pk, utfort_av=lis.lis1lege, versjon=meg.versjon, kommuner=pk_er, naa=like_for),
        lambda: rundeop.lukk(runde.pk, utfort_av=system(), versjon=runde.versjon, naa=naa),
    )
    # Whoever was last is told so, and the clock comes again.
    rundeop.lukk_forfalte(naa=naa)
    assert svar in (["UlovligOvergang", "gjort"], ["Utdatert", "gjort"])
    assert (ny(runde).tilstand, Onske.objects.count()) == ("behandles", int(svar[0] == "Utdatert"))
