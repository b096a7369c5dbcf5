"""The answer is feasible and exact: by an independent checker, by brute force, and by cases worked out by hand."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from lis.lis3.fordeling import Aarsak, Resultat, UavgjortRekkefolge, fordel, les
from tests.lis3.forekomster import MAAL, sykehusomraade, tilfeldig
from tests.lis3.kontroll import brutal, kontroller

FRA = 24_325


def som_lagret(resultat: Resultat) -> dict[str, Any]:
    """As it is kept: through JSON and back."""
    return json.loads(json.dumps(resultat.som_json()))


def avdeling(id_: str, *plasser: list[list[int]], maal: list[str] = MAAL, godkjent: bool = True) -> dict[str, Any]:
    rader = [{"id": ord(id_) * 10 + n, "nummer": n, "ledig": ledig} for n, ledig in enumerate(plasser, 1)]
    return {"id": id_, "maal": maal, "godkjent": godkjent, "plasser": rader}


def onske(id_: str, start: int, foer: int = 0, etter: int = 0) -> dict[str, Any]:
    return {"start": FRA + start, "foer": foer, "etter": etter, "avdeling": id_}


def lege(nr: int, *onsker: dict[str, Any], **andre: Any) -> dict[str, Any]:
    return {"id": f"L{nr}", "rang": nr, "delt": False, "maal": MAAL, "onsker": list(onsker)} | andre


def grunnlag(avdelinger: list[dict[str, Any]], *leger: dict[str, Any], **andre: Any) -> dict[str, Any]:
    return {
        "versjon": 1, "fra": FRA, "til": FRA + 23, "lengde": 6, "del_lengde": 3, "slakk_er_likt": False,
        "avdelinger": avdelinger, "leger": list(leger),
    } | andre  # fmt: skip


AAPEN = [[FRA, FRA + 30]]


def nivaaene(inndata: dict[str, Any]) -> list[int | None]:
    resultat = som_lagret(fordel(les(inndata)))
    assert kontroller(inndata, resultat) == []
    return [p["nivaa"] for p in resultat["plasseringer"]]


# --- against other methods --------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I13")
def test_every_small_instance_equals_brute_force_and_passes_the_checker() -> None:
    delte, likt = 0, 0
    for nr in range(1500):
        r = Random(nr)
        inndata = tilfeldig(r, leger=r.randint(1, 4), avdelinger=r.randint(1, 2), maaneder=r.randint(3, 9))
        resultat = som_lagret(fordel(les(inndata)))
        assert [p["nivaa"] for p in resultat["plasseringer"]] == brutal(inndata), f"instance {nr}"
        assert kontroller(inndata, resultat) == [], f"instance {nr}"
        delte += any(len(p["deler"]) == 2 for p in resultat["plasseringer"])
        likt += inndata["slakk_er_likt"]
    assert delte > 100 and likt > 100


@pytest.mark.krav("S1-I13")
def test_middling_instances_pass_the_checker_and_are_proven() -> None:
    sokt = 0
    for nr in range(150):
        r = Random(10_000 + nr)
        inndata = tilfeldig(r, leger=r.randint(5, 14), avdelinger=r.randint(1, 4), maaneder=r.randint(6, 16), plasser=3)
        resultat = som_lagret(fordel(les(inndata)))
        assert resultat["bevist"] is True
        assert kontroller(inndata, resultat) == [], f"instance {nr}"
        sokt += resultat["grener"] > 0
    assert sokt > 30, "instances too easy to prove anything"


def test_a_realistic_hospital_trust_passes_the_checker() -> None:
    for nr in range(2):
        inndata = sykehusomraade(Random(nr), leger=60)
        resultat = som_lagret(fordel(les(inndata)))
        assert resultat["bevist"] is True and kontroller(inndata, resultat) == []


@pytest.mark.parametrize("nr", range(20))
def test_the_checker_sees_what_is_wrong(nr: int) -> None:
    """A doctor moved to a worse level, a place used twice, a shut place: each is found."""
    inndata = sykehusomraade(Random(nr), leger=20)
    rett = som_lagret(fordel(les(inndata)))
    forst = next(p for p in rett["plasseringer"] if p["deler"])
    feil = json.loads(json.dumps(rett))
    rad = next(p for p in feil["plasseringer"] if p["deler"])
    rad |= {"nivaa": None, "deler": []}
    assert any(f"{forst['lege']} could do better" in f for f in kontroller(inndata, feil))
    feil = json.loads(json.dumps(rett))
    for p in feil["plasseringer"]:
        for d in p["deler"]:
            d["plass"] = forst["deler"][0]["plass"]
    assert kontroller(inndata, feil)


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_a_senior_who_does_not_mind_makes_room_for_a_junior() -> None:
    """One place; the senior may start a month before or after the wish. Simple seniority order would wrong the junior."""
    steder = [avdeling("A", [[FRA, FRA + 11], [FRA + 12, FRA + 12]])]
    senior = lege(1, onske("A", 3, 3, 3))
    junior = lege(2, onske("A", 0))
    assert nivaaene(grunnlag(steder, senior, junior, slakk_er_likt=True)) == [0, 0]
    to = [avdeling("A", [[FRA, FRA + 5]], [[FRA, FRA + 11]])]
    assert nivaaene(grunnlag(to, lege(1, onske("A", 0)), lege(2, onske("A", 3)))) == [0, 0]


def test_seniority_goes_before_the_number_of_doctors_placed() -> None:
    """The senior's wished start blocks two juniors; the senior gets it all the same."""
    steder = [avdeling("A", [[FRA, FRA + 11]])]
    leger = lege(1, onske("A", 3)), lege(2, onske("A", 0)), lege(3, onske("A", 6))
    assert nivaaene(grunnlag(steder, *leger)) == [0, None, None]


