"""Minutes: who took part, what was decided, who left the room, who approved; and then they stand."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.dokumenter.models import Dokument
from grunnmur.jobb.models import Jobb
from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse, Signatur
from grunnmur.utvalg import vedtaksfolger
from grunnmur.utvalg.models import Mote, Motesak, Oppmote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll as op
from grunnmur.utvalg.operations import saksliste
from grunnmur.utvalg.protokoll_pdf import PROTOKOLL, SAKSLISTE, kontekst
from grunnmur.utvalg.selectors.protokoll import paa_saksliste, vedtak_i
from grunnmur.varsling.models import Varsel
from hospitering.models import Soknad
from tests.utvalg.folk import UtvalgCast
from tests.utvalg.test_mote import aapne, fortalt


def skriv(utv: UtvalgCast, mote: Mote, **felter: Any) -> Motesak:
    valg = {"nummer": 1, "utfall": "vedtatt", **felter}
    return op.skriv_vedtak(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, **valg)


def lever(utv: UtvalgCast, mote: Mote) -> Mote:
    op.til_godkjenning(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon)
    return utv.ny(mote)


# --- who took part ----------------------------------------------------------------------------------------------------


def test_a_deputy_sits_in_the_seat_of_the_member(utv: UtvalgCast) -> None:
    mote = utv.holdt(vara=True)
    i_plassen = {o.medlem.bruker: o.bruker for o in mote.oppmoter.select_related("medlem__bruker", "bruker")}
    assert i_plassen == {utv.utvalgsleder: utv.utvalgsleder, utv.medlem: utv.vara, utv.overlege: utv.overlege}
    assert (mote.tilstand, mote.moteleder) == ("holdt", utv.utvalgsleder)
    assert [o[:2] for o in aapne(mote)] == [("utvalg.skriv_protokoll", "Siri Sekretær")]


@pytest.mark.parametrize(
    ("plass", "hvem"), [("overlege", "vara"), ("medlem", "annetmedlem"), ("utvalgsleder", "utenfor"), ("overlege", "medlem")]
)
def test_nobody_sits_in_a_seat_that_is_not_theirs(utv: UtvalgCast, plass: str, hvem: str) -> None:
    mote = utv.sendt(utv.motefelter(om=-1), naa=timezone.now() - timedelta(days=30))
    oppmote = utv.oppmote("utvalgsleder") | {utv.verv(plass).pk: utv.folk[hvem].pk}
    with pytest.raises(ValidationError):
        op.hold(
            mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon, oppmote=oppmote, moteleder=utv.utvalgsleder.pk
        )
    assert Oppmote.objects.count() == 0


def test_the_chair_was_there(utv: UtvalgCast) -> None:
    mote = utv.sendt(utv.motefelter(om=-1), naa=timezone.now() - timedelta(days=30))
    with pytest.raises(ValidationError) as feil:
        op.hold(
            mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon, oppmote=utv.oppmote("medlem"),
            moteleder=utv.utvalgsleder.pk,
        )  # fmt: skip
    assert "moteleder" in feil.value.error_dict


def test_a_meeting_to_come_is_not_held(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    with pytest.raises(ValidationError):
        op.hold(
            mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon, oppmote=utv.oppmote(),
            moteleder=utv.utvalgsleder.pk,
        )  # fmt: skip


def test_who_took_part_is_mended_before_the_minutes_are_handed_in(utv: UtvalgCast) -> None:
    mote = utv.holdt()
    magnus = mote.oppmoter.get(bruker=utv.medlem)
    skriv(utv, mote, inhabile={magnus.pk: "part"})
    op.rett_oppmote(
        mote.pk, utfort_av=utv.organsekretaer, versjon=utv.ny(mote).versjon, oppmote=utv.oppmote(vara=True),
        moteleder=utv.overlege.pk, godkjenning="alle",
    )  # fmt: skip
    mote = utv.ny(mote)
    assert {o.bruker for o in mote.oppmoter.all()} == {utv.utvalgsleder, utv.vara, utv.overlege}
    assert (mote.moteleder, mote.godkjenning, mote.saker.get().inhabile.count()) == (utv.overlege, "alle", 0)


# --- what was decided -------------------------------------------------------------------------------------------------


def test_what_was_decided_as_recommended_is_the_recommendation(utv: UtvalgCast) -> None:
    mote = utv.holdt()
    sak = skriv(utv, mote)
    assert (sak.vedtak, sak.saksnummer) == ("Plassene fordeles som foreslått.", f"{mote.saksnummer}/1")


@pytest.mark.parametrize("utfall", ["vedtatt_endret", "ikke_vedtatt", "utsatt"])
def test_what_was_decided_otherwise_is_written(utv: UtvalgCast, utfall: str) -> None:
    mote = utv.holdt()
    with pytest.raises(ValidationError) as feil:
        skriv(utv, mote, utfall=utfall)
    assert "vedtak" in feil.value.error_dict
    assert skriv(utv, mote, utfall=utfall, vedtak="Saken sendes tilbake.").utfall == utfall


def test_who_left_the_room_is_a_code_and_somebody_stays(utv: UtvalgCast) -> None:
    mote = utv.holdt()
    alle = {o.pk: "part" for o in mote.oppmoter.all()}
    with pytest.raises(ValidationError):
        skriv(utv, mote, inhabile=alle)
    magnus = mote.oppmoter.get(bruker=utv.medlem)
    sak = skriv(utv, mote, inhabile={magnus.pk: "egen_virksomhet"})
    assert [(i.oppmote, i.grunn) for i in sak.inhabile.all()] == [(magnus, "egen_virksomhet")]
    assert skriv(utv, mote).inhabile.count() == 0


@pytest.mark.parametrize("kode", ["utvalgsleder", "medlem", "vara", "annetmedlem", "utenfor"])
def test_only_a_secretary_writes(utv: UtvalgCast, kode: str) -> None:
    mote = utv.holdt()
    with pytest.raises(Nektet):
        op.skriv_vedtak(mote.pk, utfort_av=utv.folk[kode], versjon=mote.versjon, nummer=1, utfall="vedtatt")


def test_minutes_without_an_outcome_are_not_handed_in(utv: UtvalgCast) -> None:
    mote = utv.holdt(saker=2)
    skriv(utv, mote)
    with pytest.raises(UlovligOvergang):
        lever(utv, mote)
    saksliste.trekk_sak(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, nummer=2)
    assert lever(utv, mote).tilstand == "protokollert"


# --- approved ---------------------------------------------------------------------------------------------------------


def test_the_chair_approves_and_everybody_is_told(utv: UtvalgCast) -> None:
    mote = utv.protokollert(vara=True)
    assert [o[:2] for o in aapne(mote)] == [("utvalg.godkjenn", "Laila Leder")]
    assert fortalt(mote, "til_godkjenning") == {"Laila Leder"}
    for kode in ("medlem", "overlege", "vara", "utvalgssekretaer", "organsekretaer", "utenfor"):
        with pytest.raises(Nektet):
            op.godkjenn(mote.pk, utfort_av=utv.folk[kode], versjon=mote.versjon)
    op.godkjenn(mote.pk, utfort_av=utv.utvalgsleder, versjon=mote.versjon)
    assert (utv.ny(mote).tilstand, aapne(mote)) == ("godkjent", [])
    assert fortalt(mote, "protokoll_klar") == {"Magnus Medlem", "Oda Overlege", "Siri Sekretær", "Vilde Vara"}


def test_what_was_approved_is_signed(utv: UtvalgCast) -> None:
    mote = utv.godkjent(vara=True)
    signatur = Signatur.objects.get(hendelse__sak_id=mote.pk)
    innhold = json.loads(signatur.innhold)
    assert signatur.hendelse.utfort_av == utv.utvalgsleder
    assert innhold["deltok"] == [["Laila Leder", ""], ["Oda Overlege", ""], ["Vilde Vara", "Magnus Medlem"]]
    assert [(s["saksnummer"], s["utfall"]) for s in innhold["saker"]] == [(f"{mote.saksnummer}/1", "vedtatt")]


def test_all_who_took_part_approve_where_that_is_chosen(utv: UtvalgCast) -> None:
    mote = utv.protokollert(vara=True, godkjenning="alle")
    assert [o[1] for o in aapne(mote)] == ["Laila Leder", "Oda Overlege", "Vilde Vara"]
    for kode in ("utvalgsleder", "overlege"):
        op.godkjenn(mote.pk, utfort_av=utv.folk[kode], versjon=utv.ny(mote).versjon)
        assert utv.ny(mote).tilstand == "protokollert"
    with pytest.raises(Nektet):
        op.godkjenn(mote.pk, utfort_av=utv.overlege, versjon=utv.ny(mote).versjon)
    with pytest.raises(Nektet):
        op.godkjenn(mote.pk, utfort_av=utv.medlem, versjon=utv.ny(mote).versjon)
    assert [o[1] for o in aapne(mote)] == ["Vilde Vara"]
    op.godkjenn(mote.pk, utfort_av=utv.vara, versjon=utv.ny(mote).versjon)
    assert (utv.ny(mote).tilstand, Signatur.objects.filter(hendelse__sak_id=mote.pk).count()) == ("godkjent", 3)


def test_whoever_must_approve_may_ask_for_it_to_be_mended(utv: UtvalgCast) -> None:
    mote = utv.protokollert(godkjenning="alle")
    op.godkjenn(mote.pk, utfort_av=utv.overlege, versjon=mote.versjon)
    with pytest.raises(ValidationError):
        op.gi_tilbake(mote.pk, utfort_av=utv.medlem, versjon=utv.ny(mote).versjon, kommentar="")
    op.gi_tilbake(mote.pk, utfort_av=utv.medlem, versjon=utv.ny(mote).versjon, kommentar="Vedtaket er ikke rett gjengitt.")
    assert [o[:2] for o in aapne(mote)] == [("utvalg.rett_protokoll", "Siri Sekretær")]
    assert (utv.ny(mote).tilstand, mote.oppmoter.filter(godkjent__isnull=False).count()) == ("holdt", 0)
    skriv(utv, mote, utfall="vedtatt_endret", vedtak="Rettet.")
    lever(utv, mote)
    for kode in ("utvalgsleder", "medlem", "overlege"):
        op.godkjenn(mote.pk, utfort_av=utv.folk[kode], versjon=utv.ny(mote).versjon)
    assert utv.ny(mote).tilstand == "godkjent"


def test_what_waits_for_approval_is_not_changed(utv: UtvalgCast) -> None:
    mote = utv.protokollert()
    with pytest.raises(UlovligOvergang):
        skriv(utv, mote, utfall="utsatt", vedtak="Nei.")
    with pytest.raises(UlovligOvergang):
        moteop.avlys(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon)


def test_a_failing_notice_leaves_the_minutes_unapproved(utv: UtvalgCast, monkeypatch: pytest.MonkeyPatch) -> None:
    from grunnmur.varsling import maler

    mote = utv.protokollert()
    monkeypatch.delitem(maler._MALER, "utvalg.protokoll_klar")
    with pytest.raises(KeyError):
        op.godkjenn(mote.pk, utfort_av=utv.utvalgsleder, versjon=mote.versjon)
    assert (utv.ny(mote).tilstand, Signatur.objects.count()) == ("protokollert", 0)
    assert not Oppmote.objects.filter(mote=mote, godkjent__isnull=False).exists()


# --- cases of other areas ---------------------------------------------------------------------------------------------


@pytest.fixture
def soknad(utv: UtvalgCast) -> Soknad:
    """Any case of any area will do."""
    return utv.innsendt()


@pytest.mark.krav("S1-F06")
def test_an_area_puts_its_case_on_an_agenda_and_learns_what_was_decided(
    utv: UtvalgCast, soknad: Soknad, monkeypatch: pytest.MonkeyPatch
) -> None:
    from grunnmur.organisasjon.models import Bruker

    monkeypatch.setattr(vedtaksfolger, "_FOLGER", {})
    fikk: list[Any] = []
    vedtaksfolger.ved_vedtak(Soknad, lambda sak, motesak, naa: fikk.append((sak, motesak.saksnummer, motesak.utfall)))
    for_en_maaned_siden = timezone.now() - timedelta(days=30)
    mote = utv.planlagt(utv.motefelter(om=-1), naa=for_en_maaned_siden, saker=1)
    tiden = Bruker.objects.systemet()
    meldt = {"sak": soknad, "meldt_av": utv.soker, "tittel": "Felles prosjekt", "naa": for_en_maaned_siden}
    ny = saksliste.meld_inn(mote.pk, utfort_av=tiden, **meldt)
    assert (ny.nummer, ny.sak, paa_saksliste(soknad), vedtak_i(soknad)) == (2, soknad, [ny], [])
    assert fortalt(mote, "sak_meldt") == {"Siri Sekretær"}
    assert Varsel.objects.get(mal="utvalg.sak_meldt").data["av"] == "Synne Søker"
    with pytest.raises(ValidationError):
        saksliste.meld_inn(mote.pk, utfort_av=tiden, **meldt)
    with pytest.raises(Nektet):
        saksliste.meld_inn(mote.pk, utfort_av=utv.soker, **{**meldt, "sak": utv.innsendt()})
    with pytest.raises(ValidationError):
        saksliste.meld_inn(mote.pk, utfort_av=tiden, **{**meldt, "sak": utv.innsendt(), "naa": timezone.now()})
    moteop.send_saksliste(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon)
    op.hold(
        mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, oppmote=utv.oppmote(),
        moteleder=utv.utvalgsleder.pk,
    )  # fmt: skip
    skriv(utv, mote)
    skriv(utv, mote, nummer=2, utfall="vedtatt_endret", vedtak="Prosjektet er forankret.")
    lever(utv, mote)
    [foer] = vedtak_i(soknad)
    assert (foer.godkjent, fikk) == (False, [])
    op.godkjenn(mote.pk, utfort_av=utv.utvalgsleder, versjon=utv.ny(mote).versjon)
    [vedtak] = vedtak_i(soknad)
    assert (vedtak.saksnummer, vedtak.dag, vedtak.godkjent) == (f"{mote.saksnummer}/2", mote.dag, True)
    assert fikk == [(soknad, f"{mote.saksnummer}/2", "vedtatt_endret")]


# --- documents --------------------------------------------------------------------------------------------------------


def test_the_documents_say_what_was_decided_by_whom(utv: UtvalgCast) -> None:
    mote = utv.godkjent(vara=True)
    innhold = kontekst(mote, PROTOKOLL)
    assert innhold["deltok"] == [
        ["Laila Leder", "Sykehuset Innlandet HF"], ["Oda Overlege", "Kommuneoverlege"],
        ["Vilde Vara, vara for Magnus Medlem", "Sykehuset Innlandet HF"],
    ]  # fmt: skip
    assert innhold["saker"][0]["rader"][-1] == ["Vedtak", "Plassene fordeles som foreslått."]
    assert [navn for navn, _dag in innhold["godkjent"]] == ["Laila Leder"]
    saksliste_ = kontekst(mote, SAKSLISTE)
    assert (saksliste_["deltok"], saksliste_["godkjent"]) == ([], [])
    assert [rad[0] for rad in saksliste_["saker"][0]["rader"]] == ["Innstilling"]


def test_the_minutes_become_a_document_with_a_code(utv: UtvalgCast, client: Any) -> None:
    from grunnmur.jobb.tasks import kjor_klare

    mote = utv.godkjent()
    client.force_login(utv.medlem)
    svar = client.get(f"/utvalg/moter/{mote.pk}/protokoll.pdf")
    assert (svar.status_code, Jobb.objects.count()) == (302, 1)
    kjor_klare()
    pdf = client.get(f"/utvalg/moter/{mote.pk}/protokoll.pdf")
    assert (pdf.status_code, pdf["Content-Type"], pdf.content[:5]) == (200, "application/pdf", b"%PDF-")
    dokument = Dokument.objects.get()
    assert (dokument.tittel, dokument.saksnummer, bool(dokument.kode)) == ("Protokoll", mote.saksnummer, True)


def test_the_history_names_every_step_in_order(utv: UtvalgCast) -> None:
    mote = utv.godkjent()
    assert list(Hendelse.objects.for_sak(mote).order_by("id").values_list("navn", flat=True)) == [
        "planlegg", "sett_opp", "send_saksliste", "hold", "skriv_vedtak", "til_godkjenning", "godkjenn",
    ]  # fmt: skip
    assert Oppgave.objects.aapne().filter(sak_id=mote.pk).count() == 0
