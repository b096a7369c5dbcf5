"""Milestones with their tasks, results and where they are used: in operation and database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from forskning.models import Prosjekt, Resultat, Viderebruk
from forskning.operations import milepael as mop
from forskning.operations import resultat as rop
from forskning.selectors.framdrift import framdriftsside, panel
from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.selectors import venter_paa_deg
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.varsling.models import Varsel

from .tilstander import fullfort, i_gang

pytestmark = pytest.mark.django_db


def milepael(forsk: Any, prosjekt: Prosjekt, om: int = 30, **felter: Any) -> Any:
    alle = {"art": "milepael", "tittel": "Alle intervjuene er gjort", "frist": timezone.localdate() + timedelta(days=om)}
    ny = forsk.nytt(prosjekt)
    return mop.legg_til(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon, felter=alle | felter)


def resultat(forsk: Any, prosjekt: Prosjekt, **felter: Any) -> Resultat:
    alle = {
        "art": "publikasjon", "tittel": "Trygg utskriving virker", "sammendrag": "Samtaler før utskriving hjelper.",
        "dato": timezone.localdate(), "doi": "10.1000/182", "lenke": "",
    }  # fmt: skip
    ny = forsk.nytt(prosjekt)
    return rop.registrer(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon, felter=alle | felter)


def aapne(prosjekt: Prosjekt) -> list[tuple[str, Any, Any]]:
    oppgaver = Oppgave.objects.for_sak(prosjekt).aapne().filter(del_id__isnull=False).order_by("frist")
    return [(o.type, o.person, o.del_id) for o in oppgaver]


# --- milestones -------------------------------------------------------------------------------------------------------


def test_each_milestone_is_a_task_of_the_leader_with_reminders(forsk: Any) -> None:
    p = forsk.ide()
    rapport, forste = milepael(forsk, p, 60, art="rapport", tittel="Rapport til fondet"), milepael(forsk, p, 10)
    andre = milepael(forsk, p, 20, tittel="Analysen er gjort")
    assert aapne(p) == [
        ("forskning.milepael", forsk.forsker, forste.pk),
        ("forskning.milepael", forsk.forsker, andre.pk),
        ("forskning.rapport", forsk.forsker, rapport.pk),
    ]
    oppgave = Oppgave.objects.get(del_id=rapport.pk)
    assert (oppgave.frist, len(oppgave.paaminnelser), oppgave.emne) == (rapport.frist, 4, p.saksnummer)
    titler = [rad.tittel for rad in venter_paa_deg(forsk.forsker)]
    assert f"Send rapporten til finansiøren av prosjekt {p.saksnummer}" in titler
    assert not [tittel for tittel in titler if "Trygg utskriving" in tittel]


def test_a_milestone_done_taken_out_or_changed_takes_its_own_task_with_it(forsk: Any) -> None:
    p = forsk.ide()
    a, b, c = (milepael(forsk, p, om) for om in (10, 20, 30))
    versjon = forsk.nytt(p).versjon
    mop.merk_som_gjort(a.pk, utfort_av=forsk.forsker, versjon=versjon)
    assert [del_id for _type, _person, del_id in aapne(p)] == [b.pk, c.pk]
    mop.ta_ut(b.pk, utfort_av=forsk.forsker, versjon=versjon + 1)
    ny_frist = timezone.localdate() + timedelta(days=90)
    felter = {"art": "formidling", "tittel": c.tittel, "frist": ny_frist}
    mop.endre(c.pk, utfort_av=forsk.forsker, versjon=versjon + 2, felter=felter)
    assert aapne(p) == [("forskning.formidlingsplan", forsk.forsker, c.pk)]
    assert Oppgave.objects.aapne().get(del_id=c.pk).frist == ny_frist
    side = framdriftsside(forsk.forsker, forsk.nytt(p))
    assert [[m.milepael.pk for m in side.kommende], [m.pk for m in side.gjorte], [m.pk for m in side.utgaatte]] == [
        [c.pk], [a.pk], [b.pk],
    ]  # fmt: skip
    for verb in (mop.merk_som_gjort, mop.ta_ut):
        with pytest.raises(UlovligOvergang):
            verb(a.pk, utfort_av=forsk.forsker, versjon=versjon + 3)
    assert forsk.nytt(p).versjon == versjon + 3


def test_only_those_who_run_the_project_plan_it_and_nobody_over_another(forsk: Any) -> None:
    p = forsk.ide()
    m = milepael(forsk, p)
    versjon = forsk.nytt(p).versjon
    for kode in ("kommuneforsker", "fou", "hamarsjef", "utenfor"):
        with pytest.raises(Nektet):
            mop.merk_som_gjort(m.pk, utfort_av=forsk.folk[kode], versjon=versjon)
    with pytest.raises(Utdatert):
        mop.ta_ut(m.pk, utfort_av=forsk.forsker, versjon=versjon - 1)
    assert mop.merk_som_gjort(m.pk, utfort_av=forsk.sykehusfou, versjon=versjon).naadd_av == forsk.sykehusfou


def test_a_deadline_that_is_past_and_a_day_that_has_not_come_are_refused(forsk: Any) -> None:
    p = forsk.ide()
    with pytest.raises(ValidationError, match="Fristen er passert"):
        milepael(forsk, p, -1)
    m = milepael(forsk, p, 0)
    i_morgen = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="framtiden"):
        mop.merk_som_gjort(m.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, dag=i_morgen)
    assert aapne(p) == [("forskning.milepael", forsk.forsker, m.pk)]


def test_a_milestone_is_never_deleted(forsk: Any) -> None:
    m = milepael(forsk, forsk.ide())
    with pytest.raises(DatabaseError, match="milepael_slettes_ikke"), transaction.atomic():
        m.delete()


# --- results ----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S4-C12", "S4-D12")
def test_a_result_is_told_to_the_people_and_the_partners_without_saying_what_it_is(forsk: Any) -> None:
    p = i_gang(forsk)
    resultat(forsk, p)
    varsler = Varsel.objects.filter(mal="forskning.resultat")
    assert {v.mottaker for v in varsler} == {forsk.sykehusfou}
    assert not [v for v in varsler if "utskriving" in str(v.data)]
    assert panel(forsk.forsker, forsk.nytt(p)).resultater == list(p.resultater.all())  # type: ignore[union-attr]


@pytest.mark.krav("S4-D12")
def test_a_publication_can_be_found_and_stands_on_a_project_once(forsk: Any) -> None:
    p = i_gang(forsk)
    for feil, felter in [
        ("doi", {"doi": "", "lenke": ""}), ("doi", {"doi": "doi.org/10.1000/182"}), ("doi", {"doi": "10.1/x"}),
        ("dato", {"dato": timezone.localdate() + timedelta(days=1)}),
    ]:  # fmt: skip
        with pytest.raises(ValidationError) as nei:
            resultat(forsk, p, **felter)
        assert list(nei.value.message_dict) == [feil], felter
    forste = resultat(forsk, p)
    with pytest.raises(ValidationError, match="allerede registrert"):
        resultat(forsk, p, tittel="En gang til")
    rop.trekk(forste.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon)
    assert resultat(forsk, p).doi == "10.1000/182"
    with pytest.raises(UlovligOvergang):
        rop.trekk(forste.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon)
    with pytest.raises(DatabaseError, match="resultat_doi_en_gang"), transaction.atomic():
        Resultat.objects.filter(pk=forste.pk).update(trukket=None)


def test_an_idea_has_no_results(forsk: Any) -> None:
    p = forsk.ide()
    with pytest.raises(UlovligOvergang):
        resultat(forsk, p)


@pytest.mark.krav("S4-C12")
def test_where_a_result_was_used_leads_only_to_what_the_reader_sees(forsk: Any) -> None:
    p = i_gang(forsk)
    r = resultat(forsk, p)
    videre = forsk.ide(av="kommuneforsker", eier=forsk.gjovik, begrensning="konkurranse")
    rop.noter_viderebruk(
        r.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, beskrivelse="Brukt i Gjøvik", sak=videre
    )
    for kode, ser in [("kommuneforsker", videre.saksnummer), ("forsker", ""), ("hamarsjef", "")]:
        (linje,) = framdriftsside(forsk.folk[kode], forsk.nytt(p)).resultater
        assert [(v.beskrivelse, v.sak) for v in linje.viderebruk] == [("Brukt i Gjøvik", ser)], kode
    with pytest.raises(ValidationError, match="dette prosjektet"):
        rop.noter_viderebruk(r.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, beskrivelse="x", sak=p)
    assert Viderebruk.objects.count() == 1


def test_a_failing_notice_leaves_nothing_behind(forsk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    p = fullfort(forsk)

    def faller(*_a: Any, **_k: Any) -> None:
        raise RuntimeError("outbox")

    monkeypatch.setattr(rop, "si_fra", faller)
    with pytest.raises(RuntimeError, match="outbox"):
        resultat(forsk, p)
    assert (p.resultater.count(), forsk.nytt(p).versjon) == (0, p.versjon)
