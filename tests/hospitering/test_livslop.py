"""The whole life of a case, from the reply to the evaluation, by the operations alone."""

from __future__ import annotations

import pytest

from grunnmur.oppgaver.models import Oppgave
from hospitering.models import Tilstand, Ukebelegg
from tests.hospitering import avtaler
from tests.rollebesetning import Cast

T = Tilstand


@pytest.mark.krav("S1-H03", "S1-H09", "S1-H14", "S1-H20")
def test_en_sak_gaar_fra_svar_til_fullfort(cast: Cast) -> None:
    sak = avtaler.evaluert(cast)
    assert sak.tilstand == T.EVALUERT
    assert not Oppgave.objects.for_sak(sak).aapne().exists()
    assert Ukebelegg.objects.filter(soknad=sak).count() in (2, 3)
