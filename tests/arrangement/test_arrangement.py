"""An event from plan to held: who may, what must be there, who is told, and who owes what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.arrangement.models import LAGER, Arrangement, Medarrangor
from grunnmur.arrangement.operations import arrangement as op
from grunnmur.arrangement.operations import deltaker, klokka
from grunnmur.arrangement.selectors.liste import arrangementer_for, kommende
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Avvisning, Hendelse
from grunnmur.varsling.models import Varsel
from tests.varselfeil import varsel_nektes

from .folk import ArrCast, aapne, fortalt, om

# --- who makes events, and what an event must have --------------------------------------------------------------------


@pytest.mark.krav("S1-F05")
def test_a_course_in_project_skills_has_its_theme_and_a_number(arr: ArrCast) -> None:
    sak = arr.planlagt()
    assert (sak.saksnummer, sak.tilstand) == (f"A-{timezone.localdate().year}-0001", "planlagt")
    assert [tema.kode for tema in sak.temaer.all()] == ["utviklingskompetanse"]
    assert Varsel.objects.filter(sak_id=sak.pk).count() == 0


def test_every_role_that_makes_events_makes_them_for_its_own_party_only(arr: ArrCast) -> None:
    for rolle in LAGER:
        bruker = arr.person(f"lager_{rolle}", "Lars Lager")
        arr.rolle(f"lager_{rolle}", rolle, arr.hamarhelse if rolle == RolleType.LEDER else arr.hamar)
        assert op.planlegg(utfort_av=bruker, arrangor=arr.hamar, felter=arr.felter()).arrangor == arr.hamar
        with pytest.raises(Nektet):
            op.planlegg(utfort_av=bruker, arrangor=arr.gjovik, felter=arr.felter())
    for kode in ("soker", "mottak", "utenfor"):
        for part in (arr.gjovik, arr.sykehus, arr.annen):
            with pytest.raises(Nektet):
                op.planlegg(utfort_av=arr.folk[kode], arrangor=part, felter=arr.felter())
    arr.rolle("utenfor", RolleType.FOU_KOORDINATOR, arr.annen)  # a party that takes no part
    with pytest.raises(Nektet):
        op.planlegg(utfort_av=arr.utenfor, arrangor=arr.annen, felter=arr.felter())


@pytest.mark.krav("S1-A03")
@pytest.mark.parametrize(
    ("felter", "feil"),
    [
        ({"form": "fysisk", "sted": ""}, "sted"),
        ({"form": "digital", "lenke": ""}, "lenke"),
        ({"form": "hybrid", "sted": "Hamar", "lenke": ""}, "lenke"),
        ({"form": "hybrid", "sted": "", "lenke": "https://mote.example/1"}, "sted"),
        ({"temaer": []}, "temaer"),
        ({"plasser": 0}, "plasser"),
        ({"type": "fest"}, "type"),
    ],
)
def test_what_an_event_must_have_is_said_at_the_field(arr: ArrCast, felter: dict[str, Any], feil: str) -> None:
    with pytest.raises(ValidationError) as grunn:
        arr.planlagt(**felter)
    assert set(grunn.value.message_dict) == {feil}
    assert Arrangement.objects.count() == 0


def test_times_must_follow_each_other(arr: ArrCast) -> None:
    dag = timezone.localdate() + timedelta(days=30)
    for felter, feil in [
        ({"start": om(-1), "slutt": om(1)}, "start"),
        ({"slutt": om(30, 9)}, "slutt"),
        ({"paameldingsfrist": dag + timedelta(days=1)}, "paameldingsfrist"),
    ]:
        with pytest.raises(ValidationError) as grunn:
            arr.planlagt(**felter)
        assert set(grunn.value.message_dict) == {feil}
    assert arr.planlagt(paameldingsfrist=dag).paameldingsfrist == dag


def test_the_form_decides_what_is_kept_of_place_and_link(arr: ArrCast) -> None:
    begge = {"sted": "Hamar", "lenke": "https://mote.example/1"}
    svar = {form: arr.planlagt(form=form, **begge) for form in ("fysisk", "digital", "hybrid")}
    assert {form: (sak.sted, sak.lenke) for form, sak in svar.items()} == {
        "fysisk": ("Hamar", ""), "digital": ("", "https://mote.example/1"), "hybrid": ("Hamar", "https://mote.example/1"),
    }  # fmt: skip


# --- changing, announcing, calling off, holding -----------------------------------------------------------------------


def test_others_are_refused_and_it_is_noted(arr: ArrCast) -> None:
    sak = arr.planlagt()
    for gjor in (
        lambda: op.kunngjor(sak.pk, utfort_av=arr.kursforsker, versjon=sak.versjon),
        lambda: op.endre(sak.pk, utfort_av=arr.kursforsker, versjon=sak.versjon, felter={"tittel": "Noe annet"}),
        lambda: op.avlys(sak.pk, utfort_av=arr.soker, versjon=sak.versjon),
    ):
        with pytest.raises(Nektet):
            gjor()
    assert Avvisning.objects.for_sak(sak).count() == 3
    with pytest.raises(Utdatert):
        op.avlys(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon - 1)


def test_the_maker_loses_it_with_the_role_and_the_party_takes_over(arr: ArrCast) -> None:
    sak = arr.kunngjort(av="kursforsker", hos="sykehus")
    Rolle.objects.filter(bruker=arr.kursforsker).update(gyldig_til=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Nektet):
        op.avlys(sak.pk, utfort_av=arr.kursforsker, versjon=sak.versjon)
    with pytest.raises(Nektet):
        op.avlys(sak.pk, utfort_av=arr.vertsleder, versjon=sak.versjon)  # leads a unit there, and did not make it
    assert op.avlys(sak.pk, utfort_av=arr.sykehussvarer, versjon=sak.versjon).tilstand == "avlyst"


def test_nothing_is_changed_by_changing_nothing(arr: ArrCast) -> None:
    sak = arr.planlagt()
    with pytest.raises(ValidationError):
        op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, felter=arr.felter())
    ny = op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, felter=arr.felter(temaer=[arr.tema("fou")]))
    assert [t.kode for t in ny.temaer.all()] == ["fou"]
    assert Hendelse.objects.for_sak(sak).get(navn="endre").data["endringer"] == [
        {"felt": "temaer", "fra": "Utviklingskompetanse", "til": "Fou"}
    ]


def test_a_change_that_matters_is_told_to_those_who_come_and_a_better_text_is_not(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    sak = arr.ny(sak)
    sak = op.endre(
        sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, felter={"beskrivelse": "Nytt", "program": "Kl. 9: Start"}
    )
    assert fortalt(sak, "endret") == set()
    sak = op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, felter={"sted": "Hamar"})
    assert fortalt(sak, "endret") == {"Synne Søker"}
    with pytest.raises(ValidationError) as grunn:
        op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, felter={"type": "moteplass"})
    assert set(grunn.value.message_dict) == {"type"}


def test_announcing_too_late_says_so(arr: ArrCast) -> None:
    sak = arr.planlagt(naa=timezone.now() - timedelta(days=40), start=om(-1), slutt=om(1))
    with pytest.raises(ValidationError) as grunn:
        op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    assert "har begynt" in grunn.value.messages[0]


def test_called_off_is_told_to_everybody_who_knew(arr: ArrCast) -> None:
    sak = arr.fagdag()
    op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    sak = op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, felter={"sted": "Hamar"})
    assert fortalt(sak, "endret") == {"Synne Søker"}
    avlyst = op.avlys(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, kommentar="For få påmeldte.")
    assert fortalt(sak, "avlyst") == {"Synne Søker", "Sindre Sykehussvarer", "Henrik Hamarsvarer"}
    assert fortalt(sak, "medarrangor_endret") == {"Sindre Sykehussvarer", "Henrik Hamarsvarer"}
    with pytest.raises(UlovligOvergang):
        op.avlys(sak.pk, utfort_av=arr.arrangoren, versjon=avlyst.versjon)


def test_it_is_held_when_it_has_begun_and_who_came_is_noted_and_put_right(arr: ArrCast) -> None:
    kommende_sak = arr.kunngjort()
    with pytest.raises(ValidationError):
        op.hold(kommende_sak.pk, utfort_av=arr.arrangoren, versjon=kommende_sak.versjon, var_med=[])
    sak = arr.holdt(paameldt=("soker", "kontakt"))
    assert set(sak.deltakere.values_list("svar", flat=True)) == {"var_med"}
    soker = sak.deltakere.get(bruker=arr.soker)
    op.rett_oppmote(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, var_med=[soker.pk])
    assert dict(sak.deltakere.values_list("bruker__navn", "svar")) == {"Synne Søker": "var_med", "Kristin Kontakt": "uteble"}


# --- time -------------------------------------------------------------------------------------------------------------


def test_an_event_that_passes_in_silence_becomes_a_task_once(arr: ArrCast) -> None:
    sak = arr.kunngjort(naa=timezone.now() - timedelta(days=40), start=om(-2), slutt=om(-2, 15))
    arr.kunngjort()
    assert klokka.spor_om_de_ble_holdt() == 1
    assert aapne(sak) == [("arrangement.folg_opp", "Arne Arrangør", "")]
    assert fortalt(sak, "ikke_registrert") == {"Arne Arrangør"}
    assert klokka.spor_om_de_ble_holdt() == 0
    sak = arr.ny(sak)
    op.hold(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, var_med=[])
    assert aapne(sak) == []


def test_when_the_maker_has_left_the_party_is_asked(arr: ArrCast) -> None:
    sak = arr.kunngjort(
        av="kursforsker", hos="sykehus", naa=timezone.now() - timedelta(days=40), start=om(-2), slutt=om(-2, 15)
    )
    Rolle.objects.filter(bruker=arr.kursforsker).update(gyldig_til=timezone.localdate() - timedelta(days=1))
    klokka.spor_om_de_ble_holdt()
    assert aapne(sak) == [("arrangement.folg_opp", "fou_koordinator", "Sykehuset Innlandet HF")]
    assert fortalt(sak, "ikke_registrert") == {"Sindre Sykehussvarer"}


def test_those_who_come_are_reminded_once_when_it_is_near(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    for kode in ("soker", "kontakt"):
        deltaker.meld_paa(sak.pk, utfort_av=arr.folk[kode])
    deltaker.meld_av(sak.pk, utfort_av=arr.kontakt)
    assert klokka.minn_deltakere_om_arrangementer() == 0
    naer = om(30) - timedelta(days=2)
    assert klokka.minn_deltakere_om_arrangementer(naa=naer) == 1
    assert fortalt(sak, "paaminnelse") == {"Synne Søker"}
    assert klokka.minn_deltakere_om_arrangementer(naa=naer + timedelta(hours=1)) == 0
    deltaker.meld_paa(sak.pk, utfort_av=arr.kontakt, naa=naer)  # who signs on now needs no reminder
    assert klokka.minn_deltakere_om_arrangementer(naa=naer + timedelta(hours=2)) == 0


# --- for the areas ----------------------------------------------------------------------------------------------------


@pytest.mark.krav("S4-C01")
def test_what_is_to_come_by_theme_and_type_as_far_as_one_may_see(arr: ArrCast) -> None:
    kurs, _plan = arr.kunngjort(start=om(10), slutt=om(10, 15)), arr.planlagt()
    moteplass = arr.kunngjort(
        type="moteplass", temaer=[arr.tema("forebygging"), arr.tema("fou")], start=om(5), slutt=om(5, 12)
    )
    arr.kunngjort(hvem="inviterte", start=om(3), slutt=om(3, 12))
    arr.holdt()
    assert list(kommende(arr.soker)) == [moteplass, kurs]
    assert list(kommende(arr.soker, temaer=[arr.tema("fou"), arr.tema("forebygging")])) == [moteplass]
    assert list(kommende(arr.soker, typer=["kurs"])) == [kurs]
    assert list(kommende(arr.utenfor)) == []


def test_an_event_that_came_of_a_case_is_found_from_it_by_those_who_may(arr: ArrCast) -> None:
    bak = arr.kunngjort()
    sak = arr.planlagt(gjelder=bak)
    assert (arrangementer_for(bak, arr.arrangoren), arrangementer_for(bak, arr.soker)) == ([sak], [])
    op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    assert arrangementer_for(bak, arr.soker) == [sak]
    assert arrangementer_for(sak, arr.arrangoren) == []


# --- one transaction --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["be_med", "svar", "endre", "kunngjor", "inviter", "meld_paa", "avlys", "minn"])
def test_a_notice_that_fails_leaves_nothing_behind(arr: ArrCast, verb: str) -> None:
    fagdag, kurs = arr.fagdag(bekreftet=verb != "svar"), arr.kunngjort()
    deltaker.meld_paa(kurs.pk, utfort_av=arr.kontakt)
    arr.inviter(fagdag)
    kurs, fagdag = arr.ny(kurs), arr.ny(fagdag)
    tiden = Bruker.objects.systemet()
    gjor = {
        "be_med": lambda: arr.be(kurs, arr.hamar),
        "svar": lambda: arr.svar(fagdag, "sykehussvarer", arr.sykehus),
        "endre": lambda: op.endre(kurs.pk, utfort_av=arr.arrangoren, versjon=kurs.versjon, felter={"sted": "Hamar"}),
        "kunngjor": lambda: op.kunngjor(fagdag.pk, utfort_av=arr.arrangoren, versjon=fagdag.versjon),
        "inviter": lambda: arr.inviter(kurs),
        "meld_paa": lambda: deltaker.meld_paa(kurs.pk, utfort_av=arr.soker),
        "avlys": lambda: op.avlys(kurs.pk, utfort_av=arr.arrangoren, versjon=kurs.versjon),
        "minn": lambda: klokka.minn(kurs.pk, utfort_av=tiden, versjon=kurs.versjon),
    }[verb]

    def tilstand() -> tuple[Any, ...]:
        return (
            list(Arrangement.objects.order_by("pk").values_list("tilstand", "versjon", "sted")),
            list(Medarrangor.objects.order_by("pk").values_list("tilstand", "besvart")),
            sorted(kurs.deltakere.values_list("svar", flat=True)), Hendelse.objects.count(),
            Oppgave.objects.aapne().count(), Varsel.objects.count(),
        )  # fmt: skip

    foer = tilstand()
    with varsel_nektes():
        gjor()
    assert tilstand() == foer
    gjor()
    assert tilstand() != foer
