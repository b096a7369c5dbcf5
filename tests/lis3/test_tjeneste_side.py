"""The page of a service and the list: who sees what, who is shown which form, and who was faster."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grunnmur.saksgang.models import Hendelse
from lis.lis3.models import Tjeneste, Tjenestetilstand
from lis.lis3.operations import tjeneste as op
from lis.lis3.selectors.tjeneste import tjenesteside
from tests.klient import som
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import (
    PLAN,
    akseptert,
    bekreftet,
    i_koen,
    klar,
    om_maaneder,
    paagaar,
    planlagt,
    slutt,
    tilbudt,
)

T = Tjenestetilstand


PARTER = ("koordinator", "kommune_lis", "lis3", "avdelingsleder", "sykehusveileder")
ANDRE = ("hamar_lis", "lis3b", "feil_veileder", "lisveileder", "alis_kontor", "utenfor")


def test_the_parties_see_a_service_and_nobody_else_and_only_the_coordinator_before_it_is_offered(lis: LisCast) -> None:
    sak = planlagt(lis)
    sett = {hvem: som(lis.folk[hvem]).get(sak.get_absolute_url()).status_code for hvem in (*PARTER, *ANDRE)}
    assert [hvem for hvem, status in sett.items() if status == 200] == ["koordinator"]
    Tjeneste.objects.filter(pk=sak.pk).update(tilstand=T.TRUKKET, versjon=9)
    sak = klar(lis, "lis3")
    sett = {hvem: som(lis.folk[hvem]).get(sak.get_absolute_url()).status_code for hvem in (*PARTER, *ANDRE)}
    assert [hvem for hvem, status in sett.items() if status == 200] == list(PARTER)
    assert {sett[hvem] for hvem in ANDRE} == {404}


@pytest.mark.parametrize(
    ("lag", "hvem", "kode"),
    [
        (planlagt, "koordinator", "tilbud"),
        (tilbudt, "lis3", "svar"),
        (akseptert, "kommune_lis", "frigivelse"),
        (akseptert, "lis3", "sokt"),
        (bekreftet, "avdelingsleder", "veileder"),
        (klar, "avdelingsleder", "start"),
        (paagaar, "avdelingsleder", "fullfor"),
        (tilbudt, "kommune_lis", None),
        (tilbudt, "avdelingsleder", None),
        (klar, "sykehusveileder", None),
    ],
)
def test_whoever_must_act_is_shown_the_form(lis: LisCast, lag: Any, hvem: str, kode: str | None) -> None:
    side = som(lis.folk[hvem]).get(lag(lis).get_absolute_url())
    assert (side.context["handling"].kode if side.context["handling"] else None) == kode


@pytest.mark.krav("S1-I15", "S1-I16")
def test_three_marks_are_for_those_who_know_the_wish(lis: LisCast) -> None:
    sak = planlagt(lis, avdeling="medisin", onsket="medisin_lhmr", start=om_maaneder(3))
    klient = som(lis.koordinator)
    adresse = reverse("lis3:tjeneste_handling", args=[sak.pk, "tilbud"])
    svar = klient.post(adresse, {"versjon": sak.versjon, "ja": "1", "avvik_aarsak": ""})
    assert "avvik_aarsak" in svar.context["form"].errors
    klient.post(adresse, {"versjon": sak.versjon, "ja": "1", "avvik_aarsak": "Fullt på Lillehammer."})
    sak.refresh_from_db()
    assert sak.tilstand == T.TILBUDT
    for hvem in ("koordinator", "kommune_lis", "lis3"):
        side = tjenesteside(sak, lis.folk[hvem])
        assert [(m.navn, m.passer) for m in side.merker] == [("Tidsrom", True), ("Avdeling", False), ("Sted", False)]
        assert "Fullt på Lillehammer." in som(lis.folk[hvem]).get(sak.get_absolute_url()).content.decode()
    assert tjenesteside(sak, lis.avdelingsleder).merker == []
    assert "Fullt på Lillehammer." not in som(lis.avdelingsleder).get(sak.get_absolute_url()).content.decode()


def test_why_somebody_was_passed_over_is_the_coordinators_alone(lis: LisCast) -> None:
    sak, start = i_koen(lis, "lis3"), om_maaneder(3)
    tjeneste = op.planlegg(
        utfort_av=lis.koordinator,
        innmelding=sak,
        deler=[op.Dellinje(lis.plass("medisin"), start, slutt(start))],
        forbigaatt=["L3-1"],
        begrunnelse="En annen lege har bedt om å vente.",
    )
    tjeneste = op.tilby(tjeneste.pk, utfort_av=lis.koordinator, versjon=tjeneste.versjon)
    ser = {
        hvem: "har bedt om å vente" in som(lis.folk[hvem]).get(tjeneste.get_absolute_url()).content.decode()
        for hvem in ("koordinator", "kommune_lis", "lis3", "avdelingsleder")
    }
    assert ser == {"koordinator": True, "kommune_lis": False, "lis3": False, "avdelingsleder": False}


@pytest.mark.krav("S1-I25")
def test_an_accepted_offer_says_that_it_is_not_employment(lis: LisCast) -> None:
    side = som(lis.lis3).get(akseptert(lis).get_absolute_url()).content.decode()
    assert "Et akseptert tilbud er ikke en ansettelse" in side


@pytest.mark.krav("S1-I10")
def test_without_a_locum_the_municipality_is_sent_to_settle_it(lis: LisCast) -> None:
    sak = akseptert(lis, vikar="nei")
    klient = som(lis.kommune_lis)
    side = klient.get(reverse("lis3:tjeneste_handling", args=[sak.pk, "frigivelse"])).content.decode()
    # The release waits for a locum: there is no button yet, and a link to settle it.
    assert reverse("lis3:vikar", args=[sak.innmelding_id]) in side
    svar = klient.post(reverse("lis3:tjeneste_handling", args=[sak.pk, "frigivelse"]), {"versjon": sak.versjon, "ja": "1"})
    assert "Avklar vikar for praksisen før dere bekrefter tjenesten." in svar.content.decode()
    sak.refresh_from_db()
    assert sak.tilstand == T.AKSEPTERT


@pytest.mark.krav("S1-I19")
def test_the_wrong_supervisor_is_refused_at_the_field(lis: LisCast) -> None:
    sak = bekreftet(lis)
    adresse = reverse("lis3:tjeneste_handling", args=[sak.pk, "veileder"])
    data = {"versjon": sak.versjon, "veileder": lis.feil_veileder.pk, "veiledningsplan": PLAN}
    svar = som(lis.avdelingsleder).post(adresse, data)
    assert svar.context["form"].errors["veileder"][0].startswith("Finn Feilspesialist er ikke registrert som kontrollert")
    svar = som(lis.avdelingsleder).post(adresse, data | {"veileder": lis.sykehusveileder.pk})
    assert svar.status_code == 302


def test_an_old_page_answers_409_with_who_was_faster_and_a_stranger_404(lis: LisCast) -> None:
    sak = tilbudt(lis)
    gammel = sak.versjon
    op.trekk_tilbud(sak.pk, utfort_av=lis.koordinator, versjon=gammel, begrunnelse="Ombygging.")
    adresse = reverse("lis3:tjeneste_handling", args=[sak.pk, "svar"])
    svar = som(lis.lis3).post(adresse, {"versjon": gammel, "ja": "1"})
    assert svar.status_code == 409
    assert "Karl Koordinator trakk plassen tilbake" in svar.content.decode()
    assert som(lis.kommune_lis).post(adresse, {"versjon": gammel, "ja": "1"}).status_code == 403
    assert som(lis.utenfor).post(adresse, {"versjon": gammel, "ja": "1"}).status_code == 404
    assert som(lis.lis3).get(reverse("lis3:tjeneste_handling", args=[sak.pk, "finnes-ikke"])).status_code == 404


def test_each_verb_has_a_page_and_a_post_that_does_it(lis: LisCast) -> None:
    sak = tilbudt(lis, start=om_maaneder(0))
    idag = f"{om_maaneder(0):%d.%m.%Y}"
    for kode, hvem, data, tilstand in [
        ("svar", "lis3", {"ja": "1"}, T.AKSEPTERT),
        ("sokt", "lis3", {"dato": idag}, T.AKSEPTERT),
        ("frigivelse", "kommune_lis", {"ja": "1"}, T.BEKREFTET),
        ("veileder", "avdelingsleder", {"veileder": lis.sykehusveileder.pk, "veiledningsplan": PLAN}, T.KLAR),
        ("bytt-veileder", "avdelingsleder", {"veileder": lis.sykehusveileder.pk, "veiledningsplan": "Ny."}, T.KLAR),
        ("start", "avdelingsleder", {"dato": idag}, T.PAAGAAR),
        ("avbrudd", "koordinator", {"fra": idag, "til": idag}, T.PAAGAAR),
        ("maal", "avdelingsleder", {"maal": ["ALM-055"], "dato": idag}, T.PAAGAAR),
        ("avslutt", "avdelingsleder", {"dato": idag}, T.AVBRUTT),
    ]:
        sak.refresh_from_db()
        adresse = reverse("lis3:tjeneste_handling", args=[sak.pk, kode])
        klient = som(lis.folk[hvem])
        assert klient.get(adresse).status_code == 200, kode
        assert klient.post(adresse, {"versjon": sak.versjon} | data).status_code == 302, kode
        sak.refresh_from_db()
        assert (kode, sak.tilstand) == (kode, tilstand)
    assert Hendelse.objects.for_sak(sak).count() == 11


def test_the_list_groups_who_is_here_who_comes_and_who_has_ended(lis: LisCast) -> None:
    naa = paagaar(lis)
    kommer = tilbudt(lis, "lis3b", avdeling="dps", start=om_maaneder(2))
    planlagt(lis, "lis3c", avdeling="medisin_lhmr")
    adresse = reverse("lis3:tjenester")

    def sett(hvem: str, **sporring: str) -> list[str]:
        return [rad.lege for rad in som(lis.folk[hvem]).get(adresse, sporring).context["rader"]]

    assert (sett("koordinator"), sett("koordinator", vis="kommer")) == (["Liv Listre"], ["Lage Listre", "Lone Utenkonto"])
    assert (sett("avdelingsleder"), sett("avdelingsleder", vis="kommer")) == (["Liv Listre"], [])
    assert (sett("lis3b"), sett("lis3b", vis="kommer")) == ([], ["Lage Listre"])
    assert (sett("sykehusveileder"), som(lis.utenfor).get(adresse).status_code) == (["Liv Listre"], 404)
    assert sett("koordinator", vis="kommer", q="lag") == ["Lage Listre"]
    assert sett("koordinator", vis="kommer", avdeling=str(lis.avdelinger["dps"].pk)) == ["Lage Listre"]
    op.takk_nei(kommer.pk, utfort_av=lis.lis3b, versjon=kommer.versjon)
    assert sett("koordinator", vis="slutt") == ["Lage Listre"]
    assert naa.tilstand == T.PAAGAAR


def test_the_list_asks_the_same_number_of_questions_for_one_and_three(lis: LisCast) -> None:
    tilbudt(lis)
    klient, adresse = som(lis.koordinator), reverse("lis3:tjenester") + "?vis=kommer"
    klient.get(adresse)
    with CaptureQueriesContext(connection) as en:
        assert len(klient.get(adresse).context["rader"]) == 1
    tilbudt(lis, "lis3b", avdeling="dps")
    planlagt(lis, "lis3c", avdeling="medisin_lhmr")
    with CaptureQueriesContext(connection) as tre:
        assert len(klient.get(adresse).context["rader"]) == 3
    assert len(en) == len(tre)
