"""The pages of events, by post: what people do there, what they see, what a guest sees, and what it costs."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from grunnmur.arrangement.models import Arrangement, Gjest
from grunnmur.arrangement.operations import arrangement as op
from grunnmur.arrangement.operations import deltaker
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from tests.klient import som

from .folk import ArrCast, om
from .gjester import innhold, lenke


def norsk(dager: int) -> str:
    return (timezone.localdate() + timedelta(days=dager)).strftime("%d.%m.%Y")


def skjema(arr: ArrCast, **andre: Any) -> dict[str, Any]:
    return {
        "arrangor": arr.gjovik.pk, "type": "kurs", "tittel": "Prosjektledelse", "beskrivelse": "Om prosjekter.",
        "temaer": [arr.tema("utviklingskompetanse").pk], "form": "fysisk", "dag": norsk(30), "fra": "10", "til": "15.30",
        "sted": "Gjøvik", "hvem": "alle",
    } | andre  # fmt: skip


# --- making one -------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-F05")
def test_a_coordinator_makes_a_course_and_announces_it(arr: ArrCast) -> None:
    klient = som(arr.arrangoren)
    uten = klient.post("/arrangementer/ny/", skjema(arr, sted="", temaer=[]))
    assert "Velg minst ett tema." in innhold(uten)
    assert "Skriv hvor dere møtes." in innhold(klient.post("/arrangementer/ny/", skjema(arr, sted="")))
    assert "må slutte etter" in innhold(klient.post("/arrangementer/ny/", skjema(arr, til="09")))
    svar = klient.post("/arrangementer/ny/", skjema(arr, siste_dag=norsk(31)))
    sak = Arrangement.objects.get()
    assert (svar.status_code, svar["Location"]) == (302, sak.get_absolute_url())
    assert (sak.start, sak.slutt.date()) == (om(30), om(31).date())
    side = innhold(klient.get(sak.get_absolute_url()))
    assert "Ikke kunngjort ennå" in side
    assert klient.post(f"{sak.get_absolute_url()}kunngjor/", {"versjon": sak.versjon}).status_code == 302
    assert klient.post(f"{sak.get_absolute_url()}kunngjor/", {"versjon": sak.versjon}).status_code == 409
    assert "Prosjektledelse" in innhold(som(arr.soker).get("/arrangementer/"))


def test_a_person_with_one_party_is_not_asked_which_and_one_with_two_is(arr: ArrCast) -> None:
    assert 'type="hidden" name="arrangor"' in innhold(som(arr.arrangoren).get("/arrangementer/ny/"))
    arr.rolle("arrangoren", "forsker", arr.sykehus)
    side = innhold(som(arr.arrangoren).get("/arrangementer/ny/"))
    assert 'type="hidden" name="arrangor"' not in side and ">Sykehuset Innlandet HF</option>" in side
    assert som(arr.soker).get("/arrangementer/ny/").status_code == 404


def test_an_event_is_repeated_with_its_content_and_without_its_day(arr: ArrCast) -> None:
    sak = arr.kunngjort(program="Kl. 10: Kaffe")
    side = innhold(som(arr.arrangoren).get(f"/arrangementer/ny/?som={sak.pk}"))
    assert "Feltene er fylt ut som i «Prosjektledelse i praksis»." in side
    assert "Kl. 10: Kaffe" in side
    assert norsk(30) not in side
    assert "Kl. 10: Kaffe" not in innhold(som(arr.arrangoren).get("/arrangementer/ny/?som=tull"))
    skjult = arr.planlagt(program="Hemmelig")
    assert "Hemmelig" not in innhold(som(arr.sykehussvarer).get(f"/arrangementer/ny/?som={skjult.pk}"))


@pytest.mark.krav("S0-F04", "S4-B03")
def test_the_page_says_what_a_fagdag_lacks_and_parties_answer_there(arr: ArrCast) -> None:
    sak = arr.planlagt(type="fagdag", temaer=[arr.tema("fou")])
    side, fou = sak.get_absolute_url(), som(arr.arrangoren)
    assert "Sykehuset har ikke bekreftet ennå." in innhold(fou.get(side))
    uten = fou.post(f"{side}kunngjor/", {"versjon": sak.versjon})
    assert "Sykehuset har ikke bekreftet ennå." in innhold(uten)
    spurt = {"versjon": sak.versjon, "virksomheter": [arr.sykehus.pk, arr.frivillig.pk]}
    assert fou.post(f"{side}medarrangor/", spurt).status_code == 302
    sykehus = som(arr.sykehussvarer)
    assert "spør Sykehuset Innlandet HF. Du svarer for hele virksomheten." in innhold(sykehus.get(side))
    svar = {"versjon": arr.ny(sak).versjon, "virksomhet": arr.sykehus.pk, "svar": "ja"}
    assert sykehus.post(f"{side}svar-medarrangor/", {**svar, "virksomhet": arr.frivillig.pk}).status_code == 200
    assert sykehus.post(f"{side}svar-medarrangor/", svar).status_code == 302
    assert "Har ingen i portalen som svarer." in innhold(fou.get(side))
    registrer = {
        "versjon": arr.ny(sak).versjon, "virksomhet": arr.frivillig.pk, "svar": "ja", "navn": "Grete Gjest",
        "kanal": "papir", "dag": norsk(0),
    }  # fmt: skip
    assert "Dagen kan ikke være fram i tid." in innhold(fou.post(f"{side}registrer-svar/", {**registrer, "dag": norsk(2)}))
    assert fou.post(f"{side}registrer-svar/", registrer).status_code == 302
    assert "Grete Gjest, på papir" in innhold(fou.get(side))
    assert "registrer-svar/" in innhold(fou.get(side))
    assert fou.post(f"{side}kunngjor/", {"versjon": arr.ny(sak).versjon}).status_code == 302


def test_what_is_entered_is_changed_and_called_off(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    klient, side = som(arr.arrangoren), sak.get_absolute_url()
    assert 'name="type"' not in innhold(klient.get(f"{side}rediger/"))
    felter = skjema(arr, versjon=sak.versjon, sted="Hamar", tittel=sak.tittel)
    assert "Velg et tidspunkt som ikke er passert." in innhold(klient.post(f"{side}rediger/", {**felter, "dag": norsk(-3)}))
    assert klient.post(f"{side}rediger/", felter).status_code == 302
    assert arr.ny(sak).sted == "Hamar"
    assert klient.post(f"{side}rediger/", felter).status_code == 409
    avlys = {"versjon": arr.ny(sak).versjon, "kommentar": "For få påmeldte."}
    assert klient.post(f"{side}avlys/", avlys).status_code == 302
    assert klient.get(f"{side}avlys/").status_code == 409
    assert "For få påmeldte." in innhold(klient.get(side))
    assert "For få påmeldte." not in innhold(som(arr.soker).get(side))


# --- taking part ------------------------------------------------------------------------------------------------------


def test_buttons_of_the_page(arr: ArrCast) -> None:
    sak = arr.kunngjort(plasser=1)
    side, soker, kontakt = sak.get_absolute_url(), som(arr.soker), som(arr.kontakt)
    assert "Vil du være med?" in innhold(soker.get(side))
    soker.post(f"{side}meld-paa/")
    assert "Du kommer" in innhold(soker.get(side))
    assert "Sett meg på ventelisten" in innhold(kontakt.get(side))
    kontakt.post(f"{side}meld-paa/")
    assert "Du er nummer 1." in innhold(kontakt.get(side))
    assert "Synne Søker" not in innhold(kontakt.get(side))
    soker.post(f"{side}meld-av/")
    assert sak.deltakere.get(bruker=arr.kontakt).svar == "ja"
    assert soker.get(f"{side}meld-paa/").status_code == 405


def test_a_digital_meeting_opens_for_those_who_come(arr: ArrCast) -> None:
    sak = arr.kunngjort(form="digital", lenke="https://mote.example/rom")
    klient = som(arr.soker)
    assert "mote.example" not in innhold(klient.get(sak.get_absolute_url()))
    deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    assert "https://mote.example/rom" in innhold(klient.get(sak.get_absolute_url()))
    [gjest] = arr.inviter(sak)
    adresse, utlogget = lenke(gjest), Client()
    assert "mote.example" not in innhold(utlogget.get(adresse))
    utlogget.post(adresse, {"svar": "ja"})
    assert "https://mote.example/rom" in innhold(utlogget.get(adresse))


def test_inviting_one_or_a_list(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    klient, side = som(arr.arrangoren), f"{sak.get_absolute_url()}inviter/"
    assert "Skriv minst én e-postadresse." in innhold(klient.post(side, {"versjon": sak.versjon}))
    feil = klient.post(side, {"versjon": sak.versjon, "flere": "gro@x.example; Gro Gjest\nikke en adresse"})
    assert "Linje 2 begynner ikke med en e-postadresse." in innhold(feil)
    uten = klient.post(side, {"versjon": sak.versjon, "epost": "per@x.example"})
    assert "Skriv navnet til per@x.example, som ikke har konto." in innhold(uten)
    liste = f"gro@x.example; Gro Gjest; Frivilligsentralen\n\n{arr.soker.epost}\nper@x.example; Per Partner"
    assert klient.post(side, {"versjon": sak.versjon, "flere": liste}).status_code == 302
    assert set(sak.deltakere.values_list("navn", "organisasjon")) == {
        ("Gro Gjest", "Frivilligsentralen"), ("", ""), ("Per Partner", ""),
    }  # fmt: skip


def test_who_was_there_is_ticked_off(arr: ArrCast) -> None:
    sak = arr.kunngjort(naa=timezone.now() - timedelta(days=30), start=om(-1), slutt=om(-1, 15))
    naa = timezone.now() - timedelta(days=20)
    en, to = (deltaker.meld_paa(sak.pk, utfort_av=arr.folk[kode], naa=naa) for kode in ("soker", "kontakt"))
    klient, side = som(arr.arrangoren), sak.get_absolute_url()
    assert innhold(klient.get(f"{side}hold/")).count(" checked") == 2
    assert klient.post(f"{side}hold/", {"versjon": arr.ny(sak).versjon, "var_med": [en.pk]}).status_code == 302
    assert dict(sak.deltakere.values_list("pk", "svar")) == {en.pk: "var_med", to.pk: "uteble"}
    assert innhold(klient.get(f"{side}oppmote/")).count(" checked") == 1
    assert klient.post(f"{side}oppmote/", {"versjon": arr.ny(sak).versjon, "var_med": [to.pk]}).status_code == 302
    assert dict(sak.deltakere.values_list("pk", "svar")) == {en.pk: "uteble", to.pk: "var_med"}


def test_addresses_of_guests_are_for_those_who_arrange_on_page_and_in_excel(arr: ArrCast) -> None:
    sak = arr.fagdag()
    sak = op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    arr.inviter(sak)
    deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    side = f"{sak.get_absolute_url()}deltakere/"
    assert "gro@frivillig.example" in innhold(som(arr.arrangoren).get(side))
    for kode in ("sykehussvarer", "hamarsvarer", "soker", "kursforsker"):
        assert [som(arr.folk[kode]).get(f"{side}{sti}").status_code for sti in ("", "regneark/")] == [404, 404]
    for kode in ("arrangoren", "soker", "sykehussvarer"):
        assert "gro@frivillig.example" not in innhold(som(arr.folk[kode]).get(sak.get_absolute_url()))
    fil = b"".join(som(arr.arrangoren).get(f"{side}regneark/").streaming_content)  # type: ignore[attr-defined]
    rader = list(load_workbook(io.BytesIO(fil)).active.values)  # type: ignore[union-attr]
    assert {rad[:4] for rad in rader[1:]} == {
        ("Gro Gjest", "gro@frivillig.example", "Frivilligsentralen", "Ikke svart"),
        ("Synne Søker", "soker@prove.example", "Gjøvik kommune", "Kommer"),
    }  # fmt: skip


# --- the list ---------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S4-C01", "S4-D13")
def test_the_list_finds_by_kind_theme_form_year_and_words(arr: ArrCast) -> None:
    kurs = arr.kunngjort(tittel="Kurs i prosjektledelse")
    konferanse = arr.kunngjort(
        type="fagkonferanse", tittel="Fagkonferansen", temaer=[arr.tema("fou")], form="digital", lenke="https://m.example/1",
        start=om(400), slutt=om(400, 15),
    )  # fmt: skip
    holdt = arr.holdt()
    klient = som(arr.soker)

    def treff(sporring: str = "") -> list[Arrangement]:
        return [rad.sak for rad in klient.get(f"/arrangementer/?{sporring}").context["rader"]]

    assert treff() == [kurs, konferanse]
    assert treff("vis=tidligere") == [holdt]
    assert treff("type=fagkonferanse") == treff("tema=fou") == treff("form=digital") == treff("q=fagkonf") == [konferanse]
    assert treff(f"aar={konferanse.start.year}") == [konferanse]
    assert set(treff(f"aar={holdt.start.year}")) == {sak for sak in (kurs, holdt) if sak.start.year == holdt.start.year}
    assert treff("q=finnes-ikke") == []
    assert treff("tema=tull&type=tull&aar=tull") == [kurs, konferanse]
    deltaker.meld_paa(kurs.pk, utfort_av=arr.soker)
    assert "Du kommer" in innhold(klient.get("/arrangementer/"))
    assert som(arr.utenfor).get("/arrangementer/").status_code == 404


def test_an_empty_list_says_what_will_come(arr: ArrCast) -> None:
    assert "Når noen kunngjør et, står det her." in innhold(som(arr.soker).get("/arrangementer/"))
    assert "Lag et arrangement" in innhold(som(arr.arrangoren).get("/arrangementer/"))
    assert "Ingen arrangementer er holdt ennå." in innhold(som(arr.soker).get("/arrangementer/?vis=tidligere"))


@pytest.mark.parametrize("adresse", ["/arrangementer/", "", "deltakere/"])
def test_the_pages_cost_the_same_with_more_rows(arr: ArrCast, adresse: str) -> None:
    sak = arr.fagdag()
    sak = op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    klient = som(arr.arrangoren)

    def antall() -> int:
        with CaptureQueriesContext(connection) as sporringer:
            side = adresse if adresse.startswith("/") else f"{sak.get_absolute_url()}{adresse}"
            assert klient.get(side).status_code == 200
        return len(sporringer)

    def en_til(nr: int) -> None:
        arr.kunngjort(tittel=f"Kurs {nr}")
        arr.inviter(
            sak, Gjest(f"gjest{nr}@x.example", f"Gjest {nr}"), Gjest(arr.folk[["soker", "leder", "kontakt"][nr]].epost)
        )

    en_til(0)
    antall()
    med_en = antall()
    en_til(1)
    en_til(2)
    assert antall() == med_en
    assert med_en <= 30


def test_the_portal_acts_for_a_guest(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    [gjest] = arr.inviter(sak)
    Client().post(lenke(gjest), {"svar": "ja"})
    hendelse = Hendelse.objects.for_sak(sak).get(navn="gjest_svarte")
    assert (hendelse.utfort_av, hendelse.data) == (Bruker.objects.systemet(), {})