def test_a_chain_of_moves_is_found() -> None:
    """To seat the last, the first must go to B's second place and the second to the first's place."""
    steder = [avdeling("A", [[FRA, FRA + 5]]), avdeling("B", [[FRA, FRA + 8]], [[FRA + 3, FRA + 11]])]
    leger = (
        lege(1, onske("B", 3)),
        lege(2, onske("B", 0, 0, 1)),
        lege(3, onske("A", 0)),
    )
    assert nivaaene(grunnlag(steder, *leger)) == [0, 0, 0]


@pytest.mark.krav("S1-I09")
def test_a_divided_service_needs_two_approved_departments_and_all_goals_together() -> None:
    steder = [
        avdeling("A", AAPEN, maal=MAAL[:1]), avdeling("B", AAPEN, maal=MAAL[1:]), avdeling("C", AAPEN, godkjent=False),
    ]  # fmt: skip
    delt = lege(1, onske("C", 0), onske("A", 0), onske("B", 0), delt=True)
    resultat = som_lagret(fordel(les(grunnlag(steder, delt))))
    (rad,) = resultat["plasseringer"]
    assert {(d["avdeling"], d["lengde"]) for d in rad["deler"]} == {("A", 3), ("B", 3)}
    assert (rad["onske"], rad["annet"]) == (2, 3)
    hel = lege(1, onske("A", 0), onske("B", 0))
    assert nivaaene(grunnlag(steder, hel)) == [None]


def test_reasons_tell_full_from_closed_and_goals_and_period() -> None:
    steder = [avdeling("A", AAPEN), avdeling("B", [[FRA + 12, FRA + 30]]), avdeling("C", AAPEN, maal=[])]
    foran = lege(1, onske("A", 0))
    sist = lege(2, onske("A", 1), onske("B", 0), onske("C", 0), onske("A", 24))
    rad = fordel(les(grunnlag(steder, foran, sist))).plasseringer[1]
    assert [(g.onske, g.aarsak, g.av) for g in rad.grunner] == [
        (1, Aarsak.FULLT, ("L1",)), (2, Aarsak.INGEN_PLASS, ()), (3, Aarsak.MAAL, ()), (4, Aarsak.UTENFOR, ()),
    ]  # fmt: skip


def test_an_undecided_tie_is_refused_and_doctors_without_rank_are_not_a_tie() -> None:
    steder = [avdeling("A", AAPEN)]
    with pytest.raises(UavgjortRekkefolge) as like:
        les(grunnlag(steder, lege(1), lege(2), lege(2, id="L3")))
    assert like.value.koder == ["L2", "L3"]
    les(grunnlag(steder, lege(1), lege(2, rang=None), lege(3, rang=None)))


def test_the_same_input_gives_the_same_bytes() -> None:
    inndata = sykehusomraade(Random(3), leger=40)
    en, to = (json.dumps(fordel(les(inndata)).som_json()) for _ in range(2))
    assert en == to


def test_a_search_that_is_cut_off_says_so() -> None:
    inndata = sykehusomraade(Random(1), leger=60, slakk_er_likt=True)
    avbrutt = fordel(les(inndata), maks_grener=0)
    assert avbrutt.bevist is False
    uvisse = [p for p in avbrutt.plasseringer if not p.bevist]
    assert any(g.aarsak == Aarsak.IKKE_BEVIST for p in uvisse for g in p.grunner)
    assert fordel(les(inndata)).bevist is True
