"""No text of the area can hold a national identity number: not one field of one form, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.forms import BaseForm, CharField, UUIDField

import veiledning.admin
import veiledning.urls  # noqa: F401  every form of the area is imported by a page
from grunnmur.portal.felt import _Vern, valider_adresse_uten_personnummer, valider_uten_personnummer
from grunnmur.portal.skjema import Filterskjema
from tests.veiledning.samtale import foreslaa
from veiledning.forms.sporsmaal import Tilbakeringsskjema
from veiledning.models import Aktivitet, Foresporsel, Lenke
from veiledning.operations import foresporsel, traad

SYNTETISK_FNR = "21917010045"  # month + 80: never given to anybody


def under(klasse: type) -> Iterator[type]:
    for en in klasse.__subclasses__():
        yield en
        yield from under(en)


VERN = (valider_uten_personnummer, valider_adresse_uten_personnummer)


def er_vernet(felt: CharField | models.Field) -> bool:
    return any(v in felt.validators for v in VERN)


def ubeskyttet() -> list[str]:
    """Every field of running text, filters that store nothing aside, without the guard."""
    skjemaer = {k for k in under(BaseForm) if k.__module__.startswith("veiledning") and not issubclass(k, Filterskjema)}
    assert len(skjemaer) > 20
    return sorted(
        f"{skjema.__name__}.{navn}"
        for skjema in skjemaer
        for navn, felt in skjema.base_fields.items()
        if isinstance(felt, CharField) and not isinstance(felt, UUIDField) and not er_vernet(felt)
    )


AV_OSS = {"saksnummer", "tilstand", "pgh_label"}
"""Columns that no person writes in, beside those of fixed choices."""


def ubeskyttede_kolonner() -> list[str]:
    """Every column of text without the guard."""
    modeller = apps.get_app_config("veiledning").get_models()
    return sorted(
        f"{modell.__name__}.{felt.name}"
        for modell in modeller
        for felt in modell._meta.concrete_fields
        if isinstance(felt, models.CharField | models.TextField)
        and not felt.choices
        and felt.name not in AV_OSS
        and not (er_vernet(felt) and isinstance(felt, _Vern))
    )


@pytest.mark.krav("S1-V13")
def test_every_text_is_guarded():
    assert ubeskyttet() == []


@pytest.mark.krav("S1-V13")
def test_every_column_is_guarded():
    assert ubeskyttede_kolonner() == []


def test_the_check_of_columns_can_fail():
    felt = Lenke._meta.get_field("url")
    felt.validators.remove(valider_adresse_uten_personnummer)
    try:
        assert ubeskyttede_kolonner() == ["Lenke.url"]
    finally:
        felt.validators.append(valider_adresse_uten_personnummer)


@pytest.mark.krav("S1-V13")
def test_an_address_with_an_identity_number_is_stored_nowhere(veil):
    adresse = f"https://x.example/{SYNTETISK_FNR}"
    sak = veil.tatt()
    with pytest.raises(ValidationError):
        traad.svar(
            sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Se prosedyren.", lenker=[("Prosedyre", adresse)]
        )
    with pytest.raises(ValidationError):
        foreslaa(veil, sak, lenke=adresse)
    assert Foresporsel.objects.get(pk=sak.pk).tilstand == "mottatt"
    with pytest.raises(ValidationError), transaction.atomic():
        Aktivitet.objects.all().update(lenke=adresse)


def test_the_check_can_fail():
    felt = Tilbakeringsskjema.base_fields["ring_tlf"]
    felt.validators.remove(valider_uten_personnummer)
    try:
        assert ubeskyttet() == ["Tilbakeringsskjema.ring_tlf"]
    finally:
        felt.validators.append(valider_uten_personnummer)


@pytest.mark.krav("S1-V13")
@pytest.mark.parametrize("nummer", [SYNTETISK_FNR, "219170 10045", f"+{SYNTETISK_FNR}", "02040", "+1234567", "ring meg"])
def test_a_number_to_ring_is_a_phone_number_also_past_the_form(veil, nummer):
    with pytest.raises(ValidationError):
        veil.utkast(veil.tilbakering(ring_tlf=nummer))
    sak = veil.utkast(veil.tilbakering())
    with pytest.raises(ValidationError):
        foresporsel.lagre_utkast(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, felter={"ring_tlf": nummer})
    with pytest.raises(ValidationError), transaction.atomic():
        Foresporsel.objects.filter(pk=sak.pk).update(ring_tlf=nummer)
    assert Foresporsel.objects.get(pk=sak.pk).ring_tlf == "+4761000001"


@pytest.mark.krav("S1-V13")
@pytest.mark.parametrize("nummer", [SYNTETISK_FNR, "219170 10045", "02040", "ring meg"])
def test_the_database_takes_no_other_number_in_a_draft_or_when_sent(veil, nummer):
    for sak in (veil.utkast(veil.tilbakering()), veil.meldt(veil.tilbakering())):
        with (
            pytest.raises(IntegrityError, match="foresporsel_ring_tlf_er_en_telefon"),
            transaction.atomic(),
            connection.cursor() as peker,
        ):
            peker.execute("UPDATE veiledning_foresporsel SET ring_tlf = %s WHERE id = %s", [nummer, sak.pk])


@pytest.mark.parametrize("nummer", ["61000001", "+4761000001", "+46701740605"])
def test_a_phone_is_a_phone(veil, nummer):
    assert veil.meldt(veil.tilbakering(ring_tlf=nummer)).ring_tlf == nummer


def test_a_number_that_is_missing_is_asked_for(veil):
    sak = veil.utkast(veil.tilbakering(ring_tlf=""))
    with pytest.raises(ValidationError) as feil:
        foresporsel.meld(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert feil.value.message_dict == {"ring_tlf": ["Skriv nummeret vi kan ringe."]}
