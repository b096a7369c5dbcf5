"""The rule, by cases worked out by hand: order, lots, reserves, reasons, figures, and the bytes that are kept."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from lis.tildeling.fordeling import (
    Aarsak,
    Egne,
    FeilResultat,
    Felles,
    Grunn,
    Inndata,
    Kandidat,
    Kommune,
    Kommunetall,
    Metode,
    Nokkeltall,
    Stengt,
    fordel,
    forpliktelse,
    kanonisk,
    les,
    les_resultat,
    lodd,
)
from tests.tildeling.forekomster import FRO

pytestmark = pytest.mark.krav("S1-L12")


def k(id_: str, onsker: str, *grupper: str) -> Kandidat:
    """A candidate who wishes for the municipalities named by these letters, best first."""
    return Kandidat(id_, tuple(onsker), frozenset(grupper))


def felles(kommuner: list[Kommune], *kandidater: Kandidat, poeng: dict[str, int] | None = None, **andre: Any) -> Inndata:
    """One common order; unless points are told, as the candidates are listed."""
    i_rekke = {kandidat.id: 100 - nr for nr, kandidat in enumerate(kandidater)}
    return Inndata(FRO, Felles(poeng or i_rekke), kandidater, tuple(kommuner), **andre)


def egne(kommuner: list[Kommune], *kandidater: Kandidat, **ordener: str) -> Inndata:
    """Own orders, each as the names in a sentence: `A="Bo Al"`."""
    poeng = {sted: {id_: 100 - nr for nr, id_ in enumerate(orden.split())} for sted, orden in ordener.items()}
    return Inndata(FRO, Egne(poeng), kandidater, tuple(kommuner))


def hvor(inndata: Inndata) -> dict[str, str | None]:
    return {p.kandidat: p.kommune for p in fordel(inndata).plasseringer}


# --- the order --------------------------------------------------------------------------------------------------------


def test_with_a_common_order_each_takes_the_best_that_is_left() -> None:
    inndata = felles([Kommune("A", 1), Kommune("B", 1)], k("Al", "AB"), k("Bo", "AB"), k("Ci", "AB"))
    assert inndata.metode == Metode.SERIELL
    assert hvor(inndata) == {"Al": "A", "Bo": "B", "Ci": None}


def test_more_points_go_first_wherever_one_stands_in_the_input() -> None:
    inndata = felles([Kommune("A", 1)], k("Al", "A"), k("Bo", "A"), poeng={"Al": -3, "Bo": 2})
    assert hvor(inndata) == {"Al": None, "Bo": "A"}


def test_nobody_goes_first_for_having_put_the_municipality_first() -> None:
    """Bo has B second and Ci has it first; Bo goes before all the same, with a common order and with own ones."""
    steder, folk = [Kommune("A", 1), Kommune("B", 1)], [k("Al", "A"), k("Bo", "AB"), k("Ci", "B")]
    svar = {"Al": "A", "Bo": "B", "Ci": None}
    assert hvor(felles(steder, *folk)) == svar
    assert hvor(egne(steder, *folk, A="Al Bo", B="Bo Ci")) == svar


def test_own_orders_give_the_textbook_answer() -> None:
    """Everybody is let in where they first ask, and is asked to leave again: the answer is the last to be settled."""
    steder = [Kommune("A", 1), Kommune("B", 1), Kommune("C", 1)]
    inndata = egne(
        steder, k("Al", "ABC"), k("Bo", "BAC"), k("Ci", "ABC"), A="Bo Al Ci", B="Al Ci Bo", C="Al Bo Ci"
    )  # fmt: skip
    assert inndata.metode == Metode.UTSATT
    # Al and Bo keep their first as long as nobody better asks there. Ci is turned away at A, is let in at B before Bo;
    # Bo asks at A and goes before Al; Al asks at B and goes before Ci; Ci is left with C.
    assert hvor(inndata) == {"Al": "B", "Bo": "A", "Ci": "C"}


def test_nobody_is_placed_where_they_did_not_wish_to_go() -> None:
    assert hvor(felles([Kommune("A", 1), Kommune("B", 5)], k("Al", "A"), k("Bo", "A"), k("Ci", ""))) == {
        "Al": "A", "Bo": None, "Ci": None,
    }  # fmt: skip


# --- lots -------------------------------------------------------------------------------------------------------------


def test_a_lot_is_the_hash_of_seed_and_ids_and_can_be_checked_by_hand() -> None:
    assert lodd("00" * 16, "Al") == "6b5191ff3089a45102fee5cd3f14105fad094d611e1ea4651bad40eb3ce401a4"
    assert lodd("00" * 16, "Al", "A") == hashlib.sha256(b"00000000000000000000000000000000AAl").hexdigest()
    assert forpliktelse("00" * 16) == hashlib.sha256(b"0" * 32).hexdigest()


def lavest_forst(ider: list[str], foran: str = "") -> list[str]:
    return sorted(ider, key=lambda id_: hashlib.sha256(f"{FRO}{foran}{id_}".encode()).hexdigest())


def test_the_lowest_lot_goes_first_among_equals_and_only_among_them() -> None:
    ider = ["Al", "Bo", "Ci", "Di", "Ed"]
    poeng = dict.fromkeys(ider, 7) | {"Ed": 8}
    forst, nest, *_ = lavest_forst(ider[:4])
    svar = hvor(felles([Kommune("A", 1), Kommune("B", 1), Kommune("C", 1)], *(k(id_, "ABC") for id_ in ider), poeng=poeng))
    assert (svar["Ed"], svar[forst], svar[nest]) == ("A", "B", "C")


def test_with_own_orders_every_municipality_draws_its_own_lots() -> None:
    ider, steder = ["Al", "Bo", "Ci", "Di"], ["A", "B", "C", "D", "E"]
    vinnere = []
    for sted in steder:
        likt = Inndata(FRO, Egne({sted: dict.fromkeys(ider, 0)}), tuple(k(id_, sted) for id_ in ider), (Kommune(sted, 1),))
        (vinner,) = [id_ for id_, fikk in hvor(likt).items() if fikk]
        assert vinner == lavest_forst(ider, sted)[0]
        vinnere.append(vinner)
    assert len(set(vinnere)) > 1


# --- reserved places --------------------------------------------------------------------------------------------------


def test_a_reserved_place_stands_empty_rather_than_go_to_others() -> None:
    inndata = felles([Kommune("A", 2, {"distrikt": 1})], k("Al", "A"), k("Bo", "A"), k("Ci", "A", "nordnorsk"))
    assert hvor(inndata) == {"Al": "A", "Bo": None, "Ci": None}
    assert fordel(inndata).nokkeltall.kommuner == (Kommunetall("A", 2, 1, (("distrikt", 1),), 3, 3),)


def test_a_reserved_place_goes_to_a_member_before_those_with_more_points() -> None:
    inndata = felles([Kommune("A", 2, {"distrikt": 1})], k("Al", "A"), k("Bo", "A"), k("Ci", "A", "distrikt"))
    assert {p.kandidat: (p.kommune, p.reservert) for p in fordel(inndata).plasseringer} == {
        "Al": ("A", None), "Bo": (None, None), "Ci": ("A", "distrikt"),
    }  # fmt: skip


def test_a_member_sits_on_the_reserved_place_and_leaves_the_open_one_to_others() -> None:
    """Whoever asks first: with own orders Bo has sat down before Al comes, and moves over."""
    steder = [Kommune("A", 2, {"distrikt": 1})]
    for folk in ([k("Al", "A", "distrikt"), k("Bo", "A")], [k("Bo", "A", "distrikt"), k("Al", "A")]):
        for inndata in (felles(steder, *folk), egne(steder, *folk, A="Bo Al"), egne(steder, *folk, A="Al Bo")):
            assert set(hvor(inndata).values()) == {"A"}


def test_the_first_of_the_members_have_the_reserved_places() -> None:
    """Who sits on which is only what it is called, but it is called the same every time."""
    inndata = egne([Kommune("A", 2, {"distrikt": 1})], k("Al", "A", "distrikt"), k("Bo", "A", "distrikt"), A="Bo Al")
    assert [(p.kandidat, p.reservert) for p in fordel(inndata).plasseringer] == [("Al", None), ("Bo", "distrikt")]


def test_somebody_of_two_groups_moves_over_for_somebody_of_one() -> None:
    """Taken one kind at a time in a fixed order, Al would have held the place that only Bo cannot do without."""
    steder = [Kommune("A", 2, {"distrikt": 1, "nordnorsk": 1})]
    for ene in ("distrikt", "nordnorsk"):
        assert set(hvor(felles(steder, k("Al", "A", "distrikt", "nordnorsk"), k("Bo", "A", ene))).values()) == {"A"}


# --- reasons ----------------------------------------------------------------------------------------------------------


def grunner(inndata: Inndata, kandidat: str) -> tuple[Grunn, ...]:
    return fordel(inndata).plassering[kandidat].grunner


def test_the_reason_says_my_number_and_by_whom_it_was_full() -> None:
    inndata = felles(
        [Kommune("A", 2), Kommune("B", 1), Kommune("C", 1)],
        k("Al", "A"), k("Bo", "B"), k("Ci", "A"), k("Di", "ABC"), k("Ed", "C"),
    )  # fmt: skip
    assert grunner(inndata, "Di") == (
        Grunn(1, "A", Aarsak.FULLT, 4, 97, 2, "Ci", 3, 98, None, None, 0, ()),
        Grunn(2, "B", Aarsak.FULLT, 4, 97, 1, "Bo", 2, 99, None, None, 0, ()),
    )
    assert grunner(inndata, "Al") == ()


def test_the_reason_counts_only_those_who_wish_to_go_there_when_orders_are_own() -> None:
    inndata = egne([Kommune("A", 1), Kommune("B", 1)], k("Al", "A"), k("Bo", "BA"), k("Ci", "B"), A="Al Bo", B="Al Ci Bo")
    assert [(g.nummer, g.siste, g.siste_nummer) for g in grunner(inndata, "Bo")] == [(2, "Ci", 1), (2, "Al", 1)]


def test_the_reason_shows_both_lots_where_the_lot_decided() -> None:
    forst, sist = lavest_forst(["Al", "Bo"])
    (grunn,) = grunner(felles([Kommune("A", 1)], k("Al", "A"), k("Bo", "A"), poeng={"Al": 5, "Bo": 5}), sist)
    assert (grunn.siste, grunn.siste_poeng, grunn.lodd, grunn.siste_lodd) == (forst, 5, lodd(FRO, sist), lodd(FRO, forst))


def test_the_reason_names_places_reserved_for_others() -> None:
    """Nobody sits on the reserved places; there is one open one, with Al on it."""
    inndata = felles([Kommune("A", 3, {"distrikt": 2})], k("Al", "A"), k("Bo", "A"))
    assert grunner(inndata, "Bo") == (
        Grunn(1, "A", Aarsak.FULLT, 2, 99, 1, "Al", 1, 100, None, None, 0, (Stengt("distrikt", 2, 2),)),
    )
    bare_reservert = felles([Kommune("A", 1, {"distrikt": 1}), Kommune("B", 0)], k("Al", "AB"))
    assert [(g.aarsak, g.av, g.siste, g.stengt) for g in grunner(bare_reservert, "Al")] == [
        (Aarsak.RESERVERT, 0, None, (Stengt("distrikt", 1, 1),)),
        (Aarsak.INGEN_PLASS, 0, None, ()),
    ]


def test_a_member_on_a_reserved_place_is_in_the_way_only_if_somebody_could_move_over() -> None:
    steder = [Kommune("A", 2, {"distrikt": 1})]
    alene = felles(steder, k("Al", "A"), k("Bo", "A", "distrikt"), k("Ci", "A"))
    assert [(g.av, g.siste) for g in grunner(alene, "Ci")] == [(1, "Al")]
    to = felles(steder, k("Al", "A", "distrikt"), k("Bo", "A", "distrikt"), k("Ci", "A"))
    assert [(g.av, g.siste) for g in grunner(to, "Ci")] == [(2, "Bo")]


def test_those_placed_beforehand_are_counted_apart_and_have_no_reasons() -> None:
    folk = [k("Al", "A"), k("Bo", "BA"), k("Ci", "B")]
    inndata = felles([Kommune("A", 1), Kommune("B", 1)], *folk, faste={"Ci": "A", "Bo": None})
    assert hvor(inndata) == {"Al": None, "Bo": None, "Ci": "A"}
    assert grunner(inndata, "Al") == (Grunn(1, "A", Aarsak.FULLT, 1, 100, 0, None, None, None, None, None, 1, ()),)
    assert [(p.fast, p.onske, p.grunner) for p in fordel(inndata).plasseringer[1:]] == [(True, None, ())] * 2


# --- figures ----------------------------------------------------------------------------------------------------------


def test_the_figures_of_a_proposal() -> None:
    inndata = felles(
        [Kommune("A", 1), Kommune("B", 3, {"distrikt": 2}), Kommune("C", 2)],
        k("Al", "AB"), k("Bo", "AB"), k("Ci", "AB"), k("Di", "BAC", "distrikt"), k("Ed", ""), k("Fi", "A"),
        faste={"Fi": "C"},
    )  # fmt: skip
    assert fordel(inndata).nokkeltall == Nokkeltall(
        kandidater=6, med_onsker=5, med_plass=4, uten_plass=2, utenfor_onskene=1,
        per_onske=(2, 1, 0), forste_promille=400, verste_onske=2,
        kommuner=(
            Kommunetall("A", 1, 0, (), 5, 4),
            Kommunetall("B", 3, 1, (("distrikt", 1),), 4, 1),
            Kommunetall("C", 2, 1, (), 1, 0),
        ),
    )  # fmt: skip
    assert fordel(inndata).nokkeltall.ledige == 2


def test_nobody_and_nothing_is_an_answer_too() -> None:
    tom = Nokkeltall(0, 0, 0, 0, 0, (), 0, None, ())
    assert fordel(Inndata(FRO, Felles({}), (), ())).nokkeltall == tom
    assert fordel(Inndata(FRO, Egne({}), (), ())).nokkeltall == tom


# --- what is kept -----------------------------------------------------------------------------------------------------

LITEN = felles([Kommune("B", 1, {"distrikt": 1}), Kommune("A", 1)], k("Bo", "A"), k("Å1", "A", "b", "a"), faste={"Bo": None})


def test_the_input_is_kept_as_these_bytes() -> None:
    """Raise VERSJON when this changes: old proposals must be replayed by the rule they were made by."""
    assert kanonisk(LITEN.som_json()).decode() == (
        '{"faste":{"Bo":null},"fro":"' + FRO + '","kandidater":[{"grupper":[],"id":"Bo","onsker":["A"]},'
        '{"grupper":["a","b"],"id":"Å1","onsker":["A"]}],"kommuner":[{"id":"A","plasser":1,"reservert":{}},'
        '{"id":"B","plasser":1,"reservert":{"distrikt":1}}],"rekkefolge":{"poeng":{"Bo":100,"Å1":99},"slag":"felles"},"versjon":1}'
    )
    assert LITEN.avtrykk == hashlib.sha256(kanonisk(LITEN.som_json())).hexdigest()
    assert LITEN.avtrykk == "e9ee226a32e2370d6d7aed10d8e7cbbb457aa9eb55934e52b21fb9b41b3f4804"


def test_the_answer_is_kept_as_these_bytes() -> None:
    assert kanonisk(fordel(LITEN).som_json()).decode() == (
        '{"inndata":"'
        + LITEN.avtrykk
        + '","metode":"seriell","nokkeltall":{"forste_promille":500,"kandidater":2,"kommuner":['
        '{"forste_onske_for":2,"kommune":"A","ledige":0,"ledige_reserverte":{},"onsket_av":2,"plasser":1},'
        '{"forste_onske_for":0,"kommune":"B","ledige":1,"ledige_reserverte":{"distrikt":1},"onsket_av":0,"plasser":1}],'
        '"med_onsker":2,"med_plass":1,"per_onske":[1],"uten_plass":1,"utenfor_onskene":0,"verste_onske":1},"plasseringer":['
        '{"fast":true,"grunner":[],"kandidat":"Bo","kommune":null,"onske":null,"reservert":null},'
        '{"fast":false,"grunner":[],"kandidat":"Å1","kommune":"A","onske":1,"reservert":null}],"versjon":1}'
    )
    assert fordel(LITEN).avtrykk == "a7c3901d3fede7ff31878331767786284a04ba4f704ee7b14591ceae4903cd32"


def test_what_is_kept_is_spelled_as_the_ground_floor_spells_it() -> None:
    from grunnmur.jobb.operations import kanonisk as grunnmurens

    assert grunnmurens(fordel(LITEN).som_json()) == kanonisk(fordel(LITEN).som_json())


def test_an_answer_is_read_back_without_computing_and_only_for_its_own_input() -> None:
    inndata = felles([Kommune("A", 2, {"distrikt": 1})], k("Al", "A"), k("Bo", "A"))
    lagret = json.loads(kanonisk(fordel(inndata).som_json()))
    assert les_resultat(lagret, inndata) == fordel(inndata)
    assert les_resultat(lagret, les(inndata.som_json())).avtrykk == fordel(inndata).avtrykk
    with pytest.raises(FeilResultat):
        les_resultat(lagret, LITEN)
    with pytest.raises(FeilResultat):
        les_resultat({**lagret, "versjon": 2}, inndata)
