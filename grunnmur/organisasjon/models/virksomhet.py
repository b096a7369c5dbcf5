from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as UgyldigNummer
from stdnum.no import orgnr

from grunnmur.portal.felt import Kortekst, Nettadresse

from ..norsk import sorteringsnokkel
from .sporing import sporet


def kontroller_orgnr(verdi: str) -> None:
    """Reject what is not a valid Norwegian organisation number (modulus 11)."""
    try:
        orgnr.validate(verdi)
    except UgyldigNummer as feil:
        raise ValidationError(
            _("Organisasjonsnummeret har ni siffer og et kontrollsiffer. Sjekk at det er skrevet riktig.")
        ) from feil


class Virksomhetstype(models.TextChoices):
    """Every kind of party in the five agreements (chapter B of the requirements)."""

    KOMMUNE = "kommune", _("kommune")
    HELSEFORETAK = "helseforetak", _("helseforetak (HF)")
    RHF = "rhf", _("regionalt helseforetak (RHF)")
    AVTALESPESIALIST = "avtalespesialist", _("avtalespesialist")
    PRIVAT_MED_TILSKUDD = "privat_med_tilskudd", _("privat med tilskudd fra RHF")
    INSTITUSJON = "institusjon", _("annen institusjon")
    UTDANNINGSINSTITUSJON = "utdanningsinstitusjon", _("utdanningsinstitusjon")
    STATSFORVALTER = "statsforvalter", _("Statsforvalteren")
    HELSEDIREKTORATET = "helsedirektoratet", _("Helsedirektoratet")
    ALIS_KONTOR = "alis_kontor", _("ALIS-kontor")
    LEGEFORENING = "legeforening", _("Legeforeningen")
    KS = "ks", _("KS")
    FRIVILLIG = "frivillig", _("frivillig organisasjon")
    NAERINGSLIV = "naeringsliv", _("næringsliv")
    FORSKNINGSINSTITUSJON = "forskningsinstitusjon", _("forskningsinstitusjon")
    BRUKERORGANISASJON = "brukerorganisasjon", _("brukerorganisasjon")
    OFFENTLIG = "offentlig", _("annen offentlig virksomhet")


class Sektor(models.TextChoices):
    """Public, private and voluntary work together (S1-F07)."""

    OFFENTLIG = "offentlig", _("offentlig")
    PRIVAT = "privat", _("privat")
    FRIVILLIG = "frivillig", _("frivillig")


class Nivaa(models.TextChoices):
    """How far a party reaches (S1-A04, S1-F08)."""

    REGIONALT = "regionalt", _("regionalt")
    NASJONALT = "nasjonalt", _("nasjonalt")
    INTERNASJONALT = "internasjonalt", _("internasjonalt")


PRIVATE = frozenset({Virksomhetstype.AVTALESPESIALIST, Virksomhetstype.PRIVAT_MED_TILSKUDD, Virksomhetstype.NAERINGSLIV})
FRIVILLIGE = frozenset(
    {Virksomhetstype.FRIVILLIG, Virksomhetstype.BRUKERORGANISASJON, Virksomhetstype.LEGEFORENING, Virksomhetstype.KS}
)


@sporet()
class Virksomhet(models.Model):
    """A legal entity that takes part, or may take part, in the cooperation."""

    Type = Virksomhetstype

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    navn = Kortekst(_("navn"), max_length=120)
    orgnr = models.CharField(
        _("organisasjonsnummer"), max_length=9, unique=True, null=True, blank=True, validators=[kontroller_orgnr]
    )
    type = models.CharField(_("type"), max_length=24, choices=Virksomhetstype)
    nivaa = models.CharField(_("geografisk nivå"), max_length=16, choices=Nivaa, default=Nivaa.REGIONALT)
    kommunenummer = models.CharField(_("kommunenummer"), max_length=4, blank=True)
    helseregion = models.CharField(_("helseregion"), max_length=80, blank=True)
    eier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="eide", verbose_name=_("eier"))
    nettsted = Nettadresse(_("nettsted"), blank=True)
    epostdomene = models.CharField(
        _("e-postdomene"),
        max_length=120,
        blank=True,
        help_text=_("Ansatte som logger inn med jobbkonto på dette domenet, hører til virksomheten."),
    )
    sortering = models.CharField(max_length=240, editable=False, db_index=True)

    class Meta:
        verbose_name = _("virksomhet")
        verbose_name_plural = _("virksomheter")
        ordering = ["sortering"]
        constraints = [models.CheckConstraint(condition=models.Q(nivaa__in=Nivaa.values), name="virksomhet_nivaa_kjent")]

    def __str__(self) -> str:
        return self.navn

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sortering = sorteringsnokkel(self.navn)
        super().save(*args, **kwargs)

    @property
    def er_kommune(self) -> bool:
        return self.type == Virksomhetstype.KOMMUNE

    @property
    def sektor(self) -> Sektor:
        """Follows from the type: members' organisations are voluntary, firms and independent practices private."""
        if self.type in FRIVILLIGE:
            return Sektor.FRIVILLIG
        return Sektor.PRIVAT if self.type in PRIVATE else Sektor.OFFENTLIG

    @property
    def fullt_navn(self) -> str:
        """«Gjøvik kommune» for a municipality, the name as it is for the rest."""
        if self.er_kommune and "kommune" not in self.navn:
            return f"{self.navn.split(' (')[0]} kommune"
        return self.navn
