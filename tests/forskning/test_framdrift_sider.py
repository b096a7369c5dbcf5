"""The page of milestones and results: what is done there, by whom, and who finds nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from forskning.models import Milepael, Prosjekt, Resultat
from forskning.operations import klokka
from tests.klient import som

from .test_framdrift import milepael, resultat
from .test_klokka import om_maaneder
from .tilstander import fullfort, i_gang

pytestmark = pytest.mark.django_db


def adresse(navn: str, prosjekt: Prosjekt, *mer: Any) -> str:
    return reverse(f"forskning:{navn}", args=[prosjekt.pk, *mer])


def om_dager(dager: int) -> str:
    return f"{timezone.localdate() + timedelta(days=dager):%d.%m.%Y}"


def test_a_milestone_from_the_first_to_done(forsk: Any) -> None:
    p = forsk.ide()
    klient, side = som(forsk.forsker), adresse("framdrift", p)
    assert "Legg til en milepæl" in klient.get(side).content.decode()
    skrevet = {"versjon": p.versjon, "art": "rapport", "tittel": "Framdriftsrapport", "frist": om_dager(40)}
    feil = klient.post(adresse("milepael_ny", p), skrevet | {"frist": om_dager(-1)})
    assert (feil.status_code, "Fristen er passert" in feil.content.decode()) == (200, True)
    svar = klient.post(adresse("milepael_ny", p), skrevet, follow=True)
    assert svar.redirect_chain == [(side, 302)]
    assert "Milepælen er lagt til." in svar.content.decode()
    m = Milepael.objects.get()
    assert "Framdriftsrapport" in klient.get(adresse("milepael_endre", p, m.pk)).content.decode()
    p = forsk.nytt(p)
    endret = skrevet | {"versjon": p.versjon, "tittel": "Sluttrapport"}
    assert "Sluttrapport" in klient.post(adresse("milepael_endre", p, m.pk), endret, follow=True).content.decode()
    assert klient.post(adresse("milepael_endre", p, m.pk), endret).status_code == 409
    gjort = {"versjon": forsk.nytt(p).versjon, "dag": om_dager(0)}
    svar = klient.post(adresse("milepael_gjort", p, m.pk), gjort, follow=True)
    assert "«Sluttrapport» er merket som gjort." in svar.content.decode()
    m.refresh_from_db()
    assert (m.naadd, m.naadd_av) == (timezone.localdate(), forsk.forsker)


def test_taking_out_asks_first_and_lets_the_plan_stand_where_somebody_was_faster(forsk: Any) -> None:
    p = forsk.ide()
    m = milepael(forsk, p)
    klient, her = som(forsk.forsker), adresse("milepael_ta_ut", p, m.pk)
    assert "Ta bort milepælen?" in klient.get(her).content.decode()
    svar = klient.post(her, {"versjon": p.versjon})
    assert (svar.status_code, "Saken er endret siden du åpnet den" in svar.content.decode()) == (409, True)
    klient.post(her, {"versjon": forsk.nytt(p).versjon})
    m.refresh_from_db()
    assert m.utgaatt is not None


@pytest.mark.krav("S4-C12", "S4-D12")
def test_a_result_is_registered_with_a_doi_as_people_copy_it(forsk: Any) -> None:
    p = i_gang(forsk)
    klient, her = som(forsk.forsker), adresse("resultat_nytt", p)
    skrevet = {
        "versjon": p.versjon, "art": "publikasjon", "tittel": "Funn", "sammendrag": "Kort.", "dato": om_dager(0),
        "doi": "https://doi.org/10.1000/182", "lenke": "",
    }  # fmt: skip
    for feil, mer in [
        ("En DOI begynner med 10.", {"doi": "182"}), ("Oppgi DOI eller lenke", {"doi": ""}),
        ("Lenken må begynne med https://.", {"lenke": "http://eksempel.example/x"}),
        ("lenke", {"lenke": "javascript:alert(1)"}),
    ]:  # fmt: skip
        svar = klient.post(her, skrevet | mer)
        assert (svar.status_code, feil in svar.content.decode(), Resultat.objects.count()) == (200, True, 0), feil
    assert "Resultatet er registrert." in klient.post(her, skrevet, follow=True).content.decode()
    r = Resultat.objects.get()
    assert r.doi == "10.1000/182"
    brukt = {"versjon": forsk.nytt(p).versjon, "beskrivelse": "Innført i Gjøvik", "nummer": "FP-2026-9999"}
    assert "Vi finner ikke FP-2026-9999." in klient.post(adresse("viderebruk_ny", p, r.pk), brukt).content.decode()
    annet = forsk.ide(begrensning="konkurranse", av="kommuneforsker", eier=forsk.gjovik)
    svar = klient.post(adresse("viderebruk_ny", p, r.pk), brukt | {"nummer": annet.saksnummer})
    assert f"Vi finner ikke {annet.saksnummer}." in svar.content.decode()
    svar = klient.post(adresse("viderebruk_ny", p, r.pk), brukt | {"nummer": ""}, follow=True)
    assert "Innført i Gjøvik" in svar.content.decode()
    klient.post(adresse("resultat_trekk", p, r.pk), {"versjon": forsk.nytt(p).versjon})
    assert "Funn" not in klient.get(adresse("framdrift", p)).content.decode()
    assert klient.get(adresse("viderebruk_ny", p, r.pk)).status_code == 404


def test_what_the_portal_asks_of_the_leader_stands_on_the_page(forsk: Any) -> None:
    p, q = forsk.ide(), fullfort(forsk)
    klokka.folg(naa=om_maaneder(7))
    klient = som(forsk.forsker)
    assert "Ja, det er i gang" in klient.get(adresse("framdrift", p)).content.decode()
    assert "Ja, det er i gang" not in som(forsk.fou).get(adresse("framdrift", p)).content.decode()
    svar = klient.post(adresse("lever_det", p), {"versjon": forsk.nytt(p).versjon}, follow=True)
    assert "Det er notert at prosjektet er i gang." in svar.content.decode()
    assert "Ja, det er i gang" not in svar.content.decode()
    assert "Del det dere har funnet ut" in klient.get(adresse("framdrift", q)).content.decode()
    svar = klient.post(adresse("formidlet", q), {"versjon": forsk.nytt(q).versjon, "kommentar": "Foredrag"}, follow=True)
    assert "Del det dere har funnet ut" not in svar.content.decode()


@pytest.mark.krav("S1-F06", "S4-D10")
def test_a_project_is_shown_openly_and_hidden_again_after_a_question(forsk: Any) -> None:
    p = i_gang(forsk)
    klient = som(forsk.forsker)
    assert "Vise prosjektet åpent?" in klient.get(adresse("vis_aapent", p)).content.decode()
    svar = klient.post(adresse("vis_aapent", p), {"versjon": p.versjon}, follow=True)
    assert "Prosjektet vises nå åpent." in svar.content.decode()
    klient.post(adresse("skjul", p), {"versjon": forsk.nytt(p).versjon})
    assert forsk.nytt(p).publisert is None


def test_who_runs_it_not_is_refused_and_a_stranger_finds_nothing(forsk: Any) -> None:
    p = i_gang(forsk)
    m, r = milepael(forsk, p), resultat(forsk, p)
    annet = forsk.ide()
    sider = [
        adresse("milepael_ny", p), adresse("milepael_endre", p, m.pk), adresse("milepael_gjort", p, m.pk),
        adresse("milepael_ta_ut", p, m.pk), adresse("resultat_nytt", p), adresse("resultat_trekk", p, r.pk),
        adresse("viderebruk_ny", p, r.pk), adresse("vis_aapent", p), adresse("skjul", p),
    ]  # fmt: skip
    for her in sider:
        assert som(forsk.hamarsjef).get(her).status_code == 403, her
        assert som(forsk.utenfor).get(her).status_code == 404, her
    for navn, pk in (("milepael_endre", m.pk), ("resultat_trekk", r.pk)):
        assert som(forsk.forsker).get(adresse(navn, annet, pk)).status_code == 404
    gjemt = forsk.ide(begrensning="avtale")
    assert som(forsk.hamarsjef).get(adresse("framdrift", gjemt)).status_code == 404
    assert som(forsk.forsker).get(adresse("framdrift", gjemt)).status_code == 200


def test_the_page_costs_the_same_for_one_of_each_and_three(
    forsk: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    p = i_gang(forsk)
    klient, side = som(forsk.forsker), adresse("framdrift", p)
    antall = []
    for nr in range(3):
        milepael(forsk, p, 10 + nr)
        resultat(forsk, p, doi=f"10.1000/{nr}")
        if nr in (0, 2):
            klient.get(side)
            with django_assert_num_queries(100, exact=False) as spurt:  # type: ignore[call-arg]
                klient.get(side)
            antall.append(len(spurt))
    assert antall[0] == antall[1]
