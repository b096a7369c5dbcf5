"""Computing again what is kept: the same answer, or another, and never a wrong one let through."""

from __future__ import annotations

from lis.tildeling.fordeling import Felles, Inndata, Kandidat, Kommune, fordel
from lis.tildeling.selectors.etterprov import etterprov

from .forekomster import FRO

INNDATA = Inndata(FRO, Felles({"a": 2, "b": 1}), (Kandidat("a", ("g",)), Kandidat("b", ("g",))), (Kommune("g", 1),))


def test_samme_svar_holder() -> None:
    svar = etterprov(INNDATA.som_json(), fordel(INNDATA).som_json())
    assert (svar.holder, svar.inndata_sha256, svar.brudd) == (True, INNDATA.avtrykk, ())


def test_et_annet_svar_er_ikke_likt_og_kontrollen_sier_hva_som_er_galt() -> None:
    galt = fordel(INNDATA).som_json()
    galt["plasseringer"][0]["kommune"], galt["plasseringer"][1]["kommune"] = None, "g"
    svar = etterprov(INNDATA.som_json(), galt)
    assert not svar.like and not svar.holder
    assert {brudd.slag.value for brudd in svar.brudd} == {"misunnelse"}
