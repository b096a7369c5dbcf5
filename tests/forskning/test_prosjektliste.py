"""The register: who sees what, what it can be narrowed by, its workbook, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forskning.models import Prosjekt
from forskning.operations import person
from tests.forskning.tilstander import eier_svart, i_gang, stanset


def hent(bruker: Any, **sporring: str) -> Any:
    klient = Client()
    klient.force_login(bruker)
    return klient.get(reverse("forskning:liste"), sporring)


def titler(bruker: Any, **sporring: str) -> list[str]:
    svar = hent(bruker, **sporring)
    assert svar.status_code == 200
    return [rad.tittel for rad in svar.context["rader"]]


@pytest.mark.krav("S0-F02", "S1-A02")
def test_everybody_of_the_network_sees_the_open_ones_and_a_stranger_no_list(forsk: Any) -> None:
    forsk.ide(tittel="Åpen idé")
    forsk.ide(tittel="Lukket idé", begrensning="konkurranse")
    assert titler(forsk.forsker, sorter="tittel") == ["Lukket idé", "Åpen idé"]
    assert titler(forsk.kommuneforsker) == ["Åpen idé"]
    assert hent(forsk.utenfor).status_code == 404


def test_what_is_restricted_shows_in_no_filter_search_or_number(forsk: Any) -> None:
    forsk.ide(tittel="Åpen idé")
    lukket = forsk.ide(tittel="Hemmelig oppfinnelse", begrensning="rettigheter", av="kommuneforsker", eier=forsk.gjovik)
    svar = hent(forsk.hamarsjef)
    assert svar.context["side"].treff == 1
    assert str(forsk.gjovik.pk) not in str(svar.context["form"]["eier"])
    assert titler(forsk.hamarsjef, q="oppfinnelse") == []
    assert titler(forsk.hamarsjef, q=lukket.saksnummer) == []
    assert titler(forsk.hamarsjef, eier=str(forsk.gjovik.pk)) == ["Åpen idé"]  # no such choice: as if it were not made


def test_the_register_is_searched_and_narrowed(forsk: Any) -> None:
    dag = timezone.localdate()
    snart = {"soknadsfrist": dag + timedelta(days=20), "type": "innovasjon", "temaer": [forsk.temaer["demografi"]]}
    forsk.ide(tittel="Smertepumper hjemme", **snart)
    i_gang(forsk, tittel="Trygge overganger")
    stanset(forsk, tittel="Ble ikke noe av")
    forsk.ide(av="kommuneforsker", eier=forsk.gjovik, tittel="Kommunens egen")
    for sporring, ventet in [
        ({"q": "smertepumpe"}, {"Smertepumper hjemme"}),
        ({"tilstand": "paagaar"}, {"Trygge overganger"}),
        ({"tilstand": "i_gang"}, {"Smertepumper hjemme", "Trygge overganger", "Kommunens egen"}),
        ({"tema": "demografi"}, {"Smertepumper hjemme"}),
        ({"type": "innovasjon"}, {"Smertepumper hjemme"}),
        ({"eier": str(forsk.gjovik.pk)}, {"Kommunens egen"}),
        ({"partner": str(forsk.gjovik.pk)}, {"Kommunens egen"}),
        ({"finansiering": "egen"}, {"Trygge overganger"}),
        ({"frist": "30"}, {"Smertepumper hjemme"}),
        ({"hvem": "mine"}, {"Kommunens egen"}),
    ]:
        assert set(titler(forsk.kommuneforsker, **sporring)) == ventet, sporring
    assert set(titler(forsk.fou, hvem="vaare")) == {"Kommunens egen"}


def test_mine_are_also_those_i_take_part_in(forsk: Any) -> None:
    p = forsk.ide()
    assert titler(forsk.kommuneforsker, hvem="mine") == []
    felter = {"bruker": forsk.kommuneforsker, "navn": "", "rolle": "medarbeider", "virksomhet": None}
    person.legg_til(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, felter=felter)
    assert titler(forsk.kommuneforsker, hvem="mine") == [p.tittel]


def test_those_without_a_deadline_stand_last(forsk: Any) -> None:
    dag = timezone.localdate()
    forsk.ide(tittel="Ingen frist", soknadsfrist=None)
    forsk.ide(tittel="Sent", soknadsfrist=dag + timedelta(days=50))
    forsk.ide(tittel="Snart", soknadsfrist=dag + timedelta(days=5))
    assert titler(forsk.forsker, sorter="frist") == ["Snart", "Sent", "Ingen frist"]


def celler(innhold: bytes) -> str:
    with ZipFile(BytesIO(innhold)) as fil:
        return fil.read("xl/worksheets/sheet1.xml").decode()


def test_the_workbook_holds_what_the_page_does(forsk: Any) -> None:
    forsk.ide(tittel="Åpen idé")
    forsk.ide(tittel="Hemmelig oppfinnelse", begrensning="rettigheter")
    for hvem, ser in [("forsker", True), ("kommuneforsker", False)]:
        klient = Client()
        klient.force_login(forsk.folk[hvem])
        svar = klient.get(reverse("forskning:liste_eksport"))
        tekst = celler(b"".join(svar.streaming_content) if svar.streaming else svar.content)
        assert ("Åpen idé" in tekst, "Hemmelig oppfinnelse" in tekst) == (True, ser), hvem
    klient.force_login(forsk.utenfor)
    assert klient.get(reverse("forskning:liste_eksport")).status_code == 404


def sporringer(forsk: Any) -> int:
    klient = Client()
    klient.force_login(forsk.kommuneforsker)
    klient.get(reverse("forskning:liste"))
    with CaptureQueriesContext(connection) as fanget:
        klient.get(reverse("forskning:liste"))
    return len(fanget)


def test_a_long_list_costs_no_more_than_a_short_one(forsk: Any) -> None:
    eier_svart(forsk, forsk.ide())
    en = sporringer(forsk)
    for _nummer in range(2):
        eier_svart(forsk, forsk.ide(temaer=list(forsk.temaer.values())))
    assert Prosjekt.objects.count() == 3
    assert sporringer(forsk) == en
