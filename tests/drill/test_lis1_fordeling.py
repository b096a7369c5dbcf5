"""More instances than the suite has time for, every report on larger ones, and rounds of the size asked for."""

from random import Random

import pytest

from lis.tildeling.fordeling import fordel, kontroller
from tests.tildeling.forekomster import alle_meldinger, med_poeng_overalt, mot_strommen, tilfeldig
from tests.tildeling.test_fordeling_egenskaper import nummer

pytestmark = pytest.mark.krav("S1-L12")

SMAA, MIDDELS, MELDINGER = 20_000, 600, 250


@pytest.mark.parametrize("egne", [False, True])
def test_tusener_av_smaa_mot_kontrollen(egne: bool) -> None:
    for nr in range(SMAA):
        r = Random(1_000_000 + nr)
        inndata = tilfeldig(r, kandidater=r.randint(1, 9), kommuner=r.randint(1, 4), egne=egne, faste=nr % 4 == 0,
                            trangt=r.choice([1, 2]))  # fmt: skip
        assert kontroller(inndata.som_json(), fordel(inndata).som_json()) == [], f"instance {nr}"


@pytest.mark.parametrize("egne", [False, True])
def test_hundrevis_av_middels_mot_kontrollen(egne: bool) -> None:
    for nr in range(MIDDELS):
        r = Random(2_000_000 + nr)
        inndata = tilfeldig(r, kandidater=r.randint(20, 80), kommuner=r.randint(5, 30), egne=egne, faste=nr % 4 == 0,
                            trangt=r.choice([1, 2]))  # fmt: skip
        assert kontroller(inndata.som_json(), fordel(inndata).som_json()) == [], f"instance {nr}"


@pytest.mark.parametrize("egne", [False, True])
def test_ingen_tjener_paa_aa_melde_noe_annet(egne: bool) -> None:
    """Every list over three municipalities and every choice of groups, for every candidate."""
    for nr in range(MELDINGER):
        r = Random(3_000_000 + nr)
        if egne and nr % 2:
            inndata = mot_strommen(r, reservert=nr % 4 == 1)
        else:
            inndata = tilfeldig(r, kandidater=r.randint(3, 7), kommuner=3, egne=egne, trangt=2)
        if egne:
            inndata = med_poeng_overalt(r, inndata)
        aerlig = fordel(inndata)
        for kandidat in inndata.kandidater:
            for melding in alle_meldinger(inndata, kandidat):
                assert nummer(fordel(melding), kandidat) >= nummer(aerlig, kandidat), f"instance {nr}: {kandidat}"


@pytest.mark.parametrize("egne", [False, True])
@pytest.mark.parametrize(("kandidater", "kommuner"), [(60, 40), (2000, 350)])
def test_hele_runder(egne: bool, kandidater: int, kommuner: int) -> None:
    for nr in range(3):
        r = Random(4_000_000 + nr)
        inndata = tilfeldig(r, kandidater=kandidater, kommuner=kommuner, egne=egne, faste=nr == 2, trangt=2)
        assert kontroller(inndata.som_json(), fordel(inndata).som_json()) == [], f"instance {nr}"
