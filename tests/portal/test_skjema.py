"""Fields, messages and the error summary, without a browser."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import (
    Datofelt,
    Filterskjema,
    Modellskjema,
    Skjema,
    Telefonfelt,
    Versjonsfelt,
    feil_i,
    normaliser_telefon,
)
from tests.portal.galleri import Proveskjema

GYLDIG = {
    "navn": "Synne Søker",
    "fra": "18.01.2027",
    "til": "29.01.2027",
    "telefon": "400 00 123",
    "tema": "Symptomlindring",
    "sted": "si",
    "utfall": "ja",
    "enhet": "a",
    "bekreft": "on",
    "versjon": "3",
}


@pytest.mark.parametrize(
    "skrevet",
    [
        "18.01.2027",
        "18.1.2027",
        "18.1.27",
        "18/1-2027",
        "18-1-27",
        "18 1 2027",
        "18. 1. 2027",
        "2027-01-18",
        "18012027",
        "180127",
        " 18. januar 2027 ",
        "18 jan 27",
        "18. JAN. 2027",
        "18.\N{NO-BREAK SPACE}januar\N{NO-BREAK SPACE}2027",
    ],
)
def test_date_is_read_as_people_write_it(skrevet: str) -> None:
    assert Datofelt().clean(skrevet) == dt.date(2027, 1, 18)


@pytest.mark.parametrize(
    ("skrevet", "kode"),
    [
        ("31.02.2027", "finnes_ikke"),
        ("00.01.2027", "finnes_ikke"),
        ("1.13.2027", "finnes_ikke"),
        ("i morgen", "invalid"),
        ("18.01", "invalid"),
        ("18.01.027", "invalid"),
        ("1.ju.2027", "invalid"),
        ("18.01.0027", "utenfor"),
        ("2500-01-01", "utenfor"),
        ("१८.०१.२०२७", "invalid"),
        ("9" * 5000, "invalid"),
    ],
)
def test_other_dates_are_refused_with_a_reason(skrevet: str, kode: str) -> None:
    with pytest.raises(forms.ValidationError) as feil:
        Datofelt().clean(skrevet)
    assert feil.value.code == kode


@pytest.mark.parametrize("verdi", ["", None, "   "])
def test_optional_date_may_be_empty(verdi: Any) -> None:
    assert Datofelt(required=False).clean(verdi) is None


def test_date_is_shown_as_it_is_typed() -> None:
    class Med(Skjema):
        fra = Datofelt(label="Fra", initial=dt.date(2027, 2, 1))

    assert 'value="01.02.2027"' in str(Med()["fra"])
    assert 'value="31.2.27"' in str(Med({"fra": "31.2.27"})["fra"])


@pytest.mark.parametrize(
    ("skrevet", "lagret"),
    [
        ("400 00 123", "40000123"),
        ("+47 400 00 123", "40000123"),
        ("0047 61 00 02 00", "61000200"),
        ("(61) 00-02-00", "61000200"),
        ("06200", "06200"),
        ("+46 70 123 45 67", "+46701234567"),
    ],
)
def test_phone_is_stored_one_way(skrevet: str, lagret: str) -> None:
    assert normaliser_telefon(skrevet) == lagret
    assert Telefonfelt().clean(skrevet) == lagret


@pytest.mark.parametrize(
    "skrevet", ["400 00", "4000012", "400001234", "00000000", "ring meg", "+47 400", "4000012x", "٤٠٠٠٠١٢٣"]
)
def test_other_phone_numbers_are_refused(skrevet: str) -> None:
    with pytest.raises(forms.ValidationError) as feil:
        Telefonfelt().clean(skrevet)
    assert feil.value.code == "invalid"


def test_phone_is_shown_grouped_and_kept_when_refused() -> None:
    class Med(Skjema):
        tlf = Telefonfelt(label="Tlf.:")

    assert 'value="400\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}123"' in str(Med({"tlf": "40000123"})["tlf"])
    assert 'value="400 00"' in str(Med({"tlf": "400 00"})["tlf"])
    assert 'type="tel"' in str(Med()["tlf"])


@pytest.mark.parametrize("verdi", ["", "x", "-1", "99999999999999999999"])
def test_mangled_version_says_reload(verdi: str) -> None:
    class Med(Skjema):
        versjon = Versjonsfelt()

    assert [feil.tekst for feil in feil_i(Med({"versjon": verdi}))] == [
        "Siden er utdatert. Last den inn på nytt og prøv en gang til."
    ]


def test_messages_name_the_field_without_its_colon() -> None:
    skjema = Proveskjema({"prosent": "200", "navn": "x" * 61, "epost": "ikke"})
    assert [(en.anker, en.tekst) for en in feil_i(skjema)] == [
        ("id_navn", "Teksten i «Søkerens navn» er for lang. Den kan ha høyst 60 tegn, og har 61."),
        ("id_fra", "Fyll ut feltet «Fra»."),
        ("id_til", "Fyll ut feltet «Til»."),
        ("id_telefon", "Fyll ut feltet «Tlf.»."),
        ("id_epost", "Skriv en gyldig e-postadresse i «E-postadresse», for eksempel navn@kommune.no."),
        ("id_tema", "Fyll ut feltet «Ønsket tema og mål for hospiteringen»."),
        ("id_sted_0", "Velg et alternativ under «Jeg søker om hospitering i»."),
        ("id_utfall_0", "Velg et alternativ under «Innvilger du hospiteringen?»."),
        ("id_enhet", "Velg et alternativ under «Enhet»."),
        ("id_prosent", "Tallet i «Stilling (％)» kan være høyst 100."),
        ("id_bekreft", "Kryss av for «Jeg bekrefter at opplysningene er riktige»."),
        ("", "Siden er utdatert. Last den inn på nytt og prøv en gang til."),
    ]


def test_a_fields_own_words_win() -> None:
    class Med(Skjema):
        kommentar = forms.CharField(
            label="Kommentar", error_messages={"required": "Skriv en kommentar når du ikke innvilger."}
        )

    assert [en.tekst for en in feil_i(Med({}))] == ["Skriv en kommentar når du ikke innvilger."]


def test_lazy_labels_stay_lazy() -> None:
    class Med(Skjema):
        navn = forms.CharField(label=_("Logg inn"))

    assert str(Med().fields["navn"].error_messages["required"]) == "Fyll ut feltet «Logg inn»."


def test_the_forms_own_errors_come_first_and_formsets_count() -> None:
    class Periode(Skjema):
        fra = Datofelt(label="Fra")

        def clean(self) -> None:
            raise forms.ValidationError("Til-dato kan ikke være før fra-dato.")

    Sett = forms.formset_factory(Periode, extra=1)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-fra": ""}
    assert [(en.anker, en.tekst) for en in feil_i(Sett(data))] == [
        ("", "Til-dato kan ikke være før fra-dato."),
        ("id_form-0-fra", "Fyll ut feltet «Fra»."),
    ]


def test_unbound_and_valid_forms_have_no_errors() -> None:
    assert list(feil_i(Proveskjema())) == []
    assert list(feil_i(Proveskjema(GYLDIG))) == []


def test_title_says_error_only_when_there_is_one() -> None:
    mal = Template("{% load portal %}{% feilprefiks %}")
    assert mal.render(Context({"hva_som_helst": Proveskjema({})})) == "Feil: "
    assert mal.render(Context({"hva_som_helst": Proveskjema(GYLDIG)})) == ""
    assert mal.render(Context({"hva_som_helst": Proveskjema()})) == ""


def test_rejected_form_keeps_everything_typed() -> None:
    html = str(Proveskjema(GYLDIG | {"til": "31.02.27", "tema": "<b>\nto linjer"}))
    for ventet in ('value="Synne Søker"', 'value="31.02.27"', "&lt;b&gt;\nto linjer", 'value="400 00 123"'):
        assert ventet in html
    assert html.count(" checked") == 3
    assert '<option value="a" selected>' in html


def test_required_and_optional_are_marked_and_filters_are_not() -> None:
    class Filter(Filterskjema):
        q = forms.CharField(label="Søk")

    html = str(Proveskjema())
    assert (html.count(">Må fylles ut<"), html.count(">Valgfritt<")) == (9, 4)
    assert 'class="req"' not in str(Filter())


def test_date_range_is_marked_once() -> None:
    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": Proveskjema()}))
    assert (html.count(">Må fylles ut<"), html.count(">Valgfritt<")) == (8, 4)


def test_labels_and_help_are_escaped() -> None:
    class Med(Skjema):
        felt = forms.CharField(label="<script>", help_text="<img>")

    html = str(Med({"felt": ""}))
    assert "<script>" not in html
    assert "<img>" not in html
    assert "Fyll ut feltet «&lt;script&gt;»." in html


def test_a_models_dates_become_our_date_field() -> None:
    from grunnmur.organisasjon.models import Rolle

    class Rolleskjema(Modellskjema):
        class Meta:
            model = Rolle
            fields = ("gyldig_fra",)

    felt = Rolleskjema().fields["gyldig_fra"]
    assert isinstance(felt, Datofelt)
    assert felt.clean("1.2.27") == dt.date(2027, 2, 1)


def test_djangos_own_forms_keep_djangos_look() -> None:
    class Djangos(forms.Form):
        navn = forms.CharField()

    assert 'class="ds-input"' not in Djangos().as_div()
