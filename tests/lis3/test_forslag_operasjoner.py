"""The proposal from order to places set aside: frozen, repeatable, changed with a reason, used once, never by others."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lege.models import Maalstatus
from lis.lis3.frister import maaned_nr
from lis.lis3.models import Avdeling, Forslag, Innmelding, Onske, Overstyring, Stenging, Tjeneste
from lis.lis3.operations import forslag as op
from lis.lis3.operations import ko, tjeneste
from lis.lis3.selectors.forslag import berorte, er_utdatert, gjeldende
from lis.lis3.selectors.forslag_inndata import STANDARDVALG
from lis.lis3.selectors.forslag_visning import aarsak_for_legen, sammenlign, tabell, utelatte
from tests.lis3.folk import LisCast
from tests.lis3.kontroll import kontroller
from tests.lis3.tjenester import i_koen, om_maaneder, slutt

START = 4
"""Months from now until everybody wants to start."""


@pytest.fixture
def koen(lis: LisCast) -> LisCast:
    """Three with rank who all wish for Lillehammer (one place) at the same time; the last two in decided order."""
    for kode in ("lis3", "lis3b", "lis3c"):
        i_koen(lis, kode, start=om_maaneder(START), avdeling="medisin_lhmr")
    Onske.objects.create(
        innmelding=lis.innmelding("lis3c"), prioritet=2, start=om_maaneder(START), slakk_etter=2,
        avdeling=lis.avdelinger["medisin"],
    )  # fmt: skip
    like = [(s.pk, s.versjon) for s in map(lis.innmelding, ("lis3b", "lis3c"))]
    ko.avgjor_rang(like, utfort_av=lis.koordinator, begrunnelse="Eldst innmelding først.")
    return lis


def bestill(lis: LisCast, **valg: Any) -> Forslag:
    return op.bestill(
        utfort_av=lis.koordinator, navn="Vår", fra=om_maaneder(1), til=om_maaneder(20), valg=STANDARDVALG | valg
    )


def beregnet(lis: LisCast, **valg: Any) -> Forslag:
    return op.beregn(bestill(lis, **valg).pk)


def steder(lis: LisCast, sak: Forslag) -> dict[str, str]:
    """Doctor → department, or nothing."""
    avdeling = {str(a.pk): kode for kode, a in lis.avdelinger.items()}
    alle = gjeldende(sak)
    return {
        kode: ",".join(avdeling[d.avdeling] for d in alle[lis.innmelding(kode).pk].deler)
        for kode in lis.leger
        if Innmelding.objects.filter(lege=lis.leger[kode], pk__in=alle).exists()
    }


def test_the_job_computes_what_was_ordered_and_the_checker_proves_it(koen: LisCast) -> None:
    sak = bestill(koen)
    assert (sak.tilstand, Jobb.objects.get(pk=sak.jobb_id).type) == ("bestilt", "lis3.fordeling")
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    sak.refresh_from_db()
    jobb.refresh_from_db()
    assert (sak.tilstand, jobb.tilstand, jobb.adresse) == ("beregnet", "ferdig", sak.get_absolute_url())
    assert steder(koen, sak) == {"lis3": "medisin_lhmr", "lis3b": "", "lis3c": "medisin"}
    assert kontroller(sak.inndata, sak.resultat) == []
    assert [h.navn for h in Hendelse.objects.for_sak(sak).order_by("id")] == ["bestill_forslag", "beregn"]


def test_the_same_queue_gives_the_same_input_and_the_same_answer(koen: LisCast) -> None:
    en, to = beregnet(koen), beregnet(koen)
    assert (en.inndata_sha256, en.resultat_sha256) == (to.inndata_sha256, to.resultat_sha256)
    assert op.beregn(en.pk).versjon == en.versjon


def test_frozen_input_cannot_be_touched_in_raw_rows(koen: LisCast) -> None:
    sak = bestill(koen)
    with pytest.raises(Error, match="forslag_inndata_er_frosset"), transaction.atomic(), connection.cursor() as peker:
        peker.execute("UPDATE lis3_forslag SET inndata = '{}' WHERE id = %s", [sak.pk])


def test_only_the_coordinator_may_order_or_see(koen: LisCast) -> None:
    with pytest.raises(Nektet):
        op.bestill(utfort_av=koen.kommune_lis, navn="x", fra=om_maaneder(1), til=om_maaneder(9), valg=STANDARDVALG)
    sak = bestill(koen)
    for bruker in (koen.kommune_lis, koen.lis3, koen.avdelingsleder, koen.utenfor):
        assert not Forslag.objects.synlig_for(bruker).exists()
    assert Forslag.objects.synlig_for(koen.koordinator).get() == sak


@pytest.mark.krav("S1-I13")
def test_an_undecided_tie_stops_the_proposal_and_names_the_doctors(lis: LisCast) -> None:
    for kode in ("lis3", "lis3b", "lis3c"):
        i_koen(lis, kode)
    with pytest.raises(ValidationError, match=r"Lage Listre, Lone Utenkonto har lik ansiennitet"):
        bestill(lis)
    assert not Forslag.objects.exists()


def test_an_empty_queue_and_a_period_in_the_past_are_refused_in_a_sentence(lis: LisCast) -> None:
    with pytest.raises(ValidationError, match="Ingen leger i køen"):
        bestill(lis)
    with pytest.raises(ValidationError, match="kan ikke begynne før denne måneden"):
        op.bestill(utfort_av=lis.koordinator, navn="x", fra=om_maaneder(-1), til=om_maaneder(9), valg=STANDARDVALG)


@pytest.mark.krav("S1-I11", "S1-L02")
def test_those_without_rank_come_last_and_only_when_asked_for(koen: LisCast) -> None:
    utenfor = i_koen(koen, "utenfor", start=om_maaneder(START), avdeling="medisin")
    sak = beregnet(koen)
    assert utelatte(sak) == [("Står i køen uten rang", ["Uno Utenområde"])]
    med = beregnet(koen, uten_rang=True)
    assert [lege["id"] for lege in med.inndata["leger"]][-1] == str(utenfor.pk)
    assert gjeldende(med)[utenfor.pk].deler[0].avdeling == str(koen.avdelinger["medisin"].pk)


def test_closed_and_taken_months_are_not_given_away(koen: LisCast) -> None:
    fra = om_maaneder(START)
    Stenging.objects.create(plass=koen.plass("medisin_lhmr"), fra=fra, til=fra)
    sak = beregnet(koen)
    assert steder(koen, sak)["lis3"] == ""
    assert tabell(sak).rader[0].forklaring.startswith("Medisinsk avdeling, Lillehammer har ingen åpen plass fra")


@pytest.mark.krav("S1-I17")
def test_a_department_that_cannot_give_the_goals_is_no_place_until_they_are_reached(koen: LisCast) -> None:
    koen.avdelinger["medisin_lhmr"].laeringsmaal.remove("ALM-085")
    sak = beregnet(koen)
    assert steder(koen, sak)["lis3"] == ""
    assert tabell(sak).rader[0].forklaring == "Medisinsk avdeling, Lillehammer kan ikke gi læringsmålene legen mangler."
    Maalstatus.objects.create(lege=koen.leger["lis3"], maal_id="ALM-085", meldt=date(2026, 1, 1))
    assert steder(koen, beregnet(koen))["lis3"] == "medisin_lhmr"


def test_the_explanation_has_numbers_for_the_coordinator_and_none_for_the_doctor(koen: LisCast) -> None:
    sak = beregnet(koen)
    rad = tabell(sak).rader[2]
    assert rad.forklaring.endswith("av leger med lengre ansiennitet (nr. 1).")
    assert aarsak_for_legen(sak, rad.innmelding).endswith("av leger med lengre ansiennitet.")


def test_a_changed_queue_makes_the_proposal_stale(koen: LisCast) -> None:
    sak = beregnet(koen)
    assert er_utdatert(sak) is False
    Onske.objects.filter(innmelding=koen.innmelding("lis3b")).update(slakk_etter=6)
    assert er_utdatert(sak) is True


# --- single placements ------------------------------------------------------------------------------------------------


def overstyr(lis: LisCast, sak: Forslag, kode: str, **andre: Any) -> Forslag:
    felter = {
        "utfort_av": lis.koordinator, "versjon": sak.versjon, "innmelding": lis.innmelding(kode).pk,
        "plasser": [lis.plass("medisin_lhmr").pk], "start": om_maaneder(START), "begrunnelse": "Avtalt med avdelingen.",
        "mister_plass": [],
    }  # fmt: skip
    return op.overstyr(sak.pk, **(felter | andre))


def test_a_change_shows_who_loses_and_who_is_passed_over_before_it_is_made(koen: LisCast) -> None:
    sak = beregnet(koen)
    leger = {kode: koen.innmelding(kode).pk for kode in ("lis3", "lis3b", "lis3c")}
    virkning = berorte(sak, leger["lis3c"], [koen.plass("medisin_lhmr").pk], maaned_nr(om_maaneder(START)))
    assert [p.innmelding for p in virkning.mister] == [leger["lis3"]]
    assert list(virkning.forbigaatt) == [leger["lis3b"]]
    with pytest.raises(ValidationError, match="Andre enn dem du så"):
        overstyr(koen, sak, "lis3c")
    sak.refresh_from_db()
    overstyr(koen, sak, "lis3c", mister_plass=[leger["lis3"]])
    assert steder(koen, sak) == {"lis3": "", "lis3b": "", "lis3c": "medisin_lhmr"}
    assert Overstyring.objects.filter(forslag=sak, begrunnelse="Avtalt med avdelingen.").count() == 2


@pytest.mark.parametrize(
    ("andre", "melding"),
    [
        ({"begrunnelse": " "}, "Skriv hvorfor"),
        ({"start": om_maaneder(40)}, "stengt eller opptatt"),
        ({"plasser": [999_999]}, "Plassen er ikke med"),
        ({"innmelding": UUID(int=7)}, "ikke med i forslaget"),
    ],
)
def test_a_change_that_cannot_be_made_leaves_everything(koen: LisCast, andre: dict[str, Any], melding: str) -> None:
    sak = beregnet(koen)
    with pytest.raises(ValidationError, match=melding):
        overstyr(koen, sak, "lis3", **andre)
    sak.refresh_from_db()
    assert (sak.versjon, Overstyring.objects.count()) == (3, 0)


def test_two_parts_need_an_approved_division(koen: LisCast) -> None:
    sak = beregnet(koen)
    plasser = [koen.plass("medisin_lhmr").pk, koen.plass("medisin").pk]
    with pytest.raises(ValidationError, match="ikke godkjent for delt tjeneste"):
        overstyr(koen, sak, "lis3", plasser=plasser)


# --- use it, or not ---------------------------------------------------------------------------------------------------


def test_using_it_sets_the_places_aside_and_tells_nobody(koen: LisCast) -> None:
    sak = beregnet(koen)
    laget = op.ta_i_bruk(sak.pk, utfort_av=koen.koordinator, versjon=sak.versjon)
    assert [(t.innmelding.lege.navn, t.tilstand, t.forslag_id) for t in laget] == [
        ("Liv Listre", "planlagt", sak.pk),
        ("Lone Utenkonto", "planlagt", sak.pk),
    ]
    assert [(d.fra, d.til) for d in laget[0].deler.all()] == [(om_maaneder(START), slutt(om_maaneder(START)))]
    assert not Varsel.objects.filter(mal__startswith="lis3.tjeneste").exists()
    sak.refresh_from_db()
    with pytest.raises(UlovligOvergang):
        op.ta_i_bruk(sak.pk, utfort_av=koen.koordinator, versjon=sak.versjon)


def test_a_place_taken_in_the_meantime_stops_all_of_it_by_name(koen: LisCast) -> None:
    sak = beregnet(koen)
    linje = tjeneste.Dellinje(koen.plass("medisin_lhmr"), om_maaneder(START), slutt(om_maaneder(START)))
    tjeneste.planlegg(utfort_av=koen.koordinator, innmelding=koen.innmelding("lis3b"), deler=[linje])
    with pytest.raises(ValidationError) as feil:
        op.ta_i_bruk(sak.pk, utfort_av=koen.koordinator, versjon=sak.versjon)
    assert feil.value.messages[0] == "Køen eller plassene er endret. Lag et nytt forslag."
    assert feil.value.messages[1].startswith("Liv Listre: ")
    assert Tjeneste.objects.count() == 1
    sak.refresh_from_db()
    assert sak.tilstand == "beregnet"


def test_a_what_if_shows_more_places_and_can_never_be_used(koen: LisCast) -> None:
    sak = beregnet(koen)
    hva_om = beregnet(koen, ekstra={str(koen.avdelinger["medisin_lhmr"].pk): 1})
    assert steder(koen, hva_om)["lis3b"] == "medisin_lhmr"
    assert [(f.lege, f.utslag) for f in sammenlign(sak, hva_om)] == [
        ("Liv Listre", "likt"), ("Lage Listre", "bedre"), ("Lone Utenkonto", "likt"),
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="prøveberegning"):
        op.ta_i_bruk(hva_om.pk, utfort_av=koen.koordinator, versjon=hva_om.versjon)
    uten = beregnet(koen, uten=[str(koen.innmelding("lis3").pk)])
    assert steder(koen, uten) == {"lis3b": "medisin_lhmr", "lis3c": "medisin"}


def test_a_stale_page_and_a_stranger_are_refused(koen: LisCast) -> None:
    sak = beregnet(koen)
    with pytest.raises(Utdatert):
        op.forkast(sak.pk, utfort_av=koen.koordinator, versjon=1)
    for bruker in (koen.kommune_lis, koen.avdelingsleder, koen.lis3):
        with pytest.raises(Nektet):
            op.ta_i_bruk(sak.pk, utfort_av=bruker, versjon=sak.versjon)
    op.forkast(sak.pk, utfort_av=koen.koordinator, versjon=sak.versjon)
    sak.refresh_from_db()
    with pytest.raises(UlovligOvergang):
        op.ta_i_bruk(sak.pk, utfort_av=koen.koordinator, versjon=sak.versjon)


def test_a_department_that_takes_nobody_any_more_is_not_given(koen: LisCast) -> None:
    Avdeling.objects.filter(pk=koen.avdelinger["medisin_lhmr"].pk).update(aktiv=False)
    assert steder(koen, beregnet(koen))["lis3"] == ""
