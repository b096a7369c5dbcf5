"""A place set aside, offered, answered, confirmed: every verb beside its refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from lis.lis3.models import Innmelding, Plass, Seksmndforesporsel, Stenging, Tjeneste, Tjenestetilstand
from lis.lis3.operations import tjeneste as op
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import akseptert, bekreftet, fikk, i_koen, om_maaneder, planlagt, slutt, tilbudt, venter_paa

T = Tjenestetilstand


def feil(info: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return info.value.messages


def merker(sak: Tjeneste) -> tuple[bool, bool, bool]:
    """Time, department, site, as the event of the offer kept them."""
    data = Hendelse.objects.for_sak(sak).get(navn="tilby").data
    return data["tid"], data["avdeling"], data["sted"]


def test_a_planned_place_is_held_and_nobody_is_told(lis: LisCast) -> None:
    sak = planlagt(lis)
    assert (sak.tilstand, sak.deler.get().opptar, venter_paa(sak)) == (T.PLANLAGT, True, [])
    assert list(Hendelse.objects.for_sak(sak).values_list("navn", "utfort_av")) == [("planlegg", lis.koordinator.pk)]
    with pytest.raises(ValidationError) as info:
        planlagt(lis, "lis3b")
    assert feil(info) == [f"{lis.plass('medisin')} er opptatt i perioden av Liv Listre. Velg en annen plass."]
    with pytest.raises(ValidationError) as info:
        planlagt(lis)
    assert feil(info) == ["Legen har allerede en plass eller et tilbud. Trekk den plassen først."]


@pytest.mark.parametrize("hvem", ["kommune_lis", "avdelingsleder", "lis3", "utenfor"])
def test_only_the_coordinator_sets_a_place_aside(lis: LisCast, hvem: str) -> None:
    sak = i_koen(lis, "lis3")
    linje = op.Dellinje(lis.plass("medisin"), om_maaneder(3), slutt(om_maaneder(3)))
    with pytest.raises(Nektet):
        op.planlegg(utfort_av=lis.folk[hvem], innmelding=sak, deler=[linje])
    assert not sak.tjenester.exists()


@pytest.mark.krav("S1-I08", "S1-I09")
def test_six_months_in_one_place_or_two_parts_when_the_hospital_has_approved(lis: LisCast) -> None:
    sak = i_koen(lis, "lis3")
    start = om_maaneder(3)
    kort = [op.Dellinje(lis.plass("medisin"), start, slutt(start, 3))]
    to = [
        op.Dellinje(lis.plass("medisin"), start, slutt(start, 3)),
        op.Dellinje(lis.plass("medisin_lhmr"), om_maaneder(6), slutt(om_maaneder(6), 3)),
    ]
    for deler in (kort, to):
        with pytest.raises(ValidationError):
            op.planlegg(utfort_av=lis.koordinator, innmelding=sak, deler=deler)
    Innmelding.objects.filter(pk=sak.pk).update(
        deling="delt", deling_begrunnelse="Barn og voksne.", delingsvurdering="godkjent"
    )
    ikke_godkjent = [to[0], to[1]._replace(plass=lis.plass("dps"))]
    with pytest.raises(ValidationError, match="ikke registrert som godkjent for tremånedersperioder"):
        op.planlegg(utfort_av=lis.koordinator, innmelding=sak, deler=ikke_godkjent)
    tjeneste = op.planlegg(utfort_av=lis.koordinator, innmelding=sak, deler=to)
    assert [d.plass for d in tjeneste.deler.all()] == [linje.plass for linje in to]


def test_a_closed_or_ended_place_says_so(lis: LisCast) -> None:
    sak, start = i_koen(lis, "lis3"), om_maaneder(3)
    Stenging.objects.create(plass=lis.plass("medisin"), fra=start, til=start)
    Plass.objects.filter(pk=lis.plass("medisin", 2).pk).update(til=start)
    for nummer, ventet in ((1, "er stengt i perioden"), (2, "finnes ikke i hele perioden")):
        with pytest.raises(ValidationError, match=ventet):
            linje = op.Dellinje(lis.plass("medisin", nummer), start, slutt(start))
            op.planlegg(utfort_av=lis.koordinator, innmelding=sak, deler=[linje])


def test_passing_somebody_over_needs_a_reason_that_stays_in_the_event(lis: LisCast) -> None:
    sak, start = i_koen(lis, "lis3b"), om_maaneder(3)
    valg = {"innmelding": sak, "deler": [op.Dellinje(lis.plass("medisin"), start, slutt(start))], "forbigaatt": ["L3-1"]}
    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        op.planlegg(utfort_av=lis.koordinator, **valg)
    tjeneste = op.planlegg(utfort_av=lis.koordinator, begrunnelse="Legen foran har bedt om å vente.", **valg)
    hendelse = Hendelse.objects.for_sak(tjeneste).get()
    assert (hendelse.kommentar, hendelse.data["forbigaatt"]) == ("Legen foran har bedt om å vente.", ["L3-1"])


@pytest.mark.krav("S1-I15", "S1-I17")
def test_an_offer_waits_for_the_doctor_by_a_date_and_tells_the_municipality(lis: LisCast) -> None:
    sak = planlagt(lis)
    with pytest.raises(Nektet):
        op.tilby(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    sak = op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    assert (sak.tilstand, venter_paa(sak)) == (T.TILBUDT, ["lis3.tjeneste_svar"])
    assert Oppgave.objects.venter_paa(lis.lis3).get().frist == sak.svarfrist
    assert (fikk(sak, "tilbud"), fikk(sak, "tilbud_kommune")) == (["Liv Listre"], ["Line Liskontakt"])
    assert sorted(m.kode for m in sak.laeringsmaal.all()) == ["ALM-055", "ALM-085"]
    assert Hendelse.objects.for_sak(sak).last().data | {"endringer": []} == {
        "endringer": [],
        "tid": True,
        "avdeling": True,
        "sted": True,
    }


@pytest.mark.krav("S1-I16")
def test_an_offer_that_differs_from_the_wish_says_why(lis: LisCast) -> None:
    sak = planlagt(lis, avdeling="medisin_lhmr", start=om_maaneder(4), onske=om_maaneder(3), onsket="medisin")
    with pytest.raises(ValidationError, match="Skriv hvorfor tilbudet avviker"):
        op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    sak = op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, avvik_aarsak="Fullt på Gjøvik.")
    assert sak.avvik_aarsak == "Fullt på Gjøvik."
    assert Hendelse.objects.for_sak(sak).last().data | {"endringer": []} == {
        "endringer": [],
        "tid": False,
        "avdeling": False,
        "sted": False,
    }


def test_a_doctor_without_an_account_cannot_be_offered_anything(lis: LisCast) -> None:
    sak = planlagt(lis, "lis3c")
    with pytest.raises(ValidationError, match="har ikke konto i portalen"):
        op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)


@pytest.mark.krav("S1-I16", "S1-I13")
def test_a_declined_offer_returns_the_doctor_to_the_queue_and_frees_the_place(lis: LisCast) -> None:
    sak = tilbudt(lis)
    with pytest.raises(Nektet):
        op.takk_nei(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    foer = lis.leger["lis3"].spesialisering
    sak = op.takk_nei(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    foer.refresh_from_db()
    assert (sak.tilstand, sak.deler.get().opptar, venter_paa(sak)) == (T.TAKKET_NEI, False, [])
    assert (lis.innmelding("lis3").tilstand, foer.start) == ("innmeldt", lis.leger["lis3"].spesialisering.start)
    assert fikk(sak, "takket_nei") == ["Karl Koordinator", "Line Liskontakt"]
    assert planlagt(lis, "lis3b").tilstand == T.PLANLAGT


def test_a_yes_moves_the_planned_start_and_the_six_month_question(lis: LisCast) -> None:
    sak = planlagt(lis, start=om_maaneder(14), onske=om_maaneder(3))
    assert sak.innmelding.planlagt_start == om_maaneder(3)
    sak = op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, avvik_aarsak="Fullt før.")
    sak = op.aksepter(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    assert lis.innmelding("lis3").planlagt_start == om_maaneder(14)
    assert Seksmndforesporsel.objects.gjeldende().get().planlagt_start == om_maaneder(14)
    assert venter_paa(sak) == ["lis3.tjeneste_frigi", "lis3.tjeneste_sok"]
    assert fikk(sak, "akseptert") == ["Arne Avdelingsleder", "Karl Koordinator"]
    sak = op.trekk_tilbud(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="Ombygging.")
    assert lis.innmelding("lis3").planlagt_start == om_maaneder(3)
    assert Seksmndforesporsel.objects.gjeldende().get().planlagt_start == om_maaneder(3)
    assert fikk(sak, "trukket") == ["Arne Avdelingsleder", "Line Liskontakt", "Liv Listre"]


@pytest.mark.krav("S1-I10")
def test_the_municipality_confirms_only_with_a_locum_settled(lis: LisCast) -> None:
    sak = akseptert(lis, vikar="plan")
    with pytest.raises(Nektet):
        op.bekreft(sak.pk, utfort_av=lis.hamar_lis, versjon=sak.versjon)
    with pytest.raises(ValidationError, match="Avklar vikar for praksisen"):
        op.bekreft(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    Innmelding.objects.filter(pk=sak.innmelding_id).update(vikar="ja", vikar_dato=timezone.localdate())
    sak = op.bekreft(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    assert venter_paa(sak) == ["lis3.tjeneste_sok", "lis3.tjeneste_veileder"]
    assert fikk(sak, "til_avdelingen") == ["Arne Avdelingsleder"]


def test_the_municipality_may_say_that_it_cannot_release_the_doctor(lis: LisCast) -> None:
    sak = akseptert(lis)
    with pytest.raises(ValidationError, match="Skriv hvorfor legen ikke kan frigis"):
        op.frigi_ikke(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, kommentar=" ")
    sak = op.frigi_ikke(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, kommentar="Vikaren sa opp.")
    assert (sak.tilstand, sak.deler.get().opptar, venter_paa(sak)) == (T.IKKE_FRIGITT, False, [])
    assert fikk(sak, "ikke_frigitt") == ["Arne Avdelingsleder", "Karl Koordinator", "Liv Listre"]


@pytest.mark.krav("S1-I25")
def test_the_doctor_registers_having_applied(lis: LisCast) -> None:
    sak = akseptert(lis)
    idag = timezone.localdate()
    with pytest.raises(Nektet):
        op.har_sokt(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, dato=idag)
    with pytest.raises(ValidationError, match="kan ikke være fram i tid"):
        op.har_sokt(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon, dato=idag + timedelta(days=1))
    sak = op.har_sokt(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon, dato=idag)
    assert (sak.sokt, sak.tilstand, venter_paa(sak)) == (idag, T.AKSEPTERT, ["lis3.tjeneste_frigi"])
    assert fikk(sak, "har_sokt") == ["Arne Avdelingsleder", "Karl Koordinator"]
    with pytest.raises(UlovligOvergang):  # once is enough
        op.har_sokt(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon, dato=idag)
    assert Tjeneste.objects.get().sokt == idag


def test_a_withdrawn_place_needs_a_reason_once_offered(lis: LisCast) -> None:
    stille = planlagt(lis)
    stille = op.trekk_tilbud(stille.pk, utfort_av=lis.koordinator, versjon=stille.versjon)
    assert fikk(stille, "trukket") == []
    sak = tilbudt(lis)
    with pytest.raises(ValidationError, match="Skriv hvorfor plassen trekkes tilbake"):
        op.trekk_tilbud(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    with pytest.raises(Nektet):
        op.trekk_tilbud(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, begrunnelse="Nei.")
    sak = op.trekk_tilbud(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="Ombygging.")
    with pytest.raises(UlovligOvergang):
        op.aksepter(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)


def test_a_withdrawn_enrolment_gives_the_place_back(lis: LisCast) -> None:
    sak = bekreftet(lis)
    hendelse = Hendelse.objects.for_sak(sak).last()
    trukket = op.trekk_ved_frafall(sak.innmelding, hendelse)
    assert trukket is not None
    assert (trukket.tilstand, trukket.deler.get().opptar, venter_paa(trukket)) == (T.TRUKKET, False, [])
