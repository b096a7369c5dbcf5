"""The page of anchoring and applications: what each person sees and may do there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forskning.models import Prosjekt

from .forankringer import avgjor, forankret, invitert, rad, sendt, svar

pytestmark = pytest.mark.django_db


def inne(forsk: Any, kode: str) -> Client:
    klient = Client()
    klient.force_login(forsk.folk[kode])
    return klient


def adresse(p: Prosjekt, hale: str = "forankring/") -> str:
    return f"/forskning/{p.pk}/{hale}"


def side(forsk: Any, p: Prosjekt, kode: str = "forsker", hale: str = "forankring/") -> str:
    svaret = inne(forsk, kode).get(adresse(p, hale))
    assert svaret.status_code == 200, (kode, hale, svaret.status_code)
    return svaret.content.decode()


def post(forsk: Any, p: Prosjekt, hale: str, kode: str = "forsker", **data: Any) -> Any:
    return inne(forsk, kode).post(adresse(p, hale), {"versjon": forsk.nytt(p).versjon, **data}, follow=True)


@pytest.mark.krav("S1-F04")
def test_the_days_are_counted_backwards_from_the_deadline(forsk: Any) -> None:
    mote = forsk.mote(60)
    from grunnmur.portal.dato import dato

    tekst = side(forsk, invitert(forsk))
    for del_ in (
        f"regnet bakover fra søknadsfristen {dato(timezone.localdate() + timedelta(days=90))}",
        f"Senest {dato(mote.sakslistefrist)}", f"Møte {dato(mote.dag)}", f"Før {dato(mote.dag)}",
        "Venter på Sykehuset Innlandet HF, Gjøvik kommune.",
    ):  # fmt: skip
        assert del_ in tekst, del_


def test_in_writing_the_days_lead_back_from_the_last_working_day_before(forsk: Any) -> None:
    from forskning.selectors import frister
    from grunnmur.portal.dato import dato

    p = invitert(forsk)
    plan = frister.for_organ(forsk.ssu, p.frist, timezone.localdate())
    tekst = side(forsk, p)
    assert plan.siste_svardag
    assert plan.siste_skriftlig
    assert f"Svar innen {dato(plan.siste_svardag)}" in tekst
    assert f"Senest {dato(plan.siste_skriftlig)}" in tekst


def test_sending_by_the_form_chooses_committee_and_meeting(forsk: Any) -> None:
    forsk.mote(30)
    mote, p = forsk.mote(60), invitert(forsk)
    skjema = side(forsk, p, hale="forankring/send/")
    assert skjema.index(f"{forsk.ssu.pk}:{mote.pk}") < skjema.index(f"{forsk.fagutvalg.pk}:")
    svaret = post(forsk, p, "forankring/send/", sted=f"{forsk.ssu.pk}:{mote.pk}")
    assert svaret.redirect_chain == [(adresse(p), 302)]
    assert "Prosjektet står på sakslisten." in svaret.content.decode()
    assert rad(p).motesak.mote == mote
    assert "Trekk prosjektet tilbake fra utvalget" in svaret.content.decode()


def test_a_place_that_is_not_offered_is_refused(forsk: Any) -> None:
    forsk.mote(95)
    p = invitert(forsk)
    svaret = post(forsk, p, "forankring/send/", sted=f"{forsk.ssu.pk}:{forsk.hamar.pk}")
    assert svaret.status_code == 200
    assert forsk.nytt(p).tilstand == "tidligfase"


@pytest.mark.krav("S1-F04")
def test_the_secretary_runs_it_in_writing_from_the_page(forsk: Any) -> None:
    p = invitert(forsk)
    post(forsk, p, "forankring/send/", sted=f"{forsk.ssu.pk}:")
    assert "Sett opp skriftlig behandling" in side(forsk, p, "utvalgssekretaer")
    dag = timezone.localdate() + timedelta(days=7)
    svaret = post(forsk, p, "forankring/skriftlig/", "utvalgssekretaer", svarfrist=f"{dag:%d.%m.%Y}", send="ja")
    assert svaret.redirect_chain == [(adresse(p), 302)]
    assert rad(p).motesak.mote.dag == dag
    assert "Behandle skriftlig" not in side(forsk, p, "utvalgssekretaer")


def test_taking_it_back_asks_first(forsk: Any) -> None:
    p = sendt(forsk, om=20)
    assert "Trekk prosjektet tilbake?" in side(forsk, p, hale="forankring/trekk/")
    assert forsk.nytt(p).tilstand == "til_forankring"
    post(forsk, p, "forankring/trekk/")
    assert forsk.nytt(p).tilstand == "tidligfase"


@pytest.mark.krav("S1-F04", "S4-F01")
def test_the_application_is_registered_with_the_logo(forsk: Any) -> None:
    p = forankret(forsk)
    dag = f"{timezone.localdate():%d.%m.%Y}"
    feil = post(forsk, p, "soknad/sendt/", finansior="Demofondet", sendt=dag)
    assert "Svar ja eller nei." in feil.content.decode()
    svaret = post(forsk, p, "soknad/sendt/", finansior="Demofondet", belop="1200000", sendt=dag, med_logo="ja")
    tekst = svaret.content.decode()
    assert forsk.nytt(p).tilstand == "soknad_sendt"
    for del_ in ("Ja, før den ble sendt", "1\xa0200\xa0000 kroner", "Er brukt", "Vi fikk midler", "Trekk søknaden"):
        assert del_ in tekst, del_


@pytest.mark.krav("S1-F04")
def test_without_anchoring_the_reason_is_shown_to_all_who_see_the_project(forsk: Any) -> None:
    p = invitert(forsk)
    data = {"finansior": "Demofondet", "sendt": f"{timezone.localdate():%d.%m.%Y}", "med_logo": "nei"}
    feil = post(forsk, p, "soknad/uten-forankring/", **data)
    assert "Velg hvorfor søknaden ikke er forankret." in feil.content.decode()
    post(forsk, p, "soknad/uten-forankring/", **data, uforankret_grunn="kort_frist", uforankret_tekst="Kom i går.")
    tekst = side(forsk, p, "fou")
    for del_ in ("Nei: utlysningen kom for kort tid før fristen", "Kom i går.", "Prosjektet gikk videre uten forankring."):
        assert del_ in tekst, del_


def test_what_the_committee_said_is_read_on_the_page(forsk: Any) -> None:
    p = sendt(forsk)
    avgjor(forsk, rad(p).motesak.mote, "ikke_vedtatt", "Gjøres allerede i et annet prosjekt.")
    tekst = side(forsk, p, "kommuneforsker")
    assert "Gjøres allerede i et annet prosjekt." in tekst
    assert "Ikke vedtatt" in tekst
    assert f"/utvalg/moter/{rad(p).motesak.mote_id}" not in tekst  # no link to minutes they may not open


@pytest.mark.krav("S1-F06")
def test_a_fagutvalg_is_told_of_the_project_and_its_words_are_shown(forsk: Any) -> None:
    mote, p = forsk.mote(40, organ=forsk.fagutvalg), invitert(forsk)
    assert post(forsk, p, "forankring/saksliste/", mote=mote.pk).status_code == 200
    tekst = side(forsk, p)
    assert "Tatt opp i fora og fagutvalg" in tekst
    assert f"{mote.saksnummer}/1" in tekst


def test_without_external_money_there_is_nothing_to_anchor(forsk: Any) -> None:
    p = forsk.ide(finansiering="egen", finansior="", soknadsfrist=None)
    assert "Da trenger det ikke forankring" in side(forsk, p)


@pytest.mark.parametrize("hale", ["forankring/", "forankring/send/", "forankring/uttalelse.pdf", "soknad/sendt/"])
def test_a_restricted_project_is_not_there_for_others(forsk: Any, hale: str) -> None:
    p = forankret(forsk, begrensning="konkurranse")
    for kode in ("kommuneforsker", "hamarsjef", "utenfor", "soker"):
        assert inne(forsk, kode).get(adresse(p, hale)).status_code == 404, kode


@pytest.mark.parametrize(
    "hale",
    ["forankring/send/", "forankring/trekk/", "forankring/paa-nytt/", "forankring/skriftlig/", "forankring/saksliste/",
     "soknad/sendt/", "soknad/uten-forankring/", "soknad/innvilget/", "soknad/avslag/", "soknad/trekk/"],
)  # fmt: skip
def test_whoever_sees_it_and_may_not_is_refused(forsk: Any, hale: str) -> None:
    p = sendt(forsk, om=20)
    klient = inne(forsk, "kommuneforsker")
    assert klient.get(adresse(p, hale)).status_code == 403
    assert klient.post(adresse(p, hale), {"versjon": p.versjon}).status_code == 403
    assert forsk.nytt(p).versjon == p.versjon


@pytest.mark.parametrize("hale", ["forankring/send/", "forankring/paa-nytt/", "soknad/sendt/", "soknad/avslag/"])
def test_too_late_goes_back_to_the_page(forsk: Any, hale: str) -> None:
    p = sendt(forsk, om=20)
    svaret = inne(forsk, "forsker").get(adresse(p, hale))
    assert svaret.status_code == 409
    assert "Saken har gått videre" in svaret.content.decode()


def test_an_old_page_is_told_who_was_faster(forsk: Any) -> None:
    p = invitert(forsk)
    klient = inne(forsk, "forsker")
    svaret = klient.post(adresse(p, "forankring/send/"), {"versjon": p.versjon - 1, "sted": f"{forsk.ssu.pk}:"})
    assert svaret.status_code == 409
    assert "Ingenting er lagret" in svaret.content.decode()


@pytest.mark.parametrize("kode", ["forsker", "fou", "ssumedlem", "utvalgssekretaer"])
def test_the_number_of_queries_does_not_grow(forsk: Any, kode: str, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from forskning.operations import forankring as op

    p = svar(forsk, sendt(forsk, om=20))
    klient = inne(forsk, kode)
    klient.get(adresse(p))
    with CaptureQueriesContext(connection) as en:
        klient.get(adresse(p))
    for dag in (40, 50):
        op.trekk(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon)
        op.send(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, mote=forsk.mote(dag).pk)
    with django_assert_num_queries(len(en)):
        klient.get(adresse(p))


@pytest.mark.parametrize(("kode", "ser"), [("ssumedlem", True), ("utvalgssekretaer", True)])
def test_the_committee_reaches_the_project_from_its_agenda(forsk: Any, kode: str, ser: bool) -> None:
    p = sendt(forsk, om=20, begrensning="konkurranse")
    mote = rad(p).motesak.mote  # type: ignore[union-attr]
    klient = inne(forsk, kode)
    tekst = klient.get(mote.get_absolute_url()).content.decode()
    assert (f'href="{p.get_absolute_url()}"' in tekst) is ser
    assert p.tittel not in tekst
    assert klient.get(p.get_absolute_url()).status_code == 200


def test_the_agenda_leads_nowhere_when_the_project_is_taken_back(forsk: Any) -> None:
    from forskning.operations import forankring as op

    p = sendt(forsk, om=20, begrensning="konkurranse")
    mote = rad(p).motesak.mote  # type: ignore[union-attr]
    op.trekk(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    tekst = inne(forsk, "ssumedlem").get(mote.get_absolute_url()).content.decode()
    assert p.get_absolute_url() not in tekst


# --- the statement ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-F04", "S4-B03", "S4-F01")
def test_the_statement_says_who_anchored_it_and_what_each_party_answered(forsk: Any) -> None:
    from forskning.uttalelse_pdf import kontekst

    p = forankret(forsk)
    k = kontekst(p)
    vedtak = dict(k["vedtak"])
    assert (vedtak["Utvalg"], vedtak["Sak"], vedtak["Utfall"]) == (
        "Strategisk samarbeidsutvalg", rad(p).saksnummer, "Vedtatt som innstilt",
    )  # fmt: skip
    assert [navn for navn, _svar in k["partnere"]] == ["Sykehuset Innlandet HF (prosjekteier)", "Gjøvik kommune"]
    assert "Bekreftet av Fouad Fou i portalen" in k["partnere"][1][1]
    assert (dict(k["om"])["Saksnummer"], k["studenter"]) == (p.saksnummer, "Studenter skal være med.")


@pytest.mark.krav("S4-F01")
def test_the_statement_is_made_once_and_can_be_verified(forsk: Any) -> None:
    from grunnmur.dokumenter.models import Dokument
    from grunnmur.jobb.operations import ta_neste, utfor

    p = forankret(forsk)
    klient = inne(forsk, "fou")
    assert klient.get(adresse(p, "forankring/uttalelse.pdf")).status_code == 302
    utfor(ta_neste())  # type: ignore[arg-type]
    svaret = klient.get(adresse(p, "forankring/uttalelse.pdf"))
    assert (svaret["Content-Type"], svaret.content[:5]) == ("application/pdf", b"%PDF-")
    dokument = Dokument.objects.get()
    assert (dokument.saksnummer, len(dokument.kode)) == (p.saksnummer, 12)
    kontroll = Client().get(f"/verifiser/{dokument.kode}/", follow=True)
    assert p.saksnummer in kontroll.content.decode()


@pytest.mark.parametrize("steg", ["tidligfase", "til_forankring", "bare_utvalget"])
def test_nothing_is_stated_before_everybody_has_said_yes(forsk: Any, steg: str) -> None:
    p = invitert(forsk) if steg == "tidligfase" else sendt(forsk)
    if steg == "bare_utvalget":
        avgjor(forsk, rad(p).motesak.mote)  # type: ignore[union-attr]
    assert inne(forsk, "forsker").get(adresse(p, "forankring/uttalelse.pdf")).status_code == 404
    assert "Last ned uttalelsen" not in side(forsk, p)
