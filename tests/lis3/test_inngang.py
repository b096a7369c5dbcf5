"""Where LIS3 is found: the menu, and the front page."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from lis.lege.models import Lege
from lis.lis3.models import Avdeling, Spesialisering
from tests.klient import som
from tests.lis3.folk import LisCast
from tests.lis3.test_innmelding_operasjoner import OM_ET_AAR, innmeldt
from tests.lis3.test_innmelding_sider import les, vanlig
from tests.lis3.tjenester import tilbudt


@pytest.mark.parametrize(
    ("hvem", "meny", "melde_inn", "melde_klar", "melde_seg"),
    [
        ("koordinator", True, True, False, False),
        ("kommune_lis", True, True, True, False),
        ("alis_kontor", True, False, True, False),
        ("lis3", True, False, False, True),
        ("avdelingsleder", True, False, False, False),
        ("soker", False, False, False, False),
        ("utenfor", False, False, False, False),
    ],
)
def test_menu_and_front_page_offer_what_the_role_may(
    lis: LisCast, hvem: str, meny: bool, melde_inn: bool, melde_klar: bool, melde_seg: bool
) -> None:
    side = les(lis.folk[hvem], "/")
    assert (
        'href="/lis/lis3/"' in side,
        "Meld inn lege til sykehustjeneste" in side,
        "Meld lege klar for sykehustjeneste" in side,
        "Meld deg klar for sykehustjeneste" in side,
    ) == (meny, melde_inn, melde_klar, melde_seg)


def test_the_doctor_follows_the_own_enrolment_on_the_front_page(lis: LisCast) -> None:
    sak = innmeldt(lis)
    side = les(lis.lis3, "/")
    assert ("Sykehustjenesten din" in side, str(sak.saksnummer) in side, f"Planlagt start {vanlig(OM_ET_AAR)}" in side) == (
        True, True, True,
    )  # fmt: skip
    assert "Meld deg klar for sykehustjeneste" not in side
    assert "Sykehustjenesten din" not in les(lis.lis3b, "/")


@pytest.mark.parametrize(
    ("hvem", "hovedvalg", "tomme_saker"),
    [
        ("koordinator", "Se plasseringskøen", False),
        ("kommune_lis", "Meld inn lege", False),
        ("alis_kontor", "Meld lege klar", False),
        ("soker", "Ny søknad", True),
    ],
)
def test_the_front_page_begins_with_what_the_role_does_most(
    lis: LisCast, hvem: str, hovedvalg: str, tomme_saker: bool
) -> None:
    side = les(lis.folk[hvem], "/")
    hode = side.partition('class="pagehead"')[2].partition('class="cols"')[0]
    assert (f"{hovedvalg}</a>" in hode, "Du har ingen søknader ennå" in side) == (True, tomme_saker)


def test_whoever_is_offered_a_place_no_longer_just_waits(lis: LisCast) -> None:
    adresse = tilbudt(lis).innmelding.get_absolute_url()
    for sted in ("/lis/lis3/", adresse):
        side = les(lis.kommune_lis, sted)
        assert ("Tilbudt" in side, "I kø" in side) == (True, False), sted


def test_the_singular_of_vacancies_leads_there_too_and_departments_stand_by_site(lis: LisCast) -> None:
    assert "Vikariater</h1>" in les(lis.koordinator, "/lis/lis3/vikariat/")
    side = les(lis.koordinator, "/lis/lis3/avdeling/")
    plassert = [side.index(str(a.pk)) for a in Avdeling.objects.order_by("enhet__sted", "enhet__sortering")]
    assert (len(plassert) > 1, plassert) == (True, sorted(plassert))


def test_a_doctor_who_is_only_in_lis1_is_not_led_to_lis3(lis: LisCast) -> None:
    lege = Lege.objects.create(navn=lis.soker.navn, epost=lis.soker.epost, bruker=lis.soker)
    assert 'href="/lis/lis3/"' not in les(lis.soker, "/")
    assert som(lis.soker).get("/lis/lis3/").status_code == 404
    Spesialisering.objects.create(lege=lege, start=OM_ET_AAR)
    caches["lokal"].clear()
    assert 'href="/lis/lis3/"' in les(lis.soker, "/")
