"""Cases that stood with the host before there were agreements get one, as if the reply had come after."""

from __future__ import annotations

import importlib

import pgtrigger
import pytest
from django.db import connection

from grunnmur.oppgaver.models import Oppgave
from hospitering.models import Avklaring, Avtale, Soknad
from tests.hospitering import avtaler
from tests.hospitering.test_periode import skylder
from tests.rollebesetning import Cast

flyttingen = importlib.import_module("hospitering.migrations.0005_avtaler_i_gang")
FELTER = ("person", "rolletype", "virksomhet", "enhet", "unntatt", "emne", "undertekst", "type", "venter_siden", "aapnet_av")


def _som_foer(sak: Soknad) -> None:
    """As it was left by the portal before: the reply is given, and nothing comes after it."""
    with pgtrigger.ignore("hospitering.Avtale:avtale_slettes_ikke"):
        Avklaring.objects.all().delete()
        Avtale.objects.all().delete()
    Oppgave.objects.for_sak(sak).aapne().delete()


def _flytt() -> None:
    with connection.cursor() as peker:
        for setning in (flyttingen.AVTALER, flyttingen.AVKLARINGER, flyttingen.OPPGAVER):
            peker.execute(setning)


@pytest.mark.krav("S1-H03")
def test_saker_i_gang_faar_avtale_punkter_og_oppgaver(cast: Cast) -> None:
    sak = cast.besvart()
    fasit = list(
        Avklaring.objects.filter(soknad=sak).order_by("punkt").values_list("punkt", "av", "paa_vegne_av", "tidspunkt")
    )
    oppgaver = list(Oppgave.objects.for_sak(sak).aapne().order_by("type").values(*FELTER))
    assert (len(fasit), len(oppgaver)) == (7, 2)
    _som_foer(sak)
    for _gang in range(2):  # again changes nothing
        _flytt()
        assert Avtale.objects.get().soknad_id == sak.pk
        rader = Avklaring.objects.filter(soknad=sak).order_by("punkt")
        assert list(rader.values_list("punkt", "av", "paa_vegne_av", "tidspunkt")) == fasit
        assert list(Oppgave.objects.for_sak(sak).aapne().order_by("type").values(*FELTER)) == oppgaver
    assert avtaler.inngaatt(cast, sak).tilstand == "avtale_inngaatt"  # and it lives on as any other


def test_lederen_svarer_der_kontakten_ikke_har_konto(cast: Cast) -> None:
    sak = cast.besvart()
    Soknad.objects.filter(pk=sak.pk).update(kontakt_bruker=None)
    _som_foer(sak)
    _flytt()
    assert skylder(sak) == {("avtale_forslag", "leder"), ("reise", "leder")}
    assert Oppgave.objects.venter_paa(cast.vertsleder).for_sak(sak).count() == 1
