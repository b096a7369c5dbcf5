"""What must hold of every answer: by the independent check, by every report, and by every stable placement there is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from lis.tildeling.fordeling import Egne, Felles, Inndata, Kandidat, Kommune, Resultat, fordel, kanonisk, kontroller, les
from lis.tildeling.fordeling.kontroll import kontroller_plassering
from tests.tildeling.forekomster import alle_meldinger, med_poeng_overalt, mot_strommen, tilfeldig

pytestmark = pytest.mark.krav("S1-L12")

VARIANTER = [
    pytest.param(egne, reservert, id=f"{'own orders' if egne else 'common order'}{', reserves' if reservert else ''}")
    for egne, reservert in product((False, True), (False, True))
]


def som_lagret(verdi: Inndata | Resultat) -> dict[str, Any]:
    """As it is kept: through JSON and back."""
    return json.loads(kanonisk(verdi.som_json()))


def nummer(resultat: Resultat, kandidat: Kandidat) -> int:
    """How good it is for a candidate by these wishes: the number of the wish met; less is better, none is worst."""
    kommune = resultat.plassering[kandidat.id].kommune
    return kandidat.onsker.index(kommune) if kommune in kandidat.onsker else 1_000


@pytest.mark.parametrize(("egne", "reservert"), VARIANTER)
def test_thousands_of_answers_are_proven_by_the_independent_check(egne: bool, reservert: bool) -> None:
    for nr in range(500):
        r = Random(nr)
        inndata = tilfeldig(
            r, kandidater=r.randint(1, 12), kommuner=r.randint(1, 6), egne=egne, reservert=reservert, faste=nr % 3 == 0,
            trangt=r.choice([1, 1, 2]),
        )  # fmt: skip
        assert kontroller(som_lagret(inndata), som_lagret(fordel(inndata))) == [], f"instance {nr}"


@pytest.mark.parametrize("egne", [False, True])
def test_a_round_of_the_real_size_is_proven(egne: bool) -> None:
    for nr in range(4):
        inndata = tilfeldig(Random(nr), kandidater=60, kommuner=25, egne=egne, faste=nr == 3, trangt=2)
        assert kontroller(som_lagret(inndata), som_lagret(fordel(inndata))) == [], f"instance {nr}"


@pytest.mark.parametrize(("egne", "reservert"), VARIANTER)
def test_nobody_gains_by_any_other_list_of_wishes_or_by_keeping_back_a_group(egne: bool, reservert: bool) -> None:
    """Every list there is over three municipalities, and every choice of own groups to admit to."""
    provd = 0
    for nr in range(15 if reservert else 30):
        r = Random(10_000 + nr)
        if egne and nr % 2:
            inndata = mot_strommen(r, reservert=reservert)
        else:
            inndata = tilfeldig(r, kandidater=r.randint(3, 5), kommuner=3, egne=egne, reservert=reservert, trangt=2)
        if egne:
            inndata = med_poeng_overalt(r, inndata)
        aerlig = fordel(inndata)
        for kandidat in inndata.kandidater:
            fikk = nummer(aerlig, kandidat)
            if not reservert:
                kandidat = replace(kandidat, grupper=frozenset())
            for melding in alle_meldinger(inndata, kandidat):
                provd += 1
                assert nummer(fordel(melding), kandidat) >= fikk, f"instance {nr}: {kandidat} says {melding.kandidat}"
    assert provd > 1_500


@pytest.mark.parametrize("reservert", [False, True])
def test_one_order_per_municipality_that_is_the_same_for_all_is_a_common_order(reservert: bool) -> None:
    for nr in range(200):
        r = Random(20_000 + nr)
        felles = tilfeldig(r, kandidater=r.randint(1, 12), kommuner=r.randint(1, 5), egne=False, uten_likhet=True,
                           reservert=reservert, faste=nr % 4 == 0)  # fmt: skip
        egne = replace(felles, rekkefolge=Egne(dict.fromkeys(felles.kommune, felles.rekkefolge.poeng)))
        assert plassert(fordel(felles)) == plassert(fordel(egne)), f"instance {nr}"


def plassert(resultat: Resultat) -> dict[str, tuple[str | None, str | None]]:
    return {p.kandidat: (p.kommune, p.reservert) for p in resultat.plasseringer}


def alle_stabile(inndata: Inndata) -> Iterator[dict[str, str | None]]:
    """Every placement that passes nobody over and wastes nothing, found by trying all there are."""
    rad = inndata.som_json()
    valg = [[inndata.faste[k.id]] if k.id in inndata.faste else [*k.onsker, None] for k in inndata.kandidater]
    for prov in product(*valg):
        plassering = dict(zip((k.id for k in inndata.kandidater), prov, strict=True))
        if any(prov.count(k.id) > k.plasser for k in inndata.kommuner):
            continue
        if not kontroller_plassering(rad, plassering):
            yield plassering


@pytest.mark.parametrize("reservert", [False, True])
def test_of_all_stable_placements_everybody_gets_the_one_they_like_best(reservert: bool) -> None:
    flere = 0
    for nr in range(40):
        inndata = mot_strommen(Random(30_000 + nr), reservert=reservert, faste=nr % 5 == 0)
        fikk = fordel(inndata)
        stabile = list(alle_stabile(inndata))
        assert {p.kandidat: p.kommune for p in fikk.plasseringer} in stabile
        for kandidat in inndata.kandidater:
            mulige = {annen[kandidat.id] for annen in stabile} & set(kandidat.onsker)
            assert nummer(fikk, kandidat) == min(map(kandidat.onsker.index, mulige), default=1_000)
        flere += len(stabile) > 1
    assert flere >= 10, "there must be something to choose among"


def test_with_a_common_order_there_is_only_one_stable_placement() -> None:
    for nr in range(60):
        r = Random(40_000 + nr)
        inndata = tilfeldig(r, kandidater=r.randint(2, 5), kommuner=3, egne=False, trangt=2, onsker=3)
        assert list(alle_stabile(inndata)) == [{p.kandidat: p.kommune for p in fordel(inndata).plasseringer}]


@pytest.mark.parametrize("egne", [False, True])
def test_one_more_place_and_one_candidate_less_harm_nobody(egne: bool) -> None:
    for nr in range(150):
        r = Random(50_000 + nr)
        inndata = tilfeldig(r, kandidater=r.randint(2, 10), kommuner=4, egne=egne, trangt=2)
        foer, utvidet = fordel(inndata), r.choice(inndata.kommuner)
        andre = tuple(k for k in inndata.kommuner if k != utvidet)
        mer = replace(inndata, kommuner=(*andre, replace(utvidet, plasser=utvidet.plasser + 1)))
        borte = r.choice(inndata.kandidater)
        for ny in (mer, inndata.med_faste({borte.id: None})):
            etter = fordel(ny)
            assert all(nummer(etter, k) <= nummer(foer, k) for k in inndata.kandidater if k.id not in ny.faste)


@pytest.mark.parametrize("egne", [False, True])
def test_reserved_places_are_kept_and_no_member_with_a_right_to_one_is_without(egne: bool) -> None:
    ledige = 0
    for nr in range(200):
        r = Random(60_000 + nr)
        inndata = tilfeldig(r, kandidater=r.randint(3, 12), kommuner=3, egne=egne, trangt=2)
        resultat = fordel(inndata)
        for p in resultat.plasseringer:
            assert p.reservert is None or p.reservert in inndata.kandidat[p.kandidat].grupper
        for tall in resultat.nokkeltall.kommuner:
            for gruppe, antall in tall.ledige_reserverte:
                ledige += antall
                for k in inndata.kandidater:
                    if gruppe in k.grupper and tall.kommune in k.onsker:
                        assert nummer(resultat, k) <= k.onsker.index(tall.kommune)
    assert ledige > 20


# --- replay -----------------------------------------------------------------------------------------------------------


def stokket(r: Random, inndata: Inndata) -> Inndata:
    """The same said in another order."""

    def om(kart: Any) -> dict[Any, Any]:
        return dict(r.sample(list(kart.items()), len(kart)))

    regel = inndata.rekkefolge
    return Inndata(
        inndata.fro,
        Felles(om(regel.poeng)) if isinstance(regel, Felles) else Egne(om({sted: om(p) for sted, p in regel.poeng.items()})),
        tuple(r.sample(inndata.kandidater, len(inndata.kandidater))),
        tuple(replace(k, reservert=om(k.reservert)) for k in r.sample(inndata.kommuner, len(inndata.kommuner))),
        om(inndata.faste),
    )


@pytest.mark.parametrize("egne", [False, True])
def test_the_order_of_the_input_and_a_round_through_json_change_nothing(egne: bool) -> None:
    for nr in range(25):
        r = Random(70_000 + nr)
        inndata = tilfeldig(r, kandidater=12, kommuner=4, egne=egne, faste=nr % 2 == 0, trangt=2)
        for samme in (stokket(r, inndata), les(som_lagret(inndata)), les(som_lagret(stokket(r, inndata)))):
            assert samme.avtrykk == inndata.avtrykk
            assert fordel(samme).avtrykk == fordel(inndata).avtrykk


REPRISE = """
import json, sys
from lis.tildeling.fordeling import fordel, les
for linje in sys.stdin:
    inndata = les(json.loads(linje))
    print(inndata.avtrykk, fordel(inndata).avtrykk)
