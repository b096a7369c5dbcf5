"""The yearly overview: what is counted, for whom, and as a workbook and a PDF."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from forskning.aarsoversikt_pdf import kontekst
from forskning.models import Partner, Prosjekt, Soknad
from forskning.selectors.aarsoversikt import aarsoversikt, i_aaret, mulige_aar, til_regneark, velg_aar
from grunnmur.jobb.tasks import kjor_klare
from tests.klient import som

from .test_framdrift import resultat
from .tilstander import fullfort, i_gang, stanset

pytestmark = pytest.mark.django_db
SIDE, EXCEL, PDF = (reverse(f"forskning:aarsoversikt{n}") for n in ("", "_eksport", "_pdf"))


def i_aar() -> int:
    return timezone.localdate().year


def tall(linjer: Any) -> dict[str, int]:
    return {linje.navn: linje.antall for linje in linjer}


def soknad(forsk: Any, prosjekt: Prosjekt, **felter: Any) -> Soknad:
    alle = {
        "prosjekt": prosjekt, "finansior": "Demofondet", "sendt": timezone.localdate(), "sendt_av": forsk.forsker,
        "med_logo": True, "belop": 1000, "uforankret_grunn": "kort_frist", "uforankret_tekst": "Kom i går.",
    }  # fmt: skip
    return Soknad.objects.create(**alle | felter)


@pytest.mark.krav("S1-F02", "S1-F04")
def test_a_year_is_counted_by_theme_partner_money_and_students(forsk: Any) -> None:
    t = forsk.temaer
    a = i_gang(forsk, temaer=[t["demografi"], t["klinisk_praksis"]])
    forsk.ide(temaer=[t["demografi"]], studenter=False, studenter_begrunnelse="Ingen passer.")
    fullfort(forsk, temaer=[t["brukermedvirkning"]])
    stanset(forsk, temaer=[t["demografi"]], studenter=None, studenter_begrunnelse="")
    resultat(forsk, a)
    o = aarsoversikt(forsk.fou, i_aar())
    assert (o.antall, o.nye, o.fullfort) == (4, 4, 1)
    assert tall(o.temaer) == {"Klinisk praksis": 1, "Demografi": 3, "Brukermedvirkning": 1}
    assert [(x.navn, x.levende, x.avsluttet) for x in o.temaer if x.avsluttet] == [
        ("Brukermedvirkning", 0, 1), ("Demografi", 2, 1),
    ]  # fmt: skip
    assert tall(o.partnere) == {forsk.sykehus.fullt_navn: 2}
    assert tall(o.finansiering) == {"Uten ekstern finansiering": 2, "Med ekstern finansiering": 2}
    assert tall(o.studenter) == {"Studenter er med": 2, "Vurdert, ikke med": 1, "Ikke vurdert ennå": 1}
    assert tall(o.resultater) == {"Publikasjon": 1}
    assert "Demografi: 3, av dem 1 avsluttet." in o.temabeskrivelse


@pytest.mark.krav("S1-F04")
def test_an_application_that_was_not_anchored_is_reported_with_its_reason(forsk: Any) -> None:
    p, q = forsk.ide(), forsk.ide()
    soknad(forsk, p, utfall="innvilget", utfall_dato=timezone.localdate(), innvilget_belop=700)
    soknad(forsk, q, uforankret_grunn="annet", belop=None)
    soknad(forsk, forsk.ide(), sendt=date(i_aar() - 1, 5, 1))
    s = aarsoversikt(forsk.fou, i_aar()).soknader
    assert (s.sendt, s.forankret, s.prosent, s.sokt, s.innvilget, s.innvilget_belop) == (2, 0, 0, 1000, 1, 700)
    assert {u.saksnummer for u in s.uforankrede} == {p.saksnummer, q.saksnummer}
    assert tall(s.grunner) == {"Utlysningen kom for kort tid før fristen": 1, "Annen grunn": 1}
    assert aarsoversikt(forsk.fou, i_aar() - 1).soknader.sendt == 1


def test_no_figure_tells_of_a_project_that_is_restricted_to_others(forsk: Any) -> None:
    forsk.ide()
    alene = aarsoversikt(forsk.hamarsjef, i_aar())
    gjemt = i_gang(forsk, begrensning="konkurranse", temaer=[forsk.temaer["brukermedvirkning"]], tittel="Hemmelig idé")
    resultat(forsk, gjemt)
    soknad(forsk, gjemt)
    assert aarsoversikt(forsk.hamarsjef, i_aar()) == alene
    assert aarsoversikt(forsk.sykehusfou, i_aar()).antall == 2
    for adresse in (SIDE, f"{SIDE}?aar={i_aar()}"):
        assert "Hemmelig" not in som(forsk.hamarsjef).get(adresse).content.decode()
        assert "Hemmelig" in som(forsk.sykehusfou).get(adresse).content.decode()
    assert "Brukermedvirkning" not in str(kontekst(aarsoversikt(forsk.hamarsjef, i_aar())))
    synlige = i_aaret(Prosjekt.objects.synlig_for(forsk.hamarsjef), i_aar())
    assert gjemt not in til_regneark(synlige)


def test_which_projects_belong_to_a_year(forsk: Any) -> None:
    def aaret(aar: int) -> list[Prosjekt]:
        return sorted(i_aaret(Prosjekt.objects.all(), aar), key=lambda p: p.saksnummer or "")

    i_fjor = timezone.now() - timedelta(days=366)
    gammel, ny, slutt = forsk.ide(), forsk.ide(), fullfort(forsk)
    Prosjekt.objects.filter(pk__in=[gammel.pk, slutt.pk]).update(opprettet=i_fjor)
    aar = timezone.localdate(i_fjor).year
    assert aaret(aar) == [gammel, slutt]
    assert aaret(i_aar()) == [gammel, ny, slutt]
    assert aaret(i_aar() + 1) == [gammel, ny]
    assert aaret(aar - 1) == []
    assert mulige_aar(forsk.fou) == list(range(i_aar(), aar - 1, -1))


@pytest.mark.parametrize("skrevet", ["", "abc", "1999", "99999", "²026", "-2026", "2199"])
def test_a_year_that_is_none_is_this_one(skrevet: str) -> None:
    assert velg_aar(skrevet) == i_aar()


def test_the_pages_are_for_the_network(forsk: Any) -> None:
    for adresse in (SIDE, EXCEL, PDF):
        assert som(forsk.utenfor).get(adresse).status_code == 404, adresse
    klient = som(forsk.hamarsjef)
    assert "Ingen prosjekter var i gang dette året." in klient.get(SIDE).content.decode()
    forsk.ide()
    svar = klient.get(EXCEL)
    assert (svar.status_code, svar["Content-Disposition"].startswith("attachment")) == (200, True)


def test_the_pdf_is_made_of_what_the_one_who_ordered_it_may_see(forsk: Any) -> None:
    forsk.ide(begrensning="konkurranse")
    soknad(forsk, forsk.ide())
    hamar, sykehus = som(forsk.hamarsjef), som(forsk.sykehusfou)
    for klient in (hamar, sykehus):
        assert klient.get(PDF).status_code == 302
    kjor_klare()
    filer = [klient.get(PDF) for klient in (hamar, sykehus)]
    assert [(fil.status_code, fil.content[:5]) for fil in filer] == [(200, b"%PDF-")] * 2
    assert filer[0].content != filer[1].content
    antall = [kontekst(aarsoversikt(hvem, i_aar()))["deler"][0][1][0] for hvem in (forsk.hamarsjef, forsk.sykehusfou)]
    assert antall == [["I alt", "1"], ["I alt", "2"]]


def test_the_overview_costs_the_same_for_one_project_and_three(
    forsk: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for antall in (1, 3):
        while Prosjekt.objects.count() < antall:
            p = i_gang(forsk)
            resultat(forsk, p)
            soknad(forsk, p)
            ja = {"svar": "bekreftet", "maate": "portalen", "svardato": timezone.localdate(), "besvart_av": forsk.hamarsjef}
            Partner.objects.create(prosjekt=p, virksomhet=forsk.hamar, invitert_av=p.leder, invitert=timezone.now(), **ja)
        aarsoversikt(forsk.fou, i_aar())
        with django_assert_num_queries(11):
            aarsoversikt(forsk.fou, i_aar())
