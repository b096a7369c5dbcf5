"""Whatever is reported about a doctor with a place, by whom and in whatever order: dates hold, and nobody is forgotten."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from lis.tildeling import overganger as o
from lis.tildeling.models import Forsinkelse, Frafall, Frafallskvittering, Fravaer, Restplass, Tildeling
from lis.tildeling.operations import forsinkelse, frafall, fravaer
from lis.tildeling.operations import tildeling as op

from .folk import OPPSTART, TildelingsCast
from .tildelinger import I_TJENESTE, SLUTT, aapne, tildelt

pytestmark = pytest.mark.django_db
VANDRINGER, STEG = 12, 16
PARTER = ("kommunekontakt", "kommuneoverlege", "koordinator", "statsforvalter")
ANDRE = ("hamarkontakt", "rhf", "lis1lege", "utenfor", "leder")
FORSINKET = ("meld_forsinkelse", "utsett_start", "forleng")


Verb = Callable[["Vandrer", Bruker], None]


class Angre(Exception):
    """The walk is over; nothing of it stays."""


@dataclass
class Vandrer:
    """One doctor with a place, on the way. `gjort` counts the events, `naadd` the states that were reached."""

    lis: TildelingsCast
    sak: Tildeling
    tilfeldig: random.Random
    gjort: Counter[str] = field(default_factory=Counter)
    naadd: set[str] = field(default_factory=set)
    naa: datetime = field(default_factory=lambda: I_TJENESTE - timedelta(days=120))

    def dag(self, rundt: date) -> date:
        return rundt + timedelta(days=self.tilfeldig.choice([-40, -1, 0, 1, 30, 60]))

    def en(self, verb: Callable[..., Any], hvem: Bruker, **felter: Any) -> None:
        verb(self.sak.pk, utfort_av=hvem, versjon=self.sak.versjon, naa=self.naa, **felter)

    def steg(self) -> None:
        """Time goes by, and somebody tries something. What is refused changes nothing."""
        self.naa += timedelta(days=self.tilfeldig.choice([0, 1, 20, 60, 90]))
        if self.tilfeldig.random() < 0.7:
            op.folg_datoene(naa=self.naa)
            self.sak = Tildeling.objects.get(pk=self.sak.pk)
        foer, versjon = self.avtrykk(), self.sak.versjon
        # Most often something that could be, by somebody whose task it is; sometimes anything, by anybody.
        vanlig = self.tilfeldig.random() < 0.8
        verb = self.tilfeldig.choice(VANLIGST[self.sak.tilstand] if vanlig else ALLE)
        hvem = self.lis.folk[self.tilfeldig.choice(HVEM[verb] if vanlig else (*PARTER, *ANDRE))]
        try:
            with transaction.atomic():
                verb(self, hvem)
        except (Nektet, UlovligOvergang, ValidationError):
            assert self.avtrykk() == foer
        else:
            assert hvem in [self.lis.folk[kode] for kode in PARTER]
            self.sak = Tildeling.objects.get(pk=self.sak.pk)
            assert self.sak.versjon == versjon + 1
        self.kontroller()

    def avtrykk(self) -> list[Any]:
        rad = Tildeling.objects.values().get(pk=self.sak.pk)
        rader = (Hendelse, Forsinkelse, Fravaer, Frafall, Frafallskvittering, Restplass)
        return [rad, *(modell.objects.count() for modell in rader), aapne(self.sak)]

    def kontroller(self) -> None:
        sak, dag = self.sak, lokal_dato(self.naa)
        hendelser = list(Hendelse.objects.for_sak(sak))
        self.gjort = Counter(h.navn for h in hendelser)
        self.naadd.add(sak.tilstand)
        # Never earlier, never shorter than planned; and where the clock says.
        assert sak.start >= OPPSTART
        assert sak.slutt - sak.start >= SLUTT - OPPSTART
        assert sak.tilstand != "i_kommune" or sak.start <= dag
        assert sak.tilstand != "fullfort" or sak.slutt < dag
        assert (sak.ansatt_dato is not None) or sak.tilstand in ("tildelt", "frafalt")
        # What is reported is counted once, and no word of it is kept.
        assert Forsinkelse.objects.filter(tildeling=sak).count() == sum(self.gjort[navn] for navn in FORSINKET)
        assert Fravaer.objects.filter(tildeling=sak).count() == self.gjort["meld_fravaer"]
        assert {h.kommentar for h in hendelser} == {""}
        # Somebody owes what is owed, and a place is either somebody's or left over.
        falt_fra = sak.tilstand == "frafalt"
        assert Restplass.objects.aapne().filter(plass=sak.plass_id).count() == int(falt_fra)
        skylder = ["tildeling.ansett"] if sak.tilstand == "tildelt" else []
        if falt_fra:
            kode = {"lis_koordinator": "tildeling.kvitter_sykehus", "statsforvalter": "tildeling.kvitter_statsforvalter"}
            skylder = sorted(kode[str(rolle)] for rolle in Frafall.objects.get(tildeling=sak).mangler)
        assert [type_ for type_, _hvor in aapne(sak)] == skylder


def _ansett(v: Vandrer, hvem: Bruker) -> None:
    v.en(op.ansett, hvem, dato=v.dag(lokal_dato(v.naa)))


def _forsinkelse(v: Vandrer, hvem: Bruker) -> None:
    gjelder = v.tilfeldig.choice(["sykehus", "kommune"])
    i_dag = lokal_dato(v.naa)
    if gjelder == "sykehus":  # whoever has begun by the clock was not there after all
        rundt = i_dag if v.sak.tilstand == "i_kommune" else v.sak.start - timedelta(days=1)
    else:
        rundt = v.tilfeldig.choice([v.sak.slutt, i_dag])
    v.en(forsinkelse.meld_forsinkelse, hvem, gjelder=gjelder, ny_dato=v.dag(rundt))


def _fravaer(v: Vandrer, hvem: Bruker) -> None:
    v.en(fravaer.meld_fravaer, hvem, fra=v.dag(v.sak.start), til=v.tilfeldig.choice([None, v.dag(v.sak.slutt)]))


def _frafall(v: Vandrer, hvem: Bruker) -> None:
    v.en(frafall.meld_frafall, hvem, dato=v.dag(v.sak.start))


def _kvitter(v: Vandrer, hvem: Bruker) -> None:
    v.en(frafall.kvitter, hvem)


ALLE = (_ansett, _forsinkelse, _fravaer, _frafall, _kvitter)
KOMMUNEN, SYKEHUSET = ("kommunekontakt", "kommuneoverlege"), ("koordinator",)
HVEM: dict[Verb, tuple[str, ...]] = {
    _ansett: KOMMUNEN,
    _forsinkelse: (*KOMMUNEN, *SYKEHUSET),
    _fravaer: (*KOMMUNEN, *SYKEHUSET),
    _frafall: (*KOMMUNEN, *SYKEHUSET),
    _kvitter: (*SYKEHUSET, "statsforvalter"),
}
VANLIGST: dict[str, tuple[Verb, ...]] = {
    "tildelt": (_ansett, _ansett, _ansett, _forsinkelse, _fravaer),
    "ansatt": (_forsinkelse, _fravaer, _fravaer),
    "i_kommune": (_forsinkelse, _fravaer, _fravaer, _fravaer, _frafall),
    "fullfort": (_forsinkelse,),
    "frafalt": (_kvitter,),
}


@pytest.mark.krav("S1-L05", "S1-L09", "S1-L14", "S1-L21", "S1-L22")
def test_en_lege_med_plass_blir_aldri_glemt(lis: Any) -> None:
    sak, gjort, naadd = tildelt(lis), Counter[str](), set[str]()
    for nummer in range(VANDRINGER):
        try:
            with transaction.atomic():
                vandrer = Vandrer(lis, Tildeling.objects.get(pk=sak.pk), random.Random(nummer))
                vandrer.kontroller()
                for _steg in range(STEG):
                    vandrer.steg()
                raise Angre
        except Angre:
            gjort, naadd = gjort + vandrer.gjort, naadd | vandrer.naadd
    # The walks went everywhere there is to go, or they prove little.
    assert set(gjort) == {overgang.navn for overgang in o.TILDELING.overganger}
    assert naadd == {"tildelt", "ansatt", "i_kommune", "fullfort", "frafalt"}