print("django" in sys.modules)
"""


def test_another_process_without_the_portal_gets_the_same_fingerprints() -> None:
    alle = [tilfeldig(Random(nr), kandidater=40, kommuner=8, egne=nr % 2 == 0, faste=True, trangt=2) for nr in range(6)]
    ventet = [f"{inndata.avtrykk} {fordel(inndata).avtrykk}" for inndata in alle]
    for fro in ("0", "1", "4711"):
        svar = subprocess.run(
            [sys.executable, "-c", REPRISE],
            input="".join(json.dumps(inndata.som_json()) + "\n" for inndata in alle),
            env={**os.environ, "PYTHONHASHSEED": fro},
            cwd=Path(__file__).parents[2],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert svar.stdout.split("\n") == [*ventet, "False", ""]


@pytest.mark.parametrize("egne", [False, True])
def test_the_seed_decides_among_equals_and_nothing_else(egne: bool) -> None:
    ulike = 0
    for nr in range(60):
        r = Random(80_000 + nr)
        uten_likhet = tilfeldig(r, kandidater=10, kommuner=3, egne=egne, uten_likhet=True, trangt=2)
        annet_fro = replace(uten_likhet, fro="0" * 32)
        assert annet_fro.avtrykk != uten_likhet.avtrykk
        assert fordel(annet_fro).plasseringer == fordel(uten_likhet).plasseringer
        med_likhet = tilfeldig(r, kandidater=10, kommuner=3, egne=egne, trangt=2)
        annet = replace(med_likhet, fro="0" * 32)
        assert kontroller(som_lagret(annet), som_lagret(fordel(annet))) == []
        ulike += plassert(fordel(annet)) != plassert(fordel(med_likhet))
    assert ulike > 10


# --- the check itself -------------------------------------------------------------------------------------------------

TO = Inndata(
    "ab" * 16,
    Felles({"Al": 4, "Bo": 3, "Ci": 2, "Di": 1}),
    (
        Kandidat("Al", ("A", "B")),
        Kandidat("Bo", ("A", "B")),
        Kandidat("Ci", ("A",), frozenset({"g"})),
        Kandidat("Di", ("B",)),
    ),
    (Kommune("A", 2, {"g": 1}), Kommune("B", 1)),
)
RETT = {"Al": "A", "Bo": "B", "Ci": "A", "Di": None}


@pytest.mark.parametrize(
    ("endring", "faste", "slag"),
    [
        ({}, {}, []),
        ({"Bo": None, "Ci": "B"}, {}, ["utenfor_onskene"]),
        ({"Di": "X"}, {}, ["ukjent_kommune"]),
        ({"Bo": "A"}, {}, ["for_mange"]),
        ({"Bo": "A", "Ci": None}, {}, ["for_mange"]),
        ({"Di": "B"}, {}, ["for_mange"]),
        ({"Ci": None}, {}, ["ledig"]),
        ({"Bo": None}, {}, ["ledig", "ledig"]),
        ({"Bo": None, "Di": "B"}, {}, ["misunnelse"]),
        ({"Al": "B", "Bo": "A"}, {}, ["misunnelse"]),
        ({"Al": "B", "Bo": "A"}, {"Bo": "A"}, []),
        ({"Bo": None, "Di": "B"}, {"Bo": None}, []),
        ({}, {"Di": "B"}, ["fast_flyttet"]),
    ],
)
def test_the_check_sees_what_is_wrong(endring: dict[str, str | None], faste: dict[str, str | None], slag: list[str]) -> None:
    brudd = kontroller_plassering(TO.med_faste(faste).som_json(), RETT | endring)
    assert [b.slag for b in brudd] == slag


def test_the_check_names_who_was_passed_over_for_whom() -> None:
    (brudd,) = kontroller_plassering(TO.som_json(), {**RETT, "Al": "B", "Bo": "A"})
    assert (brudd.kandidat, brudd.kommune, brudd.annen) == ("Al", "A", "Bo")


def blader(verdi: Any, sti: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every number, text and nothing in a JSON value."""
    if isinstance(verdi, dict | list):
        for nokkel, under in verdi.items() if isinstance(verdi, dict) else enumerate(verdi):
            yield from blader(under, (*sti, nokkel))
    else:
        yield sti


def test_the_check_sees_every_single_piece_of_information_changed() -> None:
    inndata = tilfeldig(Random(5), kandidater=10, kommuner=4, egne=True, faste=True, trangt=2)
    svar = som_lagret(fordel(inndata))
    assert kontroller(som_lagret(inndata), svar) == []
    stier = list(blader(svar))
    assert len(stier) > 120
    for *vei, siste in stier:
        feil = json.loads(json.dumps(svar))
        sted = feil
        for nokkel in vei:
            sted = sted[nokkel]
        gammel = sted[siste]
        sted[siste] = not gammel if isinstance(gammel, bool) else gammel + 1 if isinstance(gammel, int) else "m99"
        assert kontroller(som_lagret(inndata), feil) != [], f"{vei} {siste}"
