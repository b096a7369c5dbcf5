"""An input that cannot be used is refused with what is wrong and where; nothing is guessed or mended."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from lis.tildeling.fordeling import Egne, Feilkode, Felles, Inndata, Kandidat, Kommune, UgyldigInndata, fordel, les
from tests.tildeling.forekomster import FRO

pytestmark = pytest.mark.krav("S1-L12")

Rad = dict[str, Any]


def rad() -> Rad:
    return copy.deepcopy(
        {
            "versjon": 1,
            "fro": FRO,
            "rekkefolge": {"slag": "felles", "poeng": {"Al": 2, "Bo": 1}},
            "kandidater": [
                {"id": "Al", "onsker": ["A", "B"], "grupper": ["distrikt"]},
                {"id": "Bo", "onsker": ["A"], "grupper": []},
            ],
            "kommuner": [
                {"id": "A", "plasser": 2, "reservert": {"distrikt": 1}},
                {"id": "B", "plasser": 0, "reservert": {}},
            ],
            "faste": {},
        }
    )


def egne(poeng: Any) -> Callable[[Rad], Any]:
    return lambda r: r["rekkefolge"].update(slag="egne", poeng=poeng)


def i(*sti: Any, blir: Any) -> Callable[[Rad], None]:
    """Change one thing."""

    def endre(r: Rad) -> None:
        sted: Any = r
        for nokkel in sti[:-1]:
            sted = sted[nokkel]
        sted[sti[-1]] = blir

    return endre


def test_what_the_others_are_changed_from_is_used() -> None:
    assert [p.kommune for p in fordel(les(rad())).plasseringer] == ["A", "A"]
    helt = rad()
    egne({"A": {"Al": 0, "Bo": 0}, "B": {"Al": 0, "Bo": 5}})(helt)
    assert [p.kommune for p in fordel(les(helt)).plasseringer] == ["A", "A"]


GALT: list[tuple[Callable[[Rad], Any], Feilkode, dict[str, Any]]] = [
    (i("versjon", blir=2), Feilkode.VERSJON, {"versjon": 2}),
    (lambda r: r.pop("faste"), Feilkode.FORM, {"sted": "inndata", "felt": "faste"}),
    (i("foerstevalg_foerst", blir=True), Feilkode.FORM, {"sted": "inndata", "felt": "foerstevalg_foerst"}),
    (i("kandidater", blir={}), Feilkode.FORM, {"sted": "kandidater"}),
    (i("kandidater", 0, blir="Al"), Feilkode.FORM, {"sted": "kandidat"}),
    (i("kandidater", 0, "alder", blir=28), Feilkode.FORM, {"sted": "kandidat", "felt": "alder"}),
    (i("kandidater", 0, "onsker", blir="AB"), Feilkode.FORM, {"sted": "onsker"}),
    (i("kandidater", 0, "onsker", blir=[1]), Feilkode.FORM, {"sted": "onsker"}),
    (i("kandidater", 0, "grupper", blir=[None]), Feilkode.FORM, {"sted": "grupper"}),
    (i("kommuner", 0, "reservert", blir=[1]), Feilkode.FORM, {"sted": "reservert"}),
    (i("rekkefolge", "slag", blir="forstevalg"), Feilkode.FORM, {"sted": "rekkefolge", "slag": "forstevalg"}),
    (i("rekkefolge", "poeng", blir=[2, 1]), Feilkode.FORM, {"sted": "poeng"}),
    (egne({"A": 1}), Feilkode.FORM, {"sted": "poeng"}),
    (i("fro", blir="hemmelig"), Feilkode.FRO, {}),
    (i("fro", blir="AB" * 16), Feilkode.FRO, {}),
    (i("fro", blir="ab" * 15), Feilkode.FRO, {}),
    (i("fro", blir="ab" * 16 + "\n"), Feilkode.FRO, {}),
    (i("fro", blir=7), Feilkode.FRO, {}),
    (i("kandidater", 0, "id", blir=""), Feilkode.ID, {"kandidat": ""}),
    (i("kandidater", 0, "id", blir=1), Feilkode.ID, {"kandidat": 1}),
    (i("kandidater", 0, "id", blir="Al\n"), Feilkode.ID, {"kandidat": "Al\n"}),
    (i("kandidater", 0, "id", blir="\ud800"), Feilkode.ID, {"kandidat": "\ud800"}),
    (i("kommuner", 0, "id", blir="A" * 101), Feilkode.ID, {"kommune": "A" * 101}),
    (i("kandidater", 0, "grupper", blir=[""]), Feilkode.ID, {"gruppe": ""}),
    (i("kandidater", 1, "id", blir="Al"), Feilkode.DOBBEL, {"kandidat": "Al"}),
    (i("kommuner", 1, "id", blir="A"), Feilkode.DOBBEL, {"kommune": "A"}),
    (i("kandidater", 0, "onsker", blir=["A", "B", "A"]), Feilkode.DOBBEL, {"kandidat": "Al", "kommune": "A"}),
    (i("kandidater", 0, "grupper", blir=["g", "g"]), Feilkode.DOBBEL, {"kandidat": "Al", "grupper": ["g", "g"]}),
    (i("kandidater", 0, "onsker", blir=["X"]), Feilkode.UKJENT_KOMMUNE, {"kandidat": "Al", "kommune": "X"}),
    (i("kommuner", 0, "plasser", blir=-1), Feilkode.TALL, {"tall": -1, "kommune": "A"}),
    (i("kommuner", 0, "plasser", blir=True), Feilkode.TALL, {"tall": True, "kommune": "A"}),
    (i("kommuner", 0, "plasser", blir=1.5), Feilkode.TALL, {"tall": 1.5, "kommune": "A"}),
    (i("kommuner", 0, "plasser", blir="2"), Feilkode.TALL, {"tall": "2", "kommune": "A"}),
    (i("kommuner", 0, "plasser", blir=10_001), Feilkode.TALL, {"tall": 10_001, "kommune": "A"}),
    (i("kommuner", 0, "reservert", "distrikt", blir=0), Feilkode.TALL, {"tall": 0, "kommune": "A", "gruppe": "distrikt"}),
    (i("rekkefolge", "poeng", "Al", blir=0.5), Feilkode.TALL, {"tall": 0.5, "kandidat": "Al"}),
    (i("rekkefolge", "poeng", "Al", blir=None), Feilkode.TALL, {"tall": None, "kandidat": "Al"}),
    (i("rekkefolge", "poeng", "Al", blir=2**53), Feilkode.TALL, {"tall": 2**53, "kandidat": "Al"}),
    (i("kommuner", 0, "reservert", blir={"distrikt": 3}), Feilkode.FOR_MANGE_RESERVERT, {"kommune": "A"}),
    (
        lambda r: r["kommuner"][0].update(plasser=7, reservert=dict.fromkeys("abcdefg", 1)),
        Feilkode.FOR_MANGE_RESERVERT,
        {"kommune": "A"},
    ),
    (i("rekkefolge", "poeng", blir={"Al": 1}), Feilkode.UTEN_POENG, {"kandidat": "Bo"}),
    (i("rekkefolge", "poeng", "Ci", blir=1), Feilkode.UKJENT_KANDIDAT, {"kandidat": "Ci"}),
    (egne({"A": {"Al": 1, "Bo": 1}}), Feilkode.UTEN_POENG, {"kandidat": "Al", "kommune": "B"}),
    (egne({"A": {"Al": 1}, "B": {"Al": 1}}), Feilkode.UTEN_POENG, {"kandidat": "Bo", "kommune": "A"}),
    (egne({"X": {}}), Feilkode.UKJENT_KOMMUNE, {"kommune": "X"}),
    (egne({"A": {"Ci": 1}}), Feilkode.UKJENT_KANDIDAT, {"kandidat": "Ci", "kommune": "A"}),
    (egne({"A": {"Al": "1"}}), Feilkode.TALL, {"tall": "1", "kandidat": "Al", "kommune": "A"}),
    (i("faste", "Ci", blir="A"), Feilkode.UKJENT_KANDIDAT, {"kandidat": "Ci"}),
    (i("faste", "Al", blir="X"), Feilkode.UKJENT_KOMMUNE, {"kandidat": "Al", "kommune": "X"}),
    (i("faste", "Al", blir="B"), Feilkode.FASTE_FAR_IKKE_PLASS, {"kommune": "B", "kandidater": ["Al"]}),
    (
        lambda r: (r["kommuner"][0].update(plasser=1), r["faste"].update(Bo="A")),
        Feilkode.FASTE_FAR_IKKE_PLASS,
        {"kommune": "A", "kandidater": ["Bo"]},
    ),
]


@pytest.mark.parametrize(("endre", "kode", "hvor"), GALT, ids=[f"{n}-{kode}" for n, (_e, kode, _h) in enumerate(GALT)])
def test_an_input_that_cannot_be_used_is_refused(endre: Callable[[Rad], Any], kode: Feilkode, hvor: dict[str, Any]) -> None:
    feil = rad()
    endre(feil)
    with pytest.raises(UgyldigInndata) as sagt:
        les(feil)
    assert (sagt.value.kode, sagt.value.hvor) == (kode, hvor)
    assert str(sagt.value).startswith(kode.value)


@pytest.mark.parametrize("verdi", [None, [], "{}", 1, {1: 2}])
def test_what_is_not_an_input_at_all_is_refused(verdi: object) -> None:
    with pytest.raises(UgyldigInndata) as sagt:
        les(verdi)
    assert sagt.value.kode == Feilkode.FORM


def test_an_input_made_in_code_is_held_to_the_same() -> None:
    with pytest.raises(UgyldigInndata) as sagt:
        Inndata(FRO, Felles({"Al": 1}), (Kandidat("Al", ("X",)),), (Kommune("A", 1),))
    assert sagt.value.kode == Feilkode.UKJENT_KOMMUNE
    with pytest.raises(UgyldigInndata) as sagt:
        Inndata(FRO, Egne({}), (Kandidat("Al", ("A",)),), (Kommune("A", 1),))
    assert sagt.value.kode == Feilkode.UTEN_POENG
    with pytest.raises(UgyldigInndata) as sagt:
        Inndata(FRO, Felles({"Al": 1}), (Kandidat("Al", ["A"]),), (Kommune("A", 1),))  # type: ignore[arg-type]
    assert (sagt.value.kode, sagt.value.hvor) == (Feilkode.FORM, {"sted": "kandidat", "kandidat": "Al"})


def test_those_placed_beforehand_sit_as_cleverly_as_others() -> None:
    """Al and Bo both belong to the group; Ci does not, and needs the open place."""
    steder = (Kommune("A", 3, {"distrikt": 2}),)
    folk = [Kandidat(id_, (), frozenset({"distrikt"} if id_ != "Ci" else ())) for id_ in ("Al", "Bo", "Ci")]
    faste = {"Al": "A", "Bo": "A", "Ci": "A"}
    alle = fordel(Inndata(FRO, Felles(dict.fromkeys(faste, 0)), tuple(folk), steder, faste))
    assert [p.reservert for p in alle.plasseringer] == ["distrikt", "distrikt", None]
