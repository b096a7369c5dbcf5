"""The page of a project: its head, what is next, what can be done, and its history."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forskning.models import Partner, Prosjekt
from forskning.operations import prosjekt as op
from forskning.selectors.prosjektoversikt import historikk
from forskning.selectors.prosjektsteg import steg
from tests.forskning.tilstander import eier_svart, i_gang


def side(bruker: Any, prosjekt: Prosjekt, status: int = 200) -> str:
    klient = Client()
    klient.force_login(bruker)
    svar = klient.get(prosjekt.get_absolute_url())
    assert svar.status_code == status
    return svar.content.decode()


@pytest.mark.krav("S0-F02")
def test_everybody_of_the_network_reads_an_open_idea_and_strangers_none(forsk: Any) -> None:
    p = forsk.ide()
    assert "Trygg utskriving til kommunen" in side(forsk.kommuneforsker, p)
    side(forsk.utenfor, p, status=404)


def test_a_restricted_idea_is_not_there_for_others(forsk: Any) -> None:
    p = forsk.ide(begrensning="konkurranse")
    assert "Vi konkurrerer om midlene" in side(forsk.forsker, p)
    side(forsk.kommuneforsker, p, status=404)


# --- what is next -----------------------------------------------------------------------------------------------------


def neste(bruker: Any, prosjekt: Prosjekt) -> str:
    klient = Client()
    klient.force_login(bruker)
    steget = klient.get(prosjekt.get_absolute_url()).context["side"].neste
    return steget.verb.navn if steget and steget.verb else ""


def test_the_next_step_follows_the_project_and_is_only_for_those_who_run_it(forsk: Any) -> None:
    p = forsk.ide(studenter=None, studenter_begrunnelse="", finansiering="uavklart")
    assert neste(forsk.kommuneforsker, p) == ""
    assert neste(forsk.forsker, p) == "inviter_partner"
    Partner.objects.create(prosjekt=p, virksomhet=forsk.hamar, invitert_av=forsk.forsker, invitert=timezone.now())
    assert neste(forsk.forsker, p) == "start_dialog"
    p = op.start_dialog(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    assert neste(forsk.sykehusfou, p) == "endre"
    felter = {"studenter": True, "studenter_begrunnelse": "Ja.", "finansiering": "ekstern"}
    p = op.endre(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, felter=felter)
    assert neste(forsk.forsker, p) == "send_til_forankring"
    p = op.stans(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, grunn="ikke_tid")
    assert neste(forsk.forsker, p) == "ta_opp_igjen"


def test_the_way_is_shorter_without_external_money(forsk: Any) -> None:
    assert [s.navn for s in steg(forsk.ide())] == [
        "Idé", "Tidligfase", "Forankring", "Søknad", "Gjennomføring", "Resultater",
    ]  # fmt: skip
    p = i_gang(forsk)
    assert [(s.navn, s.tilstand) for s in steg(p)] == [
        ("Idé", "ferdig"), ("Tidligfase", "ferdig"), ("Gjennomføring", "naa"), ("Resultater", "venter"),
    ]  # fmt: skip


def test_others_read_how_far_it_came_and_not_what_was_said(forsk: Any) -> None:
    p = forsk.ide()
    p = op.endre(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, felter={"budsjett": 12345})
    p = op.stans(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, grunn="ikke_tid", kommentar="Vi orket ikke mer.")
    egen, annens = side(forsk.forsker, p), side(forsk.kommuneforsker, p)
    assert ("Vi orket ikke mer." in egen, "Vi orket ikke mer." in annens) == (True, False)
    assert [linje.navn for linje in historikk(forsk.forsker, p)] == ["stans", "endre", "registrer"]
    assert [linje.navn for linje in historikk(forsk.kommuneforsker, p)] == ["stans", "registrer"]


# --- the verbs, as pages ----------------------------------------------------------------------------------------------


def post(bruker: Any, prosjekt: Prosjekt, navn: str, /, *deler: Any, **felter: Any) -> Any:
    klient = Client()
    klient.force_login(bruker)
    versjon = felter.pop("versjon", forsk_versjon(prosjekt))
    return klient.post(reverse(f"forskning:{navn}", args=[prosjekt.pk, *deler]), {"versjon": versjon, **felter})


def forsk_versjon(prosjekt: Prosjekt) -> int:
    return Prosjekt.objects.get(pk=prosjekt.pk).versjon


PAGES = [
    ("rediger", {"tittel": ""}), ("prosjekt_begrens", {}), ("prosjekt_leder", {"epost": "ingen@example.no"}),
    ("prosjekt_stans", {}), ("person_ny", {}),
]  # fmt: skip


@pytest.mark.parametrize(("navn", "felter"), PAGES)
def test_a_form_says_what_is_missing_and_others_have_no_form(forsk: Any, navn: str, felter: dict[str, str]) -> None:
    p = forsk.ide()
    klient = Client()
    klient.force_login(forsk.forsker)
    assert klient.get(reverse(f"forskning:{navn}", args=[p.pk])).status_code == 200
    svar = post(forsk.forsker, p, navn, **felter)
    assert (svar.status_code, bool(svar.context["form"].errors)) == (200, True)
    assert post(forsk.kommuneforsker, p, navn, **felter).status_code == 403
    assert post(forsk.utenfor, p, navn, **felter).status_code == 404
    assert forsk_versjon(p) == p.versjon


def test_a_project_is_edited_on_its_page_with_what_it_said_before(forsk: Any) -> None:
    p = forsk.ide(studenter=False, studenter_begrunnelse="For lite.", oppstart=timezone.localdate())
    klient = Client()
    klient.force_login(forsk.forsker)
    skjema = klient.get(reverse("forskning:rediger", args=[p.pk])).context["form"]
    sendt = {felt.html_name: felt.value() for felt in skjema if felt.value() not in (None, "")}
    dag = {navn: sendt[navn].strftime("%d.%m.%Y") for navn in ("oppstart", "soknadsfrist")}
    svar = klient.post(reverse("forskning:rediger", args=[p.pk]), sendt | dag | {"budsjett": "1000"})
    assert svar.status_code == 302
    ny = Prosjekt.objects.get(pk=p.pk)
    uendret = ("tittel", "studenter", "soknadsfrist", "oppstart", "behovseier", "finansiering")
    assert [getattr(ny, navn) for navn in uendret] == [getattr(p, navn) for navn in uendret]
    assert (ny.budsjett, list(ny.temaer.all())) == (1000, list(p.temaer.all()))


def test_a_conflict_is_told_and_nothing_is_saved(forsk: Any) -> None:
    p = forsk.ide()
    svar = post(forsk.forsker, p, "prosjekt_begrens", kode="avtale", versjon=p.versjon + 1)
    assert svar.status_code == 409
    assert not Prosjekt.objects.get(pk=p.pk).er_begrenset


def test_restricted_shared_handed_over_and_stopped_on_its_pages(forsk: Any) -> None:
    p = forsk.ide()
    post(forsk.forsker, p, "prosjekt_begrens", kode="avtale")
    assert forsk.nytt(p).begrensning == "avtale"
    post(forsk.forsker, p, "prosjekt_del")
    assert forsk.nytt(p).begrensning == ""
    post(forsk.forsker, p, "prosjekt_dialog")
    assert forsk.nytt(p).tilstand == "tidligfase"
    post(forsk.forsker, p, "prosjekt_leder", epost=forsk.kommuneforsker.epost.upper())
    assert forsk.nytt(p).leder == forsk.kommuneforsker
    post(forsk.kommuneforsker, p, "prosjekt_stans", grunn="annet", kommentar="")
    assert forsk.nytt(p).tilstand == "ikke_viderefort"
    post(forsk.kommuneforsker, p, "prosjekt_ta_opp")
    assert forsk.nytt(p).tilstand == "tidligfase"


def test_begun_completed_and_opened_again_on_its_pages(forsk: Any) -> None:
    p = forsk.ide(finansiering="egen", finansior="", soknadsfrist=None)
    svar = post(forsk.forsker, p, "prosjekt_start")
    assert "Disse har ikke svart om de deltar" in svar.content.decode()
    post(forsk.forsker, eier_svart(forsk, p), "prosjekt_start")
    post(forsk.forsker, p, "prosjekt_fullfor")
    assert forsk.nytt(p).tilstand == "fullfort"
    post(forsk.forsker, p, "prosjekt_gjenaapne")
    assert forsk.nytt(p).tilstand == "paagaar"


def test_people_come_and_go_on_their_pages(forsk: Any) -> None:
    p = forsk.ide()
    post(forsk.forsker, p, "person_ny", rolle="veileder", epost=forsk.kommuneforsker.epost)
    post(forsk.forsker, p, "person_ny", rolle="student", navn="Stine Student")
    deltaker = p.deltakere.get(bruker=forsk.kommuneforsker)
    assert "Stine Student" in side(forsk.forsker, p)
    annet = forsk.ide(tittel="Et annet")
    assert post(forsk.forsker, annet, "person_ta_ut", deltaker.pk).status_code == 404
    assert post(forsk.forsker, p, "person_ta_ut", deltaker.pk).status_code == 302
    deltaker.refresh_from_db()
    assert deltaker.gyldig_til == timezone.localdate()


def sporringer(bruker: Any, prosjekt: Prosjekt) -> int:
    klient = Client()
    klient.force_login(bruker)
    klient.get(prosjekt.get_absolute_url())
    with CaptureQueriesContext(connection) as fanget:
        klient.get(prosjekt.get_absolute_url())
    return len(fanget)


def test_a_project_with_many_people_costs_no_more_to_show(forsk: Any) -> None:
    p = forsk.ide()
    post(forsk.forsker, p, "person_ny", rolle="student", navn="Stine Student")
    en = sporringer(forsk.kommuneforsker, p)
    for nummer in range(3):
        felter = {"rolle": "student", "navn": f"Student {nummer}", "virksomhet": forsk.parter["hoyskole"].pk}
        post(forsk.forsker, p, "person_ny", **felter)
    assert sporringer(forsk.kommuneforsker, p) == en
