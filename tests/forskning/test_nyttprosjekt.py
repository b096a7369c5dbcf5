"""An idea is registered on the page: what is needed, what it begins from, and what is like it already."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forskning.models import Prosjekt
from forskning.operations import behov as behovop
from forskning.operations import utlysning as utlysningop

NY = "/forskning/ny/"


def klient(bruker: Any) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def felter(forsk: Any, **andre: Any) -> dict[str, Any]:
    """As the page posts a light idea."""
    return {
        "type": "innovasjon", "tittel": "Varsling ved utskriving", "sammendrag": "Kommunen får vite det dagen før.",
        "temaer": [str(forsk.temaer["tjenesteutvikling"].pk)], "eier": str(forsk.sykehus.pk), "begrensning": "",
        "finansiering": "uavklart", "etikk": "ikke_vurdert",
    } | andre  # fmt: skip


@pytest.mark.krav("S0-F02", "S1-A02")
def test_a_light_idea_is_registered(forsk: Any) -> None:
    side = klient(forsk.forsker)
    assert side.get(NY).context["form"].initial["eier"] == forsk.sykehus.pk
    svar = side.post(NY, felter(forsk))
    p = Prosjekt.objects.get()
    assert svar.headers["Location"] == p.get_absolute_url()
    assert (p.tittel, p.type, p.studenter, p.leder) == ("Varsling ved utskriving", "innovasjon", None, forsk.forsker)


def test_what_is_missing_is_said_and_nothing_is_saved(forsk: Any) -> None:
    svar = klient(forsk.forsker).post(NY, felter(forsk, tittel="", studenter="ja"))
    assert set(svar.context["form"].errors) == {"tittel"}
    svar = klient(forsk.forsker).post(NY, felter(forsk, studenter="ja"))
    assert set(svar.context["form"].errors) == {"studenter_begrunnelse"}
    assert svar.context["form"].utvidet is True
    assert not Prosjekt.objects.exists()


def test_a_party_one_does_not_belong_to_cannot_be_chosen_and_a_stranger_finds_no_page(forsk: Any) -> None:
    svar = klient(forsk.forsker).post(NY, felter(forsk, eier=str(forsk.gjovik.pk)))
    assert set(svar.context["form"].errors) == {"eier"}
    assert klient(forsk.utenfor).get(NY).status_code == 404


def test_what_is_like_it_is_shown_before_it_is_saved(forsk: Any) -> None:
    lik = forsk.ide(tittel="Varsling når pasienter skrives ut", av="kommuneforsker", eier=forsk.gjovik)
    annet = {"temaer": [forsk.temaer["demografi"]], "sammendrag": "Tall for befolkningen."}
    forsk.ide(tittel="Eldrebølgen i tall", **annet)
    side = klient(forsk.forsker)
    svar = side.post(NY, felter(forsk))
    assert [p.saksnummer for p in svar.context["lignende"]] == [lik.saksnummer]
    assert Prosjekt.objects.count() == 2
    side.post(NY, felter(forsk, sett="ja"))
    assert Prosjekt.objects.count() == 3


@pytest.mark.krav("S1-F03")
def test_a_restricted_idea_is_never_suggested_to_others(forsk: Any) -> None:
    forsk.ide(tittel="Varsling når pasienter skrives ut", av="kommuneforsker", eier=forsk.gjovik, begrensning="avtale")
    klient(forsk.forsker).post(NY, felter(forsk))
    assert Prosjekt.objects.filter(leder=forsk.forsker).count() == 1


@pytest.mark.krav("S1-F03")
def test_an_idea_begins_from_a_call(forsk: Any) -> None:
    utlysning = utlysningop.skriv(
        utfort_av=forsk.forsker,
        felter={
            "tittel": "Samarbeid om overganger", "finansior": "Demofondet", "frist": timezone.now() + timedelta(days=80),
            "lenke": "https://fondet.example/utlysning", "beskrivelse": "", "temaer": [forsk.temaer["demografi"]],
        },
    )  # fmt: skip
    side = klient(forsk.forsker)
    fra = side.get(NY, {"utlysning": str(utlysning.pk)}).context["form"].initial
    assert (fra["utlysning"], fra["finansiering"], fra["temaer"]) == (
        utlysning.pk, "ekstern", [forsk.temaer["demografi"].pk],
    )  # fmt: skip
    sendt = felter(forsk, utlysning=str(utlysning.pk), finansiering="ekstern", finansior="")
    side.post(f"{NY}?utlysning={utlysning.pk}", sendt)
    p = Prosjekt.objects.get()
    assert (p.utlysning, p.finansior, p.frist) == (utlysning, "Demofondet", utlysning.frist_dag)
    assert side.get(NY, {"utlysning": "noe rart"}).status_code == 200


@pytest.mark.krav("S1-A02")
def test_an_idea_takes_up_a_need(forsk: Any) -> None:
    behov = behovop.meld(
        utfort_av=forsk.kommuneforsker,
        felter={
            "tittel": "Når blir noen skrevet ut?", "beskrivelse": "Vi får vite det for sent.", "virksomhet": forsk.gjovik,
            "enhet": None, "temaer": [forsk.temaer["tjenesteutvikling"]],
        },
    )  # fmt: skip
    side = klient(forsk.forsker)
    assert side.get(NY, {"behov": str(behov.pk)}).context["form"].initial["behovseier"] == forsk.gjovik.pk
    side.post(f"{NY}?behov={behov.pk}", felter(forsk))
    behov.refresh_from_db()
    assert ([k.prosjekt for k in behov.koblinger.all()], behov.tilstand) == ([Prosjekt.objects.get()], "i_prosjekt")
