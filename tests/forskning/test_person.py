"""Who takes part in a project."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from forskning.models import Prosjekt, Prosjektdeltaker
from forskning.operations import person as op
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.varsling.models import Varsel


def legg_til(forsk: Any, prosjekt: Prosjekt, **felter: Any) -> Prosjektdeltaker:
    versjon = forsk.nytt(prosjekt).versjon
    alle = {"rolle": "medarbeider", "bruker": None, "navn": "", "virksomhet": None} | felter
    return op.legg_til(prosjekt.pk, utfort_av=forsk.forsker, versjon=versjon, felter=alle)


def test_somebody_with_an_account_sees_a_restricted_project_and_is_told(forsk: Any) -> None:
    p = forsk.ide(begrensning="avtale")
    assert p not in Prosjekt.objects.synlig_for(forsk.kommuneforsker)
    legg_til(forsk, p, bruker=forsk.kommuneforsker, rolle="veileder")
    assert p in Prosjekt.objects.synlig_for(forsk.kommuneforsker)
    assert [v.mottaker for v in Varsel.objects.filter(mal="forskning.prosjekt_person")] == [forsk.kommuneforsker]


def test_a_student_without_an_account_is_there_by_name(forsk: Any) -> None:
    p = forsk.ide()
    deltaker = legg_til(forsk, p, navn="Stine Student", rolle="student", virksomhet=forsk.parter["hoyskole"])
    assert str(deltaker) == "Stine Student, Student"


@pytest.mark.parametrize(
    ("felt", "felter"),
    [("navn", {}), ("rolle", {"navn": "Noen", "rolle": "sjef"}), ("epost", {"av_seg": True})],
)
def test_what_a_person_must_be_is_told_at_its_field(forsk: Any, felt: str, felter: dict[str, Any]) -> None:
    felter = {"bruker": forsk.forsker} if felter.pop("av_seg", False) else felter
    with pytest.raises(ValidationError) as feil:
        legg_til(forsk, forsk.ide(), **felter)
    assert list(feil.value.message_dict) == [felt]


def test_nobody_is_in_it_twice(forsk: Any) -> None:
    p = forsk.ide()
    legg_til(forsk, p, bruker=forsk.kommuneforsker)
    with pytest.raises(ValidationError, match="allerede med"):
        legg_til(forsk, p, bruker=forsk.kommuneforsker, rolle="veileder")
    with pytest.raises(DatabaseError, match="prosjektdeltaker_en_gang"), transaction.atomic():
        Prosjektdeltaker.objects.create(prosjekt=p, bruker=forsk.kommuneforsker, rolle="veileder")


def test_whoever_is_taken_out_sees_a_restricted_project_no_more(forsk: Any) -> None:
    p = forsk.ide(begrensning="avtale")
    deltaker = legg_til(forsk, p, bruker=forsk.kommuneforsker)
    Prosjektdeltaker.objects.filter(pk=deltaker.pk).update(gyldig_fra=timezone.localdate() - timedelta(days=3))
    versjon = forsk.nytt(p).versjon
    op.ta_ut(deltaker.pk, utfort_av=forsk.forsker, versjon=versjon)
    assert p not in Prosjekt.objects.synlig_for(forsk.kommuneforsker)
    with pytest.raises(Utdatert):
        op.ta_ut(deltaker.pk, utfort_av=forsk.forsker, versjon=versjon)
    with pytest.raises(UlovligOvergang):
        op.ta_ut(deltaker.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon)


def test_only_those_who_run_it_say_who_takes_part(forsk: Any) -> None:
    p = forsk.ide()
    felter = {"rolle": "student", "bruker": None, "navn": "Noen", "virksomhet": None}
    for hvem in ("fou", "utenfor"):
        with pytest.raises(Nektet):
            op.legg_til(p.pk, utfort_av=forsk.folk[hvem], versjon=p.versjon, felter=felter)
