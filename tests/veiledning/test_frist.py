"""The day an answer is owed: counted in working days, set by the answerer, moved only when the asker agrees."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.varsling.models import Varsel
from veiledning import frister
from veiledning.models import Foresporsel
from veiledning.operations import frist as op
from veiledning.operations.taushet import meld_taushet_forfalte

from .folk import virkedag
from .test_vakt import aapne, eiere, klokka

OSLO = ZoneInfo("Europe/Oslo")
FRIDAGER = {
    date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14), date(2026, 5, 25),
    date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 29),
}  # fmt: skip
"""Holidays on weekdays near the days below, from the almanac."""


def uavhengig(start: datetime, timer: int) -> datetime:
    """The same by another road: count minutes, one by one, on the wall clock."""
    naa, igjen = start.astimezone(OSLO).replace(tzinfo=None), timer * 60
    while igjen:
        if naa.weekday() < 5 and naa.date() not in FRIDAGER and 8 <= naa.hour < 16:
            igjen -= 1
        naa += timedelta(minutes=1)
    return naa.replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    "start",
    [
        "2026-04-01 10:30", "2026-04-01 15:59", "2026-04-04 12:00", "2026-04-06 23:30", "2026-03-27 12:00",
        "2026-03-28 03:00", "2026-10-23 14:15", "2026-10-25 02:30", "2026-12-24 09:00", "2026-12-31 15:00",
        "2026-05-13 16:00", "2027-03-24 07:59",
    ],
)  # fmt: skip
@pytest.mark.parametrize("timer", [1, 4, 8, 17])
def test_working_hours_over_weekends_easter_and_the_change_of_clocks(start, timer):
    start = datetime.fromisoformat(start).replace(tzinfo=OSLO)
    assert frister.pluss_arbeidstimer(start, timer) == uavhengig(start, timer)


@pytest.mark.krav("S1-V03")
@pytest.mark.parametrize(
    ("hastegrad", "frist"),
    [("haster", date(2026, 4, 7)), ("snart", date(2026, 4, 9)), ("vanlig", date(2026, 4, 13))],
)
def test_the_deadline_is_working_days_after_easter(veil, hastegrad, frist):
    sak = veil.meldt(veil.behov(hastegrad=hastegrad), naa=datetime(2026, 4, 1, 23, 30, tzinfo=OSLO))
    assert sak.svarfrist == frist


@pytest.mark.krav("S1-V03")
def test_an_earlier_day_holds_at_once(veil):
    sak = veil.tatt()
    sak = op.sett_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(2))
    assert (sak.svarfrist, sak.forste_svar_tid) == (virkedag(2), None)
    assert [(o.type, o.frist) for o in aapne(sak)] == [("veiledning.svar", virkedag(2))]
    assert Varsel.objects.filter(mal="veiledning.frist_satt", mottaker=veil.soker).count() == 1


@pytest.mark.krav("S1-V03")
@pytest.mark.krav("S1-V12")
def test_a_later_day_counts_as_unanswered_until_the_asker_accepts(veil):
    sak = veil.tatt()
    gammel = sak.svarfrist
    with pytest.raises(ValidationError):
        op.sett_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(9))
    sak = op.foreslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(9))
    assert (sak.svarfrist, sak.foreslaatt_frist) == (gammel, virkedag(9))
    assert sak.forste_svar_tid is not None
    assert [(o.type, o.person, o.frist) for o in aapne(sak)] == [
        ("veiledning.ny_tid", veil.soker, gammel),
        ("veiledning.svar", veil.svarer, gammel),
    ]
    assert meld_taushet_forfalte(klokka(6, 8)) == 1

    sak.refresh_from_db()
    sak = op.godta_frist(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert (sak.svarfrist, sak.foreslaatt_frist, sak.taus_siden) == (virkedag(9), None, None)
    assert [(o.type, o.frist) for o in aapne(sak)] == [("veiledning.svar", virkedag(9))]
    assert meld_taushet_forfalte(klokka(7, 8)) == 0


def test_the_asker_may_hold_on_to_the_deadline(veil):
    sak = veil.tatt()
    gammel = sak.svarfrist
    sak = op.foreslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(9))
    with pytest.raises(Nektet):
        op.avslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    sak = op.avslaa_frist(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert (sak.svarfrist, sak.foreslaatt_frist, eiere(sak)) == (gammel, None, [("svar", veil.svarer)])
    with pytest.raises(UlovligOvergang):
        op.godta_frist(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)


def test_another_proposal_takes_the_place_of_the_first(veil):
    sak = veil.tatt()
    sak = op.foreslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(9))
    forst = sak.forste_svar_tid
    sak = op.foreslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(8))
    assert (sak.foreslaatt_frist, sak.forste_svar_tid) == (virkedag(8), forst)
    assert eiere(sak) == [("ny_tid", veil.soker), ("svar", veil.svarer)]
    sak = op.sett_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(1))
    assert (sak.foreslaatt_frist, eiere(sak)) == (None, [("svar", veil.svarer)])


@pytest.mark.krav("S1-V09")
def test_about_one_patient_another_time_to_ring_is_the_askers_to_accept(veil):
    sak = veil.tatt(veil.tilbakering())
    with pytest.raises(UlovligOvergang):
        op.sett_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(1))
    forslag = {"utfort_av": veil.svarer, "frist": virkedag(2)}
    with pytest.raises(ValidationError) as feil:
        op.foreslaa_frist(sak.pk, versjon=sak.versjon, **forslag, fra=time(13), til=time(12))
    assert list(feil.value.message_dict) == ["fra"]
    sak = op.foreslaa_frist(sak.pk, versjon=sak.versjon, **forslag, fra=time(12), til=time(13))
    assert (sak.ring_dag, sak.ring_fra, sak.svarfrist) == (virkedag(1), time(9), virkedag(1))
    sak = op.godta_frist(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert (sak.ring_dag, sak.ring_fra, sak.ring_til, sak.svarfrist) == (virkedag(2), time(12), time(13), virkedag(2))
    assert (sak.foreslaatt_fra, sak.foreslaatt_til) == (None, None)


def test_a_proposed_day_that_has_passed_is_not_accepted(veil):
    sak = veil.tatt()
    sak = op.foreslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(6))
    with pytest.raises(ValidationError):
        op.godta_frist(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, naa=klokka(7, 9))


@pytest.mark.parametrize("verb", ["sett_frist", "foreslaa_frist", "godta_frist", "avslaa_frist"])
def test_a_failing_notice_leaves_nothing_behind(veil, monkeypatch, verb):
    sak = veil.tatt()
    felter = {"utfort_av": veil.svarer, "frist": virkedag(2 if verb == "sett_frist" else 9)}
    if verb.endswith(("godta_frist", "avslaa_frist")):
        sak = op.foreslaa_frist(sak.pk, versjon=sak.versjon, **felter)
        felter = {"utfort_av": veil.soker}
    foer, oppgaver = Foresporsel.objects.filter(pk=sak.pk).values().get(), eiere(sak)
    monkeypatch.setattr("veiledning.operations.folger.varsle", _brister)
    with pytest.raises(RuntimeError):
        getattr(op, verb)(sak.pk, versjon=sak.versjon, **felter)
    assert (Foresporsel.objects.filter(pk=sak.pk).values().get(), eiere(sak)) == (foer, oppgaver)


def _brister(*_a, **_k):
    raise RuntimeError("varsling er nede")


# --- the pages --------------------------------------------------------------------------------------------------------


def skriv(dag: date) -> str:
    return dag.strftime("%d.%m.%Y")


@pytest.mark.parametrize(("dager", "hendelse"), [(2, "sett_frist"), (9, "foreslaa_frist")])
def test_one_form_decides_by_the_day_which_verb_it_is(veil, client, dager, hendelse):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    adresse = f"/veiledning/{sak.pk}/frist/"
    assert list(client.get(adresse).context["form"].fields) == ["versjon", "frist"]
    svar = client.post(adresse, {"versjon": sak.versjon, "frist": skriv(virkedag(dager))}, follow=True)
    assert len(svar.context["messages"]) == 1
    sak.refresh_from_db()
    assert (sak.svarfrist == virkedag(2), sak.foreslaatt_frist == virkedag(9)) == (dager == 2, dager == 9)


@pytest.mark.parametrize("kode", ["godta-frist", "avslaa-frist"])
def test_the_asker_answers_on_a_page_that_shows_both_days(veil, client, kode):
    sak = veil.tatt(veil.tilbakering())
    sak = op.foreslaa_frist(
        sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=virkedag(2), fra=time(12), til=time(13)
    )
    client.force_login(veil.soker)
    adresse = f"/veiledning/{sak.pk}/{kode}/"
    assert "12.00–13.00" in client.get(adresse).content.decode()
    assert client.post(adresse, {"versjon": sak.versjon}).status_code == 302
    sak.refresh_from_db()
    assert (sak.foreslaatt_frist, sak.ring_dag) == (None, virkedag(2 if kode == "godta-frist" else 1))
    client.force_login(veil.svarer)
    assert client.get(adresse).status_code == 403
    client.force_login(veil.utenfor)
    assert client.get(adresse).status_code == 404
