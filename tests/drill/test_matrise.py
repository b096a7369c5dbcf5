"""Every address of every case in every state: what the sections of a state do not say is as in the first."""

import pytest

from tests.tilgang.sporsmaal import TILSTANDER, avvik_i_tilstand


@pytest.mark.parametrize(("omraade", "tilstand"), TILSTANDER)
@pytest.mark.usefixtures("avslag_tegnes_en_gang", "db")
def test_hver_adresse_i_hver_tilstand(omraade: str, tilstand: str) -> None:
    assert avvik_i_tilstand(omraade, tilstand) == {}
