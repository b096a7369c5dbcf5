"""Two at once: exactly one wins, and nobody deadlocks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from grunnmur.organisasjon import operations
from grunnmur.organisasjon.models import Enhet, Importkjoring

from .filer import csv
from .hus import Rollebesetning, bygg


@pytest.fixture
def hus(transactional_db: None) -> Rollebesetning:
    return bygg()


def samtidig(*handlinger: Callable[[], Any]) -> list[str]:
    """Run each in its own thread and connection, started together; say how each went."""
    start, svar = threading.Barrier(len(handlinger)), [""] * len(handlinger)

    def kjor(plass: int, handling: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            handling()
            svar[plass] = "gjort"
        except ValidationError as feil:
            svar[plass] = feil.messages[0]
        finally:
            connection.close()

    traader = [threading.Thread(target=kjor, args=(nr, h)) for nr, h in enumerate(handlinger)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join(30)
    return sorted(svar)


def test_to_flyttinger_lukker_ikke_en_ring_sammen(hus: Rollebesetning) -> None:
    for nr in range(5):
        a = Enhet.objects.create(virksomhet=hus.kommune, navn=f"A{nr}")
        b = Enhet.objects.create(virksomhet=hus.kommune, navn=f"B{nr}")
        svar = samtidig(
            lambda a=a, b=b: operations.flytt_enhet(a, til=b, utfort_av=hus.kontakt),
            lambda a=a, b=b: operations.flytt_enhet(b, til=a, utfort_av=hus.kontakt),
        )
        assert svar == ["En enhet kan ikke ligge under seg selv. Velg en annen overordnet enhet.", "gjort"]
        assert Enhet.objects.filter(pk__in=[a.pk, b.pk], overordnet__isnull=True).count() == 1


def test_to_bekreftelser_utforer_importen_en_gang(hus: Rollebesetning) -> None:
    from grunnmur.organisasjon.forms import tolk

    rader = [operations.Importrad(r.nummer, r.data, r.feil) for r in tolk(csv("navn", "Dagsenteret"), "enheter")]
    kjoring = operations.prov_import(
        hus.kommune, innhold="enheter", filnavn="enheter.csv", rader=rader, utfort_av=hus.kontakt
    )
    svar = samtidig(*[lambda: operations.utfor_import(kjoring, utfort_av=hus.kontakt)] * 2)
    assert svar == ["gjort", "gjort"]
    assert Enhet.objects.filter(navn="Dagsenteret").count() == 1
    assert Enhet.pgh_event_model.objects.filter(navn="Dagsenteret").count() == 1
    assert Importkjoring.objects.get().tilstand == Importkjoring.Tilstand.UTFORT
