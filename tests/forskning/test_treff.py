"""What fits together by themes and words, and that nothing restricted comes out of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forskning.models import Behov, Prosjekt
from forskning.selectors.behov import behovsside, panel
from forskning.selectors.treff import lignende, ordene
from forskning.selectors.utlysning import utlysningsside
from tests.forskning.test_behov import behov
from tests.forskning.test_utlysning import utlysning


def titler(treff: list[Any]) -> list[str]:
    return [t.tittel for t in treff]


def passer(forsk: Any, kode: str, tekst: str, *temaer: str) -> list[str]:
    synlige = Prosjekt.objects.synlig_for(forsk.folk[kode])
    return titler(lignende(synlige, temaer=[forsk.temaer[t] for t in temaer], tekst=tekst))


@pytest.mark.krav("S1-F03")
def test_words_find_each_other_in_every_form_and_themes_come_on_top(forsk: Any) -> None:
    demografi = [forsk.temaer["demografi"]]
    forsk.ide(tittel="Fall hos eldre", temaer=demografi)
    forsk.ide(tittel="Rekruttering", temaer=demografi)
    forsk.ide(tittel="Å falle hjemme", temaer=[forsk.temaer["klinisk_praksis"]])
    forsk.ide(tittel="Digitale skjema", temaer=[forsk.temaer["klinisk_praksis"]], sammendrag="Et skjema.")
    assert passer(forsk, "hamarsjef", "Fallet blant de eldre", "demografi") == [
        "Fall hos eldre",
        "Rekruttering",
        "Å falle hjemme",
    ]
    assert passer(forsk, "hamarsjef", "Digital") == ["Digitale skjema"]
    assert passer(forsk, "hamarsjef", "og det som er") == []
    assert ordene("Fallene og 'sitat' \\ & | !") != []
    assert passer(forsk, "hamarsjef", "Fall 'sitat' \\ & | ! :*") != []


@pytest.mark.krav("S1-F03")
def test_what_is_restricted_fits_nothing_for_others(forsk: Any) -> None:
    forsk.ide(tittel="Åpen utskriving")
    forsk.ide(tittel="Hemmelig utskriving", begrensning="konkurranse")
    u, b = utlysning(forsk, tittel="Utskriving"), behov(forsk, tittel="Hva er trygg utskriving?")
    forsk.ide(tittel="Hemmelig søknad", begrensning="konkurranse", utlysning=u, soknadsfrist=None)
    for kode, ser in [("hamarsjef", {"Åpen utskriving"}), ("forsker", {"Åpen utskriving", "Hemmelig utskriving"})]:
        assert set(passer(forsk, kode, "Utskriving")) - {"Hemmelig søknad"} == ser, kode
        side = utlysningsside(u, forsk.folk[kode])
        assert set(titler(side.passer)) == ser, kode
        assert titler(side.prosjekter) == (["Hemmelig søknad"] if kode == "forsker" else []), kode
        assert set(titler(behovsside(b, forsk.folk[kode]).passer)) - {"Hemmelig søknad"} == ser, kode
    antall = {kode: [p.antall for p in utlysningsside(u, forsk.folk[kode]).parter] for kode in ("hamarsjef", "forsker")}
    assert antall == {"hamarsjef": [1], "forsker": [3]}


def test_the_needs_that_fit_a_project_are_for_whoever_keeps_it(forsk: Any) -> None:
    b, p = behov(forsk), forsk.ide()
    behov(forsk, tittel="Lønn", beskrivelse="Turnus.", temaer=[forsk.temaer["demografi"]])
    (ett,) = panel(forsk.forsker, p).passer
    assert (ett[0], ett[1].hvorfor) == (b, "Samme tema")
    assert panel(forsk.hamarsjef, p) is None


def test_as_many_queries_for_three_as_for_one(forsk: Any) -> None:
    antall = []
    for nr in (1, 2, 3):
        forsk.ide(tittel=f"Utskriving {nr}")
        with CaptureQueriesContext(connection) as sporringer:
            assert len(lignende(Prosjekt.objects.synlig_for(forsk.hamarsjef), temaer=[], tekst="utskriving")) == nr
        antall.append(len(sporringer))
    assert len(set(antall[1:])) == 1
    assert lignende(Behov.objects.all(), temaer=[], tekst="") == []
