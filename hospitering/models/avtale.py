"""The agreement: what is clarified by whom, which period applies, and travel between employer and hospitant."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Fritekst, Kortekst

from .kodeverk import Aarsak, Form, Periodeart, Periodetilstand, Punkt, Reisedekning, Side
from .soknad import Soknad
from .vern import avklaringens_vern, avtalens_vern, periodens_vern, reisens_vern

P = Periodetilstand
AAPNE = (P.FORESLATT, P.HOS_LEDER)


@pghistory.track()
class Avtale(models.Model):
    """What follows a grant, from the reply of the host on: one row per case, no free text.

    `fra` and `til` are the period that applies now (S1-H09, S1-S40); the wish stays on the application, and every
    period there has been stands in `Periodeforslag`. The times say when; the state of the case decides.
    """

    soknad = models.OneToOneField(Soknad, models.PROTECT, primary_key=True, related_name="avtale")
    fra = models.DateField(_("fra"), null=True, blank=True)
    til = models.DateField(_("til"), null=True, blank=True)
    evaluering_tidspunkt = models.DateTimeField(_("tidspunkt for evaluering"), null=True, blank=True)
    evaluering_form = models.CharField(_("form på evalueringen"), max_length=8, choices=Form, blank=True)
    inngaatt_tid = models.DateTimeField(null=True, blank=True)
    klar_tid = models.DateTimeField(null=True, blank=True)
    startet_tid = models.DateTimeField(null=True, blank=True)
    gjennomfort_tid = models.DateTimeField(null=True, blank=True)
    fullfort_tid = models.DateTimeField(null=True, blank=True)
    slutt_aarsak = models.CharField(_("grunn"), max_length=16, choices=Aarsak, blank=True)
    """Why it was called off, or withdrawn after the reply."""

    class Meta:
        verbose_name = _("avtale om hospitering")
        verbose_name_plural = _("avtaler om hospitering")
        constraints = [
            models.CheckConstraint(
                condition=Q(fra__isnull=True, til__isnull=True, evaluering_tidspunkt__isnull=True, evaluering_form="")
                | (Q(fra__isnull=False, til__gte=F("fra"), evaluering_tidspunkt__isnull=False) & ~Q(evaluering_form="")),
                name="avtale_periode_er_hel",
            ),
            models.CheckConstraint(
                condition=Q(til__isnull=True) | Q(til__lte=TruncDate("evaluering_tidspunkt")),
                name="avtale_evalueres_etter_perioden",
            ),
        ]
        indexes = [models.Index(fields=["fra", "til"], name="avtale_periode")]
        triggers = avtalens_vern()

    def __str__(self) -> str:
        return f"{_('Avtale')} {self.soknad_id}"


class Periodeforslag(models.Model):
    """A period that one side proposes and the other confirms; outside what was granted, the own leader too.

    The first one is the agreed period; later ones postpone or shorten it (S1-H09, S1-H21, S1-S40).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    avtale = models.ForeignKey(Avtale, models.PROTECT, related_name="perioder")
    art = models.CharField(max_length=8, choices=Periodeart, default=Periodeart.FORSTE)
    aarsak = models.CharField(_("grunn"), max_length=16, choices=Aarsak, blank=True)
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til"))
    evaluering_tidspunkt = models.DateTimeField(_("tidspunkt for evaluering"))
    evaluering_form = models.CharField(_("form på evalueringen"), max_length=8, choices=Form)
    tilstand = models.CharField(max_length=10, choices=Periodetilstand, default=P.FORESLATT)
    side = models.CharField(max_length=10, choices=Side)
    """The side that proposed it; the other one answers."""
    foreslatt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    foreslatt = models.DateTimeField(default=timezone.now)
    besvart_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    besvart = models.DateTimeField(null=True, blank=True)
    leder = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    leder_svarte = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("forslag til periode")
        verbose_name_plural = _("forslag til perioder")
        ordering = ["foreslatt", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(til__gte=F("fra")), name="periode_fra_foer_til"),
            models.CheckConstraint(
                condition=Q(til__lte=TruncDate("evaluering_tidspunkt")), name="periode_evalueres_etterpaa"
            ),
            models.CheckConstraint(
                condition=Q(art=Periodeart.FORSTE, aarsak="") | (~Q(art=Periodeart.FORSTE) & ~Q(aarsak="")),
                name="periode_endres_med_grunn",
            ),
            models.CheckConstraint(
                condition=Q(besvart_av__isnull=True, besvart__isnull=True)
                | Q(besvart_av__isnull=False, besvart__isnull=False),
                name="periode_besvart_av_noen",
            ),
            models.CheckConstraint(
                condition=Q(leder__isnull=True, leder_svarte__isnull=True)
                | Q(leder__isnull=False, leder_svarte__isnull=False),
                name="periode_leder_svarte",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[P.HOS_LEDER, P.GJELDER]) | Q(besvart__isnull=False),
                name="periode_bekreftet_av_begge",
            ),
            models.UniqueConstraint(fields=["avtale"], condition=Q(tilstand__in=AAPNE), name="periode_ett_aapent_forslag"),
            models.UniqueConstraint(fields=["avtale"], condition=Q(tilstand=P.GJELDER), name="periode_en_som_gjelder"),
        ]
        triggers = periodens_vern()

    def __str__(self) -> str:
        return f"{self.fra}–{self.til} ({self.get_tilstand_display()})"


class Avklaring(models.Model):
    """One point of pkt. 1.2 that is clarified: by whom and when; for some who does it, how and by when (S1-H03).

    A point without a row is not clarified. Travel (S1-H12) stands here as clarified and nothing more.
    """

    soknad = models.ForeignKey(Soknad, models.PROTECT, related_name="avklaringer")
    punkt = models.CharField(max_length=8, choices=Punkt)
    av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    paa_vegne_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    tidspunkt = models.DateTimeField(default=timezone.now)
    hvem = models.CharField(_("hvem"), max_length=10, choices=Side, blank=True)
    """Which side carries it out, where something is left to do (S1-H14, H16–H18, H20)."""
    hvordan = Kortekst(_("hvordan"), max_length=80, blank=True)
    naar = models.DateField(_("når"), null=True, blank=True)

    class Meta:
        verbose_name = _("avklaring")
        verbose_name_plural = _("avklaringer")
        constraints = [models.UniqueConstraint(fields=["soknad", "punkt"], name="avklaring_en_per_punkt")]
        triggers = avklaringens_vern()

    def __str__(self) -> str:
        return f"{self.punkt} {self.get_punkt_display()}"


class Reiseavtale(models.Model):
    """Travel and stay, between employer and hospitant and shown to those two only (S1-H12). Emptied with the case."""

    soknad = models.OneToOneField(Soknad, models.PROTECT, primary_key=True, related_name="reiseavtale")
    dekning = models.CharField(_("dekning av reise og opphold"), max_length=12, choices=Reisedekning)
    merknad = Fritekst(_("hva dere er enige om"), blank=True)
    foreslatt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    foreslatt = models.DateTimeField(default=timezone.now)
    bekreftet_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    bekreftet = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("avtale om reise og opphold")
        verbose_name_plural = _("avtaler om reise og opphold")
        constraints = [
            models.CheckConstraint(
                condition=Q(bekreftet_av__isnull=True, bekreftet__isnull=True)
                | (Q(bekreftet_av__isnull=False, bekreftet__isnull=False) & ~Q(bekreftet_av=F("foreslatt_av"))),
                name="reise_bekreftes_av_den_andre",
            )
        ]
        triggers = reisens_vern()

    def __str__(self) -> str:
        return str(self.get_dekning_display())
