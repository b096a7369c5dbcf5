"""What must be green before anybody starts: confidentiality, the patient instruction, practical preparation."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Signaturform

from .kodeverk import Side
from .soknad import Soknad
from .vern import erklaeringens_vern, forberedelsens_vern, instruksens_vern


@sporet()
class Taushetstekst(models.Model):
    """What is signed at one organisation, by version; without organisation the text for all who have none (S1-H14)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    virksomhet = models.ForeignKey(
        Virksomhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("virksomhet")
    )
    versjon = models.PositiveIntegerField(_("versjon"), default=1)
    tekst_nb = Fritekst(_("tekst (bokmål)"))
    tekst_nn = Fritekst(_("tekst (nynorsk)"), blank=True)
    gjelder_fra = models.DateField(_("gjelder fra"), default=timezone.localdate)

    class Meta:
        verbose_name = _("taushetserklæring, tekst")
        verbose_name_plural = _("taushetserklæringer, tekster")
        ordering = ["virksomhet__sortering", "-versjon"]
        constraints = [
            models.UniqueConstraint(
                fields=["virksomhet", "versjon"], name="taushetstekst_en_per_versjon", nulls_distinct=False
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="taushetstekst_er_den_som_ble_signert", fields=["virksomhet", "versjon", "tekst_nb", "tekst_nn"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.virksomhet or _('Felles')}, {_('versjon')} {self.versjon}"

    def paa(self, maal: str) -> str:
        """The text in nynorsk for whoever reads that, where there is one."""
        return str(self.tekst_nn if maal == "nn" and self.tekst_nn else self.tekst_nb)


class Taushetserklaering(models.Model):
    """One hospitant has signed at one host: electronically, or on paper that somebody there received (S1-H14)."""

    soknad = models.OneToOneField(Soknad, models.PROTECT, primary_key=True, related_name="taushetserklaering")
    tekst = models.ForeignKey(Taushetstekst, models.PROTECT, related_name="+")
    form = models.CharField(max_length=12, choices=Signaturform)
    underskrevet = models.DateField(_("underskrevet"))
    registrert = models.DateTimeField(default=timezone.now)
    mottatt_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    """Who at the host received the paper."""

    class Meta:
        verbose_name = _("taushetserklæring")
        verbose_name_plural = _("taushetserklæringer")
        constraints = [
            models.CheckConstraint(
                condition=Q(form=Signaturform.ELEKTRONISK, mottatt_av__isnull=True)
                | Q(form=Signaturform.PAPIR, mottatt_av__isnull=False),
                name="taushet_papir_er_mottatt_av_noen",
            ),
            models.CheckConstraint(
                condition=Q(underskrevet__lte=TruncDate("registrert")), name="taushet_underskrevet_foer_registrert"
            ),
        ]
        triggers = erklaeringens_vern()

    def __str__(self) -> str:
        return f"{self.get_form_display()}, {self.underskrevet}"


class Instrukslesing(models.Model):
    """One side has read the patient instruction (S1-H16–H19). Nothing about any patient is stored."""

    soknad = models.ForeignKey(Soknad, models.PROTECT, related_name="instrukslesinger")
    side = models.CharField(max_length=10, choices=Side)
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    tidspunkt = models.DateTimeField(default=timezone.now)
    versjon = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("lest pasientinstruks")
        verbose_name_plural = _("leste pasientinstrukser")
        constraints = [models.UniqueConstraint(fields=["soknad", "side"], name="instruks_lest_en_gang_per_side")]
        triggers = instruksens_vern()

    def __str__(self) -> str:
        return str(self.get_side_display())


@sporet()
class Forberedelsespunkt(models.Model):
    """What a host unit wants done before somebody comes: access card, clothing, reading. Never anything about health."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enhet = models.ForeignKey(Enhet, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    tekst = Kortekst(_("hva som skal være gjort"), max_length=160)
    ansvarlig = models.CharField(_("hvem som gjør det"), max_length=10, choices=Side)
    rekkefolge = models.PositiveSmallIntegerField(_("rekkefølge"), default=1)
    aktiv = models.BooleanField(_("brukes"), default=True)

    class Meta:
        verbose_name = _("forberedelse enheten krever")
        verbose_name_plural = _("forberedelser enhetene krever")
        ordering = ["enhet", "rekkefolge", "tekst"]
        constraints = [
            models.UniqueConstraint(fields=["enhet", "tekst"], condition=Q(aktiv=True), name="forberedelse_en_av_hver")
        ]

    def __str__(self) -> str:
        return str(self.tekst)


class Forberedelse(models.Model):
    """One point of preparation of one case, as it read when the agreement was entered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soknad = models.ForeignKey(Soknad, models.PROTECT, related_name="forberedelser")
    tekst = Kortekst(max_length=160)
    ansvarlig = models.CharField(max_length=10, choices=Side)
    rekkefolge = models.PositiveSmallIntegerField(default=1)
    gjort_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    gjort = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("forberedelse")
        verbose_name_plural = _("forberedelser")
        ordering = ["rekkefolge", "tekst"]
        constraints = [
            models.UniqueConstraint(fields=["soknad", "tekst"], name="forberedelse_en_gang_per_sak"),
            models.CheckConstraint(
                condition=Q(gjort_av__isnull=True, gjort__isnull=True) | Q(gjort_av__isnull=False, gjort__isnull=False),
                name="forberedelse_gjort_av_noen",
            ),
        ]
        triggers = forberedelsens_vern()

    def __str__(self) -> str:
        return str(self.tekst)
