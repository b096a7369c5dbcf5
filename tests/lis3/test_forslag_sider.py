"""The pages of the proposal as the coordinator meets them, and as nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.jobb.models import Jobb
from lis.lis3.models import Forslag, Overstyring, Tjeneste
from lis.lis3.operations import forslag as op
from tests.lis3.folk import LisCast
from tests.lis3.test_forslag_operasjoner import START, beregnet, bestill, koen
from tests.lis3.tjenester import i_koen, om_maaneder

__all__ = ["koen"]


@pytest.fixture
def som(client: Client, koen: LisCast) -> Client:
    client.force_login(koen.koordinator)
    return client


def meldinger(svar: Any) -> list[str]:
    return [str(m) for m in get_messages(svar.wsgi_request)]


def sider(sak: Forslag, lis: LisCast) -> list[str]:
    return [
        reverse("lis3:forslagsliste"),
        reverse("lis3:forslag_ny"),
        reverse("lis3:forslag_sammenlign"),
        sak.get_absolute_url(),
        reverse("lis3:forslag_endre", args=[sak.pk, lis.innmelding("lis3").pk]),
    ]


@pytest.mark.parametrize("hvem", ["kommune_lis", "lis3", "avdelingsleder", "alis_kontor", "utenfor"])
def test_nobody_but_the_coordinator_finds_any_of_it(client: Client, koen: LisCast, hvem: str) -> None:
    sak = beregnet(koen)
    client.force_login(koen.koordinator)
    assert [client.get(url).status_code for url in sider(sak, koen)] == [200] * 5
    client.force_login(koen.folk[hvem])
    assert [client.get(url).status_code for url in sider(sak, koen)] == [404] * 5
    for navn in ("forslag_bruk", "forslag_forkast", "forslag_beregn", "forslag_tilbud"):
        assert client.post(reverse(f"lis3:{navn}", args=[sak.pk]), {"versjon": sak.versjon}).status_code == 404


def test_a_new_proposal_is_ordered_and_shows_that_it_is_on_its_way(som: Client, koen: LisCast) -> None:
    felter = {"navn": "Høst", "fra": om_maaneder(1).isoformat(), "til": om_maaneder(20).isoformat()}
    svar = som.post(reverse("lis3:forslag_ny"), felter)
    sak = Forslag.objects.get()
    assert svar["Location"] == sak.get_absolute_url()
    side = som.get(sak.get_absolute_url()).content.decode()
    assert "Forslaget beregnes." in side and "data-oppdater" in side
    op.beregn(sak.pk)
    side = som.get(sak.get_absolute_url()).content.decode()
    assert "av leger med lengre ansiennitet (nr. 1)." in side and "data-oppdater" not in side


def test_a_wrong_order_is_explained_at_the_field(som: Client) -> None:
    felter = {"navn": "Høst", "fra": om_maaneder(9).isoformat(), "til": om_maaneder(3).isoformat(), "ekstra_antall": "2"}
    svar = som.post(reverse("lis3:forslag_ny"), felter)
    assert svar.context["form"].errors["ekstra_avdeling"] == ["Velg både avdeling og antall, eller ingen av dem."]
    svar = som.post(reverse("lis3:forslag_ny"), felter | {"ekstra_antall": ""})
    assert svar.context["form"].errors["til"] == ["Perioden må slutte etter at den begynner, og vare høyst fem år."]
    assert not Forslag.objects.exists()


def test_the_choices_of_one_proposal_are_the_start_of_the_next(som: Client, koen: LisCast) -> None:
    sak = beregnet(koen, ekstra={str(koen.avdelinger["dps"].pk): 2})
    form = som.get(reverse("lis3:forslag_ny"), {"som": str(sak.pk)}).context["form"]
    assert (form["ekstra_avdeling"].value(), form["ekstra_antall"].value()) == (str(koen.avdelinger["dps"].pk), "2")
    assert som.get(reverse("lis3:forslag_ny"), {"som": "tull"}).status_code == 200


def test_a_change_is_seen_before_it_is_made(som: Client, koen: LisCast) -> None:
    sak = beregnet(koen)
    url = reverse("lis3:forslag_endre", args=[sak.pk, koen.innmelding("lis3c").pk])
    url += f"?plass={koen.plass('medisin_lhmr').pk}&start={om_maaneder(START).isoformat()}"
    svar = som.get(url)
    side = svar.context["side"]
    assert [navn for _pk, navn in side.mister] == ["Liv Listre"]
    assert list(side.forbigaatt) == ["Lage Listre"]
    felter = {"versjon": sak.versjon, "mister": " ".join(str(pk) for pk, _n in side.mister), "begrunnelse": ""}
    assert som.post(url, felter).context["form"].errors["begrunnelse"]
    assert som.post(url, felter | {"begrunnelse": "Avtalt."})["Location"] == sak.get_absolute_url()
    assert Overstyring.objects.filter(forslag=sak).count() == 2
    svar = som.post(url, felter | {"begrunnelse": "En gang til."})
    assert svar.status_code == 409
    assert "Saken er endret siden du åpnet den" in svar.content.decode()


def test_places_are_set_aside_and_offers_go_out_when_the_coordinator_says_so(som: Client, koen: LisCast) -> None:
    sak = beregnet(koen)
    svar = som.post(reverse("lis3:forslag_bruk", args=[sak.pk]), {"versjon": sak.versjon})
    assert meldinger(svar) == ["Plassene er satt av. Ingenting er tilbudt før du sender tilbudene."]
    en, to = Tjeneste.objects.order_by("innmelding__lege__navn")
    assert (en.tilstand, to.tilstand) == ("planlagt", "planlagt")
    valgt = {"tjeneste": [f"{en.pk}:{en.versjon}", f"{to.pk}:{to.versjon}"]}
    svar = som.post(reverse("lis3:forslag_tilbud", args=[sak.pk]), valgt)
    assert meldinger(svar)[-2] == "1 tilbud er sendt."
    assert meldinger(svar)[-1].startswith("Lone Utenkonto: Lone Utenkonto har ikke konto")
    en.refresh_from_db()
    assert en.tilstand == "tilbudt"
    assert som.post(reverse("lis3:forslag_bruk", args=[sak.pk]), {"versjon": sak.versjon}).status_code == 409


def test_a_failed_computation_can_be_ordered_again(som: Client, koen: LisCast) -> None:
    sak, naa = bestill(koen), timezone.now()
    Jobb.objects.filter(pk=sak.jobb_id).update(tilstand="kjorer", laast_til=naa, startet=naa)
    Jobb.objects.filter(pk=sak.jobb_id).update(tilstand="feilet", laast_til=None, ferdig=naa)
    assert "Beregningen stoppet" in som.get(sak.get_absolute_url()).content.decode()
    som.post(reverse("lis3:forslag_beregn", args=[sak.pk]), {"versjon": sak.versjon})
    assert "Forslaget beregnes." in som.get(sak.get_absolute_url()).content.decode()


def test_two_proposals_stand_side_by_side(som: Client, koen: LisCast) -> None:
    a, b = beregnet(koen), beregnet(koen, ekstra={str(koen.avdelinger["medisin_lhmr"].pk): 1})
    svar = som.get(reverse("lis3:forslag_sammenlign"), {"a": str(a.pk), "b": str(b.pk)})
    assert svar.context["antall"] == {"bedre": 1, "verre": 0, "likt": 2, "annet": 0}


def test_the_page_asks_as_often_for_one_doctor_as_for_three(
    som: Client, koen: LisCast, django_assert_max_num_queries: Any
) -> None:
    i_koen(koen, "utenfor")
    alle = beregnet(koen)
    en = beregnet(koen, uten=[str(koen.innmelding(k).pk) for k in ("lis3b", "lis3c")])
    antall = []
    for sak in (en, alle):
        som.get(sak.get_absolute_url())
        with django_assert_max_num_queries(30) as spurt:
            som.get(sak.get_absolute_url())
        antall.append(len(spurt))
    assert antall[0] == antall[1]
