"""The pages of enrolment: who sees what, what stands on them, and what a stale page answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato
from lis.lege.models import Avbrudd, Laeringsmaal
from lis.lis3.frister import foresporselsfrist
from lis.lis3.models import Innmelding, Klarmelding
from lis.lis3.operations import innmelding as op
from tests.lis3.folk import LisCast
from tests.lis3.test_innmelding_operasjoner import OM_ET_AAR, SENERE, innmeldt, onske, utkast


def klient(bruker: Bruker) -> Client:
    k = Client(headers={"host": "localhost"})
    k.force_login(bruker)
    return k


def tekst(svar: Any) -> str:
    return " ".join(svar.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def les(bruker: Bruker, adresse: str) -> str:
    svar = klient(bruker).get(adresse)
    assert svar.status_code == 200, svar.status_code
    return tekst(svar)


def vanlig(verdi: Any) -> str:
    return dato(verdi).replace("\N{NO-BREAK SPACE}", " ")


# --- the way in -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hvem", "status", "hvor"),
    [
        ("koordinator", 302, "/lis/lis3/ko/"),
        ("avdelingsleder", 302, "/lis/lis3/tjeneste/"),
        ("kommune_lis", 200, ""),
        ("hamar_lis", 200, ""),
        ("lis3", 200, ""),
        ("alis_kontor", 200, ""),
        ("soker", 404, ""),
        ("utenfor", 404, ""),
    ],
)
def test_everybody_lands_where_they_belong(lis: LisCast, hvem: str, status: int, hvor: str) -> None:
    svar = klient(lis.folk[hvem]).get("/lis/lis3/")
    assert (svar.status_code, svar.headers.get("Location", "")) == (status, hvor)


def test_a_list_shows_the_own_doctors_and_no_others(lis: LisCast) -> None:
    innmeldt(lis)
    hamar = lis.leger["lis3b"]
    op.registrer_lege(utfort_av=lis.hamar_lis, navn=hamar.navn, epost=hamar.epost, kommune=lis.hamar)
    for hvem, ser in [("kommune_lis", (True, False)), ("hamar_lis", (False, True)), ("lis3", (True, False)),
                      ("lis3b", (False, True)), ("alis_kontor", (False, False))]:  # fmt: skip
        side = les(lis.folk[hvem], "/lis/lis3/")
        assert ("Liv Listre" in side, "Lage Listre" in side) == ser, hvem


def test_the_list_says_what_is_missing_and_costs_the_same_for_one_and_for_three(lis: LisCast) -> None:
    op.registrer_lege(utfort_av=lis.kommune_lis, navn="Nils Nylege", epost="nils@prove.example", kommune=lis.gjovik)
    k = klient(lis.kommune_lis)
    assert "Mangler utdanningsplan, godkjent veileder, ønsker" in tekst(k.get("/lis/lis3/"))
    antall = []
    for nr in range(2):
        with CaptureQueriesContext(connection) as sporringer:
            k.get("/lis/lis3/")
        antall.append(len(sporringer))
        for kode in ("lis3", "lis3c") if nr == 0 else ():
            lege = lis.leger[kode]
            op.registrer_lege(utfort_av=lis.kommune_lis, navn=lege.navn, epost=lege.epost, kommune=lis.gjovik)
    assert antall[0] == antall[1]


# --- the case page ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hvem", "status"),
    [("koordinator", 200), ("kommune_lis", 200), ("lis3", 200), ("lis3b", 404), ("hamar_lis", 404), ("alis_kontor", 404),
     ("avdelingsleder", 404), ("lisveileder", 404), ("utenfor", 404)],
)  # fmt: skip
def test_the_case_is_seen_by_doctor_own_municipality_and_coordinator(lis: LisCast, hvem: str, status: int) -> None:
    sak = innmeldt(lis)
    assert klient(lis.folk[hvem]).get(sak.get_absolute_url()).status_code == status


@pytest.mark.krav("S1-I10", "S1-I13", "S1-I17")
def test_the_page_says_wishes_seniority_with_its_rule_goals_locum_and_question(lis: LisCast) -> None:
    sak = innmeldt(lis, onske(lis), onske(lis, SENERE, "dps", foer=1, etter=2))
    Avbrudd.objects.create(lege=sak.lege, dager=40)
    side = les(lis.lis3, sak.get_absolute_url())
    for ventet in [
        "Sykehustjenesten din",
        "Medisinsk avdeling, Gjøvik",
        f"Fra {vanlig(SENERE)}, kan starte inntil 1 md. før og 2 md. etter",
        "6 måneder sammenhengende ved én avdeling",
        "ALM 55 Samhandling",
        "ASA 4310, punkt 13.2",
        "Avbrudd på 40 dager trekkes ikke fra etter regelen som gjelder nå.",
        "Regel: Startdato i spesialiseringen, uten fratrekk. Samarbeidsprosedyre 2, punkt 2.2",
        "Nr. 1",
        f"Skal sendes kommunen seinest {vanlig(foresporselsfrist(OM_ET_AAR))}",
        "Lisbeth Lisveileder",
        "Hvem har åpnet saken",
    ]:
        assert ventet in side, ventet
    assert Laeringsmaal.objects.count() == side.count("Åpent")


def test_the_alis_office_sees_how_far_it_has_come_and_not_the_doctors_past(lis: LisCast) -> None:
    sak = utkast(lis)
    sak = op.meld_klar(sak.pk, utfort_av=lis.alis_kontor, versjon=sak.versjon)
    Avbrudd.objects.create(lege=sak.lege, dager=40)
    side = les(lis.alis_kontor, sak.get_absolute_url())
    assert ("Medisinsk avdeling, Gjøvik" in side, "40 dager" in side, "Historikk" in side) == (True, False, False)


@pytest.mark.krav("S1-I03", "S1-I04", "S1-I06")
def test_a_draft_says_what_is_missing_and_enrols_when_it_is_not(lis: LisCast) -> None:
    sak = op.registrer_lege(utfort_av=lis.kommune_lis, navn="Nils Nylege", epost="nils@prove.example", kommune=lis.gjovik)
    k = klient(lis.kommune_lis)
    side = tekst(k.get(sak.get_absolute_url()))
    assert ("Registrer en veileder som er godkjent spesialist" in side, ">Meld inn<" in side) == (True, False)
    svar = k.post(f"{sak.get_absolute_url()}plan/", {
        "versjon": sak.versjon, "plan_tildelt": "01.09.2026", "veileder": lis.lisveileder.pk,
        "gruppe": "allmennmedisin", "start": "1. mars 2025",
    })  # fmt: skip
    assert svar.status_code == 302
    sak.refresh_from_db()
    rad = {"avdeling_1": lis.avdelinger["medisin"].pk, "start_1": OM_ET_AAR.isoformat(), "etter_1": "2", "deling": "samlet"}
    svar = k.post(f"{sak.get_absolute_url()}onsker/", {"versjon": sak.versjon, **rad})
    assert svar.status_code == 302
    sak.refresh_from_db()
    assert ">Meld inn<" in tekst(k.get(sak.get_absolute_url()))
    svar = k.post(f"{sak.get_absolute_url()}meld-inn/", {"versjon": sak.versjon})
    assert svar.headers["Location"] == f"{sak.get_absolute_url()}kvittering/"
    sak.refresh_from_db()
    assert f"Saksnummeret er {sak.saksnummer}" in tekst(k.get(svar.headers["Location"]))


def test_an_incomplete_enrolment_is_refused_on_the_page_with_what_to_do(lis: LisCast) -> None:
    sak = op.registrer_lege(utfort_av=lis.kommune_lis, navn="Nils Nylege", epost="nils@prove.example", kommune=lis.gjovik)
    svar = klient(lis.kommune_lis).post(f"{sak.get_absolute_url()}meld-inn/", {"versjon": sak.versjon})
    assert svar.status_code == 200
    assert "Registrer at legen har fått individuell utdanningsplan, før du melder inn." in tekst(svar)


def test_a_half_filled_wish_is_explained_by_its_number(lis: LisCast) -> None:
    sak = utkast(lis)
    svar = klient(lis.kommune_lis).post(
        f"{sak.get_absolute_url()}onsker/",
        {
            "versjon": sak.versjon,
            "deling": "samlet",
            "start_2": "i morgen",
            "foer_3": "2",
            "avdeling_4": lis.avdelinger["dps"].pk,
        },
    )
    side = tekst(svar)
    assert "Skriv datoen i «Ønsket start (2. ønske)» med dag, måned og år" in side
    assert "Velg avdeling i 3. ønske." in side
    assert "Oppgi ønsket start i 4. ønske." in side


# --- change, stale, too late ------------------------------------------------------------------------------------------


def endring(lis: LisCast, sak: Innmelding, **andre: Any) -> dict[str, Any]:
    return {
        "versjon": sak.versjon, "avdeling_1": lis.avdelinger["dps"].pk, "start_1": f"{SENERE:%d.%m.%Y}", "deling": "samlet",
        "endret_dato": timezone.localdate().isoformat(),
    } | andre  # fmt: skip


@pytest.mark.krav("S1-I07")
def test_a_change_tells_the_new_deadline_and_stands_in_the_history(lis: LisCast) -> None:
    sak = innmeldt(lis)
    k = klient(lis.kommune_lis)
    assert "Slik står det nå" in tekst(k.get(f"{sak.get_absolute_url()}endring/"))
    svar = k.post(f"{sak.get_absolute_url()}endring/", endring(lis, sak), follow=True)
    side = tekst(svar)
    assert f"Ny planlagt start er {vanlig(SENERE)}, og fristen er flyttet til {vanlig(foresporselsfrist(SENERE))}." in side
    assert f'<del><span class="ds-sr-only">Før: </span>{vanlig(OM_ET_AAR)}</del>' in side


def test_a_stale_page_says_who_was_faster_and_keeps_what_was_typed(lis: LisCast) -> None:
    sak = innmeldt(lis)
    gammel = endring(lis, sak)
    op.avklar_vikar(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, vikar="plan")
    svar = klient(lis.kommune_lis).post(f"{sak.get_absolute_url()}endring/", gammel)
    side = tekst(svar)
    assert svar.status_code == 409
    assert "Line Liskontakt registrerte status for vikar" in side
    assert f"{SENERE:%d.%m.%Y}" in side
    sak.refresh_from_db()
    assert sak.planlagt_start == OM_ET_AAR


def test_too_late_is_409_to_who_once_could_and_403_to_others(lis: LisCast) -> None:
    sak = innmeldt(lis)
    sak = op.trekk(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    for hvem, status in [("kommune_lis", 409), ("koordinator", 403), ("lis3", 403), ("hamar_lis", 404)]:
        svar = klient(lis.folk[hvem]).post(f"{sak.get_absolute_url()}endring/", endring(lis, sak))
        assert svar.status_code == status, hvem


@pytest.mark.krav("S1-I09")
def test_the_coordinator_assesses_two_parts_on_the_case(lis: LisCast) -> None:
    sak = innmeldt(lis, deling="delt", deling_begrunnelse="Praksisen er liten.")
    k = klient(lis.koordinator)
    assert "Godkjent utdanningsvirksomhet fra 1. januar 2020" in tekst(k.get(sak.get_absolute_url()))
    svar = k.post(f"{sak.get_absolute_url()}deling/", {"versjon": sak.versjon, "ja": "1"})
    assert (svar.status_code, "Fyll ut feltet «Begrunnelse for vurderingen»." in tekst(svar)) == (200, True)
    svar = k.post(f"{sak.get_absolute_url()}deling/", {"versjon": sak.versjon, "nei": "1", "begrunnelse": "For kort."})
    assert svar.status_code == 302
    sak.refresh_from_db()
    assert sak.delingsvurdering == "ikke_godkjent"


def test_hold_and_back_interruptions_and_locum_by_their_pages(lis: LisCast) -> None:
    sak = innmeldt(lis)
    k, adresse = klient(lis.kommune_lis), sak.get_absolute_url()
    versjon = sak.versjon

    def post(sti: str, **data: Any) -> None:
        nonlocal versjon
        svar = k.post(f"{adresse}{sti}", {"versjon": versjon, **data})
        assert svar.status_code == 302, tekst(svar)
        sak.refresh_from_db()
        versjon = sak.versjon

    post("vikar/", vikar="ja", vikar_dato="")
    post("avbrudd/", fra="01.05.2025", til="10.05.2025", dager="")
    avbrudd = Avbrudd.objects.get(lege=sak.lege)
    assert "1.–10. mai 2025 (10 dager)" in les(lis.kommune_lis, f"{adresse}avbrudd/")
    post(f"avbrudd/{avbrudd.pk}/fjern/")
    til = timezone.localdate() + timedelta(days=40)
    post("vent/", til=til.isoformat())
    assert f"på vent til {vanlig(til)}" in les(lis.lis3, adresse)
    post("gjenoppta/")
    post("meld-klar/")
    assert (sak.tilstand, sak.vikar, Klarmelding.objects.count(), Avbrudd.objects.count()) == ("innmeldt", "ja", 1, 0)
    post("trekk/", kommentar="")
    assert sak.tilstand == "trukket"


# --- reported ready, registered ---------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I23")
def test_office_municipality_and_doctor_report_ready_from_the_page(lis: LisCast) -> None:
    felter = {"navn": "Nils Nylege", "epost": "nils@prove.example", "kommune": lis.gjovik.pk, "gruppe": "allmennmedisin"}
    assert klient(lis.alis_kontor).post("/lis/lis3/klar/", felter).status_code == 302
    assert klient(lis.kommune_lis).post("/lis/lis3/klar/", felter).status_code == 302
    assert klient(lis.lis3b).post("/lis/lis3/klar/", {"kommune": lis.hamar.pk}).status_code == 302
    saker = Innmelding.objects.order_by("opprettet")
    assert [(s.lege.navn, s.klarmeldinger.count()) for s in saker] == [("Nils Nylege", 2), ("Lage Listre", 1)]


@pytest.mark.parametrize("adresse", ["ny/", "klar/"])
@pytest.mark.parametrize("hvem", ["soker", "avdelingsleder", "utenfor", "sekretariat"])
def test_others_find_no_form(lis: LisCast, hvem: str, adresse: str) -> None:
    assert klient(lis.folk[hvem]).get(f"/lis/lis3/{adresse}").status_code == 404


def test_a_doctor_of_another_municipality_is_explained_at_the_field(lis: LisCast) -> None:
    felter = {"navn": "Lage Listre", "epost": "LIS3B@prove.example", "kommune": lis.gjovik.pk, "gruppe": "allmennmedisin",
              "start": "01.09.2024"}  # fmt: skip
    svar = klient(lis.kommune_lis).post("/lis/lis3/ny/", felter)
    assert (svar.status_code, "Legen er registrert i en annen kommune." in tekst(svar)) == (200, True)
