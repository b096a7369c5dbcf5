"""The guard of free text: in forms, in model validation, and on the way into the database."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from grunnmur.portal.felt import Fritekst, FritekstSkjemafelt, Kortekst, KortekstSkjemafelt, Nettadresse
from tests.portal.personnummergenerator import lag

NUMMER = lag("tenor", random.Random(7))
# Not typed by anybody, and longer than free text may be.
UNNTAK = {"saksgang.Signatur.innhold": "the canonical JSON that was signed, made of guarded fields"}
EGNE = ("grunnmur.", "hospitering", "veiledning", "lis.", "helsefellesskap.")


@pytest.fixture
def notat(db: Any) -> Iterator[Any]:
    """A model with one field of each kind and a table of its own, gone with the test's transaction."""
    with isolate_apps("grunnmur.portal"):

        class Notat(models.Model):  # noqa: DJ008
            tekst = Fritekst(blank=True)
            tittel = Kortekst(max_length=50)

            class Meta:
                app_label = "portal"

        with connection.schema_editor() as editor:
            editor.create_model(Notat)
        yield Notat


def koden(unntak: ValidationError) -> str:
    return str(unntak.error_list[0].code)


def test_form_field_refuses_and_does_not_repeat_the_number() -> None:
    with pytest.raises(ValidationError) as feil:
        FritekstSkjemafelt().clean(f"Gjelder {NUMMER}")
    assert koden(feil.value) == "personnummer"
    assert NUMMER not in str(feil.value)


def test_form_field_cleans_control_characters_but_keeps_lines() -> None:
    assert FritekstSkjemafelt().clean("en\r\nto\ttre\x07\x1b[31m") == "en\nto\ttre[31m"


def test_short_text_is_one_line() -> None:
    assert KortekstSkjemafelt().clean(" Synne \n\t Søker\x00") == "Synne Søker"


@pytest.mark.parametrize(("lengde", "gyldig"), [(4000, True), (4001, False)])
def test_free_text_ends_at_four_thousand(lengde: int, gyldig: bool) -> None:
    felt = FritekstSkjemafelt()
    if gyldig:
        assert felt.clean("å" * lengde) == "å" * lengde
    else:
        with pytest.raises(ValidationError) as feil:
            felt.clean("å" * lengde)
        assert koden(feil.value) == "max_length"


def test_line_breaks_of_the_browser_count_once() -> None:
    assert len(FritekstSkjemafelt().clean("a\r\n" * 1999 + "bb")) == 4000


def test_textarea_lets_people_paste_too_much_and_says_so() -> None:
    assert FritekstSkjemafelt().widget.attrs == {"cols": "40", "rows": "6", "data-maks": "4000"}


def test_model_field_uses_the_guarded_form_field(notat: Any) -> None:
    assert isinstance(notat._meta.get_field("tekst").formfield(), FritekstSkjemafelt)
    assert isinstance(notat._meta.get_field("tittel").formfield(), KortekstSkjemafelt)


def test_full_clean_refuses(notat: Any) -> None:
    with pytest.raises(ValidationError) as feil:
        notat(tekst=NUMMER, tittel="x").full_clean()
    assert list(feil.value.error_dict) == ["tekst"]


@pytest.mark.parametrize("felt", ["tekst", "tittel"])
def test_no_way_of_writing_passes_the_guard(notat: Any, felt: str) -> None:
    ren = {"tekst": "Ren tekst", "tittel": "Tittel"}
    rad = notat.objects.create(**ren)
    rad_med = notat(**(ren | {felt: f"Se {NUMMER}"}), pk=rad.pk)
    for skriv in (
        rad_med.save,
        lambda: notat.objects.create(**(ren | {felt: NUMMER})),
        lambda: notat.objects.bulk_create([notat(**(ren | {felt: NUMMER}))]),
        lambda: notat.objects.bulk_update([rad_med], [felt]),
        lambda: notat.objects.update(**{felt: NUMMER}),
        lambda: notat.objects.update_or_create(pk=rad.pk, defaults={felt: NUMMER}),
    ):
        with pytest.raises(ValidationError), transaction.atomic():
            skriv()
    assert list(notat.objects.values("tekst", "tittel")) == [ren]


def test_writing_cleans_what_validation_did_not_see(notat: Any) -> None:
    rad = notat.objects.create(tekst="linje\r\nto\x00\x1f", tittel="To \n linjer")
    rad.refresh_from_db()
    assert (rad.tekst, rad.tittel) == ("linje\nto", "To linjer")


def test_too_long_text_is_refused_on_the_way_in(notat: Any) -> None:
    with pytest.raises(ValidationError):
        notat.objects.create(tekst="x" * 4001, tittel="t")


def test_a_search_for_a_number_is_not_a_write(notat: Any) -> None:
    assert not notat.objects.filter(tekst__contains=NUMMER).exists()


def test_migrations_keep_the_field(notat: Any) -> None:
    navn, sti, argumenter, valg = notat._meta.get_field("tekst").deconstruct()
    assert (navn, sti, argumenter, valg) == (
        "tekst",
        "grunnmur.portal.felt.Fritekst",
        [],
        {"blank": True, "max_length": 4000},
    )


def test_no_model_of_ours_has_a_bare_text_or_address_field() -> None:
    """Free text is always Fritekst, a web address Nettadresse. History tables are copies that triggers write."""
    nakne = [
        f"{modell._meta.label}.{felt.name}"
        for modell in apps.get_models()
        if modell.__module__.startswith(EGNE) and not modell._meta.model_name.endswith("event")
        for felt in modell._meta.local_fields
        if isinstance(felt, models.TextField | models.URLField) and not isinstance(felt, Fritekst | Nettadresse)
    ]
    assert set(nakne) - set(UNNTAK) == set()
