"""A project's verbs leave nothing half done, and only one of two people at once gets their way."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from forskning.models import Prosjekt, Prosjektdeltaker
from forskning.operations import person
from forskning.operations import prosjekt as op
from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from tests.forskning.folk import lag_forskning
from tests.forskning.tilstander import eier_svart, i_gang, stanset


def klar_til_start(forsk: Any) -> Prosjekt:
    return eier_svart(forsk, forsk.ide(finansiering="egen", finansior="", soknadsfrist=None))


VERB = [
    ("bytt_leder", lambda f: f.ide(), lambda f: {"leder": f.kommuneforsker}),
    ("start", klar_til_start, lambda f: {}),
    ("fullfor", i_gang, lambda f: {}),
    ("stans", lambda f: f.ide(), lambda f: {"grunn": "ikke_tid"}),
    ("ta_opp_igjen", stanset, lambda f: {}),
]


@pytest.mark.parametrize(("navn", "lag", "felter"), VERB, ids=[v[0] for v in VERB])
def test_when_nobody_can_be_told_nothing_has_happened(
    forsk: Any, monkeypatch: pytest.MonkeyPatch, navn: str, lag: Any, felter: Any
) -> None:
    p = lag(forsk)
    foer = (Prosjekt.objects.values().get(pk=p.pk), Hendelse.objects.count(), Oppgave.objects.aapne().count())

    def brister(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("varsle")

    monkeypatch.setattr("forskning.operations.folger.varsle", brister)
    with pytest.raises(RuntimeError):
        getattr(op, navn)(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, **felter(forsk))
    assert (Prosjekt.objects.values().get(pk=p.pk), Hendelse.objects.count(), Oppgave.objects.aapne().count()) == foer


def test_nobody_is_in_it_when_they_could_not_be_told(forsk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    p = forsk.ide()

    def brister(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("varsle")

    monkeypatch.setattr("forskning.operations.folger.varsle", brister)
    felter = {"bruker": forsk.kommuneforsker, "navn": "", "rolle": "veileder", "virksomhet": None}
    with pytest.raises(RuntimeError):
        person.legg_til(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, felter=felter)
    assert not Prosjektdeltaker.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_too_late() -> None:
    forsk = lag_forskning()
    p = forsk.ide()
    linje, svar = Barrier(2), []

    def gjor(verb: Any, bruker: Any, **felter: Any) -> None:
        try:
            linje.wait(timeout=20)
            verb(p.pk, utfort_av=bruker, versjon=p.versjon, **felter)
            svar.append("gjort")
        except (Utdatert, UlovligOvergang):
            svar.append("for sent")
        finally:
            connection.close()

    traader = [
        Thread(target=gjor, args=(op.stans, forsk.forsker), kwargs={"grunn": "ikke_tid"}),
        Thread(target=gjor, args=(op.begrens, forsk.sykehusfou), kwargs={"kode": "avtale"}),
    ]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join(timeout=60)
    assert sorted(svar) == ["for sent", "gjort"]
    p = forsk.nytt(p)
    assert (p.tilstand == "ikke_viderefort") != p.er_begrenset
