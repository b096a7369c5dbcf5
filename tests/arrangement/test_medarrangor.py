"""Co-organisers: both levels of a fagdag, and each party for itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.arrangement.models import Medarrangor
from grunnmur.arrangement.operations import arrangement as op
from grunnmur.arrangement.operations import medarrangor
from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse

from .folk import ArrCast, aapne, fortalt, om

# --- both levels ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S0-F04")
def test_a_fagdag_is_announced_when_both_levels_have_confirmed(arr: ArrCast) -> None:
    sak = arr.fagdag(bekreftet=False)
    with pytest.raises(ValidationError) as grunn:
        op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    assert "Sykehuset har ikke bekreftet ennå." in grunn.value.messages[0]
    arr.svar(sak, "hamarsvarer", arr.hamar)  # another municipality is the same level
    sak = arr.ny(sak)
    with pytest.raises(ValidationError):
        op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    arr.svar(sak, "sykehussvarer", arr.sykehus)
    sak = arr.ny(sak)
    assert op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon).tilstand == "kunngjort"


@pytest.mark.krav("S0-F04")
def test_the_hospital_that_arranges_counts_for_its_level(arr: ArrCast) -> None:
    sak = arr.planlagt(av="kursforsker", hos="sykehus", type="fagdag", temaer=[arr.tema("fou")])
    with pytest.raises(ValidationError) as grunn:
        op.kunngjor(sak.pk, utfort_av=arr.kursforsker, versjon=sak.versjon)
    assert "En kommune har ikke bekreftet ennå." in grunn.value.messages[0]
    arr.be(sak, arr.hamar)
    arr.svar(sak, "hamarsvarer", arr.hamar)
    assert op.kunngjor(sak.pk, utfort_av=arr.kursforsker, versjon=arr.ny(sak).versjon).tilstand == "kunngjort"


def test_other_kinds_need_no_second_level(arr: ArrCast) -> None:
    assert [arr.kunngjort(type=t).tilstand for t in ("kurs", "moteplass", "fagkonferanse")] == ["kunngjort"] * 3


# --- no party binds another -------------------------------------------------------------------------------------------


@pytest.mark.krav("S4-B03")
def test_a_party_answers_for_itself_by_the_one_role_that_answers(arr: ArrCast) -> None:
    sak = arr.fagdag(bekreftet=False)
    assert aapne(sak) == [
        ("arrangement.svar_medarrangor", "fou_koordinator", "Sykehuset Innlandet HF"),
        ("arrangement.svar_medarrangor", "kontakt_adm", "Hamar"),
    ]
    assert fortalt(sak, "spurt_medarrangor") == {"Sindre Sykehussvarer", "Henrik Hamarsvarer"}
    for kode in ("arrangoren", "kursforsker", "hamarsvarer", "soker", "sekretariat"):
        with pytest.raises(Nektet):
            arr.svar(sak, kode, arr.sykehus)
    arr.svar(sak, "sykehussvarer", arr.sykehus)
    rad = Medarrangor.objects.get(arrangement=sak, virksomhet=arr.sykehus)
    assert (rad.tilstand, rad.kanal, rad.av) == ("bekreftet", "portal", arr.sykehussvarer)
    assert aapne(sak) == [("arrangement.svar_medarrangor", "kontakt_adm", "Hamar")]
    assert fortalt(sak, "medarrangor_svarte") == {"Arne Arrangør"}


@pytest.mark.krav("S4-B03")
def test_with_a_fou_coordinator_the_contact_does_not_answer(arr: ArrCast) -> None:
    arr.person("sykehuskontakt", "Siv Sykehuskontakt")
    arr.rolle("sykehuskontakt", RolleType.KONTAKT_ADM, arr.sykehus)
    sak = arr.fagdag(bekreftet=False)
    with pytest.raises(Nektet):
        arr.svar(sak, "sykehuskontakt", arr.sykehus)
    Rolle.objects.filter(bruker=arr.sykehussvarer).update(gyldig_til=timezone.localdate() - timedelta(days=1))
    assert arr.svar(sak, "sykehuskontakt", arr.sykehus).tilstand == "bekreftet"


def test_a_stand_in_answers_on_behalf_of(arr: ArrCast) -> None:
    arr.stedfortreder_for("soker", Rolle.objects.get(bruker=arr.sykehussvarer))
    sak = arr.fagdag(bekreftet=False)
    rad = arr.svar(sak, "soker", arr.sykehus)
    assert (rad.av, rad.paa_vegne_av) == (arr.soker, arr.sykehussvarer)
    assert Hendelse.objects.for_sak(sak).get(navn="bekreft").paa_vegne_av == arr.sykehussvarer


@pytest.mark.krav("S4-B03", "S1-A03")
def test_a_party_with_nobody_here_is_registered_with_name_channel_and_day(arr: ArrCast) -> None:
    sak = arr.planlagt(type="moteplass", temaer=[arr.tema("forebygging")])
    arr.be(sak, arr.frivillig, arr.firma, arr.hamar)
    idag = timezone.localdate()

    def registrer(virksomhet: Any, **andre: Any) -> Any:
        felter = {"bekreft": True, "navn": "Grete Gjest, daglig leder", "kanal": "epost", "dag": idag, **andre}
        versjon = arr.ny(sak).versjon
        return medarrangor.registrer_svar(
            sak.pk, utfort_av=arr.arrangoren, versjon=versjon, virksomhet=virksomhet.pk, **felter
        )

    for felter, feil in [
        ({"navn": " "}, "navn"), ({"kanal": "portal"}, "kanal"), ({"dag": idag + timedelta(days=1)}, "dag"),
    ]:  # fmt: skip
        with pytest.raises(ValidationError) as grunn:
            registrer(arr.frivillig, **felter)
        assert set(grunn.value.message_dict) == {feil}
    with pytest.raises(ValidationError) as grunn:
        registrer(arr.hamar)
    assert grunn.value.messages == ["Hamar kommune har noen i portalen som svarer selv."]
    rad = registrer(arr.frivillig)
    assert (rad.tilstand, rad.svart_navn, rad.kanal, rad.svart_dag) == (
        "bekreftet",
        "Grete Gjest, daglig leder",
        "epost",
        idag,
    )
    assert registrer(arr.firma, bekreft=False, kanal="papir").tilstand == "avslatt"
    with pytest.raises(Nektet):
        medarrangor.registrer_svar(
            sak.pk, utfort_av=arr.hamarsvarer, versjon=arr.ny(sak).versjon, virksomhet=arr.frivillig.pk, bekreft=True,
            navn="X", kanal="epost", dag=idag,
        )  # fmt: skip


@pytest.mark.krav("S4-B03")
def test_a_yes_was_to_the_time_it_had(arr: ArrCast) -> None:
    sak = arr.fagdag()
    op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, felter={"tittel": "Et bedre navn"})
    assert sak.medarrangorer.bekreftede().count() == 2
    sak = arr.ny(sak)
    op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, felter={"start": om(40), "slutt": om(40, 15)})
    assert sak.medarrangorer.bekreftede().count() == 0
    assert fortalt(sak, "spurt_paa_nytt") == {"Sindre Sykehussvarer", "Henrik Hamarsvarer"}
    assert len(aapne(sak)) == 2
    with pytest.raises(ValidationError):
        op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon)


def test_a_party_that_leaves_an_announced_fagdag_leaves_a_gap_that_is_told(arr: ArrCast) -> None:
    sak = arr.fagdag()
    op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    arr.svar(sak, "hamarsvarer", arr.hamar, bekreft=False)
    assert fortalt(sak, "nivaa_mangler") == set()
    arr.svar(sak, "sykehussvarer", arr.sykehus, bekreft=False)
    assert fortalt(sak, "nivaa_mangler") == {"Arne Arrangør"}


def test_a_question_is_withdrawn_only_before_it_is_answered(arr: ArrCast) -> None:
    sak = arr.fagdag(bekreftet=False)
    medarrangor.trekk(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, virksomhet=arr.hamar.pk)
    assert aapne(sak) == [("arrangement.svar_medarrangor", "fou_koordinator", "Sykehuset Innlandet HF")]
    arr.svar(sak, "sykehussvarer", arr.sykehus)
    with pytest.raises(ValidationError):
        medarrangor.trekk(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, virksomhet=arr.sykehus.pk)
    assert sak.medarrangorer.count() == 1


def test_a_party_is_asked_once_and_never_the_one_that_arranges(arr: ArrCast) -> None:
    sak = arr.planlagt()
    with pytest.raises(ValidationError):
        arr.be(sak, arr.gjovik)
    arr.be(sak, arr.hamar)
    with pytest.raises(ValidationError):
        arr.be(sak, arr.hamar)
