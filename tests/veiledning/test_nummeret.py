"""The number to ring is for those who talk: the asker, whoever is to ring, and until it is taken those who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from veiledning.models import Foresporsel
from veiledning.operations import traad, utfall, vakt

NUMMER = "61234567"  # nobody else's in the cast
LESERE = ("soker", "svarer", "svarer2", "reserve", "vertsleder", "koordinator", "sekretariat")


def sifrene(svar) -> str:
    """The page without white space, so that a number is found however it is grouped."""
    return "".join(svar.content.decode().replace("&nbsp;", "").split())


def som_ser_nummeret(veil, sak) -> set[str]:
    """Those of the readers whose page holds the number, All of them get the page."""
    ser = set()
    for kode in LESERE:
        klient = Client()
        klient.force_login(veil.folk[kode])
        svar = klient.get(sak.get_absolute_url())
        assert svar.status_code == 200, kode
        if NUMMER in sifrene(svar):
            ser.add(kode)
    return ser


@pytest.mark.krav("S1-V13")
def test_the_number_by_role_and_state(veil):
    sak = veil.meldt(veil.tilbakering(ring_tlf=NUMMER))
    assert som_ser_nummeret(veil, sak) == {"soker", "svarer", "svarer2", "reserve", "vertsleder"}
    sak = vakt.ta(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert som_ser_nummeret(veil, sak) == {"soker", "svarer"}
    sak = traad.har_ringt(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert som_ser_nummeret(veil, sak) == {"soker", "svarer"}
    utfall.lukk_forfalte(naa=timezone.now() + timedelta(days=60))
    sak = Foresporsel.objects.get(pk=sak.pk)
    assert (sak.tilstand, som_ser_nummeret(veil, sak)) == ("lukket", set())


@pytest.mark.krav("S1-V13")
def test_whoever_answers_there_no_longer_gets_no_number(veil):
    sak = veil.tatt(veil.tilbakering(ring_tlf=NUMMER))
    veil.svarer.roller.filter(type="veiledningsansvarlig").update(gyldig_til=timezone.localdate() - timedelta(days=1))
    klient = Client()
    klient.force_login(veil.svarer)
    svar = klient.get(sak.get_absolute_url())
    assert svar.status_code == 200
    assert NUMMER not in sifrene(svar)
