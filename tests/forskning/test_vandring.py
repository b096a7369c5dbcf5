"""Whatever is done to a project, by whom and in whatever order: what the agreements promise holds after every step."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from forskning.models import Forankring, Partner, Prosjekt, Prosjekttilstand
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Organ

from . import lovnader
from .vandring import Vandrer

VANDRINGER, FLEST, STEG = 10, 40, 36
VERB = {
    "forankre",
    "forankre_ikke",
    "send_soknad",
    "send_uforankret",
    "faa_midler",
    "faa_avslag",
    "sett_opp_skriftlig",
    "bekreft_partner",
    "avslaa_partner",
    "registrer_svar",
    "begrens",
    "del",
}


class Angre(Exception):
    """The walk is over; nothing of it stays."""


def gaa(forsk: Any, fro: int, steg: int = STEG) -> Vandrer:
    """One walk, and what it saw; its rows are gone afterwards."""
    try:
        with transaction.atomic():
            vandrer = Vandrer(forsk, forsk.ide(), random.Random(fro))
            vandrer.kontroller()
            for _steg in range(steg):
                vandrer.steg()
            raise Angre
    except Angre:
        return vandrer


@pytest.mark.krav("S1-F02", "S1-F03", "S1-F04", "S4-B03")
def test_a_project_keeps_every_promise_on_the_way(forsk: Any) -> None:
    gjort, naadd = Counter[str](), set[str]()
    # Where a walk leads depends on the day it is taken, so more are taken until they have been everywhere:
    # a walk that never came anywhere proves little.
    for fro in range(FLEST):
        vandrer = gaa(forsk, fro)
        gjort, naadd = gjort + vandrer.gjort, naadd | vandrer.naadd
        if fro >= VANDRINGER - 1 and naadd == set(Prosjekttilstand.values) and set(gjort) >= VERB:
            break
    assert naadd == set(Prosjekttilstand.values)
    assert set(gjort) >= VERB


def _uten_vern() -> None:
    """No triggers, and not the check that would refuse what the walk is to notice. The test's transaction puts them back."""
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute("ALTER TABLE forskning_prosjekt DROP CONSTRAINT prosjekt_begrenset_er_ikke_aapent")
        peker.execute("SET LOCAL session_replication_role = replica")


def _forankret_uten_vedtak(sak: Prosjekt) -> None:
    Prosjekt.objects.filter(pk=sak.pk).update(tilstand="forankret", forankret=timezone.localdate(), versjon=99)


def _glemt_hos_utvalget(sak: Prosjekt) -> None:
    Prosjekt.objects.filter(pk=sak.pk).update(tilstand="til_forankring", versjon=99)


def _svart_av_andre(sak: Prosjekt) -> None:
    Partner.objects.filter(prosjekt=sak).update(
        svar="bekreftet", maate="portalen", svardato=timezone.localdate(), besvart_av=sak.leder
    )


def _uten_oppgave(sak: Prosjekt) -> None:
    Prosjekt.objects.filter(pk=sak.pk).update(tilstand="tidligfase", versjon=99)
    Oppgave.objects.for_sak(sak).delete()


def _lekker(sak: Prosjekt) -> None:
    Prosjekt.objects.filter(pk=sak.pk).update(publisert=timezone.now(), begrensning="avtale", versjon=99)


def _uten_midler(sak: Prosjekt) -> None:
    Prosjekt.objects.filter(pk=sak.pk).update(tilstand="paagaar", versjon=99)


def _uten_saksliste(sak: Prosjekt) -> None:
    Prosjekt.objects.filter(pk=sak.pk).update(tilstand="til_forankring", versjon=99)
    sendt = {"sendt": timezone.now(), "sendt_av": sak.leder, "frist": timezone.localdate() + timedelta(days=9)}
    Forankring.objects.create(prosjekt=sak, organ=Organ.objects.get(type="ssu"), **sendt)


BRUDD = [
    _forankret_uten_vedtak, _glemt_hos_utvalget, _svart_av_andre, _uten_oppgave, _lekker, _uten_midler, _uten_saksliste,
]  # fmt: skip


@pytest.mark.parametrize("brudd", BRUDD, ids=lambda brudd: brudd.__name__.strip("_"))
def test_a_promise_that_is_broken_past_the_triggers_is_seen(forsk: Any, brudd: Callable[[Prosjekt], None]) -> None:
    sak = forsk.ide()
    lovnader.alle(forsk, sak)
    _uten_vern()
    brudd(sak)
    with pytest.raises(AssertionError):
        lovnader.alle(forsk, forsk.nytt(sak))
