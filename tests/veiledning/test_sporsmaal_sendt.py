"""Being rung about one patient, checking and sending, and what strangers and odd input get."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.klient import som
from veiledning.models import Foresporsel
from veiledning.views.verb import HANDLINGER

from .folk import virkedag
from .sporreskjema import adr, begynn, ringing, tekst, utfylt

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
