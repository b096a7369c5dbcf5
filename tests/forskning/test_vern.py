"""What the database refuses about projects, partners and applications, whoever writes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from forskning.models import Partner, Prosjekt, Soknad


def nektes(match: str, gjor: Any) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        gjor()


def i_tilstand(prosjekt: Prosjekt, tilstand: str, **felter: Any) -> None:
    """Past the rules, in SQL; the FSM trigger and the rest still stand."""
    Prosjekt.objects.filter(pk=prosjekt.pk).update(tilstand=tilstand, versjon=prosjekt.versjon + 1, **felter)
    prosjekt.refresh_from_db()


@pytest.mark.krav("S1-F04", "S4-B03")
def test_nothing_is_anchored_without_a_committee_and_every_partner(forsk: Any) -> None:
    p = forsk.ide()
    i_tilstand(p, "til_forankring")
    nektes("ikke_forankret_av_alle", lambda: i_tilstand(p, "forankret", forankret=timezone.localdate()))


@pytest.mark.krav("S1-F02")
def test_a_project_goes_nowhere_before_students_are_considered(forsk: Any) -> None:
    p = forsk.ide(studenter=None, studenter_begrunnelse="")
    nektes("prosjekt_studenter_vurdert", lambda: i_tilstand(p, "til_forankring"))


@pytest.mark.krav("S1-F04")
def test_an_application_is_anchored_or_says_why_not(forsk: Any) -> None:
    p = forsk.ide()
    soknad = {"prosjekt": p, "finansior": "Demofondet", "sendt": timezone.localdate(), "sendt_av": forsk.forsker}
    nektes("soknad_forankret_eller_begrunnet", lambda: Soknad.objects.create(**soknad, med_logo=True))
    grunn = {"uforankret_grunn": "kort_frist", "uforankret_tekst": "Utlysningen kom i går."}
    assert Soknad.objects.create(**soknad, **grunn, med_logo=False).er_forankret is False


def test_a_project_that_applies_for_money_does_not_start_without_it(forsk: Any) -> None:
    p = forsk.ide()
    nektes("prosjekt_soker_midler", lambda: i_tilstand(p, "paagaar"))


@pytest.mark.krav("S4-B03")
def test_nobody_answers_for_another_party(forsk: Any) -> None:
    p = forsk.ide()
    partner = Partner.objects.create(prosjekt=p, virksomhet=forsk.hamar, invitert_av=forsk.forsker, invitert=timezone.now())
    ja = {"svar": "bekreftet", "maate": "portalen", "svardato": timezone.localdate()}
    alle = Partner.objects.filter(pk=partner.pk)
    nektes("partner_svart_av_andre", lambda: alle.update(**ja, besvart_av=forsk.forsker))
    nektes("partner_svart_av_andre", lambda: alle.update(**ja, besvart_av=forsk.fou))
    papir = ja | {"maate": "papir", "bekreftet_navn": "Harald Hamarsjef"}
    nektes("partner_svarer_selv_i_portalen", lambda: alle.update(**papir, besvart_av=forsk.forsker))
    assert alle.update(**ja, besvart_av=forsk.hamarsjef) == 1


@pytest.mark.krav("S1-A04")
def test_a_party_with_nobody_here_answers_on_paper(forsk: Any) -> None:
    partner = Partner.objects.create(
        prosjekt=forsk.ide(), virksomhet=forsk.parter["hoyskole"], invitert_av=forsk.forsker, invitert=timezone.now()
    )
    papir = {"svar": "bekreftet", "maate": "papir", "svardato": timezone.localdate(), "besvart_av": forsk.forsker}
    alle = Partner.objects.filter(pk=partner.pk)
    nektes("partner_papir_har_navn", lambda: alle.update(**papir))
    assert alle.update(**papir, bekreftet_navn="Rita Rektor") == 1


def test_what_is_restricted_is_not_on_the_open_pages(forsk: Any) -> None:
    p = forsk.ide(begrensning="konkurranse")
    nektes("begrenset_er_ikke_aapent", lambda: Prosjekt.objects.filter(pk=p.pk).update(publisert=timezone.now()))


def test_who_sees_an_idea(forsk: Any) -> None:
    aapen, begrenset = forsk.ide(), forsk.ide(begrensning="konkurranse")
    for kode, ser in [
        ("forsker", True),
        ("sykehusfou", True),
        ("kommuneforsker", False),
        ("hamarsjef", False),
        ("soker", False),
    ]:
        synlige = set(Prosjekt.objects.synlig_for(forsk.folk[kode]))
        assert synlige == ({aapen, begrenset} if ser else {aapen}), kode
    assert not Prosjekt.objects.synlig_for(forsk.utenfor).exists()
    Partner.objects.create(prosjekt=begrenset, virksomhet=forsk.hamar, invitert_av=forsk.forsker, invitert=timezone.now())
    assert begrenset in Prosjekt.objects.synlig_for(forsk.hamarsjef)
