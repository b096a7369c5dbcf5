"""The page of parties and dialogue: who finds it, what is on it, and what happens when somebody was faster."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forskning.models import Interesse, Partner, Prosjekt
from forskning.operations import dialog as dialogop
from forskning.operations import interesse as interesseop
from forskning.operations import partner as op
from tests.forskning.test_partner import inviter, rad, svar


def klient(bruker: Any) -> Client:
    ny = Client()
    ny.force_login(bruker)
    return ny


def adresse(navn: str, p: Prosjekt, *andre: Any) -> str:
    return reverse(f"forskning:{navn}", args=[p.pk, *andre])


def side(bruker: Any, p: Prosjekt, status: int = 200) -> str:
    svaret = klient(bruker).get(adresse("partnere", p))
    assert svaret.status_code == status
    return svaret.content.decode()


@pytest.mark.krav("S1-F03")
def test_the_leader_invites_a_party_on_the_page(forsk: Any) -> None:
    p, leder = forsk.ide(), klient(forsk.forsker)
    html = leder.get(adresse("partner_inviter", p), {"virksomhet": str(forsk.hamar.pk)}).content.decode()
    assert f'value="{forsk.hamar.pk}" selected' in html
    post = {"versjon": p.versjon, "virksomhet": str(forsk.hamar.pk), "bidrag": "Prøvested."}
    svaret = leder.post(adresse("partner_inviter", p), post)
    assert (svaret.status_code, svaret["Location"]) == (302, adresse("partnere", p))
    html = side(forsk.forsker, p)
    assert "Venter på svar fra Harald Hamarsjef (Leder)" in html
    igjen = leder.post(adresse("partner_inviter", p), post | {"virksomhet": str(forsk.gjovik.pk)})
    assert (igjen.status_code, "Saken er endret siden du åpnet den" in igjen.content.decode()) == (409, True)


@pytest.mark.krav("S4-B03")
def test_who_may_open_each_page_of_an_answer(forsk: Any) -> None:
    p = forsk.ide()
    partner = inviter(forsk, p, forsk.hamar)
    kode = {"hamarsjef": 200, "forsker": 403, "fou": 403, "kommuneforsker": 403, "utenfor": 404}
    for navn in ("partner_bekreft", "partner_avslaa"):
        assert {k: klient(forsk.folk[k]).get(adresse(navn, p, partner.pk)).status_code for k in kode} == kode
    leder = {"hamarsjef": 403, "forsker": 200, "sykehusfou": 200, "fou": 403, "utenfor": 404}
    for navn in ("partner_svar", "partner_ta_ut"):
        assert {k: klient(forsk.folk[k]).get(adresse(navn, p, partner.pk)).status_code for k in leder} == leder
    annet = forsk.ide(tittel="Et annet prosjekt")
    assert klient(forsk.hamarsjef).get(adresse("partner_bekreft", annet, partner.pk)).status_code == 404


@pytest.mark.krav("S4-B03")
def test_the_party_answers_on_the_page_and_the_second_answer_is_too_late(forsk: Any) -> None:
    p = forsk.ide()
    partner = inviter(forsk, p, forsk.hamar, bidrag="Prøvested.")
    sjef = klient(forsk.hamarsjef)
    assert "Skal Hamar kommune delta?" in side(forsk.hamarsjef, p)
    assert "Skal Hamar kommune delta?" not in side(forsk.fou, p)
    html = sjef.get(adresse("partner_bekreft", p, partner.pk)).content.decode()
    assert "Prøvested." in html
    assert "Du svarer som Harald Hamarsjef." in html
    svaret = sjef.post(adresse("partner_bekreft", p, partner.pk), {"versjon": 1}, follow=True)
    assert svaret.redirect_chain == [(adresse("partnere", p), 302)]
    assert "Hamar kommune deltar. Prosjektlederen har fått beskjed." in svaret.content.decode()
    assert "Harald Hamarsjef i portalen" in side(forsk.kommuneforsker, p)
    assert sjef.post(adresse("partner_bekreft", p, partner.pk), {"versjon": 1}).status_code == 409
    assert sjef.post(adresse("partner_trekk_seg", p, partner.pk), {"versjon": 1}).status_code == 409
    ny = rad(p, forsk.hamar)
    assert sjef.post(adresse("partner_trekk_seg", p, partner.pk), {"versjon": ny.versjon}).status_code == 302
    assert rad(p, forsk.hamar).svar == "avslaatt"


@pytest.mark.krav("S1-A04")
def test_the_leader_registers_an_answer_on_paper(forsk: Any) -> None:
    p = forsk.ide()
    partner = inviter(forsk, p, forsk.parter["hoyskole"])
    post = {
        "versjon": partner.versjon, "ja": "ja", "maate": "papir", "navn": "Rita Rektor",
        "dato": f"{timezone.localdate():%d.%m.%Y}",
    }  # fmt: skip
    leder = klient(forsk.forsker)
    feil = leder.post(adresse("partner_svar", p, partner.pk), post | {"navn": "", "maate": "portalen"})
    assert (feil.status_code, Partner.objects.get(pk=partner.pk).svar) == (200, "invitert")
    assert leder.post(adresse("partner_svar", p, partner.pk), post).status_code == 302
    assert "Rita Rektor på papir" in side(forsk.fou, p)


def test_a_restricted_project_shows_its_parties_only_to_those_who_are_in_on_it(forsk: Any) -> None:
    p = forsk.ide(begrensning="konkurranse")
    side(forsk.hamarsjef, p, status=404)
    inviter(forsk, p, forsk.hamar)
    assert "Hamar kommune" in side(forsk.hamarsjef, p)
    for kode in ("fou", "kommuneforsker", "utenfor"):
        side(forsk.folk[kode], p, status=404)
        for navn in ("dialog_skriv", "interesse_trekk"):
            assert klient(forsk.folk[kode]).post(adresse(navn, p), {"tekst": "Hei."}).status_code == 404
    assert klient(forsk.fou).get(adresse("interesse", p)).status_code == 404


@pytest.mark.krav("S1-F03")
def test_the_dialogue_is_written_and_answered_and_what_is_new_is_marked(forsk: Any) -> None:
    p = forsk.ide()
    inviter(forsk, p, forsk.gjovik)
    leder, fou = klient(forsk.forsker), klient(forsk.fou)
    side(forsk.fou, p)
    svaret = leder.post(adresse("dialog_skriv", p), {"tekst": "Hvem kan være prøvested?"})
    innlegg = p.innlegg.get()
    assert svaret["Location"] == f"{adresse('partnere', p)}#innlegg-{innlegg.pk}"
    html = side(forsk.fou, p)
    assert ("Hvem kan være prøvested?" in html, "1 nytt" in html) == (True, True)
    assert "1 nytt" not in side(forsk.fou, p)
    fou.post(adresse("dialog_skriv", p), {"tekst": "Vi kan.", "svar_til": str(innlegg.pk)})
    assert [i.tekst for i in innlegg.svarene.all()] == ["Vi kan."]
    tomt = leder.post(adresse("dialog_skriv", p), {"tekst": ""})
    assert (tomt.status_code, "Skriv noe før du sender." in tomt.content.decode()) == (200, True)


def test_the_dialogue_is_for_those_who_take_part_in_it(forsk: Any) -> None:
    p = forsk.ide()
    dialogop.skriv(p.pk, utfort_av=forsk.forsker, tekst="Bare for oss.")
    assert "Bare for oss." in side(forsk.sykehusfou, p)
    assert "Bare for oss." not in side(forsk.kommuneforsker, p)
    assert klient(forsk.kommuneforsker).post(adresse("dialog_skriv", p), {"tekst": "Hei."}).status_code == 403


@pytest.mark.krav("S1-F03")
def test_somebody_of_the_network_says_that_they_are_interested_and_takes_it_back(forsk: Any) -> None:
    p, kai = forsk.ide(), klient(forsk.kommuneforsker)
    assert "Meld interesse" in side(forsk.kommuneforsker, p)
    assert "Meld interesse" not in side(forsk.forsker, p)
    assert kai.post(adresse("interesse", p), {"virksomhet": str(forsk.hamar.pk)}).status_code == 200
    assert kai.post(adresse("interesse", p), {"virksomhet": str(forsk.gjovik.pk)}).status_code == 302
    html = side(forsk.forsker, p)
    assert f"{adresse('partner_inviter', p)}?virksomhet={forsk.gjovik.pk}" in html
    assert kai.post(adresse("interesse_trekk", p)).status_code == 302
    assert Interesse.objects.filter(trukket=None).count() == 0


def test_the_number_of_queries_does_not_follow_the_number_of_parties(forsk: Any) -> None:
    p = forsk.ide()
    leder = klient(forsk.forsker)

    def sporringer() -> int:
        with CaptureQueriesContext(
            connection,
        ) as spurt:
            leder.get(adresse("partnere", p))
        return len(spurt)

    inviter(forsk, p, forsk.gjovik)
    dialogop.skriv(p.pk, utfort_av=forsk.forsker, tekst="En.")
    interesseop.meld(utfort_av=forsk.hamarsjef, virksomhet=forsk.hamar, prosjekt=p.pk)
    sporringer()
    en = sporringer()
    for virksomhet in (forsk.hamar, *forsk.parter.values()):
        inviter(forsk, p, virksomhet)
    for nr in range(3):
        dialogop.skriv(p.pk, utfort_av=forsk.fou, tekst=f"Innlegg {nr}.")
    svar(op.bekreft, rad(p, forsk.gjovik), forsk.fou)
    assert sporringer() == en
