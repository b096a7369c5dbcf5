from __future__ import annotations

from typing import Self
from uuid import uuid4

import pgtrigger
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse

from .kodeverk import Milepaelart, Resultatart
from .prosjekt import Prosjekt

kontroller_doi = RegexValidator(
    r"^10\.\d{4,9}/\S+$", _("En DOI begynner med 10. og har en skråstrek, som 10.1000/182. Skriv den uten https://doi.org/.")
)


@sporet(exclude=["tittel"])
class Milepael(models.Model):
    """Something the project must have done by a day: a step, a report to who pays, sharing what was found."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, related_name="milepaeler")
    art = models.CharField(_("hva slags"), max_length=12, choices=Milepaelart, default=Milepaelart.MILEPAEL)
    tittel = Kortekst(_("hva som skal være gjort"), max_length=120)
    frist = models.DateField(_("frist"))
    naadd = models.DateField(_("gjort"), null=True, blank=True)
    naadd_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    utgaatt = models.DateTimeField(_("utgått"), null=True, blank=True)
    """Taken out of the plan. It stays with the project's history."""

    class Meta:
        verbose_name = _("milepæl")
        verbose_name_plural = _("milepæler")
        ordering = ["frist"]
        constraints = [
            models.CheckConstraint(condition=Q(art__in=Milepaelart.values), name="milepael_art_kjent"),
            models.CheckConstraint(
                condition=Q(naadd__isnull=True, naadd_av__isnull=True) | Q(naadd__isnull=False, naadd_av__isnull=False),
                name="milepael_naadd_av_noen",
            ),
            models.CheckConstraint(condition=Q(naadd__isnull=True) | Q(utgaatt__isnull=True), name="milepael_ikke_begge"),
        ]
        triggers = [pgtrigger.Protect(name="milepael_slettes_ikke", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.tittel


class ResultatQuerySet(models.QuerySet["Resultat"]):
    def gjeldende(self) -> Self:
        return self.filter(trukket__isnull=True)


@sporet(exclude=["tittel", "sammendrag"])
class Resultat(models.Model):
    """What came of a project, for others to use (S4-C12, S4-D12)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, related_name="resultater")
    art = models.CharField(_("hva slags"), max_length=12, choices=Resultatart)
    tittel = Kortekst(_("tittel"), max_length=240)
    sammendrag = Fritekst(_("hva andre kan bruke"), blank=True)
    dato = models.DateField(_("dato"))
    doi = models.CharField(_("DOI"), max_length=160, blank=True, validators=[kontroller_doi])
    lenke = Nettadresse(_("lenke"), blank=True, max_length=500)
    registrert_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    registrert = models.DateTimeField(_("registrert"))
    trukket = models.DateTimeField(_("tatt bort"), null=True, blank=True)

    objects = ResultatQuerySet.as_manager()

    class Meta:
        verbose_name = _("resultat")
        verbose_name_plural = _("resultater")
        ordering = ["-dato"]
        constraints = [
            models.CheckConstraint(condition=Q(art__in=Resultatart.values), name="resultat_art_kjent"),
            models.CheckConstraint(
                condition=~Q(art=Resultatart.PUBLIKASJON) | ~Q(doi="", lenke=""),
                name="resultat_publikasjon_kan_finnes",
                violation_error_message=_("Oppgi DOI eller lenke til publikasjonen."),
            ),
            models.CheckConstraint(condition=Q(doi="") | Q(doi__regex=r"^10\.\d{4,9}/\S+$"), name="resultat_doi"),
            models.UniqueConstraint(
                fields=["prosjekt", "doi"],
                condition=~Q(doi="") & Q(trukket__isnull=True),
                name="resultat_doi_en_gang",
                violation_error_message=_("Publikasjonen er allerede registrert på prosjektet."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="resultat_slettes_ikke", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.tittel


class Viderebruk(models.Model):
    """Where a result was used afterwards: another project, an event, or something outside the portal (S4-C12)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    resultat = models.ForeignKey(Resultat, models.PROTECT, related_name="viderebruk")
    sak_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    sak_id = models.UUIDField(null=True, blank=True)
    sak = GenericForeignKey("sak_type", "sak_id")
    beskrivelse = Kortekst(_("hvordan resultatet er brukt"), max_length=240)
    registrert_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    registrert = models.DateTimeField(_("registrert"))

    class Meta:
        verbose_name = _("viderebruk")
        verbose_name_plural = _("viderebruk")
        ordering = ["registrert"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sak_type__isnull=True, sak_id__isnull=True) | Q(sak_type__isnull=False, sak_id__isnull=False),
                name="viderebruk_hel_lenke",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="viderebruk_sak_finnes",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__sak_id__isnull=False),
                func="PERFORM saksgang_sak(NEW.sak_type_id, NEW.sak_id); RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return self.beskrivelse
