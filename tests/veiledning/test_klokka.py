"""No state may hide silence: whoever owes the next move, somebody above hears of it when the day has passed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from veiledning import overganger as o
from veiledning.models import UBESVART, Foresporsel
from veiledning.operations import avgrensning, avtale, frist, traad, vakt
from veiledning.operations.taushet import meld_taushet_forfalte
from veiledning.operations.videre import videresend

from .folk import virkedag
from .samtale import foreslaa, skylder


def klokken_ti(dag) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(10)))


def taus(sak: Foresporsel) -> list[str]:
    return list(Oppgave.objects.for_sak(sak).aapne().filter(type="veiledning.taus").values_list("rolletype", flat=True))


def spurt(veil, sak: Foresporsel, naa: datetime) -> Foresporsel:
    return traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hva mener dere?", naa=naa)


@pytest.mark.krav("S1-V12")
def test_every_state_without_an_answer_can_be_reported_as_silent():
    assert set(UBESVART) == set(o.MELD_TAUSHET.fra)


@pytest.mark.krav("S1-V12")
def test_asking_back_hides_no_silence_and_holds_nobody_up(veil):
    sak = veil.tatt()
    sak = spurt(veil, sak, timezone.now())
    assert meld_taushet_forfalte(klokken_ti(virkedag(5))) == 0
    assert meld_taushet_forfalte(klokken_ti(virkedag(6))) == 1
    assert taus(sak) == ["veiledningskoordinator"]
    sak.refresh_from_db()
    sak = traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Slik gjør dere det.")
    assert (sak.tilstand, taus(sak)) == ("gjennomfort", [])
    assert not Oppgave.objects.for_sak(sak).aapne().filter(type="veiledning.tilsvar").exists()


def test_asking_back_after_the_deadline_leaves_it_with_the_coordinator(veil):
    sak = veil.tatt()
    sent = klokken_ti(virkedag(6))
    meld_taushet_forfalte(sent)
    sak.refresh_from_db()
    sak = spurt(veil, sak, sent)
    assert taus(sak) == ["veiledningskoordinator"]


@pytest.mark.krav("S1-V03")
def test_the_clock_stands_still_twice_and_then_runs_on(veil):
    naa = klokken_ti(virkedag(1))
    sak = veil.tatt(naa=naa)
    frister = [sak.svarfrist]
    for _gang in range(3):
        sak = spurt(veil, sak, naa)
        naa = klokken_ti(pluss_virkedager(timezone.localdate(naa), 2))
        sak = traad.tilsvar(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="Dette.", naa=naa)
        frister.append(sak.svarfrist)
    assert frister == [virkedag(6), virkedag(8), virkedag(10), virkedag(10)]
    from grunnmur.varsling.models import Varsel

    til = Varsel.objects.filter(mal="veiledning.spurt_mange_ganger").values_list("mottaker__navn", flat=True)
    assert list(til) == [veil.koordinator.navn]


@pytest.mark.parametrize("svarer_med", ["tilsvar", "avtale"])
def test_a_later_day_that_is_later_no_more_is_asked_of_nobody(veil, svarer_med):
    """The clock stood still past the day that was proposed: however the asker answers, nobody is asked about it."""
    naa = klokken_ti(virkedag(1))
    sak = veil.tatt(naa=naa)
    sak = frist.foreslaa_frist(
        sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=pluss_virkedager(sak.svarfrist, 1), naa=naa
    )
    sak, senere = spurt(veil, sak, naa), klokken_ti(pluss_virkedager(timezone.localdate(naa), 3))
    assert ("ny_tid", veil.soker.navn) in skylder(sak)
    if svarer_med == "tilsvar":
        sak = traad.tilsvar(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="Dette.", naa=senere)
    else:
        sak = foreslaa(veil, sak, av="soker", naa=senere, start=senere + timedelta(days=1))
    assert (sak.foreslaatt_frist, [type_ for type_, _hvem in skylder(sak) if type_ == "ny_tid"]) == (None, [])


def test_a_leader_who_does_not_look_again_is_told_of(veil):
    sak = veil.tatt()
    sak = avgrensning.avgrens(
        sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, vurdering="Dere har svaret i prosedyren.", forsvarlig=True
    )
    sak = avgrensning.be_om_ny_vurdering(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert meld_taushet_forfalte(klokken_ti(virkedag(6))) == 1
    assert taus(sak) == ["veiledningskoordinator"]


def test_a_leader_who_does_not_look_again_at_a_late_answer_is_told_of_too(veil):
    sak = veil.tatt()
    assert meld_taushet_forfalte(klokken_ti(virkedag(6))) == 1
    sak = avgrensning.avgrens(
        sak.pk, utfort_av=veil.svarer, versjon=sak.versjon + 1, vurdering="Dere har svaret i prosedyren.", forsvarlig=True
    )
    sak = avgrensning.be_om_ny_vurdering(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert taus(sak) == []
    assert meld_taushet_forfalte(klokken_ti(virkedag(12))) == 1
    assert taus(sak) == ["veiledningskoordinator"]


@pytest.mark.krav("S0-V03")
def test_a_specialist_who_works_alone_is_looked_at_again_by_the_trusts_coordinator(veil):
    sak = veil.tatt(veil.behov(til_virksomhet=veil.praksis, til_enhet=None), svarer="spesialist")
    sak = avgrensning.avgrens(
        sak.pk, utfort_av=veil.spesialist, versjon=sak.versjon, vurdering="Dere har svaret i prosedyren.", forsvarlig=True
    )
    sak = avgrensning.be_om_ny_vurdering(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.rolletype, oppgave.virksomhet) == ("veiledningskoordinator", veil.sykehus)
    sak = avgrensning.omgjor(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, vurdering="Dette skal besvares.")
    assert sak.tilstand == "meldt"


def foreslaatt(veil, sak: Foresporsel, start: datetime) -> Foresporsel:
    felter = {
        "innhold": "Gjennomgang", "form": "video", "start": start, "varighet": 30, "sted": "", "lenke": "",
        "ansvarlig_melder": veil.soker, "ansvarlig_svarer": veil.svarer,
    }  # fmt: skip
    avtale.foreslaa_avtale(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, felter=felter)
    return Foresporsel.objects.get(pk=sak.pk)


@pytest.mark.krav("S1-V05")
def test_a_time_nobody_confirmed_gives_the_answer_back_to_whoever_owes_it(veil):
    start = klokken_ti(virkedag(2))
    sak = foreslaatt(veil, veil.tatt(), start)
    assert avtale.ta_bort_utgaatte_avtaler(start - timedelta(minutes=1)) == 0
    assert avtale.ta_bort_utgaatte_avtaler(start) == 1
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.type, oppgave.person) == ("veiledning.svar", veil.svarer)
    assert avtale.ta_bort_utgaatte_avtaler(start) == 0


def test_the_coordinator_can_move_what_is_agreed_with_somebody_who_is_away(veil):
    sak = foreslaatt(veil, veil.tatt(), klokken_ti(virkedag(2)))
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    sak.refresh_from_db()
    sak = videresend(
        sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, grunn="kollega", person=veil.svarer2, kommentar="Er borte."
    )
    assert (sak.tilstand, sak.vakt) == ("meldt", veil.svarer2)


def test_a_new_day_is_a_working_day_and_not_years_ahead(veil):
    sak = veil.tatt()
    loerdag = next(d for d in (virkedag(8) + timedelta(days=n) for n in range(8)) if d.weekday() == 5)
    for dag in (loerdag, virkedag(200)):
        with pytest.raises(ValidationError):
            frist.foreslaa_frist(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=dag)


def test_who_leaves_while_the_asker_is_asked_back_leaves_the_days_to_the_next(veil):
    sak = spurt(veil, veil.tatt(naa=klokken_ti(virkedag(1))), klokken_ti(virkedag(2)))
    veil.svarer.roller.update(gyldig_til=virkedag(-1))
    assert vakt.gi_tilbake_til_vakten(klokken_ti(virkedag(4))) == 1
    sak.refresh_from_db()
    assert (sak.tilstand, sak.svarfrist) == ("meldt", virkedag(8))
