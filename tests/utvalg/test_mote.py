"""A meeting from plan to agenda: who may, who is told, who owes what, and what comes too late."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Organmedlem
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Avvisning
from grunnmur.utvalg import kalender
from grunnmur.utvalg.models import Mote, Motesak
from grunnmur.utvalg.operations import mote as op
from grunnmur.utvalg.operations import saksliste
from grunnmur.utvalg.selectors.kalender import aapne_moter, mote_foer, neste_mote
from grunnmur.varsling.models import Varsel
from tests.utvalg.folk import UtvalgCast


def fortalt(mote: Mote, mal: str) -> set[str]:
    return set(Varsel.objects.filter(sak_id=mote.pk, mal=f"utvalg.{mal}").values_list("mottaker__navn", flat=True))


def aapne(mote: Mote) -> list[tuple[str, str, date | None]]:
    rader = Oppgave.objects.aapne().filter(sak_id=mote.pk).select_related("person").order_by("type", "person__navn")
    return [(o.type, o.person.navn if o.person else o.rolletype, o.frist) for o in rader]


def om(dager: int) -> datetime:
    return timezone.now() + timedelta(days=dager)


# --- planning ---------------------------------------------------------------------------------------------------------


def test_a_meeting_gets_a_number_and_the_committees_own_secretary_owes_the_agenda(utv: UtvalgCast) -> None:
    mote = op.planlegg(utv.organ.pk, utfort_av=utv.utvalgssekretaer, felter=utv.motefelter())
    assert mote.saksnummer == f"U-{timezone.localdate().year}-0001"
    assert aapne(mote) == [("utvalg.send_saksliste", "Siri Sekretær", pluss_virkedager(mote.sakslistefrist, 1))]
    assert Varsel.objects.filter(sak_id=mote.pk).count() == 0


def test_without_an_own_secretary_those_who_keep_every_committee_owe_it(utv: UtvalgCast) -> None:
    mote = op.planlegg(utv.annet.pk, utfort_av=utv.utvalgssekretaer, felter=utv.motefelter())
    [oppgave] = Oppgave.objects.aapne().filter(sak_id=mote.pk)
    assert (oppgave.person, oppgave.rolletype, oppgave.virksomhet) == (None, "utvalgssekretaer", utv.sykehus)
    assert oppgave in Oppgave.objects.venter_paa(utv.utvalgssekretaer)


@pytest.mark.parametrize("kode", ["utvalgssekretaer", "sekretariat", "organsekretaer"])
def test_secretaries_plan_meetings(utv: UtvalgCast, kode: str) -> None:
    assert op.planlegg(utv.organ.pk, utfort_av=utv.folk[kode], felter=utv.motefelter()).organ == utv.organ


@pytest.mark.parametrize("kode", ["utvalgsleder", "medlem", "vara", "annetmedlem", "leder", "utenfor"])
def test_others_do_not(utv: UtvalgCast, kode: str) -> None:
    with pytest.raises(Nektet):
        op.planlegg(utv.organ.pk, utfort_av=utv.folk[kode], felter=utv.motefelter())
    assert Mote.objects.count() == 0


def test_the_committees_own_secretary_keeps_no_other_committee(utv: UtvalgCast) -> None:
    with pytest.raises(Nektet):
        op.planlegg(utv.annet.pk, utfort_av=utv.organsekretaer, felter=utv.motefelter())


@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"sted": ""}, "sted"), ({"slutt": om(-3), "start": om(-4)}, "dag"), ({"slutt": om(1)}, "til"),
        ({"sakslistefrist": (om(60)).date()}, "sakslistefrist"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_plan_is_said_at_its_field(utv: UtvalgCast, felter: dict[str, Any], felt: str) -> None:
    with pytest.raises(ValidationError) as feil:
        op.planlegg(utv.organ.pk, utfort_av=utv.utvalgssekretaer, felter=utv.motefelter(**felter))
    assert felt in feil.value.error_dict


def test_a_closed_committee_meets_no_more(utv: UtvalgCast) -> None:
    utv.organ.nedlagt = timezone.localdate()
    utv.organ.save()
    with pytest.raises(ValidationError):
        op.planlegg(utv.organ.pk, utfort_av=utv.utvalgssekretaer, felter=utv.motefelter())


# --- the agenda -------------------------------------------------------------------------------------------------------


def test_the_agenda_calls_the_members_together_with_a_calendar_entry(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    assert fortalt(mote, "saksliste") == {"Laila Leder", "Magnus Medlem", "Oda Overlege", "Siri Sekretær"}
    assert aapne(mote) == []
    varsel = Varsel.objects.get(sak_id=mote.pk, mottaker=utv.medlem)
    fil = kalender.vedlegg(varsel)
    assert fil is not None
    assert (fil.navn, fil.parametre) == (f"{mote.saksnummer}.ics", {"method": "REQUEST"})
    linjer = fil.innhold.replace("\r\n ", "").splitlines()
    assert "SUMMARY:LIS1-utvalget" in linjer
    assert f"SEQUENCE:{mote.versjon}" in linjer
    assert [linje for linje in linjer if "medlem@prove" in linje] != []
    assert [linje for linje in linjer if "utvalgsleder@" in linje or "Fordeling" in linje] == []


def test_an_agenda_without_items_is_not_sent(utv: UtvalgCast) -> None:
    mote = utv.planlagt(saker=0)
    with pytest.raises(UlovligOvergang):
        op.send_saksliste(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon)


def test_a_refusal_is_noted_and_leaves_nothing(utv: UtvalgCast) -> None:
    mote = utv.planlagt()
    with pytest.raises(Nektet):
        op.send_saksliste(mote.pk, utfort_av=utv.medlem, versjon=mote.versjon)
    assert (utv.ny(mote).tilstand, Avvisning.objects.get().handling) == ("planlagt", "send_saksliste")


def test_who_was_slower_is_told_so(utv: UtvalgCast) -> None:
    mote = utv.planlagt()
    with pytest.raises(Utdatert):
        op.send_saksliste(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon - 1)


def test_a_notice_that_fails_leaves_nothing_behind(utv: UtvalgCast, monkeypatch: pytest.MonkeyPatch) -> None:
    from grunnmur.varsling import maler

    mote = utv.planlagt()
    monkeypatch.delitem(maler._MALER, "utvalg.saksliste")
    with pytest.raises(KeyError):
        op.send_saksliste(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon)
    assert (utv.ny(mote).tilstand, [o[0] for o in aapne(mote)]) == ("planlagt", ["utvalg.send_saksliste"])


def test_before_the_deadline_an_item_needs_no_reason_and_after_it_one(utv: UtvalgCast) -> None:
    mote = utv.planlagt(utv.motefelter(om=5, sakslistefrist=timezone.localdate()), saker=1)
    felles = {"utfort_av": utv.utvalgssekretaer, "tittel": "Hastesak"}
    etter = om(1)
    with pytest.raises(ValidationError) as feil:
        saksliste.sett_opp(mote.pk, versjon=mote.versjon, **felles, naa=etter)
    assert "grunn" in feil.value.error_dict
    ny = saksliste.sett_opp(mote.pk, versjon=mote.versjon, **felles, grunn="Tilbudet går ut i mai.", naa=etter)
    assert (ny.nummer, ny.er_ettermeldt, mote.saker.get(nummer=1).er_ettermeldt) == (2, True, False)


def test_a_late_item_on_an_agenda_that_is_sent_is_told(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    saksliste.sett_opp(mote.pk, utfort_av=utv.organsekretaer, versjon=mote.versjon, tittel="Ny sak")
    assert fortalt(mote, "ny_sak") == {"Laila Leder", "Magnus Medlem", "Oda Overlege"}


def test_members_put_nothing_on_the_agenda(utv: UtvalgCast) -> None:
    mote = utv.planlagt()
    with pytest.raises(Nektet):
        saksliste.sett_opp(mote.pk, utfort_av=utv.medlem, versjon=mote.versjon, tittel="Min sak")
    assert Motesak.objects.count() == 1


def test_an_item_is_changed_and_withdrawn_but_keeps_its_number(utv: UtvalgCast) -> None:
    mote = utv.planlagt(saker=2)
    alt = {"utfort_av": utv.utvalgssekretaer, "nummer": 1}
    saksliste.endre_sak(mote.pk, versjon=mote.versjon, tittel="Nytt navn", innstilling="Annet.", **alt)
    assert mote.saker.get(nummer=1).tittel == "Nytt navn"
    saksliste.trekk_sak(mote.pk, versjon=utv.ny(mote).versjon, **alt)
    ny = saksliste.sett_opp(mote.pk, versjon=utv.ny(mote).versjon, utfort_av=utv.utvalgssekretaer, tittel="Tredje")
    assert (ny.nummer, [s.nummer for s in mote.saker.aktive()]) == (3, [2, 3])
    with pytest.raises(ValidationError):
        saksliste.endre_sak(mote.pk, versjon=utv.ny(mote).versjon, tittel="Igjen", **alt)


# --- moved and called off ---------------------------------------------------------------------------------------------


def test_a_meeting_that_moves_tells_those_who_have_the_agenda(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    flyttet = op.endre(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon, felter=utv.motefelter(om=40))
    assert fortalt(mote, "flyttet") == {"Laila Leder", "Magnus Medlem", "Oda Overlege", "Siri Sekretær"}
    assert f"SEQUENCE:{flyttet.versjon}" in kalender.kalenderavtale(flyttet).ics()
    planlagt = utv.planlagt()
    op.endre(planlagt.pk, utfort_av=utv.utvalgssekretaer, versjon=planlagt.versjon, felter=utv.motefelter(om=50))
    assert fortalt(planlagt, "flyttet") == set()


def test_a_meeting_called_off_takes_its_calendar_entry_back(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    op.avlys(mote.pk, utfort_av=utv.organsekretaer, versjon=mote.versjon, kommentar="For få kan komme.")
    varsel = Varsel.objects.get(sak_id=mote.pk, mottaker=utv.medlem, mal="utvalg.avlyst")
    fil = kalender.vedlegg(varsel)
    assert fil is not None
    assert (fil.parametre, "STATUS:CANCELLED" in fil.innhold) == ({"method": "CANCEL"}, True)
    assert list(kalender.moter(utv.medlem)) == []


def test_the_calendar_feed_has_the_meetings_of_ones_own_committees(utv: UtvalgCast) -> None:
    mote, skriftlig = utv.sendt(), utv.planlagt(utv.skriftligfelter())
    assert [p.nokkel for p in kalender.moter(utv.medlem)] == [kalender.nokkel(mote)]
    assert [p.nokkel for p in kalender.moter(utv.organsekretaer)] == [kalender.nokkel(mote)]
    assert [list(kalender.moter(utv.folk[k])) for k in ("vara", "annetmedlem", "utenfor")] == [[], [], []]
    assert skriftlig.er_skriftlig


# --- after ------------------------------------------------------------------------------------------------------------


def test_when_it_is_over_the_secretary_owes_the_minutes_once(utv: UtvalgCast) -> None:
    mote = utv.sendt(utv.motefelter(om=-1), naa=om(-30))
    kommer = utv.sendt()
    assert (op.minn_om_protokoller(), op.minn_om_protokoller()) == (1, 0)
    assert aapne(mote) == [("utvalg.skriv_protokoll", "Siri Sekretær", pluss_virkedager(mote.dag, 10))]
    assert (fortalt(mote, "protokoll_mangler"), aapne(kommer)) == ({"Siri Sekretær"}, [])


# --- what an area asks ------------------------------------------------------------------------------------------------


def test_the_meeting_that_a_case_can_still_reach(utv: UtvalgCast) -> None:
    dag = timezone.localdate()
    for_sent = utv.planlagt(utv.motefelter(om=5, sakslistefrist=dag), saker=0, naa=om(-2))
    neste, senere = utv.planlagt(utv.motefelter(om=20), saker=0), utv.planlagt(utv.motefelter(om=60), saker=0)
    sendt = utv.sendt(utv.motefelter(om=25))
    i_morgen = dag + timedelta(days=1)
    assert list(aapne_moter(utv.organ, i_morgen)) == [neste, senere]
    assert neste_mote(utv.organ, i_morgen) == neste
    assert mote_foer(utv.organ, dag + timedelta(days=61), i_morgen) == senere
    assert mote_foer(utv.organ, dag + timedelta(days=60), i_morgen) == neste
    assert mote_foer(utv.organ, dag + timedelta(days=20), i_morgen) is None
    assert {for_sent, sendt}.isdisjoint(aapne_moter(utv.organ, i_morgen))


def test_membership_ends_and_with_it_what_one_sees(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    assert list(Mote.objects.synlig_for(utv.medlem)) == [mote]
    assert list(Mote.objects.synlig_for(utv.vara)) == [mote]
    assert [list(Mote.objects.synlig_for(utv.folk[k])) for k in ("annetmedlem", "leder", "utenfor")] == [[], [], []]
    Organmedlem.objects.filter(bruker=utv.medlem).update(gyldig_til=timezone.localdate() - timedelta(days=1))
    assert list(Mote.objects.synlig_for(utv.medlem)) == []
