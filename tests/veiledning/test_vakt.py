"""Nobody takes it, or whoever had it is gone: the next on the line is asked, the deadline stays, nothing closes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Stedfortreder
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from veiledning import tasks
from veiledning.models import Foresporsel, Svarvakt, Tilstand
from veiledning.operations import foresporsel, vakt
from veiledning.operations.taushet import meld_taushet_forfalte
from veiledning.operations.vakt import gi_tilbake_til_vakten, spor_neste_forfalte

from .folk import lag_veil, virkedag


def klokka(dager: int, time_: int, minutt: int = 0) -> datetime:
    """A time on the working day so many after today."""
    return timezone.make_aware(datetime.combine(virkedag(dager), time(time_, minutt)))


def aapne(sak):
    return Oppgave.objects.for_sak(sak).aapne().order_by("type")


def eiere(sak):
    return [(o.type.removeprefix("veiledning."), o.person or o.rolletype) for o in aapne(sak)]


@pytest.mark.krav("S1-V12")
def test_when_nobody_takes_it_the_line_is_asked_to_the_leader_and_silence_reaches_the_coordinator(veil):
    sak = veil.meldt(naa=klokka(1, 9))
    assert (sak.vakt, sak.neste_trinn) == (veil.svarer, klokka(2, 9))
    assert spor_neste_forfalte(klokka(2, 8, 59)) == 0

    forlop = []
    for dag in range(2, 12):
        for time_ in (9, 12, 15):
            naa = klokka(dag, time_)
            spor_neste_forfalte(naa)
            meld_taushet_forfalte(naa)
        forlop.append(eiere(sak))
    assert forlop[:3] == [
        [("ta", veil.svarer2)],
        [("ta", "veiledningsansvarlig")],
        [("ta", "leder")],
    ]
    # The deadline was five working days after the question; the day after it is silence.
    assert forlop[4] == [("ta", "leder")]
    assert forlop[5:] == [[("ta", "leder"), ("taus", "veiledningskoordinator")]] * 5
    sak.refresh_from_db()
    assert (sak.tilstand, sak.svarfrist, sak.neste_trinn) == ("meldt", virkedag(6), None)
    assert set(Varsel.objects.filter(mal="veiledning.taus").values_list("mottaker__navn", flat=True)) == {
        veil.koordinator.navn,
        veil.soker.navn,
    }


def test_who_answers_besides_the_rota_is_asked_before_the_leader(veil):
    sak = veil.meldt(naa=klokka(1, 9))
    for dag in (2, 3):
        spor_neste_forfalte(klokka(dag, 9))
    til = Varsel.objects.filter(mal="veiledning.meldt").order_by("opprettet").values_list("mottaker__navn", flat=True)
    assert list(til) == [veil.svarer.navn, veil.svarer2.navn, veil.reserve.navn]
    sak.refresh_from_db()
    assert vakt.ta(sak.pk, utfort_av=veil.reserve, versjon=sak.versjon).ansvarlig == veil.reserve


def test_on_another_weekday_whoever_is_on_duty_then_is_not_skipped(veil):
    veil.svarer.roller.get(type="veiledningsansvarlig").svarvakter.all().delete()
    mandag = next(n for n in range(1, 15) if virkedag(n).isoweekday() == 1 and virkedag(n + 1).isoweekday() == 2)
    veil.vakt("svarer", rekkefolge=1, ukedager=[1])
    veil.vakt("reserve", rekkefolge=1, ukedager=[2])
    sak = veil.meldt(naa=klokka(mandag, 9))
    assert sak.vakt == veil.svarer
    spor_neste_forfalte(klokka(mandag + 1, 9))
    sak.refresh_from_db()
    assert sak.vakt == veil.reserve
    # Who was asked on Monday may still take it on Tuesday.
    assert vakt.ta(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon).ansvarlig == veil.svarer


def test_a_stand_in_is_asked_and_signs_on_behalf_of(veil):
    veil.stedfortreder_for("stedfortreder", veil.svarer.roller.get(type="veiledningsansvarlig"))
    sak = veil.meldt()
    assert set(Varsel.objects.filter(mal="veiledning.meldt").values_list("mottaker__navn", flat=True)) == {
        veil.svarer.navn,
        veil.stedfortreder.navn,
    }
    sak = vakt.ta(sak.pk, utfort_av=veil.stedfortreder, versjon=sak.versjon)
    hendelse = Hendelse.objects.for_sak(sak).get(navn="ta")
    assert (sak.ansvarlig, hendelse.paa_vegne_av) == (veil.stedfortreder, veil.svarer)
    assert gi_tilbake_til_vakten() == 0

    Stedfortreder.objects.update(gyldig_fra=virkedag(-9), gyldig_til=virkedag(-1))
    assert gi_tilbake_til_vakten() == 1
    sak.refresh_from_db()
    assert (sak.tilstand, sak.ansvarlig, sak.vakt) == ("meldt", None, veil.svarer)


@pytest.mark.krav("S0-V02")
@pytest.mark.parametrize("grunn", ["rollen er slutt", "kontoen er stengt"])
def test_what_somebody_who_left_had_goes_back_to_the_line_at_once(veil, grunn):
    sak = veil.tatt()
    assert gi_tilbake_til_vakten() == 0
    if grunn == "rollen er slutt":
        veil.svarer.roller.filter(type="veiledningsansvarlig").update(gyldig_til=virkedag(-1))
    else:
        Bruker.objects.filter(pk=veil.svarer.pk).update(is_active=False)
    frist = sak.svarfrist
    assert gi_tilbake_til_vakten() == 1
    assert gi_tilbake_til_vakten() == 0
    sak.refresh_from_db()
    assert (sak.tilstand, sak.ansvarlig, sak.svarfrist) == ("meldt", None, frist)
    assert eiere(sak) == [("ta", veil.svarer2)]
    assert Varsel.objects.filter(mal="veiledning.tilbake", mottaker=veil.soker).count() == 1


def test_who_was_asked_and_left_is_followed_by_the_next_before_the_step_is_over(veil):
    sak = veil.meldt()
    veil.svarer.roller.filter(type="veiledningsansvarlig").update(gyldig_til=virkedag(-1))
    assert gi_tilbake_til_vakten() == 1
    sak.refresh_from_db()
    assert (sak.vakt, eiere(sak)) == (veil.svarer2, [("ta", veil.svarer2)])


def test_a_gap_is_reported_and_filled(veil):
    for kode in ("svarer", "svarer2", "reserve", "vertsleder", "divisjonsleder"):
        veil.folk[kode].roller.filter(type__in=["veiledningsansvarlig", "leder"]).update(gyldig_til=virkedag(-1))
    sak = veil.meldt()
    assert eiere(sak) == [("oppgaver.utpek", "kontakt_adm"), ("ta", "veiledningsansvarlig")]
    # A leader is appointed, and nobody on the rota: the leader is asked.
    veil.rolle("kontakt", "leder", veil.palliativ)
    assert gi_tilbake_til_vakten() == 1
    assert ("ta", "leder") in eiere(sak)


def test_a_question_by_field_alone_goes_to_the_unit_with_somebody_on_the_rota_for_it(veil):
    veil.rolle("kontakt", "veiledningsansvarlig", veil.akutt)
    veil.vakt("kontakt", fag="diabetes", ukedager=[1, 2, 3, 4, 5])
    sak = veil.meldt(veil.behov(til_enhet=None, fagomraade=veil.fag["diabetes"]))
    assert (sak.til_enhet, sak.vakt) == (veil.akutt, veil.kontakt)


@pytest.mark.krav("S1-V12")
@pytest.mark.krav("S0-V03")
def test_the_silence_of_somebody_who_answers_alone_goes_to_the_trusts_coordinator(veil):
    sak = veil.meldt(veil.behov(til_virksomhet=veil.praksis, til_enhet=None))
    assert meld_taushet_forfalte(klokka(6, 8)) == 1
    assert meld_taushet_forfalte(klokka(6, 9)) == 0
    oppgave = aapne(sak).get(type="veiledning.taus")
    assert (oppgave.rolletype, oppgave.virksomhet) == ("veiledningskoordinator", veil.sykehus)
    assert Oppgave.objects.venter_paa(veil.koordinator).filter(pk=oppgave.pk).exists()
    assert Foresporsel.objects.synlig_for(veil.koordinator).filter(pk=sak.pk).exists()


def test_without_a_coordinator_the_gap_is_reported(veil):
    veil.koordinator.roller.update(gyldig_til=virkedag(-1))
    veil.rolle("kontakt", "kontakt_adm", veil.sykehus)
    sak = veil.tatt()
    meld_taushet_forfalte(klokka(6, 8))
    assert ("oppgaver.utpek", "kontakt_adm") in eiere(sak)


def test_on_the_day_of_the_deadline_it_is_not_yet_silence(veil):
    sak = veil.tatt()
    assert meld_taushet_forfalte(timezone.make_aware(datetime.combine(sak.svarfrist, time(23)))) == 0
    neste = timezone.make_aware(datetime.combine(pluss_virkedager(sak.svarfrist, 1), time(8)))
    assert meld_taushet_forfalte(neste) == 1
    assert eiere(sak) == [("svar", veil.svarer), ("taus", "veiledningskoordinator")]


def test_a_failing_notice_leaves_nothing_behind(veil, monkeypatch):
    sak = veil.meldt(naa=klokka(0, 9) - timedelta(days=7))
    for modul in ("vakt", "taushet", "folger"):
        monkeypatch.setattr(f"veiledning.operations.{modul}.si_fra", _brister)
    foer = list(Hendelse.objects.for_sak(sak).values_list("pk", flat=True))
    oppgaver = list(aapne(sak).values_list("pk", flat=True))
    assert tasks.folg_vakten() == 0
    assert list(Hendelse.objects.for_sak(sak).values_list("pk", flat=True)) == foer
    assert list(aapne(sak).values_list("pk", flat=True)) == oppgaver


def _brister(*_a, **_k):
    raise RuntimeError("varsling er nede")


# --- two at once ------------------------------------------------------------------------------------------------------


def samtidig(*verb):
    start = Barrier(len(verb))

    def kappes(ett):
        start.wait()
        try:
            return ett()
        except Utdatert:
            return "for sen"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verb)) as traader:
        return list(traader.map(kappes, verb))


def test_two_sweeps_at_once_ask_the_next_once(transactional_db):
    veil = lag_veil()
    sak = veil.meldt(naa=klokka(1, 9))
    antall = samtidig(lambda: spor_neste_forfalte(klokka(2, 9)), lambda: spor_neste_forfalte(klokka(2, 9)))
    assert sum(antall) == 1
    assert Hendelse.objects.for_sak(sak).filter(navn="neste_i_vakten").count() == 1
    assert eiere(sak) == [("ta", veil.svarer2)]


def test_somebody_takes_it_as_the_next_is_asked(transactional_db):
    veil = lag_veil()
    sak = veil.meldt(naa=klokka(1, 9))
    systemet = Bruker.objects.systemet()
    svar = samtidig(
        lambda: vakt.ta(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon).tilstand,
        lambda: vakt.neste_i_vakten(sak.pk, utfort_av=systemet, versjon=sak.versjon, naa=klokka(2, 9)).tilstand,
    )
    assert svar.count("for sen") == 1
    sak.refresh_from_db()
    ventet = {Tilstand.MOTTATT: [("svar", veil.svarer)], Tilstand.MELDT: [("ta", veil.svarer2)]}
    assert eiere(sak) == ventet[sak.tilstand]


def test_whoever_was_asked_hears_that_it_is_withdrawn_whatever_the_rota_says_by_then(veil):
    sak = veil.meldt()
    Svarvakt.objects.filter(rolle__bruker=veil.svarer).delete()
    foresporsel.trekk(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert set(Varsel.objects.filter(mal="veiledning.trukket").values_list("mottaker__navn", flat=True)) == {"Svein Svarer"}
