"""The form: from the first question to the receipt, in both directions, half filled in, and with what cannot be sent."""

from __future__ import annotations

import pytest
from django.utils import timezone

from grunnmur.organisasjon.models import Virksomhet, Virksomhetstype
from tests.klient import som
from veiledning.models import Foresporsel, Innstilling

from .sporreskjema import SYNTETISK_FNR, adr, begynn, tekst, utfylt

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
