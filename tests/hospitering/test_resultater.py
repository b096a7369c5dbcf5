"""What evaluations say together: whole groups of at least five, complete cases only, and words both sides released."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grunnmur.organisasjon.models import RolleType
from hospitering.models import Evaluering, Innstilling, Side, Soknad, Tilstand
from hospitering.operations import evaluering
from hospitering.selectors import resultater
from tests.hospitering import avtaler
from tests.hospitering.avtaler import SVAR, kl
from tests.klient import som
from tests.rollebesetning import Cast

AARET = date(2031, 3, 3)


class Runde:
    """Hospiterings at one unit, by somebody new each time, evaluated by both in the given year."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.nr, self.saker = cast, 0, 0

    def ny_hospitant(self) -> None:
        self.nr += 1
        kode = f"hospitant{self.nr}"
        self.cast.person(kode, f"Hospitant Nummer{self.nr}")
        self.cast.rolle(kode, RolleType.ANSATT, self.cast.korttid)
        self.cast.folk["soker"] = self.cast.folk[kode]

    def evaluert(self, *, dag: date = AARET, ny: bool = True, vert: bool = True, frigi: bool = False, **svar: Any) -> Soknad:
        if ny:
            self.ny_hospitant()
        self.saker += 1
        naa = kl(dag) + timedelta(minutes=self.saker)
        sak = avtaler.gjennomfort(self.cast)
        for hvem in [self.cast.soker, self.cast.kontakt][: 2 if vert else 1]:
            sak = evaluering.lever_evaluering(
                sak.pk, utfort_av=hvem, versjon=sak.versjon, svar=SVAR | svar, frigi_ord=frigi, naa=naa
            )
            sak = avtaler.naa_er(sak)
        return sak


@pytest.fixture
def runde(cast: Cast) -> Runde:
    return Runde(cast)


def hospitantenes() -> list[tuple[int, int]]:
    """Year and number of answers, as the network shows them of the hospitants."""
    return [(a.aar, r.antall) for a in resultater.for_nettet() for r in a.sider if r.side == Side.HOSPITANT]


def enhetens(cast: Cast) -> int:
    svar = resultater.for_enhet(cast.palliativ.pk).resultat
    return svar.antall if svar else 0


@pytest.mark.krav("S1-H20")
def test_fire_svar_vises_ikke_og_det_femte_aapner_en_hel_gruppe(cast: Cast, runde: Runde) -> None:
    for _ in range(4):
        runde.evaluert()
    assert (hospitantenes(), enhetens(cast)) == ([], 0)
    nettside = som(cast.soker).get(reverse("hospitering:evalueringer")).content.decode()
    assert "Stort utbytte" not in nettside
    # Somebody who was here twice is still one person: five answers of four people are not a group.
    runde.evaluert(ny=False)
    assert (hospitantenes(), enhetens(cast)) == ([], 0)
    # The sixth answer is the fifth person's, but only whole groups are shown: still the first five, of four people.
    runde.evaluert()
    assert (hospitantenes(), enhetens(cast)) == ([], 0)
    for _ in range(4):
        runde.evaluert(utbytte=1, igjen=False)
    assert (hospitantenes(), enhetens(cast)) == ([(2031, 10)], 10)
    # One more changes nothing that is shown, so it cannot be read from the difference.
    foer = resultater.for_enhet(cast.palliativ.pk).resultat
    runde.evaluert(utbytte=1)
    assert resultater.for_enhet(cast.palliativ.pk).resultat == foer
    assert foer is not None
    utbytte = foer.sporsmaal[1]
    assert [(a.navn, a.antall) for a in utbytte.svar] == [
        ("Stort utbytte", 6), ("Godt utbytte", 0), ("Noe utbytte", 0), ("Lite utbytte", 4),
    ]  # fmt: skip
    assert [a.antall for a in foer.sporsmaal[2].svar] == [6, 4]
    with CaptureQueriesContext(
        connection,
    ) as spurt:
        side = som(cast.hamarmottak).get(reverse("hospitering:evalueringer"))
    assert side.status_code == 200
    assert sum("hospitering_evaluering" in q["sql"] for q in spurt) == 1


@pytest.mark.krav("S1-H20")
def test_bare_saker_begge_er_ferdige_med_telles_og_aarene_overlapper_ikke(cast: Cast, runde: Runde) -> None:
    for _ in range(5):
        runde.evaluert(vert=False)
    assert hospitantenes() == []  # the hosts have not answered, and are to read nothing of it yet
    for sak in Soknad.objects.filter(tilstand=Tilstand.GJENNOMFORT).order_by("opprettet"):
        evaluering.lever_evaluering(
            sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, svar=SVAR, naa=kl(date(2031, 12, 31), 23)
        )
    assert hospitantenes() == [(2031, 5)]
    runde.evaluert(dag=date(2032, 1, 1))
    assert hospitantenes() == [(2031, 5)]
    # Where the network asks for more, more are needed.
    Innstilling.objects.create(helsefellesskap=cast.helsefellesskap, minste_gruppe=6)
    assert hospitantenes() == []


def test_en_enhet_telles_bare_av_det_nettet_viser(cast: Cast, runde: Runde) -> None:
    """Four at another unit first: the network shows the first five, of which only one was here."""
    for _ in range(4):
        sak = runde.evaluert()
        Soknad.objects.filter(pk=sak.pk).update(hospiteringsenhet=cast.akutt)
    for _ in range(5):
        runde.evaluert()
    assert (hospitantenes(), enhetens(cast)) == ([(2031, 5)], 0)
    runde.evaluert()
    assert (hospitantenes(), enhetens(cast)) == ([(2031, 10)], 5)


def test_ordene_vises_uten_navn_naar_begge_har_sagt_ja(cast: Cast, runde: Runde) -> None:
    runde.evaluert(frigi=True, verdt="Bare ja fra den ene.")
    to = runde.evaluert(frigi=True, verdt="Å være med på visitten.", bedre="Hemmelig forslag.")
    assert resultater.frigitte_ord(cast.palliativ.pk) == []
    evaluering.frigi(to.pk, utfort_av=cast.kontakt, versjon=to.versjon, side="hospitant", ja=True)
    assert [(o.tekst, o.side, o.aar) for o in resultater.frigitte_ord(cast.palliativ.pk)] == [
        ("Å være med på visitten.", Side.HOSPITANT, 2031)
    ]
    side = som(cast.overleder).get(reverse("hospitering:enhet", args=[cast.palliativ.pk])).content.decode()
    assert "Å være med på visitten." in side
    assert "Bare ja fra den ene." not in side
    assert "Hemmelig forslag." not in side
    assert not re.search(r"Hospitant Nummer\d", side)
    assert Evaluering.objects.count() == 4
