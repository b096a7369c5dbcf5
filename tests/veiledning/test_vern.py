"""No text of the area can hold a national identity number: not one field of one form, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.forms import BaseForm, CharField, URLField, UUIDField

import veiledning.admin
import veiledning.urls  # noqa: F401  every form of the area is imported by a page
from grunnmur.portal.felt import valider_uten_personnummer
from grunnmur.portal.skjema import Filterskjema
from veiledning.forms.sporsmaal import Tilbakeringsskjema
from veiledning.operations import foresporsel

SYNTETISK_FNR = "21917010045"  # month + 80: never given to anybody


def under(klasse: type) -> Iterator[type]:
    for en in klasse.__subclasses__():
        yield en
        yield from under(en)


def ubeskyttet() -> list[str]:
    """Every field of running text, filters that store nothing aside, without the guard."""
    skjemaer = {k for k in under(BaseForm) if k.__module__.startswith("veiledning") and not issubclass(k, Filterskjema)}
    assert len(skjemaer) > 20
    return sorted(
        f"{skjema.__name__}.{navn}"
        for skjema in skjemaer
        for navn, felt in skjema.base_fields.items()
        if isinstance(felt, CharField)
        and not isinstance(felt, URLField | UUIDField)
        and valider_uten_personnummer not in felt.validators
    )


@pytest.mark.krav("S1-V13")
def test_every_text_is_guarded():
    assert ubeskyttet() == []


def test_the_check_can_fail():
    felt = Tilbakeringsskjema.base_fields["ring_tlf"]
    felt.validators.remove(valider_uten_personnummer)
    try:
        assert ubeskyttet() == ["Tilbakeringsskjema.ring_tlf"]
    finally:
        felt.validators.append(valider_uten_personnummer)


@pytest.mark.parametrize("nummer", [SYNTETISK_FNR, f"+{SYNTETISK_FNR}", "02040", "+1234567", "ring meg"])
def test_a_number_to_ring_is_a_phone_number_also_past_the_form(veil, nummer):
    sak = veil.utkast(veil.tilbakering(ring_tlf=nummer))
    with pytest.raises(ValidationError) as feil:
        foresporsel.meld(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert feil.value.message_dict == {"ring_tlf": ["Skriv nummeret vi kan ringe."]}
