"""Verbs in an order nobody planned for: each ends in a sentence or a task, never in an error."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.varsling.models import Varsel
from lis.lis3.models import Deling, Delingsvurdering, Tjeneste
from lis.lis3.onsker import Onskelinje
from lis.lis3.operations import innmelding as meld
from lis.lis3.operations import tjeneste as op
from tests.lis3 import tjenester as t
from tests.lis3.folk import LisCast

pytestmark = pytest.mark.django_db


def test_a_supervisor_hired_after_the_start_takes_over(lis: LisCast) -> None:
    sak = t.paagaar(lis)
    ny = lis.person("ny_veileder", "Nils Nyansatt")
    lis.spesialist("ny_veileder", "indremedisin")
    Rolle.objects.create(
        bruker=ny, type=RolleType.ANSATT, virksomhet=lis.sykehus, enhet=lis.medisin, gyldig_fra=timezone.localdate()
    )
    assert sak.startet is not None
    Tjeneste.objects.filter(pk=sak.pk).update(startet=sak.startet - timedelta(days=40))
    sak = op.bytt_veileder(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, veileder=ny, veiledningsplan=t.PLAN)
    assert sak.veileder == ny


def test_whoever_hears_that_a_place_fell_with_the_enrolment_is_not_told_that_the_doctor_waits(lis: LisCast) -> None:
    sak = t.akseptert(lis)
    innmelding = sak.innmelding
    innmelding.refresh_from_db()
    meld.trekk(innmelding.pk, utfort_av=lis.kommune_lis, versjon=innmelding.versjon)
    sak.refresh_from_db()
    assert sak.tilstand == "trukket"
    assert t.fikk(sak, "trukket") == []
    assert "Arne Avdelingsleder" in t.fikk(sak, "falt_bort")


def test_an_offer_of_two_parts_needs_the_assessment_also_when_it_is_sent(lis: LisCast) -> None:
    fra = t.om_maaneder(3)
    innmelding = t.i_koen(
        lis, "lis3", deling=Deling.DELT, deling_begrunnelse="Liten kommune.", delingsvurdering=Delingsvurdering.GODKJENT
    )
    deler = [
        op.Dellinje(lis.plass("medisin"), fra, t.slutt(fra, 3)),
        op.Dellinje(lis.plass("medisin_lhmr"), t.om_maaneder(6), t.slutt(t.om_maaneder(6), 3)),
    ]
    sak = op.planlegg(utfort_av=lis.koordinator, innmelding=innmelding, deler=deler)
    meld.meld_endring(
        innmelding.pk, utfort_av=lis.kommune_lis, versjon=innmelding.versjon,
        onsker=[Onskelinje(fra, 0, 0, lis.avdelinger["medisin"])],
    )  # fmt: skip
    with pytest.raises(ValidationError, match="godkjenne delt tjeneste"):
        op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, avvik_aarsak="Fullt.")


def test_an_offer_of_a_department_that_takes_nobody_any_more_is_not_sent(lis: LisCast) -> None:
    sak = t.planlagt(lis)
    avdeling = lis.avdelinger["medisin"]
    avdeling.aktiv = False
    avdeling.save()
    with pytest.raises(ValidationError, match="tar ikke imot"):
        op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)


def test_an_offer_whose_first_month_is_over_can_be_neither_sent_nor_accepted(lis: LisCast) -> None:
    planlagt, tilbudt = t.planlagt(lis), t.tilbudt(lis, "lis3b", avdeling="medisin_lhmr")
    senere = t.ved_slutten(planlagt)
    with pytest.raises(ValidationError, match="kan ikke begynne"):
        op.tilby(planlagt.pk, utfort_av=lis.koordinator, versjon=planlagt.versjon, naa=senere)
    with pytest.raises(ValidationError, match="gikk ut"):
        op.aksepter(tilbudt.pk, utfort_av=lis.lis3b, versjon=tilbudt.versjon, naa=senere)


def test_back_from_hold_after_the_planned_start_the_municipality_owes_new_wishes(lis: LisCast) -> None:
    sak = t.i_koen(lis, "lis3", start=t.om_maaneder(1))
    sak = meld.sett_paa_vent(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, til=t.om_maaneder(3))
    naa = timezone.now() + timedelta(days=100)
    assert meld.gjenoppta_forfalte(naa) == 1
    sak.refresh_from_db()
    assert not sak.foresporsler.gjeldende().exists()
    assert t.venter_paa(sak) == ["lis3.tjeneste_nye_onsker"]
    sak = meld.meld_endring(
        sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon,
        onsker=[Onskelinje(t.om_maaneder(12), 0, 0, lis.avdelinger["medisin"])],
    )  # fmt: skip
    assert t.venter_paa(sak) == []
    assert sak.foresporsler.gjeldende().exists()


def test_whoever_has_a_place_that_begins_this_month_is_not_asked_for_new_wishes(lis: LisCast) -> None:
    sak = t.akseptert(lis, start=t.om_maaneder(0)).innmelding
    sak.refresh_from_db()
    onsker = [
        Onskelinje(t.om_maaneder(0), 0, 0, lis.avdelinger["medisin"]),
        Onskelinje(t.om_maaneder(8), 0, 0, lis.avdelinger["medisin_lhmr"]),
    ]
    sak = meld.meld_endring(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=onsker)
    assert t.venter_paa(sak) == []


def test_a_doctor_who_moves_takes_the_questions_along(lis: LisCast) -> None:
    """The coordinator moves a doctor in the queue: the new municipality owes what the old one did."""
    sak = t.i_koen(lis, "lis3", start=t.om_maaneder(12))
    sak = meld.meld_endring(
        sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon,
        onsker=[Onskelinje(t.om_maaneder(5), 0, 0, lis.avdelinger["medisin"])],
    )  # fmt: skip
    foresporsel = sak.foresporsler.gjeldende().get()
    assert foresporsel.tilstand == "sendt"
    lege = lis.leger["lis3"]
    meld.registrer_lege(utfort_av=lis.koordinator, navn=lege.navn, epost=lege.epost, kommune=lis.hamar)
    oppgave = Oppgave.objects.for_sak(foresporsel).aapne().get()
    assert oppgave.virksomhet == lis.hamar
    assert not Oppgave.objects.venter_paa(lis.kommune_lis).exists()
    fikk = Varsel.objects.filter(mal="lis3.byttet_kommune").values_list("mottaker__navn", flat=True)
    assert sorted(fikk) == ["Hege Hamarkontakt", "Line Liskontakt", "Liv Listre"]


def test_a_supervisor_who_has_left_the_hospital_no_longer_sees_the_service(lis: LisCast) -> None:
    sak = t.klar(lis)
    assert Tjeneste.objects.synlig_for(lis.sykehusveileder).filter(pk=sak.pk).exists()
    i_gaar = timezone.localdate() - timedelta(days=1)
    Rolle.objects.filter(bruker=lis.sykehusveileder).update(gyldig_til=i_gaar)
    assert not Tjeneste.objects.synlig_for(lis.sykehusveileder).filter(pk=sak.pk).exists()


def test_a_locum_that_falls_through_after_the_release_is_told_to_the_hospital(lis: LisCast) -> None:
    sak = t.bekreftet(lis)
    innmelding = sak.innmelding
    innmelding.refresh_from_db()
    meld.avklar_vikar(innmelding.pk, utfort_av=lis.kommune_lis, versjon=innmelding.versjon, vikar="nei")
    fikk = Varsel.objects.filter(mal="lis3.vikar_falt_bort").values_list("mottaker__navn", flat=True)
    assert sorted(fikk) == ["Karl Koordinator", "Liv Listre"]


def test_a_doctor_without_a_municipality_waits_without_an_error(lis: LisCast) -> None:
    sak = t.akseptert(lis)
    lege = lis.leger["lis3"]
    lege.kommune = None
    lege.save()
    op.trekk_tilbud(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="Legen har sluttet.")
    sak = t.tilbudt(lis)
    sak = op.aksepter(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    assert sak.tilstand == "akseptert"


def test_an_interruption_to_the_last_day_and_a_service_completed_on_it(lis: LisCast) -> None:
    sak = t.paagaar(lis)
    slutt = t.ved_slutten(sak)
    sak = op.avbryt(
        sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, naa=slutt,
        fra=slutt.date() - timedelta(days=5), til=slutt.date(),
    )  # fmt: skip
    sak = op.fullfor(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=slutt.date(), naa=slutt)
    assert sak.tilstand == "gjennomfort"


def test_a_start_that_nobody_registers_is_reminded_of_and_escalates(lis: LisCast) -> None:
    sak = t.klar(lis)
    oppgave = Oppgave.objects.for_sak(sak).aapne().get(type="lis3.tjeneste_start")
    assert oppgave.frist == t.om_maaneder(3) and oppgave.enhet == lis.medisin
    assert [d > t.om_maaneder(3) for d in oppgave.paaminnelser] == [False, False, True, True]
    assert isinstance(oppgave.frist, date)


def test_an_obligation_that_a_municipality_without_a_contact_has_is_a_gap(lis: LisCast) -> None:
    Rolle.objects.filter(bruker=lis.kommune_lis).update(gyldig_til=timezone.localdate() - timedelta(days=1))
    sak = t.akseptert(lis)
    assert "utpek" in " ".join(t.venter_paa(sak))
    assert Oppgave.objects.for_sak(sak).aapne().filter(rolletype="kontakt_adm", virksomhet=lis.gjovik).exists()


def test_of_three_and_three_ended_in_the_first_the_second_place_is_free(lis: LisCast) -> None:
    fra, annen = t.om_maaneder(0), t.om_maaneder(3)
    innmelding = t.i_koen(
        lis, "lis3", start=fra, deling=Deling.DELT, deling_begrunnelse="Liten kommune.",
        delingsvurdering=Delingsvurdering.GODKJENT,
    )  # fmt: skip
    deler = [
        op.Dellinje(lis.plass("medisin"), fra, t.slutt(fra, 3)),
        op.Dellinje(lis.plass("medisin_lhmr"), annen, t.slutt(annen, 3)),
    ]
    sak = op.planlegg(utfort_av=lis.koordinator, innmelding=innmelding, deler=deler)
    sak = op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, avvik_aarsak="To avdelinger.")
    sak = op.aksepter(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    sak = op.bekreft(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    plan = {"veileder": lis.sykehusveileder, "veiledningsplan": t.PLAN}
    sak = op.tildel_veileder(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, **plan)
    sak = op.start(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=fra)
    sak = op.avslutt(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=timezone.localdate())
    assert [d.opptar for d in sak.deler.order_by("nummer")] == [True, False]
    assert t.venter_paa(sak.innmelding) == ["lis3.tjeneste_nye_onsker"]
    sak = t.planlagt(lis, "lis3b", avdeling="medisin_lhmr", start=annen)
    assert sak.tilstand == "planlagt"
