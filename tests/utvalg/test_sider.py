"""The pages of a meeting, by post: what people do there, and what they are told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.models import Signatur
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from grunnmur.utvalg.models import Inhabilitet, Mote, Motesak, Motesvar, Oppmote
from tests.utvalg.folk import UtvalgCast
from tests.utvalg.test_skriftlig import svar
from tests.utvalg.test_utvalg import inne


def norsk(dag: Any) -> str:
    return dag.strftime("%d.%m.%Y")


def test_the_secretary_plans_puts_up_and_sends(utv: UtvalgCast) -> None:
    klient, dag = inne(utv.organsekretaer), timezone.localdate() + timedelta(days=30)
    felter = {
        "form": "fysisk", "dag": norsk(dag), "fra": "10", "til": "12.00", "sakslistefrist": norsk(dag - timedelta(days=7)),
    }  # fmt: skip
    uten_sted = klient.post(f"/utvalg/{utv.organ.pk}/moter/nytt/", felter)
    assert "Skriv hvor dere møtes." in uten_sted.content.decode()
    planlagt = klient.post(f"/utvalg/{utv.organ.pk}/moter/nytt/", {**felter, "sted": "Hamar"})
    mote = Mote.objects.get()
    assert (planlagt.status_code, planlagt["Location"]) == (302, mote.get_absolute_url())
    assert f'ds-button" href="{mote.get_absolute_url()}ny-sak/"' in klient.get(mote.get_absolute_url()).content.decode()
    side = f"/utvalg/moter/{mote.pk}/"
    assert klient.post(f"{side}ny-sak/", {"versjon": mote.versjon, "tittel": "Fordeling"}).status_code == 302
    mote.refresh_from_db()
    assert "Fordeling" in klient.get(side).content.decode()
    assert klient.post(f"{side}send/", {"versjon": mote.versjon}).status_code == 302
    assert utv.ny(mote).tilstand == "saksliste_sendt"
    assert klient.post(f"{side}send/", {"versjon": mote.versjon}).status_code == 409
    assert klient.get(f"{side}kalender.ics")["Content-Type"] == "text/calendar; charset=utf-8"


def test_after_the_deadline_the_form_asks_why(utv: UtvalgCast) -> None:
    mote = utv.planlagt(
        utv.motefelter(om=5, sakslistefrist=timezone.localdate() - timedelta(days=1)),
        naa=timezone.now() - timedelta(days=2),
    )
    klient, side = inne(utv.utvalgssekretaer), f"/utvalg/moter/{mote.pk}/ny-sak/"
    assert "Hvorfor må saken opp nå?" in klient.get(side).content.decode()
    feil = klient.post(side, {"versjon": mote.versjon, "tittel": "Hastesak"})
    assert "Skriv hvorfor saken må opp likevel." in feil.content.decode()
    assert klient.post(side, {"versjon": mote.versjon, "tittel": "Hastesak", "grunn": "Tilbudet går ut."}).status_code == 302
    assert "Satt opp etter fristen: Tilbudet går ut." in inne(utv.medlem).get(f"/utvalg/moter/{mote.pk}/").content.decode()


def test_attendance_and_decision_by_post(utv: UtvalgCast) -> None:
    mote = utv.sendt(utv.motefelter(om=-1), naa=timezone.now() - timedelta(days=30))
    klient, side = inne(utv.utvalgssekretaer), f"/utvalg/moter/{mote.pk}/"
    skjema = klient.get(f"{side}oppmote/").content.decode()
    assert "Vilde Vara" in skjema
    valg = {
        "versjon": mote.versjon, "moteleder": utv.utvalgsleder.pk, "godkjenning": "leder",
        f"plass_{utv.verv('utvalgsleder').pk}": utv.utvalgsleder.pk, f"plass_{utv.verv('medlem').pk}": utv.vara.pk,
    }  # fmt: skip
    assert klient.post(f"{side}oppmote/", valg).status_code == 302
    assert {o.bruker for o in mote.oppmoter.all()} == {utv.utvalgsleder, utv.vara}
    vara = mote.oppmoter.get(bruker=utv.vara)
    vedtak = {"versjon": utv.ny(mote).versjon, "utfall": "vedtatt", f"inhabil_{vara.pk}": "naerstaaende"}
    assert klient.post(f"{side}sak/1/vedtak/", vedtak).status_code == 302
    assert Inhabilitet.objects.get().oppmote == vara
    tekst = klient.get(side).content.decode()
    assert "Vilde Vara forlot møtet under saken (nær tilknytning til en part)." in tekst
    assert "Nær tilknytning" not in inne(utv.medlem).get(side).content.decode()  # not before the minutes are handed in
    assert klient.post(f"{side}til-godkjenning/", {"versjon": utv.ny(mote).versjon}).status_code == 302
    leder = inne(utv.utvalgsleder)
    assert "Venter på deg" in leder.get(side).content.decode()
    assert leder.post(f"{side}godkjenn/", {"versjon": utv.ny(mote).versjon}).status_code == 302
    assert "Protokoll (PDF)" in inne(utv.medlem).get(side).content.decode()


def test_answers_by_post(utv: UtvalgCast) -> None:
    mote = utv.sendt(utv.skriftligfelter(), saker=2)
    klient, side = inne(utv.medlem), f"/utvalg/moter/{mote.pk}/svar/"
    tekst = klient.get(side).content.decode()
    assert ("Fordeling av plasser 1" in tekst, "Fordeling av plasser 2" in tekst) == (True, True)
    assert klient.post(side, {"versjon": mote.versjon, "svar_1": "tiltrer"}).status_code == 200
    assert klient.post(side, {"versjon": mote.versjon, "svar_1": "tiltrer", "svar_2": "onsker_mote"}).status_code == 302
    assert [(s.motesak.nummer, s.svar) for s in Motesvar.objects.order_by("motesak__nummer")] == [
        (1, "tiltrer"), (2, "onsker_mote"),
    ]  # fmt: skip
    assert inne(utv.medlem).get(f"/utvalg/moter/{mote.pk}/kalender.ics").status_code == 404


@pytest.mark.parametrize("kode", ["oppmote", "endre"])
def test_a_written_procedure_has_no_page_of_a_meeting(utv: UtvalgCast, kode: str) -> None:
    skriftlig, mote = utv.sendt(utv.skriftligfelter()), utv.sendt()
    klient = inne(utv.utvalgssekretaer)
    assert klient.get(f"/utvalg/moter/{skriftlig.pk}/{kode}/").status_code == 404
    assert klient.get(f"/utvalg/moter/{mote.pk}/{'lukk' if kode == 'oppmote' else 'endre-frist'}/").status_code == 404


# --- admin, retention, diagram ----------------------------------------------------------------------------------------


def test_the_administrator_looks_and_changes_nothing(utv: UtvalgCast) -> None:
    Bruker.objects.filter(pk=utv.sekretariat.pk).update(is_staff=True, is_superuser=True)
    klient = Client()
    klient.force_login(Bruker.objects.get(pk=utv.sekretariat.pk))
    mote = utv.godkjent(vara=True)
    Motesak.objects.filter(pk=mote.saker.get().pk).first()
    for modell, rad in [(Mote, mote), (Motesak, mote.saker.get()), (Oppmote, mote.oppmoter.first())]:
        navn = f"admin:utvalg_{modell._meta.model_name}"
        assert klient.get(reverse(f"{navn}_changelist"), {"q": "U-"}).status_code == 200
        assert klient.get(reverse(f"{navn}_add")).status_code == 403
        tekst = klient.get(reverse(f"{navn}_change", args=[rad.pk])).content.decode()
        assert ("Plassene fordeles" in tekst, 'name="_save"' in tekst) == (False, False)
    for modell in (Inhabilitet, Motesvar):
        assert klient.get(reverse(f"admin:utvalg_{modell._meta.model_name}_changelist"), {"q": "U-"}).status_code == 200


def test_old_meetings_lose_their_words_and_keep_their_outcomes(utv: UtvalgCast) -> None:
    mote, ny = utv.godkjent(), utv.godkjent()
    sett_bevaringstid("utvalg.mote", maaneder=120, utfort_av=Bruker.objects.systemet())
    om_ti_aar = timezone.now() + timedelta(days=3700)
    Mote.objects.filter(pk=ny.pk).update(endret=om_ti_aar, versjon=ny.versjon + 1)
    assert tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=om_ti_aar) == 1
    sak = mote.saker.get()
    assert (sak.tittel, sak.innstilling, sak.vedtak, sak.utfall, sak.nummer) == (TOMT, TOMT, TOMT, "vedtatt", 1)
    assert Signatur.objects.get(hendelse__sak_id=mote.pk).innhold == ""
    assert (mote.oppmoter.count(), ny.saker.get().vedtak) == (3, "Plassene fordeles som foreslått.")


def test_answers_lose_their_remarks_too(utv: UtvalgCast) -> None:
    from grunnmur.utvalg.operations import mote as moteop

    mote = utv.sendt(utv.skriftligfelter())
    svar(utv, mote, "medlem", {1: ("onsker_mote", "Det haster.")})
    moteop.avlys(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon)
    sett_bevaringstid("utvalg.mote", maaneder=1, utfort_av=Bruker.objects.systemet())
    tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=timezone.now() + timedelta(days=90))
    assert (Motesvar.objects.get().merknad, Motesvar.objects.get().svar) == ("", "onsker_mote")


def test_the_drawn_states_are_those_of_the_code() -> None:
    call_command("tegn_overganger", sjekk=True)
