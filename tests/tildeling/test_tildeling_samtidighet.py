"""Two at once: one outcome, and nobody is told what did not happen."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from lis.lis1.models import Kommuneplass
from lis.lis1.operations import plass as plassop
from lis.tildeling.models import Frafall, Restplass, Tildeling
from lis.tildeling.operations import frafall
from lis.tildeling.operations.tildeling import tildel
from tests.lis1.test_plass_samtidighet import kappes

from .folk import OPPSTART, lag_tildeling
from .tildelinger import fortalt, tildelt


@pytest.mark.krav("S1-L21")
def test_to_som_melder_samme_frafall_gir_en_melding_og_en_restplass(transactional_db: None) -> None:
    lis = lag_tildeling()
    sak = tildelt(lis)

    def meld(bruker: Bruker) -> Any:
        return lambda: frafall.meld_frafall(sak.pk, utfort_av=bruker, versjon=sak.versjon, dato=OPPSTART)

    assert sorted(kappes([meld(lis.kommunekontakt), meld(lis.koordinator)])) == ["for sen", "gjort"]
    assert (Frafall.objects.count(), Restplass.objects.count()) == (1, 1)
    assert fortalt(sak, "frafall").count("Stig Statsforvalter") == 1
    assert Hendelse.objects.for_sak(sak).filter(navn="meld_frafall").count() == 1


def test_en_plass_som_trekkes_og_tildeles_samtidig_blir_enten_eller(transactional_db: None) -> None:
    lis = lag_tildeling()
    plass, stilling = lis.plass(), lis.stilling()
    utfall: list[str] = []

    def trekk() -> None:
        try:
            plassop.trekk_plass(plass.pk, utfort_av=lis.kommunekontakt, versjon=plass.versjon)
        except ValidationError:
            utfall.append("ikke trukket")

    def gi() -> None:
        try:
            tildel(
                utfort_av=Bruker.objects.systemet(), lege=stilling.lege, stilling=stilling, plass=plass, hf=lis.sykehus,
                kanal="direkte",
            )  # fmt: skip
        except IntegrityError:
            utfall.append("ikke tildelt")

    kappes([trekk, gi])
    tilstand = Kommuneplass.objects.get(pk=plass.pk).tilstand
    assert (utfall, tilstand, Tildeling.objects.count()) in [
        (["ikke trukket"], "godkjent", 1), (["ikke tildelt"], "trukket", 0),
    ]  # fmt: skip
