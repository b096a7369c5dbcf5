"""Parties outside the network are registered while they are invited (S1-A04, S1-F07)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.operations import operasjon

from ..rules import kan_registrere_aktor
from ..selectors.aktor import EKSTERNE, lignende


@operasjon
def registrer(
    *,
    utfort_av: Bruker,
    navn: str,
    type: str,
    nivaa: str,
    orgnr: str = "",
    nettsted: str = "",
    er_ny: bool = False,
    naa: datetime | None = None,
) -> Virksomhet:
    """Add a party to the register. One that is there already is refused; one that is like it, unless `er_ny` says not.

    It takes no part in the network, and nobody gets a role there by this. Only kinds of parties outside it.
    """
    if not kan_registrere_aktor(utfort_av):
        raise Nektet
    if type not in EKSTERNE:
        raise ValidationError({"type": [_("Velg en av typene. Kommuner og sykehus registreres av systemadministrator.")]})
    like = lignende(navn, orgnr)
    if any(funn.samme for funn in like):
        raise ValidationError({"navn": [_("Aktøren er allerede registrert. Bruk den som finnes.")]})
    if like and not er_ny:
        raise ValidationError({"er_ny": [_("Se om aktøren er en av disse. Kryss av hvis den ikke er det.")]})
    ny = Virksomhet(navn=navn, type=type, nivaa=nivaa, orgnr=orgnr or None, nettsted=nettsted)
    ny.full_clean()
    ny.save(force_insert=True)
    return ny
