"""A host unit writes what it is, and says how many hospitants it takes (S0-R05)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon

from ..models import Enhetsprofil, Ukeskapasitet
from ..rules.enhet import steller_enheten
from ..selectors.kapasitet import mandag, ukene

FELTER = (
    "hva_vi_gjor", "kan_laere", "passer_for", "praktisk", "smittevern", "gruppegrense", "kapasitet", "tar_imot",
)  # fmt: skip
FLEST_UKER = 60
"""Weeks that one form may set: a little more than a year."""


@operasjon
def lagre_profil(enhet_id: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any]) -> Enhetsprofil:
    """Write the profile; version 0 begins it. A lower number than what is taken is allowed: those who are there, stay.

    Raises `Nektet`, and `Utdatert` when somebody else saved first.
    """
    profil = _laas(enhet_id, utfort_av, versjon)
    for navn in FELTER:
        if navn in felter:
            setattr(profil, navn, felter[navn])
    return _lagre(profil)


@operasjon
def sett_uker(enhet_id: UUID, *, utfort_av: Bruker, versjon: int, fra: date, til: date | None, antall: int) -> Enhetsprofil:
    """Let the weeks of these days take another number than the usual. Raises `ValidationError` by field."""
    til = til or fra
    if til < fra:
        raise ValidationError({"til": _("Til-dato kan ikke være før fra-dato.")})
    uker = ukene(fra, til)
    if len(uker) > FLEST_UKER:
        raise ValidationError({"til": _("Velg et kortere tidsrom, høyst et år om gangen.")})
    profil = _lagre(_laas(enhet_id, utfort_av, versjon))
    for uke in uker:
        Ukeskapasitet.objects.update_or_create(profil=profil, uke=uke, defaults={"antall": antall})
    return profil


@operasjon
def fjern_uke(enhet_id: UUID, *, utfort_av: Bruker, versjon: int, uke: date) -> Enhetsprofil:
    """Let a week take the usual number again."""
    profil = _lagre(_laas(enhet_id, utfort_av, versjon))
    profil.uker.filter(uke=mandag(uke)).delete()
    return profil


def _laas(enhet_id: UUID, bruker: Bruker, versjon: int) -> Enhetsprofil:
    """The profile, locked as the weeks that are taken lock it; a new one when none is begun."""
    # The unit is what two people share before there is a profile to lock.
    enhet = Enhet.objects.select_for_update(no_key=True).get(pk=enhet_id)
    if enhet.nedlagt or not steller_enheten(bruker, enhet):
        raise Nektet
    profil = Enhetsprofil.objects.select_for_update().filter(pk=enhet_id).first() or Enhetsprofil(enhet=enhet, versjon=0)
    if profil.versjon != versjon:
        raise Utdatert
    return profil


def _lagre(profil: Enhetsprofil) -> Enhetsprofil:
    profil.versjon += 1
    profil.full_clean(exclude=["enhet"], validate_unique=False)
    profil.save()
    return profil
