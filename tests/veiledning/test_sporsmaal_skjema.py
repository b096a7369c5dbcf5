"""The form: from the first question to the receipt, in both directions, half filled in, and with what cannot be sent."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Virksomhet, Virksomhetstype
from veiledning.models import Foresporsel, Innstilling
from veiledning.views.verb import HANDLINGER

from .folk import virkedag

SYNTETISK_FNR = "21917010045"  # month + 80: never given to anybody


def som(bruker: Any) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def adr(navn: str, sak: Foresporsel | None = None) -> str:
    return reverse(f"veiledning:{navn}", args=[sak.pk] if sak else [])


def tekst(svar: Any) -> str:
    return svar.content.decode()


def utfylt(veil: Any, **andre: Any) -> dict[str, Any]:
    """A general need from Gjøvik as a browser posts it."""
    return {
        "versjon": 1, "enhet_sok": "", "til_enhet": str(veil.palliativ.pk), "til_virksomhet": "", "fagomraade": "",
        "fagfelt": "somatikk", "omfang": "kunnskap", "overskrift": "Smertelindring i hjemmet",
        "behov": "Vi trenger å vite hvordan smertepumper brukes.", "ytelse": "veiledning", "form": "video",
        "hastegrad": "vanlig", "onsket_innen": "",
    } | andre  # fmt: skip


def ringing(veil: Any, **andre: Any) -> dict[str, Any]:
    return {
        "versjon": 1, "enhet_sok": "", "til_enhet": str(veil.palliativ.pk), "til_virksomhet": "", "fagomraade": "",
        "fagfelt": "somatikk", "ring_tlf": "61 00 00 01", "ring_dag": f"{virkedag(1):%Y-%m-%d}", "ring_fra": "09:00",
        "ring_til": "11:30",
    } | andre  # fmt: skip


def begynn(klient: Client, **valg: Any) -> Foresporsel:
    svar = klient.post(adr("ny"), {"omfang": "kunnskap"} | valg)
    assert svar.status_code == 302, tekst(svar)
    return Foresporsel.objects.order_by("-opprettet").first()


# --- the first question -----------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-V01", "S0-K02")
def test_the_definition_and_the_shared_understanding_stand_on_top(veil):
    Innstilling.objects.update(forstaaelse_nb="Vi er enige om dette.", forstaaelse_vedtatt=timezone.localdate())
    side = tekst(som(veil.soker).get(adr("ny")))
    assert "Med gjensidig veiledningsplikt menes plikten begge tjenester har til å gi råd, veiledning" in side
    assert adr("felles_forstaaelse") in side
    egen = tekst(som(veil.soker).get(adr("felles_forstaaelse")))
    assert "Vi er enige om dette." in egen
    assert "https://lovdata.no/lov/1999-07-02-61/§6-3" in egen
    assert "https://lovdata.no/lov/2011-06-24-30/§5-11" in egen


@pytest.mark.krav("S1-V10")
def test_organisational_change_stops_and_is_stored_nowhere(veil):
    Innstilling.objects.update(organisatorisk_navn="Samarbeidsutvalget", organisatorisk_url="https://prove.example/ssu")
    svar = som(veil.soker).post(adr("ny"), {"omfang": "organisatorisk"}, follow=True)
    assert svar.redirect_chain == [(adr("organisatorisk"), 302)]
    assert "Veiledning om organisatoriske og administrative endringer er ikke omfattet av plikten." in tekst(svar)
    assert '<a class="ds-link" href="https://prove.example/ssu">Samarbeidsutvalget</a>' in tekst(svar)
    assert Foresporsel.objects.count() == 0


def test_two_presses_make_one_draft(veil):
    klient = som(veil.soker)
    assert begynn(klient) == begynn(klient)
    assert Foresporsel.objects.count() == 1
    begynn(klient, omfang="enkeltpasient")
    assert Foresporsel.objects.count() == 2


def test_what_the_address_says_is_chosen_and_what_it_says_wrong_is_ignored(veil):
    klient = som(veil.soker)
    side = tekst(klient.get(adr("ny"), {"omfang": "enkeltpasient", "til": str(veil.palliativ.pk), "overskrift": "Sår"}))
    assert 'value="enkeltpasient" checked' in " ".join(side.split()).replace(' id="id_omfang_0"', "")
    sak = begynn(klient, til=str(veil.palliativ.pk), overskrift="Sårstell")
    assert (sak.til_enhet, sak.til_virksomhet, sak.overskrift) == (veil.palliativ, veil.sykehus, "Sårstell")
    feil = begynn(klient, til=str(veil.hamarhelse.pk), overskrift="x" * 500)  # the same level, and far too long
    assert (feil.til_enhet, feil.overskrift) == (None, "")
    assert begynn(klient, til="tull", overskrift=SYNTETISK_FNR).overskrift == ""


def test_with_two_workplaces_the_person_chooses(veil):
    veil.rolle("soker", "ansatt", veil.palliativ)
    klient = som(veil.soker)
    assert "Velg arbeidsstedet du spør fra." in tekst(klient.post(adr("ny"), {"omfang": "kunnskap"}))
    sak = begynn(klient, fra_enhet=str(veil.palliativ.pk))
    assert (sak.fra_enhet, sak.fra_virksomhet) == (veil.palliativ, veil.sykehus)


def test_whoever_works_outside_is_told_so(veil):
    side = tekst(som(veil.utenfor).get(adr("ny")))
    assert "Arbeidsstedet ditt er ikke med" in side
    assert som(veil.utenfor).post(adr("ny"), {"omfang": "kunnskap"}).status_code == 200
    assert Foresporsel.objects.count() == 0


# --- the form ---------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-V02", "S0-V01", "S0-V04")
@pytest.mark.parametrize(
    ("hvem", "parter", "lov"),
    [
        ("soker", ["Spesialistpraksis Gjøvik", "Sykehuset Innlandet HF"], "spesialisthelsetjenesteloven § 6-3"),
        ("sykehuslege", ["Gjøvik kommune", "Hamar kommune"], "helse- og omsorgstjenesteloven § 5-11"),
    ],
)
def test_the_direction_decides_whom_and_which_law(veil, hvem, parter, lov):
    klient = som(veil.folk[hvem])
    svar = klient.get(adr("utkast", begynn(klient)))
    valg = [str(navn) for verdi, navn in svar.context["form"].fields["til_virksomhet"].choices if verdi]
    assert valg == parter
    assert f">{lov}</a>" in tekst(svar)


def test_with_one_party_to_ask_it_is_chosen(veil):
    Virksomhet.objects.filter(pk=veil.praksis.pk).update(type=Virksomhetstype.INSTITUSJON)
    klient = som(veil.soker)
    sak = begynn(klient)
    assert sak.til_virksomhet == veil.sykehus
    assert 'type="hidden" name="til_virksomhet"' in tekst(klient.get(adr("utkast", sak)))


def test_a_unit_is_found_without_scripts_and_brings_its_party(veil):
    klient = som(veil.sykehuslege)
    sak = begynn(klient)
    svar = klient.post(
        adr("utkast", sak), utfylt(veil, til_enhet="", enhet_sok="korttid", behov="Det jeg skrev", sok_enheter="1")
    )
    assert "1 enhet passer. Velg den under." in tekst(svar)
    assert "Korttidsavdelingen, Gjøvik, Gjøvik kommune" in tekst(svar)
    assert "Det jeg skrev" in tekst(svar)
    assert svar.context["form"].is_bound is False  # nothing is judged yet
    sak.refresh_from_db()
    klient.post(adr("utkast", sak), utfylt(veil, versjon=sak.versjon, til_enhet=str(veil.korttid.pk)))
    sak.refresh_from_db()
    assert (sak.til_enhet, sak.til_virksomhet) == (veil.korttid, veil.gjovik)


def test_a_field_instead_of_a_unit(veil):
    klient = som(veil.soker)
    sak = begynn(klient)
    data = utfylt(veil, til_enhet="", til_virksomhet=str(veil.sykehus.pk), fagomraade=str(veil.fag["rus"].pk), fagfelt="")
    svar = klient.post(adr("utkast", sak), data)
    assert svar.url == adr("se_over", sak)
    sak.refresh_from_db()
    assert (sak.til_enhet, sak.fagomraade, sak.fagfelt) == (None, veil.fag["rus"], "rus")  # the field says which


MANGLER = [
    ({"til_enhet": ""}, "til_virksomhet", "Velg hvem du vil spørre."),
    (
        {"til_enhet": "", "til_virksomhet": "sykehus"},
        "enhet_sok",
        "Velg enheten du vil spørre, eller fagområdet det gjelder.",
    ),
    (
        {"til_enhet": "", "til_virksomhet": "sykehus", "enhet_sok": "palliativ"},
        "enhet_sok",
        "Søk, og velg enheten i listen.",
    ),
    ({"fagfelt": ""}, "fagfelt", "Velg fagfelt."),
    ({"overskrift": ""}, "overskrift", "Skriv med få ord hva det gjelder."),
    ({"behov": " "}, "behov", "Skriv hva dere trenger å vite, uten opplysninger om pasienter."),
    ({"ytelse": ""}, "ytelse", "Velg om dere trenger råd, veiledning eller opplysninger."),
    ({"form": ""}, "form", "Velg hvordan dere helst vil ha svaret."),
    ({"hastegrad": ""}, "hastegrad", "Velg hvor mye det haster."),
    ({"onsket_innen": "01.01.2020"}, "onsket_innen", "Velg en dag som ikke er passert."),
    ({"onsket_innen": "32.13.2026"}, "onsket_innen", "Datoen i «Ønsket innen» finnes ikke. Sjekk dag og måned."),
]


@pytest.mark.parametrize(("feil", "felt", "melding"), MANGLER, ids=[f"{m[1]}-{nr}" for nr, m in enumerate(MANGLER)])
def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(veil, feil, felt, melding):
    klient = som(veil.soker)
    sak = begynn(klient)
    feil = {navn: str(veil.sykehus.pk) if verdi == "sykehus" else verdi for navn, verdi in feil.items()}
    svar = klient.post(adr("utkast", sak), utfylt(veil, **feil))
    assert svar.status_code == 200
    assert tekst(svar).split("<title>")[1].startswith("Feil: ")
    assert [str(en) for en in svar.context["form"].errors[felt]] == [melding]
    sak.refresh_from_db()
    assert sak.versjon == 2
    annet = "behov" if felt == "overskrift" else "overskrift"
    assert getattr(sak, annet) == utfylt(veil)[annet]


def test_the_other_side_of_an_empty_form_lists_everything_once(veil):
    klient = som(veil.soker)
    svar = klient.post(adr("utkast", begynn(klient)), {"versjon": 1, "omfang": "", "hastegrad": "vanlig"})
    assert sorted(svar.context["form"].errors) == [
        "behov", "fagfelt", "form", "overskrift", "til_virksomhet", "ytelse",
    ]  # fmt: skip


@pytest.mark.krav("S1-V13")
@pytest.mark.parametrize("felt", ["overskrift", "behov", "enhet_sok"])
def test_an_identity_number_is_refused_and_what_was_typed_stands(veil, felt):
    klient = som(veil.soker)
    sak = begynn(klient)
    svar = klient.post(adr("utkast", sak), utfylt(veil, **{felt: f"Gjelder {SYNTETISK_FNR}"}))
    assert "ligner et personnummer" in " ".join(str(en) for en in svar.context["form"].errors[felt])
    assert f"Gjelder {SYNTETISK_FNR}" in tekst(svar)
    sak.refresh_from_db()
    assert SYNTETISK_FNR not in f"{sak.overskrift} {sak.behov}"


def test_autosave_answers_the_next_version_and_an_old_window_overwrites_nothing(veil):
    klient = som(veil.soker)
    sak = begynn(klient)
    svar = klient.post(adr("lagre_utkast", sak), {"versjon": 1, "behov": "Fra vindu 1", "onsket_innen": "tull"})
    assert (svar.status_code, svar.json()["versjon"]) == (200, 2)
    assert "Ikke lagret: Ønsket innen." in svar.json()["melding"]
    assert klient.post(adr("lagre_utkast", sak), {"versjon": 1, "behov": "Fra vindu 2"}).status_code == 409
    svar = klient.post(adr("utkast", sak), utfylt(veil, behov="Fra vindu 2"))
    assert svar.status_code == 409
    assert "Utkastet er endret i et annet vindu" in tekst(svar)
    assert "Fra vindu 2" in tekst(svar)
    assert Foresporsel.objects.get().behov == "Fra vindu 1"


def test_a_draft_is_saved_by_the_button_and_deleted_after_asking(veil):
    klient = som(veil.soker)
    sak = begynn(klient)
    svar = klient.post(adr("utkast", sak), {"versjon": 1, "overskrift": "Sårstell", "lagre": "1"})
    assert (svar.status_code, svar.url) == (302, adr("utkast", sak))
    assert "Nei, behold det" in tekst(klient.get(adr("slett", sak)))
    assert klient.post(adr("slett", sak), {"versjon": 1}).url == adr("slett", sak)  # it was saved after that page
    assert klient.post(adr("slett", sak), {"versjon": 2}).url == adr("liste")
    assert Foresporsel.objects.count() == 0


# --- one patient ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-V09", "S0-K03", "S1-V13")
def test_about_one_patient_there_is_nowhere_to_write(veil):
    klient = som(veil.soker)
    sak = begynn(klient, omfang="enkeltpasient")
    assert sak.ring_tlf == "61000001"  # from the profile
    svar = klient.get(adr("utkast", sak))
    skjema = svar.context["form"]
    assert {navn for navn in skjema.fields if navn in ("overskrift", "behov", "omfang")} == set()
    assert "<textarea" not in tekst(svar)
    assert "ring 113" in tekst(svar)
    assert "dialogmelding" in tekst(svar)
    svar = klient.post(adr("utkast", sak), ringing(veil, overskrift="Kari", behov="Hun er 82 år"))
    assert svar.url == adr("se_over", sak)
    sak.refresh_from_db()
    assert (sak.overskrift, sak.behov, sak.form, sak.ring_fra, sak.ring_til) == ("", "", "telefon", time(9), time(11, 30))
    assert "61\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}01</a>" in tekst(klient.get(adr("se_over", sak)))


RINGEFEIL = [
    ({"ring_tlf": ""}, "ring_tlf", "Skriv nummeret vi kan ringe."),
    ({"ring_tlf": "02040"}, "ring_tlf", "Skriv et nummer med minst 8 siffer, som går rett til deg."),
    ({"ring_dag": ""}, "ring_dag", "Velg dagen du kan ta telefonen."),
    ({"ring_til": "08:00"}, "ring_fra", "Skriv når du kan ta telefonen, fra og til."),
    ({"ring_fra": ""}, "ring_fra", "Skriv når du kan ta telefonen, fra og til."),
]


@pytest.mark.parametrize(("feil", "felt", "melding"), RINGEFEIL)
def test_what_is_missing_to_be_rung(veil, feil, felt, melding):
    klient = som(veil.soker)
    sak = begynn(klient, omfang="enkeltpasient")
    klient.post(adr("utkast", sak), {"versjon": 1, "lagre": "1", "ring_tlf": ""})
    svar = klient.post(adr("utkast", sak), ringing(veil, versjon=2, **feil))
    assert [str(en) for en in svar.context["form"].errors[felt]] == [melding]


@pytest.mark.parametrize(("dager", "timer"), [(0, 1), (1, 4), (3, 8)])
def test_the_sooner_to_ring_the_sooner_the_next_on_the_rota_is_asked(veil, dager, timer):
    naa = datetime(2026, 11, 23, 7, tzinfo=UTC)  # a Monday at eight
    sak = veil.meldt(veil.tilbakering(hastegrad="vanlig", ring_dag=virkedag(dager, naa.date())), naa=naa)
    assert sak.neste_trinn == naa + timedelta(hours=timer)


# --- checking and sending ---------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-V04", "S0-V02")
def test_the_check_page_says_the_deadline_and_the_receipt_says_who_has_it(veil):
    klient = som(veil.soker)
    sak = begynn(klient)
    klient.post(adr("utkast", sak), utfylt(veil))
    side = tekst(klient.get(adr("se_over", sak)))
    assert "spesialisthelsetjenesteloven § 6-3" in side
    assert "Palliativt senter, Gjøvik, Sykehuset Innlandet HF" in side
    svar = klient.post(adr("se_over", sak), {"versjon": 2})
    assert svar.url == adr("kvittering", sak)
    sak.refresh_from_db()
    kvittering = tekst(klient.get(svar.url))
    assert f"Saksnummeret er {sak.saksnummer}." in kvittering
    assert "Svein Svarer ved Palliativt senter, Gjøvik har fått spørsmålet" in kvittering
    assert klient.post(adr("se_over", sak), {"versjon": 2}).url == adr("kvittering", sak)  # pressing twice sends once
    assert Foresporsel.objects.filter(tilstand="meldt").count() == 1
    assert klient.get(adr("utkast", sak)).url == adr("sak", sak)
    assert klient.get(adr("slett", sak)).url == adr("sak", sak)


def test_the_check_page_of_half_a_draft_lists_what_is_missing_and_sends_nothing(veil):
    klient = som(veil.soker)
    sak = begynn(klient)
    svar = klient.get(adr("se_over", sak))
    assert [m.anker for m in svar.context["mangler"]][:2] == ["id_fagfelt_0", "del-hvem"]
    assert "Send spørsmålet" not in tekst(svar)
    assert klient.post(adr("se_over", sak), {"versjon": 1}).status_code == 200
    assert Foresporsel.objects.get().tilstand == "utkast"


def test_what_is_sent_is_what_was_read(veil):
    klient = som(veil.soker)
    sak = begynn(klient)
    klient.post(adr("utkast", sak), utfylt(veil))
    klient.post(adr("lagre_utkast", sak), utfylt(veil, versjon=2, behov="Noe annet."))
    svar = klient.post(adr("se_over", sak), {"versjon": 2})
    assert svar.status_code == 409
    assert "Noe annet." in tekst(svar)
    assert Foresporsel.objects.get().tilstand == "utkast"


# --- strangers and odd input ------------------------------------------------------------------------------------------

EGNE = ["utkast", "lagre_utkast", "lignende_utkast", "se_over", "kvittering", "slett"]


@pytest.mark.parametrize("side", EGNE)
@pytest.mark.parametrize("rolle", ["utenfor", "svarer", "vertsleder", "koordinator", "sekretariat", "leder"])
def test_nobody_else_gets_to_the_askers_pages(veil, side, rolle):
    klient = som(veil.folk[rolle])
    for sak in (veil.utkast(), veil.meldt()):
        if side not in ("kvittering", "lignende_utkast"):
            assert klient.post(adr(side, sak), {"versjon": 1}).status_code == 404
        if side != "lagre_utkast":
            assert klient.get(adr(side, sak)).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"versjon": "9" * 40},
        {"versjon": 1, "til_virksomhet": "x", "til_enhet": "'; --", "fagomraade": "[]", "omfang": "enkeltpasient"},
        {"versjon": 1, "onsket_innen": "99999999", "behov": "x" * 5000, "overskrift": "y" * 500, "hastegrad": "tull"},
        {"versjon": 1, "ring_dag": "0001-01-01", "ring_fra": "25:00", "ring_til": "-", "ring_tlf": "٣" * 12},
        {"versjon": 1, "enhet_sok": "%_\\" * 60, "sok_enheter": "1", "til_enhet": ["", "a"]},
        {"versjon": 1, "tilstand": "lukket", "melder": "x", "saksnummer": "V-1", "lagre": "1"},
    ],
)
@pytest.mark.parametrize("omfang", ["kunnskap", "enkeltpasient"])
def test_odd_input_is_never_a_server_error(veil, omfang, data):
    klient = som(veil.soker)
    sak = begynn(klient, omfang=omfang)
    for side in ("utkast", "lagre_utkast", "se_over", "slett"):
        assert klient.post(adr(side, sak), data).status_code in (200, 302, 409)
    assert klient.get(adr("se_over", sak)).status_code == 200
    lagret = Foresporsel.objects.get()
    assert (lagret.tilstand, lagret.saksnummer, lagret.melder, lagret.omfang) == ("utkast", None, veil.soker, omfang)


@pytest.mark.parametrize("verb", sorted(HANDLINGER))
def test_a_draft_has_no_verbs_but_those_of_its_form(veil, verb):
    sak = veil.utkast()
    assert som(veil.soker).get(f"/veiledning/{sak.pk}/{verb}/").status_code == 404


@pytest.mark.krav("S1-V13", "S0-K03")
def test_about_one_patient_no_page_has_anywhere_to_write(veil):
    ringing = veil.tatt(veil.tilbakering())
    viste = set()
    for hvem in (veil.soker, veil.svarer, veil.vertsleder, veil.koordinator):
        for verb in HANDLINGER:
            svar = som(hvem).get(f"/veiledning/{ringing.pk}/{verb}/")
            viste |= {verb} if svar.status_code == 200 else set()
            assert "<textarea" not in tekst(svar), verb
    assert viste == {"avslaa-frist", "frist", "godta-frist", "har-ringt", "ring-uten-svar", "trekk", "videresend"}
    annet = veil.tatt()
    assert som(veil.svarer).get(f"/veiledning/{annet.pk}/skriv/").status_code == 200
    assert som(veil.svarer).get(f"/veiledning/{annet.pk}/har-ringt/").status_code == 404
