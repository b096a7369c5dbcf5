"""Supervisor, start, interruption, goals, completed, ended early: every verb beside its refusal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.kalender import kalender_for
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lege.models import Laeringsmaal, Maalstatus
from lis.lis3.models import Innmelding, Tjeneste, Tjenestedel, Tjenestetilstand
from lis.lis3.operations import tjeneste as op
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import (
    PLAN,
    akseptert,
    bekreftet,
    fikk,
    i_koen,
    klar,
    om_maaneder,
    paagaar,
    planlagt,
    slutt,
    tilbudt,
    ved_slutten,
    venter_paa,
)

T = Tjenestetilstand


@pytest.mark.krav("S1-I18", "S1-I19", "S1-I20")
def test_the_supervisor_is_a_specialist_and_employed_there_and_the_refusal_says_which_fails(lis: LisCast) -> None:
    sak = bekreftet(lis)
    valg = {"utfort_av": lis.avdelingsleder, "versjon": sak.versjon}
    for hvem, plan, felt, ventet in [
        (
            "feil_veileder",
            PLAN,
            "veileder",
            "Finn Feilspesialist er ikke registrert som kontrollert spesialist i indremedisin.",
        ),
        ("lisveileder", PLAN, "veileder", "Lisbeth Lisveileder er ikke ansatt ved"),
        ("sykehusveileder", " ", "veiledningsplan", "Skriv hvordan veiledning og supervisjon skal foregå."),
    ]:
        with pytest.raises(ValidationError, match=ventet) as info:
            op.tildel_veileder(sak.pk, veileder=lis.folk[hvem], veiledningsplan=plan, **valg)
        assert list(info.value.message_dict) == [felt]
    with pytest.raises(Nektet):
        op.tildel_veileder(
            sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, veileder=lis.sykehusveileder, veiledningsplan=PLAN
        )
    sak = op.tildel_veileder(sak.pk, veileder=lis.sykehusveileder, veiledningsplan=PLAN, **valg)
    assert (sak.tilstand, venter_paa(sak)) == (T.KLAR, ["lis3.tjeneste_sok", "lis3.tjeneste_start"])
    assert fikk(sak, "du_er_veileder") == ["Siri Sykehusveileder"]
    assert fikk(sak, "veileder") == ["Karl Koordinator", "Line Liskontakt", "Liv Listre"]


def test_another_supervisor_under_way_is_asked_the_same(lis: LisCast) -> None:
    sak = klar(lis)
    with pytest.raises(ValidationError):
        op.bytt_veileder(
            sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, veileder=lis.feil_veileder, veiledningsplan=PLAN
        )
    lis.spesialist("feil_veileder", "indremedisin")
    sak = op.bytt_veileder(
        sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, veileder=lis.feil_veileder, veiledningsplan=PLAN
    )
    assert (sak.veileder, sak.tilstand) == (lis.feil_veileder, T.KLAR)
    assert fikk(sak, "du_er_veileder") == ["Finn Feilspesialist", "Siri Sykehusveileder"]


@pytest.mark.krav("S1-I18")
def test_a_service_starts_on_its_first_day_or_later_with_a_supervisor_still_there(lis: LisCast) -> None:
    sak = klar(lis, start=om_maaneder(0))
    idag, forste = timezone.localdate(), om_maaneder(0)
    for dato, ventet in ((forste - timedelta(days=1), "kan ikke starte før"), (idag + timedelta(days=1), "fram i tid")):
        with pytest.raises(ValidationError, match=ventet):
            op.start(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=dato)
    with pytest.raises(Nektet):
        op.start(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon, dato=forste)
    rolle = Rolle.objects.filter(bruker=lis.sykehusveileder, type=RolleType.ANSATT)
    rolle.update(gyldig_til=forste - timedelta(days=1))
    with pytest.raises(ValidationError, match="Siri Sykehusveileder er ikke ansatt ved"):
        op.start(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=forste)
    rolle.update(gyldig_til=None)
    sak = op.start(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, dato=forste)
    assert (sak.tilstand, sak.startet, venter_paa(sak)) == (T.PAAGAAR, forste, ["lis3.tjeneste_fullfor"])
    innmelding = lis.innmelding("lis3")
    assert innmelding.tilstand == "i_tjeneste"
    assert Hendelse.objects.for_sak(innmelding).last().utfort_av.er_system
    assert Oppgave.objects.for_sak(sak).aapne().get().frist == sak.deler.get().til


def test_an_interruption_is_dates_only_and_inside_the_service(lis: LisCast) -> None:
    sak = paagaar(lis)
    fra, til = om_maaneder(1), om_maaneder(1) + timedelta(days=9)
    with pytest.raises(ValidationError, match="innenfor tjenesten"):
        op.avbryt(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, fra=fra, til=om_maaneder(7))
    with pytest.raises(Nektet):
        op.avbryt(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, fra=fra, til=til)
    sak = op.avbryt(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, fra=fra, til=til)
    assert (sak.avbrudd.get().fra, sak.avbrudd.get().til, sak.tilstand) == (fra, til, T.PAAGAAR)
    with pytest.raises(ValidationError, match="allerede registrert"):
        op.avbryt(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, fra=til, til=til)


@pytest.mark.krav("S1-I17")
def test_goals_are_reported_and_the_service_is_completed(lis: LisCast) -> None:
    sak = paagaar(lis)
    alm55, alm85 = Laeringsmaal.objects.filter(kode__in=["ALM-055", "ALM-085"]).order_by("kode")
    idag, slutten = timezone.localdate(), ved_slutten(sak)
    with pytest.raises(Nektet):
        op.meld_maal(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, maal=[alm55], dato=idag)
    sak = op.meld_maal(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, maal=[alm55], dato=idag)
    with pytest.raises(ValidationError, match="ikke er meldt oppnådd fra før"):
        op.meld_maal(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, maal=[alm55, alm85], dato=idag)
    with pytest.raises(ValidationError, match="før siste måned"):
        op.fullfor(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=idag)
    sak = op.fullfor(
        sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=slutten.date(), maal=[alm85], naa=slutten
    )
    assert (sak.tilstand, venter_paa(sak), sak.deler.get().opptar) == (T.GJENNOMFORT, [], True)
    assert lis.innmelding("lis3").tilstand == "fullfort"
    naadd = Maalstatus.objects.filter(lege=lis.leger["lis3"]).order_by("maal").values_list("maal", "meldt")
    assert list(naadd) == [("ALM-055", idag), ("ALM-085", slutten.date())]
    with pytest.raises(UlovligOvergang):  # all are reached: there is nothing more to report
        op.meld_maal(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, maal=[alm85], dato=idag)


@pytest.mark.krav("S1-I17")
def test_what_was_open_at_the_end_is_reported_after_it(lis: LisCast) -> None:
    sak = paagaar(lis)
    alm55, alm85 = Laeringsmaal.objects.filter(kode__in=["ALM-055", "ALM-085"]).order_by("kode")
    slutten = ved_slutten(sak)
    dag = slutten.date()
    sak = op.fullfor(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=dag, maal=[alm55], naa=slutten)
    sak = op.meld_maal(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, maal=[alm85], dato=dag, naa=slutten)
    assert (sak.tilstand, list(sak.aapne_maal())) == (T.GJENNOMFORT, [])


@pytest.mark.parametrize(("maal", "tilstand"), [([], "innmeldt"), (["ALM-055", "ALM-085"], "fullfort")])
def test_an_early_end_frees_the_rest_and_returns_the_doctor_while_goals_are_open(
    lis: LisCast, maal: list[str], tilstand: str
) -> None:
    sak = paagaar(lis)
    idag, slutten = timezone.localdate(), ved_slutten(sak)
    with pytest.raises(ValidationError, match="Registrer som gjennomført"):
        op.avslutt(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=slutten.date(), naa=slutten)
    naadd = list(Laeringsmaal.objects.filter(kode__in=maal))
    sak = op.avslutt(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=idag, maal=naadd)
    assert (sak.tilstand, sak.deler.get().til, lis.innmelding("lis3").tilstand) == (T.AVBRUTT, idag, tilstand)
    ventet = ["lis3.tjeneste_nye_onsker"] if tilstand == "innmeldt" else []
    assert venter_paa(lis.innmelding("lis3")) == ventet
    assert planlagt(lis, "lis3b", start=om_maaneder(1)).tilstand == T.PLANLAGT


VERB = {
    "tilby": (planlagt, "koordinator", {}),
    "trekk_tilbud": (tilbudt, "koordinator", {"begrunnelse": "Ombygging."}),
    "aksepter": (tilbudt, "lis3", {}),
    "takk_nei": (tilbudt, "lis3", {}),
    "bekreft": (akseptert, "kommune_lis", {}),
    "frigi_ikke": (akseptert, "kommune_lis", {"kommentar": "Vikaren sa opp."}),
    "har_sokt": (akseptert, "lis3", {"dato": date(2026, 1, 1)}),
    "tildel_veileder": (bekreftet, "avdelingsleder", {"veileder": "sykehusveileder", "veiledningsplan": PLAN}),
    "bytt_veileder": (klar, "avdelingsleder", {"veileder": "sykehusveileder", "veiledningsplan": "Ny plan."}),
    "start": (klar, "avdelingsleder", {"dato": om_maaneder(0)}),
    "avbryt": (paagaar, "avdelingsleder", {"fra": om_maaneder(1), "til": om_maaneder(1)}),
    "meld_maal": (paagaar, "avdelingsleder", {"maal": "alle", "dato": om_maaneder(0)}),
    "avslutt": (paagaar, "avdelingsleder", {"dato": om_maaneder(0)}),
}


def alt() -> tuple[object, ...]:
    rader = [list(modell.objects.order_by("pk").values()) for modell in (Innmelding, Tjeneste, Tjenestedel, Oppgave)]
    return *rader, Hendelse.objects.count(), Varsel.objects.count(), Maalstatus.objects.count()


@pytest.mark.parametrize("verb", VERB)
def test_a_notice_that_fails_leaves_nothing_behind(lis: LisCast, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event, the state, the tasks, the enrolment and the notices stand or fall together."""
    lag, hvem, valg = VERB[verb]
    sak = lag(lis, start=om_maaneder(0))
    valg = dict(valg)
    if "veileder" in valg:
        valg["veileder"] = lis.folk[valg["veileder"]]
    if "maal" in valg:
        valg["maal"] = list(Laeringsmaal.objects.filter(kode="ALM-055"))
    foer = alt()
    monkeypatch.setattr("grunnmur.varsling.maler._MALER", {})
    with pytest.raises(KeyError):
        getattr(op, verb)(sak.pk, utfort_av=lis.folk[hvem], versjon=sak.versjon, **valg)
    assert alt() == foer


