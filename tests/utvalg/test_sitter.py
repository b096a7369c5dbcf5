"""Who counts, leads, answers and approves: those who sit there, then and now; by verb and by SQL."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.organisasjon.models import Organmedlem
from grunnmur.saksgang.feil import Nektet
from grunnmur.utvalg.models import Mote, Motesvar
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll as op
from grunnmur.utvalg.operations import saksliste, skriftlig
from grunnmur.utvalg.operations import utvalg as utvalgop
from tests.klient import som
from tests.utvalg.folk import UtvalgCast
from tests.utvalg.test_mote import aapne, fortalt
from tests.utvalg.test_protokoll import lever, skriv
from tests.utvalg.test_vern import nektes

V = Organmedlem.Verv
ENIG = {1: ("tiltrer", "")}
SVAR_SQL = """
    INSERT INTO utvalg_motesvar (id, mote_id, motesak_id, medlem_id, bruker_id, svar, merknad, tidspunkt)
    VALUES (gen_random_uuid(), %s, %s, %s, %s, 'tiltrer', '', %s)
"""


def slutt(utv: UtvalgCast, kode: str, dag: Any) -> None:
    utvalgop.avslutt_verv(utv.verv(kode).pk, utfort_av=utv.utvalgssekretaer, siste_dag=dag)


def hold(utv: UtvalgCast, **valg: Any) -> Mote:
    mote = utv.sendt(utv.motefelter(om=-1), naa=timezone.now() - timedelta(days=30))
    op.hold(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon, **valg)
    return utv.ny(mote)


# --- who leads and who decides ----------------------------------------------------------------------------------------


def test_the_secretary_does_not_lead_even_when_there(utv: UtvalgCast) -> None:
    with pytest.raises(ValidationError) as feil:
        hold(utv, oppmote=utv.oppmote("utvalgsleder", "organsekretaer"), moteleder=utv.organsekretaer.pk)
    assert "moteleder" in feil.value.error_dict
    mote = utv.holdt()
    skriv(utv, mote)
    Mote.objects.filter(pk=mote.pk).update(moteleder=utv.organsekretaer)
    lever_sql = "UPDATE utvalg_mote SET tilstand = 'protokollert', versjon = versjon + 1 WHERE id = %s"
    assert nektes(lever_sql, mote.pk) == "mote_protokollen_mangler_noe"


def test_an_item_is_decided_by_somebody_with_a_seat_who_stayed(utv: UtvalgCast) -> None:
    mote = hold(utv, oppmote=utv.oppmote("utvalgsleder", "organsekretaer"), moteleder=utv.utvalgsleder.pk)
    leder = mote.oppmoter.get(bruker=utv.utvalgsleder)
    with pytest.raises(ValidationError, match="Ingen var igjen"):
        skriv(utv, mote, inhabile={leder.pk: "part"})
    assert skriv(utv, mote, utfall="utsatt", vedtak="Saken utsettes.", inhabile={leder.pk: "part"}).utfall == "utsatt"


def test_whoever_decided_is_not_taken_off_the_list_afterwards(utv: UtvalgCast) -> None:
    mote = hold(utv, oppmote=utv.oppmote("medlem", "overlege"), moteleder=utv.medlem.pk, godkjenning="alle")
    skriv(utv, mote, inhabile={mote.oppmoter.get(bruker=utv.medlem).pk: "egen_virksomhet"})
    with pytest.raises(ValidationError, match="Ingen er igjen som behandlet sak 1"):
        op.rett_oppmote(
            mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, oppmote=utv.oppmote("medlem"),
            moteleder=utv.medlem.pk, godkjenning="alle",
        )  # fmt: skip
    mote.oppmoter.filter(bruker=utv.overlege).delete()
    lever_sql = "UPDATE utvalg_mote SET tilstand = 'protokollert', versjon = versjon + 1 WHERE id = %s"
    assert nektes(lever_sql, mote.pk) == "mote_bare_inhabile_behandlet"


def test_nobody_approves_alone_what_they_left_the_room_for(utv: UtvalgCast) -> None:
    mote = utv.holdt()
    skriv(utv, mote, inhabile={mote.oppmoter.get(bruker=utv.utvalgsleder).pk: "part"})
    assert utv.ny(mote).godkjenning == "alle"
    with pytest.raises(ValidationError) as feil:
        op.rett_oppmote(
            mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, oppmote=utv.oppmote(),
            moteleder=utv.utvalgsleder.pk, godkjenning="leder",
        )  # fmt: skip
    assert "godkjenning" in feil.value.error_dict
    Mote.objects.filter(pk=mote.pk).update(godkjenning="leder")
    lever_sql = "UPDATE utvalg_mote SET tilstand = 'protokollert', versjon = versjon + 1 WHERE id = %s"
    assert nektes(lever_sql, mote.pk) == "mote_inhabil_godkjenner_ikke_alene"
    Mote.objects.filter(pk=mote.pk).update(godkjenning="alle")
    mote = lever(utv, mote)
    op.godkjenn(mote.pk, utfort_av=utv.utvalgsleder, versjon=mote.versjon)
    assert utv.ny(mote).tilstand == "protokollert"


# --- who approves -----------------------------------------------------------------------------------------------------


def test_who_approves_is_not_changed_while_the_minutes_wait(utv: UtvalgCast) -> None:
    mote = utv.protokollert()
    for endring in ("godkjenning = 'alle'", f"moteleder_id = '{utv.medlem.pk}'", "sted = 'Gjøvik'"):
        endre = f"UPDATE utvalg_mote SET {endring}, versjon = versjon + 1 WHERE id = %s"  # noqa: S608
        assert nektes(endre, mote.pk) == "mote_protokollen_er_laast"


def test_whoever_has_left_does_not_approve_and_the_secretary_takes_the_minutes_back(utv: UtvalgCast) -> None:
    mote = utv.protokollert()
    slutt(utv, "utvalgsleder", timezone.localdate() - timedelta(days=2))  # before the meeting, and noticed after it
    with pytest.raises(Nektet):
        op.godkjenn(mote.pk, utfort_av=utv.utvalgsleder, versjon=mote.versjon)
    assert som(utv.utvalgsleder).get(mote.get_absolute_url()).status_code == 404
    op.gi_tilbake(mote.pk, utfort_av=utv.organsekretaer, versjon=mote.versjon, kommentar="Lederen er sluttet.")
    with pytest.raises(ValidationError, match="sitter ikke lenger i utvalget"):
        lever(utv, mote)
    svar = som(utv.utvalgssekretaer).post(
        f"{mote.get_absolute_url()}til-godkjenning/", {"versjon": utv.ny(mote).versjon}, follow=True
    )
    assert "sitter ikke lenger i utvalget" in svar.content.decode()


def test_all_who_took_part_means_all_who_still_sit_there(utv: UtvalgCast) -> None:
    mote = utv.protokollert(godkjenning="alle")
    slutt(utv, "overlege", timezone.localdate() - timedelta(days=1))
    for kode in ("utvalgsleder", "medlem"):
        op.godkjenn(mote.pk, utfort_av=utv.folk[kode], versjon=utv.ny(mote).versjon)
    assert utv.ny(mote).tilstand == "godkjent"
    assert utv.overlege.navn not in fortalt(mote, "protokoll_klar")


def test_a_capacity_that_is_ended_backwards_does_not_stop_the_minutes(utv: UtvalgCast) -> None:
    mote = utv.protokollert(godkjenning="alle")
    gammel = utv.verv("medlem")
    slutt(utv, "medlem", timezone.localdate() - timedelta(days=3))
    utvalgop.oppnevn(utv.organ.pk, utfort_av=utv.utvalgssekretaer, bruker=utv.medlem, verv=V.OBSERVATOR)
    op.godkjenn(mote.pk, utfort_av=utv.medlem, versjon=mote.versjon)
    assert mote.oppmoter.get(medlem=gammel).godkjent is not None


# --- who is called ----------------------------------------------------------------------------------------------------


def test_whoever_leaves_before_the_meeting_is_not_called_to_it(utv: UtvalgCast) -> None:
    slutt(utv, "overlege", timezone.localdate() + timedelta(days=5))
    mote = utv.sendt()
    assert fortalt(mote, "saksliste") == {"Laila Leder", "Magnus Medlem", "Siri Sekretær"}


# --- written procedure ------------------------------------------------------------------------------------------------


def test_an_answer_counts_for_a_seat_that_is_there_on_the_last_day(utv: UtvalgCast) -> None:
    mote = utv.sendt(utv.skriftligfelter())
    for kode in ("overlege", "medlem"):
        skriftlig.svar(mote.pk, utfort_av=utv.folk[kode], versjon=utv.ny(mote).versjon, svarene=ENIG)
    slutt(utv, "overlege", timezone.localdate() + timedelta(days=5))
    op.hold(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, naa=mote.slutt + timedelta(hours=9))
    assert [o.bruker for o in mote.oppmoter.all()] == [utv.medlem]


def test_whoever_leaves_before_the_last_day_is_not_asked(utv: UtvalgCast) -> None:
    slutt(utv, "overlege", timezone.localdate() + timedelta(days=5))
    mote = utv.sendt(utv.skriftligfelter())
    assert [o[1] for o in aapne(mote)] == ["Laila Leder", "Magnus Medlem"]
    with pytest.raises(Nektet):
        skriftlig.svar(mote.pk, utfort_av=utv.overlege, versjon=mote.versjon, svarene=ENIG)


@pytest.mark.parametrize("hvem", ["organsekretaer", "utvalgssekretaer", "utenfor", "overlege"])
def test_nobody_answers_for_a_seat_that_is_not_theirs_in_sql_either(utv: UtvalgCast, hvem: str) -> None:
    mote = utv.sendt(utv.skriftligfelter())
    sak, plass = mote.saker.get(), utv.verv("medlem")
    feil = nektes(SVAR_SQL, mote.pk, sak.pk, plass.pk, utv.folk[hvem].pk, timezone.now())
    assert feil == "mote_sitter_ikke_i_organet"
    egen = utv.verv("organsekretaer")
    feil = nektes(SVAR_SQL, mote.pk, sak.pk, egen.pk, utv.organsekretaer.pk, timezone.now())
    assert feil == "motesvar_en_plass_hver"


def test_after_the_deadline_and_for_two_seats_sql_refuses_too(utv: UtvalgCast) -> None:
    utv.person("felles", "Frode Felles")
    utvalgop.oppnevn(utv.organ.pk, utfort_av=utv.utvalgssekretaer, bruker=utv.felles, verv=V.VARA)
    mote = utv.sendt(utv.skriftligfelter())
    sak, a, b = mote.saker.get(), utv.verv("medlem"), utv.verv("overlege")
    assert nektes(SVAR_SQL, mote.pk, sak.pk, a.pk, utv.medlem.pk, mote.slutt) == "motesvar_er_lukket"
    skriftlig.svar(mote.pk, utfort_av=utv.felles, versjon=mote.versjon, svarene=ENIG)
    min_plass = Motesvar.objects.get().medlem
    annen = next(plass for plass in (a, b) if plass != min_plass)
    assert nektes(SVAR_SQL, mote.pk, sak.pk, annen.pk, utv.felles.pk, timezone.now()) == "motesvar_en_plass_hver"


def test_what_is_answered_to_is_what_was_sent(utv: UtvalgCast) -> None:
    mote = utv.sendt(utv.skriftligfelter())
    sak = mote.saker.get()
    assert nektes("UPDATE utvalg_motesak SET innstilling = 'Noe annet' WHERE id = %s", sak.pk) == "motesak_er_sendt"


def test_what_is_withdrawn_is_not_decided(utv: UtvalgCast) -> None:
    mote = utv.holdt(saker=2)
    saksliste.trekk_sak(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon, nummer=2)
    with pytest.raises(ValidationError, match="trukket"):
        skriv(utv, mote, nummer=2)
    sak = mote.saker.get(nummer=2)
    assert "motesak_trukket_uten_vedtak" in nektes("UPDATE utvalg_motesak SET utfall = 'vedtatt' WHERE id = %s", sak.pk)
    assert nektes("UPDATE utvalg_motesak SET trukket = NULL WHERE id = %s", sak.pk) == "motesak_er_trukket"


def test_a_meeting_that_is_moved_is_told_to_those_who_sit_there_then(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    slutt(utv, "overlege", timezone.localdate() + timedelta(days=40))
    moteop.endre(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon, felter=utv.motefelter(om=60))
    assert utv.overlege.navn not in fortalt(mote, "flyttet")


@pytest.mark.krav("S1-L14")
def test_who_writes_freely_is_told_to_leave_health_out(utv: UtvalgCast) -> None:
    skriftlig_, holdt = utv.sendt(utv.skriftligfelter()), utv.holdt()
    for hvem, adresse in [
        (utv.medlem, f"{skriftlig_.get_absolute_url()}svar/"),
        (utv.utvalgssekretaer, f"{utv.sendt().get_absolute_url()}avlys/"),
        (utv.utvalgssekretaer, f"{holdt.get_absolute_url()}sak/1/vedtak/"),
    ]:
        assert "Skriv aldri noe om noens helse." in som(hvem).get(adresse).content.decode(), adresse
