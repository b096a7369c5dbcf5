from __future__ import annotations

from typing import Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Helsefellesskap, InnstillingManager
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Nettadresse
from lis.lege.models import Lege


class Ansiennitetsregel(models.TextChoices):
    """How seniority is counted. The procedure does not say, so the network chooses and everybody sees it (G-10)."""

    STARTDATO = "startdato", _("Startdato i spesialiseringen, uten fratrekk")
    MED_FRATREKK = "med_fratrekk", _("Startdato i spesialiseringen, med fratrekk for avbrudd")


@sporet()
class Innstilling(models.Model):
    """The parameters of the LIS3 rules (S1-L03). One row for the network."""

    helsefellesskap = models.OneToOneField(Helsefellesskap, models.PROTECT, related_name="+")
    ansiennitetsregel = models.CharField(
        _("ansiennitetsregel"), max_length=16, choices=Ansiennitetsregel, default=Ansiennitetsregel.STARTDATO
    )
    foresporsel_av_seg_selv = models.BooleanField(
        _("send seksmånedersforespørselen av seg selv"),
        default=False,
        help_text=_("Ellers må LIS-koordinator godkjenne hver forespørsel før den sendes."),
    )
    foresporsel_sendes_maaneder = models.PositiveSmallIntegerField(
        _("forespørselen sendes så mange måneder før start"), default=7
    )
    svarfrist_virkedager = models.PositiveSmallIntegerField(_("kommunens svarfrist i virkedager"), default=10)
    tilbud_svarfrist_virkedager = models.PositiveSmallIntegerField(_("svarfrist på tilbud i virkedager"), default=10)
    innmelding_virkedager = models.PositiveSmallIntegerField(
        _("virkedager fra plan er tildelt til legen skal være meldt inn"), default=10
    )
    lengde_maaneder = models.PositiveSmallIntegerField(_("tjenestens lengde i måneder"), default=6)
    delperiode_maaneder = models.PositiveSmallIntegerField(_("delperiodens lengde i måneder"), default=3)
    hjemmel_url = Nettadresse(_("lenke til spesialistforskriften"), blank=True)
    stillinger_url = Nettadresse(_("lenke til helseforetakets ledige stillinger"), blank=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = InnstillingManager["Innstilling"]()

    class Meta:
        verbose_name = _("regler for LIS3")
        verbose_name_plural = _("regler for LIS3")
        constraints = [
            models.CheckConstraint(
                condition=Q(foresporsel_sendes_maaneder__gte=6, foresporsel_sendes_maaneder__lte=12),
                name="innstilling_sendes_i_tide",
                violation_error_message=_("Forespørselen må sendes seks til tolv måneder før start."),
            ),
            models.CheckConstraint(
                condition=Q(lengde_maaneder__gte=1, delperiode_maaneder__gte=1, lengde_maaneder__lte=24)
                & Q(lengde_maaneder=models.F("delperiode_maaneder") * 2),
                name="innstilling_to_deler",
                violation_error_message=_("To delperioder må til sammen være like lange som hele tjenesten."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.helsefellesskap)


class Gruppe(models.TextChoices):
    """The three groups of pkt. 2; only general practice has precedence and rank (G-09)."""

    ALLMENNMEDISIN = "allmennmedisin", _("Allmennmedisin")
    SAMFUNNSMEDISIN = "samfunnsmedisin", _("Samfunnsmedisin")
    SYKEHUSSPESIALITET = "sykehusspesialitet", _("Sykehusspesialitet")


class SpesialiseringQuerySet(models.QuerySet["Spesialisering"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        return self.filter(lege__in=Lege.objects.synlig_for(bruker))


@sporet()
class Spesialisering(models.Model):
    """A doctor's way to the speciality: when it began, plan and municipal supervisor (S1-I03–I05)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lege = models.OneToOneField(Lege, models.PROTECT, related_name="spesialisering", verbose_name=_("lege"))
    gruppe = models.CharField(_("gruppe"), max_length=20, choices=Gruppe, default=Gruppe.ALLMENNMEDISIN)
    start = models.DateField(_("start i spesialiseringen"))
    plan_tildelt = models.DateField(_("individuell utdanningsplan tildelt"), null=True, blank=True)
    veileder = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("veileder i kommunen")
    )
    lik_rekkefolge = models.PositiveSmallIntegerField(default=0, editable=False)
    """Where the coordinator put the doctor among those with the same seniority; 0 shares the place (G-10)."""
    lik_dato = models.DateField(null=True, editable=False)
    """The seniority that was decided for. With another start or interruption the decision no longer counts."""
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = SpesialiseringQuerySet.as_manager()

    class Meta:
        verbose_name = _("spesialisering")
        verbose_name_plural = _("spesialiseringer")
        indexes = [models.Index(fields=["start", "lik_rekkefolge"], name="spesialisering_ansiennitet")]
        triggers = [
            pgtrigger.Trigger(
                name="spesialisering_veileder_er_spesialist",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__veileder__isnull=False),
                func="""
                    IF NEW.gruppe = 'allmennmedisin' AND NOT EXISTS (
                        SELECT 1 FROM lege_spesialistgodkjenning g
                        WHERE g.bruker_id = NEW.veileder_id AND g.spesialitet_id = 'allmennmedisin') THEN
                        RAISE EXCEPTION 'veileder_er_ikke_spesialist' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return str(self.lege)
