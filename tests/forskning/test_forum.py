"""Forums and clusters: mandate, parties of every kind, people and meetings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from forskning.models import Forumdeltaker
from forskning.operations import forum as op
from grunnmur.organisasjon.models import Organ
from grunnmur.utvalg.operations import utvalg as utvalgop
from tests.klient import som


@pytest.fixture
def klynge(forsk: Any) -> Organ:
    felter = {"type": "klynge", "navn": "Helseklyngen", "mandat": "Samler miljøer som vil utvikle tjenester sammen."}
    return utvalgop.opprett(utfort_av=forsk.utvalgssekretaer, felter=felter)


@pytest.mark.krav("S0-F01", "S1-F07", "S1-F08")
def test_parties_of_every_sector_and_level_are_in_a_cluster(forsk: Any, klynge: Organ) -> None:
    for part in (forsk.gjovik, *forsk.parter.values()):
        op.ta_med(klynge.pk, utfort_av=forsk.fou, virksomhet=part)
    forsk.mote(organ=klynge)
    side = som(forsk.hamarsjef).get(reverse("forskning:forum", args=[klynge.pk])).content.decode()
    for ord_ in ("Samler miljøer", "Demoteknologi AS", "Privat", "Frivillig", "Offentlig", "Internasjonalt", "Nasjonalt"):
        assert ord_ in side, ord_
    assert "Ta med en virksomhet" not in side
    assert "Ta med en virksomhet" in som(forsk.fou).get(reverse("forskning:forum", args=[klynge.pk])).content.decode()


@pytest.mark.krav("S0-F01")
def test_the_forums_are_listed_with_their_next_meeting(forsk: Any, klynge: Organ) -> None:
    op.ta_med(klynge.pk, utfort_av=forsk.fou, virksomhet=forsk.parter["firma"])
    forsk.mote(organ=klynge)
    klient = som(forsk.hamarsjef)
    en = klient.get(reverse("forskning:fora"))
    assert [(r.organ.navn, r.antall_parter, r.neste is not None) for r in en.context["side"].rader] == [
        ("Helseklyngen", 1, True)
    ]
    assert som(forsk.utenfor).get(reverse("forskning:fora")).status_code == 404
    assert som(forsk.hamarsjef).get(reverse("forskning:forum", args=[forsk.ssu.pk])).status_code == 404


def test_who_is_taken_in_and_out_is_dated(forsk: Any, klynge: Organ) -> None:
    rad = op.ta_med(klynge.pk, utfort_av=forsk.fou, virksomhet=forsk.gjovik, fra=timezone.localdate() - timedelta(days=9))
    with pytest.raises(ValidationError):
        op.ta_med(klynge.pk, utfort_av=forsk.fou, virksomhet=forsk.gjovik)
    op.ta_ut(rad.pk, utfort_av=forsk.fou)
    i_morgen = timezone.localdate() + timedelta(days=1)
    assert (Forumdeltaker.objects.gjeldende().count(), Forumdeltaker.objects.gjeldende(i_morgen).count()) == (1, 0)
    with pytest.raises(ValidationError):
        op.ta_ut(rad.pk, utfort_av=forsk.fou)


def test_only_those_who_keep_forums_say_who_is_in(forsk: Any, klynge: Organ) -> None:
    for kode in ("forsker", "hamarsjef", "utenfor"):
        with pytest.raises(PermissionDenied):
            op.ta_med(klynge.pk, utfort_av=forsk.folk[kode], virksomhet=forsk.gjovik)
    assert som(forsk.forsker).get(reverse("forskning:forum_ta_med", args=[klynge.pk])).status_code == 403


def test_a_party_is_in_a_forum_and_not_in_a_committee(forsk: Any) -> None:
    with pytest.raises(ValidationError):
        op.ta_med(forsk.ssu.pk, utfort_av=forsk.fou, virksomhet=forsk.gjovik)
    with pytest.raises(DatabaseError, match="i_annet_enn_forum"), transaction.atomic():
        Forumdeltaker.objects.create(organ=forsk.ssu, virksomhet=forsk.gjovik)


def test_a_party_is_taken_in_by_the_page_and_out_again(forsk: Any, klynge: Organ) -> None:
    klient, firma = som(forsk.fou), forsk.parter["firma"]
    adresse = reverse("forskning:forum_ta_med", args=[klynge.pk])
    assert "Velg" in klient.post(adresse, {"virksomhet": "", "fra": ""}).content.decode()
    assert klient.post(adresse, {"virksomhet": firma.pk, "fra": ""}).status_code == 302
    rad = Forumdeltaker.objects.get()
    assert klient.post(reverse("forskning:forum_ta_ut", args=[klynge.pk, rad.pk])).status_code == 302
    rad.refresh_from_db()
    assert rad.gyldig_til == timezone.localdate()
