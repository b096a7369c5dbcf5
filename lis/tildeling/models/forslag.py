from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Sak, SakQuerySet

from ..ord import valider_noytral
from .adgang import steller_med_runder
from .kandidat import Kandidat
from .runde import ETTER_FRISTEN, Runde


class Forslagstilstand(models.TextChoices):
    BESTILT = "bestilt", _("Beregnes")
    BEREGNET = "beregnet", _("Beregnet")
    FEILET = "feilet", _("Feilet")
    VALGT = "valgt", _("Valgt av utvalget")
    FORKASTET = "forkastet", _("Forkastet")


FT = Forslagstilstand


class Endringsgrunn(models.TextChoices):
    """Why the committee places somebody otherwise than the order says. Never health, never family."""

    FEIL_I_GRUNNLAGET = "feil_i_grunnlaget", _("Grunnlaget var feil og kan ikke rettes i tide")
    AVTALE = "avtale", _("Avtale mellom kommune og sykehus fra før")
    KOMMUNEN = "kommunen", _("Kommunen kan ikke ta imot likevel")
    FAGLIG = "faglig", _("Læringsmålene kan ikke nås i kommunen")
    ANNET = "annet", _("Annen saklig grunn")


class TildelingsforslagQuerySet(SakQuerySet["Forslag"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Those who decide, never before the wishes are in; not those ruled out of the round, nor its candidates."""
        if not steller_med_runder(bruker):
            return self.none()
        stengt = Runde.objects.stengt_for(bruker)
        return self.filter(runde__tilstand__in=ETTER_FRISTEN).exclude(runde__in=stengt.values("pk"))


class Forslag(Sak):
    """A proposal for who gets which place, from frozen input; a rerun of the same input gives the same answer."""

    PREFIKS: ClassVar[str] = "F1"

    runde = models.ForeignKey(Runde, models.PROTECT, related_name="forslag")
    navn = Kortekst(_("navn"), max_length=80)
    bygger_paa = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    hypotetisk = models.BooleanField(default=False, editable=False)
    """«What if»: other places than those there are. To compare with, never to decide."""
    bestilt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    inndata = models.JSONField(default=dict)
    inndata_sha256 = models.CharField(max_length=64)
    resultat = models.JSONField(default=dict)
    resultat_sha256 = models.CharField(max_length=64, blank=True)
    varighet_ms = models.PositiveIntegerField(null=True)
    jobb_id = models.UUIDField(null=True)

    objects = TildelingsforslagQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("forslag til tildeling")
        verbose_name_plural = _("forslag til tildeling")
        ordering = ["-opprettet"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=FT.values), name="l1forslag_tilstand_kjent"),
            models.CheckConstraint(
                condition=Q(tilstand__in=[FT.BESTILT, FT.FEILET, FT.FORKASTET]) | ~Q(resultat_sha256=""),
                name="l1forslag_beregnet_har_resultat",
            ),
            models.CheckConstraint(
                condition=Q(hypotetisk=False) | ~Q(tilstand=FT.VALGT), name="l1forslag_hypotese_velges_ikke"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="l1forslag_grunnlaget_er_frosset",
                fields=["runde", "bygger_paa", "hypotetisk", "inndata", "inndata_sha256"],
            ),
            pgtrigger.Protect(
                name="l1forslag_svaret_er_frosset",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__resultat_sha256="")
                & (
                    pgtrigger.Q(old__resultat__df=pgtrigger.F("new__resultat"))
                    | pgtrigger.Q(old__resultat_sha256__df=pgtrigger.F("new__resultat_sha256"))
                ),
            ),
            pgtrigger.Trigger(
                name="l1forslag_mens_runden_behandles",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM tildeling_runde u WHERE u.id = NEW.runde_id
                                   AND u.tilstand = 'behandles' FOR KEY SHARE)
                       OR EXISTS (SELECT 1 FROM tildeling_habilitet h WHERE h.runde_id = NEW.runde_id
                                  AND h.bruker_id = NEW.bestilt_av_id AND h.utfall = 'inhabil')
                       OR EXISTS (SELECT 1 FROM tildeling_kandidat k JOIN lege_lege l ON l.id = k.lege_id
                                  WHERE k.runde_id = NEW.runde_id AND l.bruker_id = NEW.bestilt_av_id)
                       OR NEW.bygger_paa_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tildeling_forslag f
                           WHERE f.id = NEW.bygger_paa_id AND f.runde_id = NEW.runde_id) THEN
                        RAISE EXCEPTION 'l1forslag_mens_runden_behandles' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("tildeling:forslag", args=[self.pk])


class Endring(models.Model):
    """The committee places one candidate otherwise than the order says; no municipality is no place."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    forslag = models.ForeignKey(Forslag, models.PROTECT, related_name="endringer")
    kandidat = models.ForeignKey(Kandidat, models.PROTECT, related_name="+")
    kommune = models.ForeignKey(Virksomhet, models.PROTECT, null=True, blank=True, related_name="+")
    grunn = models.CharField(_("grunn"), max_length=20, choices=Endringsgrunn)
    begrunnelse = Fritekst(_("begrunnelse"), validators=[valider_noytral])
    av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name = _("endring i forslaget")
        verbose_name_plural = _("endringer i forslaget")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(fields=["forslag", "kandidat"], name="endring_en_per_kandidat"),
            models.CheckConstraint(condition=Q(grunn__in=Endringsgrunn.values), name="endring_grunn_kjent"),
            models.CheckConstraint(condition=~Q(begrunnelse=""), name="endring_er_begrunnet"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="endring_i_samme_runde_av_habil",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM tildeling_forslag f JOIN tildeling_runde u ON u.id = f.runde_id
                        JOIN tildeling_kandidat k ON k.runde_id = u.id AND k.id = NEW.kandidat_id
                        WHERE f.id = NEW.forslag_id AND f.tilstand = 'bestilt' AND u.tilstand = 'behandles'
                          AND NOT EXISTS (SELECT 1 FROM tildeling_habilitet h WHERE h.runde_id = u.id
                                          AND h.bruker_id = NEW.av_id AND h.utfall = 'inhabil')
                          AND NOT EXISTS (SELECT 1 FROM tildeling_kandidat k JOIN lege_lege l ON l.id = k.lege_id
                                          WHERE k.runde_id = u.id AND l.bruker_id = NEW.av_id)) THEN
                        RAISE EXCEPTION 'endring_i_samme_runde_av_habil' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="endring_slettes_ikke", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="endring_staar", exclude=["begrunnelse"]),
        ]

    def __str__(self) -> str:
        return f"{self.kandidat}: {self.kommune or '–'}"
