"""Open pages for LIS1 candidates: written, published and taken down by the party they are about (S1-L10)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Virksomhet
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.operations import operasjon

from .. import rules
from ..models import Profil

FELTER = ("praksis", "vakt", "veiledning", "bolig", "kontakt_navn", "kontakt_epost", "kontakt_telefon", "nettside")


@operasjon
def lagre_profil(
    virksomhet: Virksomhet, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Profil:
    """Write the page; version 0 begins it. What is published changes at once for everybody who reads it.

    Raises `Utdatert` when somebody else saved first, and `ValidationError` when what is published would lose what it needs.
    """
    naa = naa or timezone.now()
    _krev(utfort_av, virksomhet, naa)
    profil = _laas(virksomhet, versjon)
    for felt in FELTER:
        if felt in felter:
            setattr(profil, felt, felter[felt])
    if profil.publisert:
        _krev_nyttig(profil)
    return _lagre(profil)


@operasjon
def publiser_profil(virksomhet: Virksomhet, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Profil:
    """Open the page to everybody, signed in or not."""
    naa = naa or timezone.now()
    _krev(utfort_av, virksomhet, naa)
    profil = _laas(virksomhet, versjon)
    if profil._state.adding or profil.publisert:
        raise UlovligOvergang
    _krev_nyttig(profil)
    profil.publisert = naa
    return _lagre(profil)


@operasjon
def avpubliser_profil(virksomhet: Virksomhet, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Profil:
    """Take the page down; what is written stays for the party itself."""
    _krev(utfort_av, virksomhet, naa or timezone.now())
    profil = _laas(virksomhet, versjon)
    if not profil.publisert:
        raise UlovligOvergang
    profil.publisert = None
    return _lagre(profil)


def _krev(bruker: Bruker, virksomhet: Virksomhet, naa: datetime) -> None:
    if not rules.redigerer_profil(bruker, virksomhet):
        raise Nektet
    if not Deltakelse.objects.gjeldende(lokal_dato(naa)).filter(virksomhet=virksomhet).exists():
        raise Nektet


def _laas(virksomhet: Virksomhet, versjon: int) -> Profil:
    """The page, locked; a new one when none is begun. Two who begin at once wait for each other here."""
    # The virksomhet is what two people share before there is a page to lock.
    Virksomhet.objects.select_for_update(no_key=True).get(pk=virksomhet.pk)
    profil = Profil.objects.select_for_update().filter(pk=virksomhet.pk).first() or Profil(virksomhet=virksomhet, versjon=0)
    if profil.versjon != versjon:
        raise Utdatert
    return profil


def _lagre(profil: Profil) -> Profil:
    profil.versjon += 1
    profil.full_clean(exclude=["virksomhet"], validate_unique=False, validate_constraints=False)
    profil.save()
    return profil


def _krev_nyttig(profil: Profil) -> None:
    """The constraint of the table as sentences, each at its field."""
    feil = {}
    if not profil.praksis.strip():
        feil["praksis"] = _("Beskriv praksisen før profilen publiseres.")
    if not profil.kontakt_navn.strip():
        feil["kontakt_navn"] = _("Oppgi hvem man kan kontakte, før profilen publiseres.")
    if not (profil.kontakt_epost or profil.kontakt_telefon):
        feil["kontakt_epost"] = _("Oppgi e-post eller telefon, før profilen publiseres.")
    if feil:
        raise ValidationError(feil)
