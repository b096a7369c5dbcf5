"""The dialogue, and who says that they are interested (S1-F03)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from forskning.models import Innlegg, Interesse, Utlysning
from forskning.operations import dialog as op
from forskning.operations import interesse
from forskning.operations import partner as partnerop
from forskning.operations import prosjekt as prosjektop
from forskning.operations import utlysning as utlysningop
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from tests.forskning.test_partner import inviter, svar, varslet
from tests.organisasjon.hus import syntetisk_nummer


@pytest.mark.krav("S1-F03")
def test_a_thread_has_one_level_and_says_for_whom_people_speak(forsk: Any) -> None:
    p = forsk.ide()
    inviter(forsk, p, forsk.gjovik)
    forst = op.skriv(p.pk, utfort_av=forsk.forsker, tekst="Hvem kan være med?")
    svaret = op.skriv(p.pk, utfort_av=forsk.fou, tekst="Vi kan.", svar_til=forst.pk)
    andre = op.skriv(p.pk, utfort_av=forsk.forsker, tekst="Fint.", svar_til=svaret.pk)
    assert (svaret.svar_til, andre.svar_til) == (forst, forst)
    assert [i.virksomhet for i in (forst, svaret, andre)] == [forsk.sykehus, forsk.gjovik, forsk.sykehus]


@pytest.mark.krav("S1-F03")
def test_who_is_told_of_what_is_said(forsk: Any) -> None:
    p = forsk.ide()
    for virksomhet in (forsk.gjovik, forsk.hamar):
        inviter(forsk, p, virksomhet)
    forst = op.skriv(p.pk, utfort_av=forsk.fou, tekst="Når begynner vi?")
    assert varslet("dialog_nytt") == {"Frida Forsker", "Sigrid Sykehusfou", "Harald Hamarsjef"}
    op.skriv(p.pk, utfort_av=forsk.hamarsjef, tekst="I vår.", svar_til=forst.pk)
    assert varslet("dialog_svar") == {"Frida Forsker", "Fouad Fou"}


def test_whoever_has_left_a_restricted_project_is_told_nothing_more(forsk: Any) -> None:
    p = forsk.ide(begrensning="konkurranse")
    partner = inviter(forsk, p, forsk.gjovik)
    forst = op.skriv(p.pk, utfort_av=forsk.fou, tekst="Når begynner vi?")
    svar(partnerop.avslaa, partner, forsk.fou)
    op.skriv(p.pk, utfort_av=forsk.forsker, tekst="I vår.", svar_til=forst.pk)
    assert varslet("dialog_svar") == set()


def test_who_may_write_and_what(forsk: Any) -> None:
    p, annet = forsk.ide(), forsk.ide(tittel="Et annet prosjekt")
    for bruker in (forsk.fou, forsk.kommuneforsker, forsk.utenfor):
        with pytest.raises(Nektet):
            op.skriv(p.pk, utfort_av=bruker, tekst="Hei.")
    forst = op.skriv(p.pk, utfort_av=forsk.forsker, tekst="Hei.")
    for tekst, svar_til in [("", None), (f"Født {syntetisk_nummer()}", None), ("x" * 2001, None)]:
        with pytest.raises(ValidationError):
            op.skriv(p.pk, utfort_av=forsk.forsker, tekst=tekst, svar_til=svar_til)
    with pytest.raises(ValidationError, match="Last siden på nytt"):
        op.skriv(annet.pk, utfort_av=forsk.forsker, tekst="Hei.", svar_til=forst.pk)
    assert (p.innlegg.count(), annet.innlegg.count()) == (1, 0)


def test_what_is_said_stands_in_the_database_and_in_its_own_thread(forsk: Any) -> None:
    p, annet = forsk.ide(), forsk.ide(tittel="Et annet prosjekt")
    forst = op.skriv(p.pk, utfort_av=forsk.forsker, tekst="Hei.")
    for gjor in (Innlegg.objects.filter(pk=forst.pk).delete, lambda: Innlegg.objects.update(tekst="Noe annet.")):
        with pytest.raises(DatabaseError, match="innlegg_staar"), transaction.atomic():
            gjor()
    with pytest.raises(DatabaseError, match="annen_samtale"), transaction.atomic():
        Innlegg.objects.create(
            prosjekt=annet, svar_til=forst, av=forsk.forsker, tekst="Hei.", tidspunkt=timezone.now()
        )  # fmt: skip


def test_the_dialogue_of_what_has_stopped_is_over(forsk: Any) -> None:
    p = forsk.ide()
    prosjektop.stans(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, grunn="ikke_tid")
    with pytest.raises(UlovligOvergang):
        op.skriv(p.pk, utfort_av=forsk.forsker, tekst="Hei.")


# --- interest -----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-F03")
def test_a_party_is_interested_in_an_idea_and_its_leader_is_told(forsk: Any) -> None:
    p = forsk.ide()
    rad = interesse.meld(utfort_av=forsk.kommuneforsker, virksomhet=forsk.gjovik, prosjekt=p.pk)
    assert interesse.meld(utfort_av=forsk.kommuneforsker, virksomhet=forsk.gjovik, prosjekt=p.pk) == rad
    assert varslet("interesse_meldt") == {"Frida Forsker"}
    assert Hendelse.objects.for_sak(p).filter(navn="meld_interesse").count() == 1
    with pytest.raises(Nektet):
        interesse.trekk(rad.pk, utfort_av=forsk.fou)
    interesse.trekk(rad.pk, utfort_av=forsk.kommuneforsker)
    interesse.trekk(rad.pk, utfort_av=forsk.kommuneforsker)
    assert Hendelse.objects.for_sak(p).filter(navn="trekk_interesse").count() == 1


@pytest.mark.krav("S4-B03")
def test_nobody_is_interested_for_a_party_of_others_or_in_what_is_restricted(forsk: Any) -> None:
    p, begrenset = forsk.ide(), forsk.ide(begrensning="konkurranse")
    for bruker, virksomhet, prosjekt in [
        (forsk.kommuneforsker, forsk.hamar, p),
        (forsk.utenfor, forsk.gjovik, p),
        (forsk.kommuneforsker, forsk.gjovik, begrenset),
        (forsk.forsker, forsk.sykehus, p),
    ]:
        with pytest.raises(Nektet):
            interesse.meld(utfort_av=bruker, virksomhet=virksomhet, prosjekt=prosjekt.pk)
    inviter(forsk, p, forsk.gjovik)
    with pytest.raises(ValidationError, match="allerede med"):
        interesse.meld(utfort_av=forsk.kommuneforsker, virksomhet=forsk.gjovik, prosjekt=p.pk)
    assert Interesse.objects.count() == 0


@pytest.mark.krav("S1-F03", "S4-D11")
def test_parties_that_want_to_apply_together_hear_of_each_other(forsk: Any) -> None:
    felter = {
        "finansior": "Demofondet", "tittel": "Samhandling", "frist": timezone.now() + timedelta(days=60),
        "lenke": "https://demofondet.example/", "beskrivelse": "", "temaer": [],
    }  # fmt: skip
    utlysning = utlysningop.skriv(utfort_av=forsk.fou, felter=felter)
    interesse.meld(utfort_av=forsk.kommuneforsker, virksomhet=forsk.gjovik, utlysning=utlysning.pk)
    assert varslet("interesse_utlysning") == set()
    interesse.meld(utfort_av=forsk.hamarsjef, virksomhet=forsk.hamar, utlysning=utlysning.pk)
    assert varslet("interesse_utlysning") == {"Kai Kommuneforsker"}
    assert Utlysning.objects.get(pk=utlysning.pk).interesser.count() == 2