@pytest.mark.krav("S1-I21")
def test_teaching_is_in_the_doctors_calendar_while_the_service_lasts(lis: LisCast) -> None:
    sak = klar(lis)
    assert b"Internundervisning" not in kalender_for(lis.lis3).innhold
    avdeling = lis.avdelinger["medisin"]
    avdeling.internundervisning_url = "https://undervisning.example/medisin"
    avdeling.save()
    innhold = kalender_for(lis.lis3).innhold.decode().replace("\r\n ", "")
    assert "SUMMARY:Internundervisning ved avdelingen" in innhold
    assert f"DTSTART;VALUE=DATE:{om_maaneder(3):%Y%m%d}" in innhold
    assert "URL:https://undervisning.example/medisin" in innhold
    assert b"Internundervisning" not in kalender_for(lis.lis3b).innhold
    op.trekk_tilbud(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="Ombygging.")
    assert b"Internundervisning" not in kalender_for(lis.lis3).innhold


@pytest.mark.krav("S1-I09", "S1-I19")
def test_the_second_department_names_its_own_supervisor(lis: LisCast) -> None:
    start, annen = om_maaneder(0), om_maaneder(3)
    innmelding = i_koen(lis, "lis3", start=start, deling="delt", deling_begrunnelse="To felt.", delingsvurdering="godkjent")
    deler = [
        op.Dellinje(lis.plass("medisin"), start, slutt(start, 3)),
        op.Dellinje(lis.plass("medisin_lhmr"), annen, slutt(annen, 3)),
    ]
    lis.person("lhmr_leder", "Lars Lillehammerleder")
    lis.rolle("lhmr_leder", RolleType.LEDER, lis.medisin_lhmr)
    lis.person("lhmr_veileder", "Vilde Lillehammerveileder")
    lis.rolle("lhmr_veileder", RolleType.ANSATT, lis.medisin_lhmr)
    lis.spesialist("lhmr_veileder", "indremedisin")
    sak = op.planlegg(utfort_av=lis.koordinator, innmelding=innmelding, deler=deler)
    sak = op.tilby(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, avvik_aarsak="To avdelinger.")
    sak = op.aksepter(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    sak = op.bekreft(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    valg = {"veileder": lis.sykehusveileder, "veiledningsplan": PLAN}
    sak = op.tildel_veileder(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, **valg)
    sak = op.start(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, dato=start)
    assert venter_paa(sak) == ["lis3.tjeneste_annen_veileder", "lis3.tjeneste_fullfor"]
    valg["veileder"] = lis.lhmr_veileder
    sak = op.bytt_veileder(sak.pk, utfort_av=lis.lhmr_leder, versjon=sak.versjon, **valg)
    assert (sak.veileder, venter_paa(sak)) == (lis.lhmr_veileder, ["lis3.tjeneste_fullfor"])
    sak = op.avslutt(sak.pk, utfort_av=lis.lhmr_leder, versjon=sak.versjon, dato=timezone.localdate())
    assert [(d.opptar, d.til) for d in sak.deler.order_by("nummer")] == [
        (True, timezone.localdate()),
        (False, slutt(annen, 3)),
    ]
