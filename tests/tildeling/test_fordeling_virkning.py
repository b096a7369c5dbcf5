"""Two answers side by side, and what a change by the committee means for the others."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from lis.tildeling.fordeling import (
    Feilkode,
    Forbigaatt,
    Inndata,
    Kandidat,
    Kommune,
    Ledig,
    Resultat,
    Tap,
    UgyldigInndata,
    Utslag,
    Virkning,
    fordel,
    kanonisk,
    kontroller,
    sammenlign,
    virkning,
)
from lis.tildeling.fordeling.kontroll import Bruddslag, kontroller_plassering
from tests.tildeling.forekomster import tilfeldig
from tests.tildeling.test_fordeling_regel import egne, felles, k

pytestmark = pytest.mark.krav("S1-L12")

TRE = [Kommune("A", 1), Kommune("B", 1), Kommune("C", 1)]


def rekke() -> Resultat:
    """Al has A, Bo B, Ci C and Di nothing; all want A, then B, then C."""
    return fordel(felles(TRE, k("Al", "ABC"), k("Bo", "ABC"), k("Ci", "ABC"), k("Di", "ABC")))


def kort(svar: Virkning) -> list[tuple[str, str | None, str | None, str]]:
    return [(f.kandidat, f.a and f.a.kommune, f.b and f.b.kommune, f.utslag.value) for f in svar.berorte]


# --- a change ---------------------------------------------------------------------------------------------------------


def test_a_change_pushes_the_others_down_the_chain() -> None:
    svar = virkning(rekke(), {"Di": "A"})
    assert svar.omregnet.plassering["Di"].fast
    assert kort(svar) == [("Al", "A", "B", "verre"), ("Bo", "B", "C", "verre"), ("Ci", "C", None, "verre")]


def test_the_same_change_with_nothing_else_changed_shows_who_loses_and_who_is_passed_over() -> None:
    svar = virkning(rekke(), {"Di": "A"})
    assert svar.mister == (Tap("Al", "A"),)
    assert svar.forbigaatte == (Forbigaatt("Al", "A", "Di"), Forbigaatt("Bo", "A", "Di"), Forbigaatt("Ci", "A", "Di"))
    assert svar.ledige == ()


def test_a_place_given_up_goes_to_the_first_who_wants_it() -> None:
    svar = virkning(rekke(), {"Al": None})
    assert kort(svar) == [("Bo", "B", "A", "bedre"), ("Ci", "C", "B", "bedre"), ("Di", None, "C", "bedre")]
    assert (svar.mister, svar.forbigaatte, svar.ledige) == ((), (), (Ledig("A", 1, "Bo"),))


def test_a_swap_touches_nobody_else_and_passes_over_those_who_go_before() -> None:
    svar = virkning(rekke(), {"Al": "C", "Ci": "A"})
    assert (kort(svar), svar.mister, svar.ledige) == ([], (), ())
    assert svar.forbigaatte == (Forbigaatt("Bo", "A", "Ci"),)


def test_a_move_to_an_empty_place_passes_nobody_over() -> None:
    svar = virkning(fordel(felles(TRE, k("Al", "A"), k("Bo", "B"))), {"Al": "C"})
    assert (kort(svar), svar.mister, svar.forbigaatte, svar.ledige) == ([], (), (), (Ledig("A", 1, None),))
    assert svar.omregnet.nokkeltall.utenfor_onskene == 1


def test_a_change_that_is_what_the_order_says_changes_nothing() -> None:
    svar = virkning(rekke(), {"Bo": "B"})
    assert (kort(svar), svar.mister, svar.forbigaatte, svar.ledige) == ([], (), (), ())


def test_those_who_may_not_have_the_place_are_not_passed_over() -> None:
    """Ci is put on the reserved place; Bo goes before, but could not have sat there. Al moves over, and both sit."""
    steder = [Kommune("A", 1, {"distrikt": 1}), Kommune("B", 1)]
    folk = [k("Al", "A", "distrikt"), k("Bo", "A"), k("Ci", "B", "distrikt")]
    svar = virkning(fordel(felles(steder, *folk)), {"Ci": "A"})
    assert svar.mister == (Tap("Al", "A"),)
    assert svar.forbigaatte == (Forbigaatt("Al", "A", "Ci"),)
    assert svar.ledige == (Ledig("B", 1, None),)


def test_a_reserved_place_left_empty_is_for_the_first_who_may_have_it() -> None:
    steder = [Kommune("A", 1, {"distrikt": 1})]
    folk = [k("Al", "A", "distrikt"), k("Bo", "A"), k("Ci", "A", "distrikt"), k("Di", "A", "distrikt")]
    assert virkning(fordel(felles(steder, *folk)), {"Al": None}).ledige == (Ledig("A", 1, "Ci"),)
    assert virkning(fordel(felles(steder, *folk[:2])), {"Al": None}).ledige == (Ledig("A", 1, None),)


def test_where_the_order_has_no_place_for_somebody_all_who_want_it_are_passed_over() -> None:
    """With own orders, Di never wished for A and has no number there."""
    foer = fordel(egne(TRE[:2], k("Al", "A"), k("Bo", "A"), k("Di", "B"), A="Al Bo", B="Di"))
    svar = virkning(foer, {"Di": "A"})
    assert svar.forbigaatte == (Forbigaatt("Al", "A", "Di"), Forbigaatt("Bo", "A", "Di"))
    assert kort(svar) == [("Al", "A", None, "verre")]


def test_earlier_changes_stand_and_the_next_is_laid_upon_them() -> None:
    forste = virkning(rekke(), {"Di": "A"}).omregnet
    svar = virkning(forste, {"Ci": "B"})
    assert svar.omregnet.inndata.faste == {"Ci": "B", "Di": "A"}
    assert kort(svar) == [("Al", "B", "C", "verre"), ("Bo", "C", None, "verre")]
    assert svar.forbigaatte == (Forbigaatt("Al", "B", "Ci"), Forbigaatt("Bo", "B", "Ci"))
    assert kort(virkning(forste, {"Di": None})) == [
        ("Al", "B", "A", "bedre"), ("Bo", "C", "B", "bedre"), ("Ci", None, "C", "bedre"),
    ]  # fmt: skip


def test_the_effect_can_be_kept_and_signed() -> None:
    foer = fordel(felles(TRE[:2], k("Al", "AB"), k("Bo", "AB")))
    svar = virkning(foer, {"Bo": "A"})
    assert json.loads(kanonisk(svar.som_json())) == {
        "versjon": 1,
        "inndata": foer.inndata.med_faste({"Bo": "A"}).avtrykk,
        "resultat": svar.omregnet.avtrykk,
        "berorte": [
            {"kandidat": "Al", "a": {"kommune": "A", "onske": 1}, "b": {"kommune": "B", "onske": 2}, "utslag": "verre"}
        ],
        "mister": [{"kandidat": "Al", "kommune": "A"}],
        "forbigaatte": [{"kandidat": "Al", "kommune": "A", "av": "Bo"}],
        "ledige": [{"kommune": "B", "antall": 1, "neste": "Al"}],
    }


def test_a_change_that_cannot_be_is_refused() -> None:
    with pytest.raises(UgyldigInndata) as sagt:
        virkning(rekke(), {"Al": "C", "Bo": "C"})
    assert (sagt.value.kode, sagt.value.hvor) == (
        Feilkode.FASTE_FAR_IKKE_PLASS, {"kommune": "C", "kandidater": ["Al", "Bo"]},
    )  # fmt: skip
    with pytest.raises(UgyldigInndata):
        virkning(rekke(), {"Xi": "A"})
    with pytest.raises(UgyldigInndata):
        virkning(rekke(), {"Al": "X"})


@pytest.mark.parametrize("er_egne", [False, True])
def test_the_effect_of_any_change_is_what_the_independent_check_finds(er_egne: bool) -> None:
    """Computed again it is proven; with nothing else changed, those passed over are those the check would name."""
    sett = 0
    for nr in range(250):
        r = Random(90_000 + nr)
        inndata = tilfeldig(r, kandidater=r.randint(3, 9), kommuner=4, egne=er_egne, faste=nr % 5 == 0, trangt=2)
        resultat, kandidat = fordel(inndata), r.choice(inndata.kandidater)
        endring: dict[str, str | None] = {kandidat.id: r.choice([None, *inndata.kommune])}
        try:
            svar = virkning(resultat, endring)
        except UgyldigInndata as feil:
            assert feil.kode == Feilkode.FASTE_FAR_IKKE_PLASS
            continue
        assert kontroller(svar.omregnet.inndata.som_json(), svar.omregnet.som_json()) == []
        foer, etter = resultat.plassering, svar.omregnet.plassering
        ulike = {id_ for id_ in foer if foer[id_].kommune != etter[id_].kommune} - {kandidat.id}
        assert {f.kandidat for f in svar.berorte} == ulike
        assert fordel(svar.omregnet.inndata) == svar.omregnet
        plassering = {p.kandidat: p.kommune for p in resultat.plasseringer}
        plassering |= {tap.kandidat: None for tap in svar.mister} | endring
        brudd = kontroller_plassering(svar.omregnet.inndata.som_json(), plassering)
        ledig = {(b.kommune, b.kandidat) for b in brudd if b.slag == Bruddslag.LEDIG}
        neste = {rad.kommune: rad.neste for rad in svar.ledige}
        mister = {tap.kandidat for tap in svar.mister}  # who may find room further down their own list
        assert {kommune for kommune, hvem in ledig if hvem not in mister} <= {k for k, hvem in neste.items() if hvem}
        assert all((kommune, hvem) in ledig for kommune, hvem in neste.items() if hvem)
        sett += len(svar.forbigaatte)
        if sted := endring[kandidat.id]:
            assert {f.kandidat for f in svar.forbigaatte} == misunner(inndata, resultat, svar, kandidat, sted)
    assert sett > 20


def misunner(inndata: Inndata, resultat: Resultat, svar: Virkning, flyttet: Kandidat, sted: str) -> set[str]:
    """Who the check says is passed over by the one who was moved, when the move is the order's own doing.

    To be in the order there, the one moved must have wished for the place: last, with the points the order has.
    """
    if resultat.plassering[flyttet.id].kommune == sted:
        return set()
    poeng = inndata.rekkefolge.som_json()["poeng"]
    ny = inndata.som_json()
    ny["faste"].pop(flyttet.id, None)
    if sted not in flyttet.onsker:
        rad = next(rad for rad in ny["kandidater"] if rad["id"] == flyttet.id)
        rad["onsker"] = [*rad["onsker"], sted]
        if inndata.metode == "utsatt":
            poeng[sted][flyttet.id] = -(10**6)
            ny["rekkefolge"]["poeng"] = poeng
    plassering = {p.kandidat: p.kommune for p in resultat.plasseringer}
    plassering |= {tap.kandidat: None for tap in svar.mister} | {flyttet.id: sted}
    return {
        brudd.kandidat
        for brudd in kontroller_plassering(ny, plassering)
        if brudd.slag == Bruddslag.MISUNNELSE and (brudd.kommune, brudd.annen) == (sted, flyttet.id)
    }


# --- side by side -----------------------------------------------------------------------------------------------------


def test_two_proposals_side_by_side() -> None:
    a = rekke()
    b = fordel(felles([Kommune("A", 2), Kommune("B", 1)], *(k(id_, "AB") for id_ in ("Di", "Ci", "Bo", "Al"))))
    samme_onsker = fordel(
        replace(a.inndata, rekkefolge=replace(a.inndata.rekkefolge, poeng={"Al": 1, "Bo": 3, "Ci": 2, "Di": 4}))
    )
    svar = sammenlign(a, samme_onsker)
    assert {f.kandidat: f.utslag.value for f in svar.forskjeller} == {
        "Al": "verre", "Bo": "likt", "Ci": "likt", "Di": "bedre",
    }  # fmt: skip
    assert svar.antall == {Utslag.BEDRE: 1, Utslag.VERRE: 1, Utslag.LIKT: 2, Utslag.ANNET: 0}
    assert (svar.a.per_onske, svar.b.per_onske) == ((1, 1, 1), (1, 1, 1))
    assert {f.kandidat: f.utslag.value for f in sammenlign(a, b).forskjeller} == {
        "Al": "annet", "Bo": "likt", "Ci": "annet", "Di": "annet",
    }  # fmt: skip


def test_who_is_in_only_one_of_them_and_who_is_outside_the_wishes_is_not_judged() -> None:
    a = fordel(felles(TRE, k("Al", "A"), k("Bo", "A"), k("Ci", "B")))
    b = fordel(felles(TRE, k("Al", "A"), k("Bo", "A"), k("Di", "B"), faste={"Bo": "C", "Al": "B"}))
    assert {
        f.kandidat: (f.a and f.a.kommune, f.b and f.b.kommune, f.utslag.value) for f in sammenlign(a, b).forskjeller
    } == {
        "Al": ("A", "B", "verre"),
        "Bo": (None, "C", "annet"),
        "Ci": ("B", None, "annet"),
        "Di": (None, None, "annet"),
    }
    assert {f.kandidat: f.utslag.value for f in sammenlign(b, a).forskjeller}["Al"] == "bedre"
