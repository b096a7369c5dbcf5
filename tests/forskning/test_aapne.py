"""The open pages and the feed: what anybody may read, and nothing that is hidden, restricted or about a person."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from forskning.models import Partner, Prosjekt
from forskning.operations import prosjekt as prosjektop
from forskning.operations import publisering
from forskning.operations import resultat as rop
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.varsling.models import Varsel

from .test_framdrift import resultat
from .tilstander import i_gang

pytestmark = pytest.mark.django_db
LISTE, RESULTATER, FEED = (reverse(f"forskning:{n}") for n in ("aapne", "aapne_resultater", "aapen_feed"))
ATOM = "{http://www.w3.org/2005/Atom}"


def vist(forsk: Any, **felter: Any) -> Prosjekt:
    p = i_gang(forsk, **felter)
    return forsk.nytt(publisering.vis_aapent(p.pk, utfort_av=forsk.forsker, versjon=p.versjon))


def side(prosjekt: Prosjekt) -> str:
    return reverse("forskning:aapent_prosjekt", args=[prosjekt.pk])


def innslag(**hoder: str) -> list[tuple[str, str]]:
    svar = Client().get(FEED, headers=hoder)
    assert (svar.status_code, svar["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    rot = ElementTree.fromstring(svar.content)  # noqa: S314  (our own feed)
    return [(e.findtext(f"{ATOM}title") or "", e.findtext(f"{ATOM}id") or "") for e in rot.iter(f"{ATOM}entry")]


@pytest.mark.krav("S1-F06", "S4-D10", "S4-C12", "S4-D12")
def test_what_is_shown_openly_is_read_by_anybody(forsk: Any) -> None:
    p = vist(forsk, sammendrag="Vi prøver ut <samtaler> før utskriving.")
    r = resultat(forsk, p)
    Partner.objects.create(prosjekt=p, virksomhet=forsk.hamar, invitert_av=forsk.forsker, invitert=timezone.now())
    anonym = Client()
    innhold = anonym.get(side(p)).content.decode()
    assert "Vi prøver ut &lt;samtaler&gt; før utskriving." in innhold
    assert "https://doi.org/10.1000/182" in innhold
    assert forsk.hamar.fullt_navn not in innhold  # has not said yes
    assert not [person for person in forsk.folk.values() if person.navn in innhold]
    listen = anonym.get(LISTE).content.decode()
    assert (p.tittel in listen, "<span>Pågår</span>" in listen) == (True, True)
    assert r.tittel in anonym.get(RESULTATER).content.decode()
    assert innslag() == [(f"Nytt resultat: {r.tittel}", r.pk.urn), (p.tittel, p.pk.urn)]


def test_the_partners_are_told_and_named_when_they_have_said_yes(forsk: Any) -> None:
    p = i_gang(forsk)
    ja = {"svar": "bekreftet", "maate": "portalen", "svardato": timezone.localdate(), "besvart_av": forsk.hamarsjef}
    Partner.objects.create(prosjekt=p, virksomhet=forsk.hamar, invitert_av=forsk.forsker, invitert=timezone.now(), **ja)
    publisering.vis_aapent(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    assert {v.mottaker for v in Varsel.objects.filter(mal="forskning.vist_aapent")} == {forsk.hamarsjef, forsk.sykehusfou}
    assert forsk.hamar.fullt_navn in Client().get(side(p)).content.decode()


@pytest.mark.parametrize("hvordan", ["aldri_vist", "skjult", "begrenset"])
def test_nothing_else_is_on_any_open_page(forsk: Any, hvordan: str) -> None:
    """One is shown, one is not: the second is nowhere, and no open page counts it."""
    synlig = vist(forsk, tittel="Dette er delt")
    gjemt = i_gang(forsk, tittel="Hemmelig idé", **({"begrensning": "rettigheter"} if hvordan == "begrenset" else {}))
    resultat(forsk, gjemt, tittel="Hemmelig funn", doi="10.1000/hemmelig")
    if hvordan == "skjult":
        ny = forsk.nytt(gjemt)
        ny = publisering.vis_aapent(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon)
        assert Client().get(side(ny)).status_code == 200
        publisering.skjul(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon)
    if hvordan == "begrenset":
        ny = forsk.nytt(gjemt)
        with pytest.raises(UlovligOvergang):
            publisering.vis_aapent(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon)
        with pytest.raises(DatabaseError, match="begrenset_er_ikke_aapent"), transaction.atomic():
            Prosjekt.objects.filter(pk=ny.pk).update(publisert=timezone.now())
    anonym = Client()
    assert anonym.get(side(gjemt)).status_code == 404
    for adresse in (LISTE, RESULTATER, FEED, side(synlig), f"{LISTE}?q=hemmelig"):
        assert "Hemmelig" not in anonym.get(adresse).content.decode(), adresse
    assert "1 treff" in anonym.get(LISTE).content.decode()
    assert innslag() == [("Dette er delt", synlig.pk.urn)]


def test_what_is_taken_away_is_gone_from_the_open_pages(forsk: Any) -> None:
    p = vist(forsk)
    r = resultat(forsk, p)
    rop.trekk(r.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon)
    assert r.tittel not in Client().get(side(p)).content.decode() + Client().get(RESULTATER).content.decode()
    assert innslag() == [(p.tittel, p.pk.urn)]


def test_an_idea_and_a_stranger_do_not_get_on_the_open_pages(forsk: Any) -> None:
    ide, p = forsk.ide(), i_gang(forsk)
    with pytest.raises(UlovligOvergang):
        publisering.vis_aapent(ide.pk, utfort_av=forsk.forsker, versjon=ide.versjon)
    for kode in ("kommuneforsker", "fou", "utenfor"):
        with pytest.raises(Nektet):
            publisering.vis_aapent(p.pk, utfort_av=forsk.folk[kode], versjon=p.versjon)
    with pytest.raises(Utdatert):
        publisering.vis_aapent(p.pk, utfort_av=forsk.forsker, versjon=p.versjon - 1)
    assert innslag() == []


def test_a_project_that_is_shown_cannot_be_restricted_before_it_is_hidden(forsk: Any) -> None:
    p = vist(forsk)
    with pytest.raises(UlovligOvergang):
        prosjektop.begrens(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, kode="konkurranse")


def test_a_reader_of_the_feed_that_has_it_is_told_so_and_one_that_has_what_is_hidden_is_not(forsk: Any) -> None:
    p = vist(forsk)
    forst = Client().get(FEED)
    assert "Last-Modified" not in forst
    assert Client().get(FEED, headers={"if-none-match": forst["ETag"]}).status_code == 304
    publisering.skjul(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    assert innslag(**{"if-none-match": forst["ETag"]}) == []


def test_the_open_list_is_searched_by_words_and_theme(forsk: Any) -> None:
    t = forsk.temaer
    a = vist(forsk, tittel="Velferdsteknologi hjemme", sammendrag="Sensorer.", temaer=[t["demografi"]])
    b = vist(forsk, tittel="Samtaler før utskriving", temaer=[t["brukermedvirkning"], t["demografi"]])
    for sporring, ventet in [
        ("?q=samtale", [b]), ("?q=teknologi+utskriving", []), ("?tema=demografi", [b, a]),
        ("?tema=brukermedvirkning", [b]), ("?tema=finnes-ikke", [b, a]), ("?q=velferd&tema=demografi", [a]),
    ]:  # fmt: skip
        svar = Client().get(LISTE + sporring)
        assert list(svar.context["side"]) == ventet, sporring


def test_the_lists_cost_the_same_for_one_row_and_three(
    forsk: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for antall in (1, 3):
        while Prosjekt.objects.offentlige().count() < antall:
            resultat(forsk, vist(forsk))
        Client().get(LISTE)
        for adresse, sporringer in [(LISTE, 3), (RESULTATER, 3), (FEED, 4)]:
            with django_assert_num_queries(sporringer):
                assert Client().get(adresse).status_code == 200
