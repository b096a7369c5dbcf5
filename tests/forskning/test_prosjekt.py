"""What an idea must say, who may change it, and how a project begins and ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from forskning.models import Partner, Prosjekt
from forskning.operations import prosjekt as op
from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from tests.forskning.tilstander import eier_svart, fullfort, i_gang, stanset


def gjor(forsk: Any, verb: Any, prosjekt: Prosjekt, *, av: str = "forsker", **felter: Any) -> Prosjekt:
    return forsk.nytt(verb(prosjekt.pk, utfort_av=forsk.folk[av], versjon=forsk.nytt(prosjekt).versjon, **felter))


def feil_ved(felt: str, handling: Any) -> None:
    with pytest.raises(ValidationError) as feil:
        handling()
    assert list(feil.value.message_dict) == [felt]


# --- registered -------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S0-F02", "S1-A02")
def test_whoever_registers_leads_and_the_owner_is_the_first_partner(forsk: Any) -> None:
    p = forsk.ide()
    assert (p.tilstand, p.leder, p.saksnummer[:3]) == ("ide", forsk.forsker, "FP-")
    assert [(x.virksomhet, x.svar) for x in p.partnere.all()] == [(forsk.sykehus, "invitert")]
    assert list(p.temaer.all()) == [forsk.temaer["tjenesteutvikling"]]


def test_nobody_registers_for_a_party_they_do_not_belong_to(forsk: Any) -> None:
    for hvem in ("kommuneforsker", "utenfor"):
        with pytest.raises(Nektet):
            forsk.ide(av=hvem)
    assert not Prosjekt.objects.exists()


@pytest.mark.parametrize(
    ("felt", "felter"),
    [
        ("tittel", {"tittel": " "}),
        ("sammendrag", {"sammendrag": ""}),
        ("temaer", {"temaer": []}),
        ("studenter_begrunnelse", {"studenter": False, "studenter_begrunnelse": ""}),
        ("finansiering", {"finansiering": "egen"}),
        ("begrensning", {"begrensning": "fordi"}),
    ],
)
def test_what_an_idea_must_say_is_told_at_its_field(forsk: Any, felt: str, felter: dict[str, Any]) -> None:
    feil_ved(felt, lambda: forsk.ide(**felter))


def test_a_project_does_not_end_before_it_begins(forsk: Any) -> None:
    i_dag = timezone.localdate()
    feil_ved("avslutning", lambda: forsk.ide(oppstart=i_dag, avslutning=i_dag - timedelta(days=1)))


# --- changed ----------------------------------------------------------------------------------------------------------


def test_a_change_is_told_field_by_field_and_of_long_texts_only_that_it_was(forsk: Any) -> None:
    p = forsk.ide()
    felter = {"tittel": "Trygg hjemreise", "sammendrag": "Noe annet.", "temaer": [forsk.temaer["demografi"]]}
    p = gjor(forsk, op.endre, p, felter=felter)
    assert (p.tittel, list(p.temaer.all())) == ("Trygg hjemreise", [forsk.temaer["demografi"]])
    assert Hendelse.objects.for_sak(p).get(navn="endre").data["endringer"] == [
        {"felt": "tittel", "fra": "Trygg utskriving til kommunen", "til": "Trygg hjemreise"},
        {"felt": "sammendrag"},
        {"felt": "temaer", "fra": "Tjenesteutvikling", "til": "Demografi"},
    ]
    assert gjor(forsk, op.endre, p, felter=felter).versjon == p.versjon


def test_others_do_not_change_it_and_nobody_over_a_newer_version(forsk: Any) -> None:
    p = forsk.ide()
    with pytest.raises(Nektet):
        gjor(forsk, op.endre, p, av="fou", felter={"tittel": "Noe annet"})
    gjor(forsk, op.endre, p, av="sykehusfou", felter={"tittel": "Koordinatoren trer inn"})
    with pytest.raises(Utdatert):
        op.endre(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, felter={"tittel": "For sent"})


def test_what_concerns_the_money_stands_while_the_committee_has_the_case(forsk: Any) -> None:
    p = forsk.ide()
    Prosjekt.objects.filter(pk=p.pk).update(tilstand="til_forankring", versjon=p.versjon + 1)
    feil_ved("soknadsfrist", lambda: gjor(forsk, op.endre, p, felter={"soknadsfrist": timezone.localdate()}))
    feil_ved("studenter", lambda: gjor(forsk, op.endre, p, felter={"studenter": None}))
    assert gjor(forsk, op.endre, p, felter={"budsjett": 5}).budsjett == 5


# --- shared and restricted --------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-F03")
def test_an_idea_is_restricted_for_a_reason_and_shared_again(forsk: Any) -> None:
    p = forsk.ide()
    feil_ved("kode", lambda: gjor(forsk, op.begrens, p, kode=""))
    p = gjor(forsk, op.begrens, p, kode="rettigheter")
    assert not Prosjekt.objects.synlig_for(forsk.kommuneforsker).exists()
    with pytest.raises(UlovligOvergang):
        gjor(forsk, op.begrens, p, kode="avtale")
    gjor(forsk, op.del_, p)
    assert Prosjekt.objects.synlig_for(forsk.kommuneforsker).exists()


def test_what_is_on_the_open_pages_is_not_restricted(forsk: Any) -> None:
    p = forsk.ide()
    Prosjekt.objects.filter(pk=p.pk).update(publisert=timezone.now())
    with pytest.raises(UlovligOvergang):
        gjor(forsk, op.begrens, p, kode="avtale")


# --- led --------------------------------------------------------------------------------------------------------------


def test_a_new_leader_owes_what_the_old_one_owed(forsk: Any) -> None:
    p = forsk.ide()
    Partner.objects.create(
        prosjekt=p, virksomhet=forsk.parter["hoyskole"], invitert_av=forsk.forsker, invitert=timezone.now()
    )
    p = gjor(forsk, op.start_dialog, p)
    assert list(Oppgave.objects.for_sak(p).aapne().exclude(person=None).values_list("person__navn", flat=True)) == [
        "Frida Forsker"
    ]
    p = gjor(forsk, op.bytt_leder, p, leder=forsk.kommuneforsker)
    assert list(Oppgave.objects.for_sak(p).aapne().exclude(person=None).values_list("person__navn", flat=True)) == [
        "Kai Kommuneforsker"
    ]
    varsler = set(Varsel.objects.filter(sak_id=p.pk, mal__startswith="forskning.prosjekt").values_list("mal", "mottaker"))
    assert varsler == {("forskning.prosjekt_leder", forsk.kommuneforsker.pk)}
    with pytest.raises(Nektet):
        gjor(forsk, op.endre, p, felter={"tittel": "Leder ikke lenger"})


def test_a_leader_belongs_to_the_network_and_is_another(forsk: Any) -> None:
    p = forsk.ide()
    feil_ved("epost", lambda: gjor(forsk, op.bytt_leder, p, leder=forsk.utenfor))
    feil_ved("epost", lambda: gjor(forsk, op.bytt_leder, p, leder=forsk.forsker))


# --- its course -------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-F03", "S4-B03")
def test_the_dialogue_asks_the_owner_too(forsk: Any) -> None:
    p = gjor(forsk, op.start_dialog, forsk.ide())
    assert p.tilstand == "tidligfase"
    assert [(x.type, x.virksomhet) for x in Oppgave.objects.for_sak(p).aapne()] == [("forskning.partnersvar", forsk.sykehus)]


def test_a_project_without_external_money_begins_when_all_have_answered(forsk: Any) -> None:
    egen = {"finansiering": "egen", "finansior": "", "soknadsfrist": None}
    p = forsk.ide(**egen, studenter=None, studenter_begrunnelse="")
    with pytest.raises(ValidationError, match="studenter"):
        gjor(forsk, op.start, p)
    p = gjor(forsk, op.endre, p, felter={"studenter": False, "studenter_begrunnelse": "For lite å gjøre."})
    with pytest.raises(ValidationError, match="Disse har ikke svart"):
        gjor(forsk, op.start, p)
    p = gjor(forsk, op.start, eier_svart(forsk, p))
    assert (p.tilstand, p.oppstart) == ("paagaar", timezone.localdate())


def test_a_project_that_applies_for_money_does_not_just_begin(forsk: Any) -> None:
    with pytest.raises(UlovligOvergang):
        gjor(forsk, op.start, eier_svart(forsk, forsk.ide()))


@pytest.mark.krav("S4-C12")
def test_a_project_is_completed_and_opened_again(forsk: Any) -> None:
    p = fullfort(forsk)
    assert (p.tilstand, p.avslutning) == ("fullfort", timezone.localdate())
    assert gjor(forsk, op.gjenaapne, p).tilstand == "paagaar"


def test_the_database_lets_a_paid_project_be_opened_again_and_no_other_skip_the_application(forsk: Any) -> None:
    p = fullfort(forsk)
    Prosjekt.objects.filter(pk=p.pk).update(finansiering="ekstern", versjon=p.versjon + 1)
    assert gjor(forsk, op.gjenaapne, p).tilstand == "paagaar"
    ny = forsk.ide()
    with pytest.raises(DatabaseError, match="prosjekt_soker_midler"), transaction.atomic():
        Prosjekt.objects.filter(pk=ny.pk).update(tilstand="paagaar")


def test_to_stop_closes_everything_that_waits_and_leaves_the_open_pages(forsk: Any) -> None:
    p = gjor(forsk, op.start_dialog, forsk.ide())
    Prosjekt.objects.filter(pk=p.pk).update(publisert=timezone.now())
    feil_ved("grunn", lambda: gjor(forsk, op.stans, p, grunn=""))
    p = gjor(forsk, op.stans, p, grunn="ikke_tid", kommentar="Vi prøver igjen til høsten.")
    assert (p.tilstand, p.stansgrunn, p.publisert) == ("ikke_viderefort", "ikke_tid", None)
    assert not Oppgave.objects.for_sak(p).aapne().exists()
    assert [v.mottaker for v in Varsel.objects.filter(mal="forskning.prosjekt_stanset")] == [forsk.sykehusfou]


def test_what_is_taken_up_again_asks_those_who_never_answered(forsk: Any) -> None:
    p = gjor(forsk, op.ta_opp_igjen, stanset(forsk))
    assert (p.tilstand, p.stansgrunn, p.forankret) == ("tidligfase", "", None)
    assert Oppgave.objects.for_sak(p).aapne().filter(type="forskning.partnersvar").count() == 1


@pytest.mark.parametrize("verb", [op.start_dialog, op.start, op.del_, op.gjenaapne, op.fullfor, op.ta_opp_igjen])
def test_only_those_who_run_it_and_only_the_version_they_saw(forsk: Any, verb: Any) -> None:
    p = i_gang(forsk)
    for hvem in ("fou", "kommuneforsker", "utenfor"):
        with pytest.raises(Nektet):
            verb(p.pk, utfort_av=forsk.folk[hvem], versjon=p.versjon)
    with pytest.raises(Utdatert):
        verb(p.pk, utfort_av=forsk.forsker, versjon=p.versjon - 1)
