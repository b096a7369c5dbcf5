"""The sentences that say why: for the committee with names, for the candidate with nobody else's name or points."""

from __future__ import annotations

import pytest

from lis.tildeling.fordeling import Egne, Felles, Inndata, Kandidat, Kommune, fordel
from lis.tildeling.selectors.forklaring import onskerader
from lis.tildeling.selectors.navn import Navn

from .forekomster import FRO


def navn() -> Navn:
    svar = Navn([], [])
    svar.kandidater = {"a": "Anne Andersen", "b": "Bent Berg", "c": "Cato Carlsen"}
    svar.kommuner = {"g": "Gjøvik", "h": "Hamar", "t": "Toten"}
    svar.grupper = {"d": "Vil bli i distriktet"}
    return svar


def sagt(inndata: Inndata, hvem: str, *, for_kandidaten: bool = False) -> list[list[str]]:
    """Wish by wish, why it was not met."""
    resultat = fordel(inndata)
    rader = onskerader(inndata, resultat.plassering[hvem], navn(), for_kandidaten=for_kandidaten)
    return [rad.setninger for rad in rader]


def test_poengene_avgjor_i_en_felles_rekkefolge() -> None:
    inndata = Inndata(
        FRO, Felles({"a": 9, "b": 4}), (Kandidat("a", ("g",)), Kandidat("b", ("g", "h"))), (Kommune("g", 1), Kommune("h", 1))
    )
    assert sagt(inndata, "b") == [
        [
            "Nummer 2 i rekkefølgen, med 4 poeng.",
            "Plassen i Gjøvik gikk til én som kommer før.",
            "Den siste av dem er Anne Andersen, nummer 1 med 9 poeng.",
        ],
        [],
    ]
    assert sagt(inndata, "b", for_kandidaten=True)[0] == [
        "Du er nummer 2 i rekkefølgen, med 4 poeng.",
        "Plassen i Gjøvik gikk til én som kommer før deg.",
    ]


def test_egen_rekkefolge_og_plasser_gitt_paa_forhaand() -> None:
    inndata = Inndata(
        FRO,
        Egne({"g": {"a": 5, "b": 3}}),
        (Kandidat("a", ("g",)), Kandidat("b", ("g",)), Kandidat("c", ())),
        (Kommune("g", 2),),
        {"c": "g"},
    )
    assert sagt(inndata, "b") == [
        [
            "Nummer 2 av dem som ønsker Gjøvik, med 3 poeng.",
            "Plassen i Gjøvik gikk til én som kommer før.",
            "Den siste av dem er Anne Andersen, nummer 1 med 5 poeng.",
            "Én plass i Gjøvik var gitt på forhånd.",
        ]
    ]
    assert sagt(inndata, "b", for_kandidaten=True)[0][0] == "Du er nummer 2 av dem som ønsker Gjøvik, med 3 poeng."


def test_reserverte_plasser_og_kommuner_uten_plass() -> None:
    inndata = Inndata(FRO, Felles({"a": 0}), (Kandidat("a", ("g", "h")),), (Kommune("g", 2, {"d": 2}), Kommune("h", 0)))
    assert sagt(inndata, "a") == [
        [
            "Alle plassene i Gjøvik er reservert for grupper kandidaten ikke er med i.",
            "2 plasser er reservert for gruppen Vil bli i distriktet. 2 av dem står tomme.",
        ],
        ["Hamar har ingen plass i denne runden."],
    ]
    assert sagt(inndata, "a", for_kandidaten=True)[0][0] == (
        "Alle plassene i Gjøvik er reservert for grupper du ikke er med i."
    )


@pytest.mark.parametrize("for_kandidaten", [True, False])
def test_loddet_nevnes_bare_naar_det_avgjor(for_kandidaten: bool) -> None:
    like = Inndata(FRO, Felles({"a": 1, "b": 1}), (Kandidat("a", ("g",)), Kandidat("b", ("g",))), (Kommune("g", 1),))
    svar = fordel(like)
    tapte = next(p.kandidat for p in svar.plasseringer if p.kommune is None)
    tekst = " ".join(sagt(like, tapte, for_kandidaten=for_kandidaten)[0])
    assert "loddet avgjorde" in tekst
    assert ("Anne" in tekst or "Bent" in tekst) is not for_kandidaten
    ulike = Inndata(FRO, Felles({"a": 2, "b": 1}), like.kandidater, like.kommuner)
    assert "loddet" not in " ".join(sagt(ulike, "b", for_kandidaten=for_kandidaten)[0])
