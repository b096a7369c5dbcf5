from __future__ import annotations

import uuid
from typing import Self

import pgtrigger
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.organisasjon.models.sporing import ikke_tommes, sporet
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Sak

from .kodeverk import Sakutfall, Svarvalg
from .mote import Mote
from .vern import DELTAR, frosset, sitter_i_organet


class MotesakQuerySet(models.QuerySet["Motesak"]):
    def om(self, sak: Sak) -> Self:
        """The items of any agenda that are about this case."""
        return self.filter(sak_type=ContentType.objects.get_for_model(sak), sak_id=sak.pk)

    def aktive(self) -> Self:
        return self.filter(trukket__isnull=True)


@sporet(exclude=["tittel", "innstilling", "vedtak", "ettermeldt_grunn"])
class Motesak(models.Model):
    """One item of an agenda, and what was decided. Never deleted: withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mote = models.ForeignKey(Mote, models.PROTECT, related_name="saker")
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    tittel = Kortekst(_("tittel"), max_length=160)
    innstilling = Fritekst(_("innstilling"), blank=True)
    sak_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    sak_id = models.UUIDField(null=True, blank=True)
    sak = GenericForeignKey("sak_type", "sak_id")
    meldt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("meldt av"))
    opprettet = models.DateTimeField(default=timezone.now, editable=False)
    ettermeldt_grunn = Fritekst(_("hvorfor saken kom etter fristen"), blank=True)
    trukket = models.DateTimeField(_("trukket"), null=True, blank=True)
    utfall = models.CharField(_("utfall"), max_length=16, choices=Sakutfall, blank=True)
    vedtak = Fritekst(_("vedtak"), blank=True)

    objects = MotesakQuerySet.as_manager()

    class Meta:
        verbose_name = _("sak på sakslisten")
        verbose_name_plural = _("saker på sakslisten")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["mote", "nummer"], name="motesak_ett_nummer"),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="motesak_nummer_fra_en"),
            models.CheckConstraint(
                condition=Q(sak_type__isnull=True, sak_id__isnull=True) | Q(sak_type__isnull=False, sak_id__isnull=False),
                name="motesak_hel_lenke",
            ),
            models.CheckConstraint(condition=Q(trukket__isnull=True) | Q(utfall=""), name="motesak_trukket_uten_vedtak"),
            models.CheckConstraint(condition=Q(utfall__in=["", *Sakutfall.values]), name="motesak_utfall"),
        ]
        indexes = [models.Index(fields=["sak_id"], name="motesak_sak")]
        triggers = [
            frosset("motesak_laast", "r.mote_id"),
            pgtrigger.Protect(name="motesak_slettes_ikke", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="motesak_bytter_ikke_mote", fields=["mote", "nummer", "sak_type", "sak_id", "opprettet"]
            ),
            pgtrigger.Trigger(
                name="motesak_settes_opp_i_tide",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NEW.sak_id IS NOT NULL THEN PERFORM saksgang_sak(NEW.sak_type_id, NEW.sak_id); END IF;
                    IF NEW.ettermeldt_grunn = '' AND EXISTS (
                        SELECT 1 FROM utvalg_mote m WHERE m.id = NEW.mote_id
                          AND m.sakslistefrist < (NEW.opprettet AT TIME ZONE 'Europe/Oslo')::date) THEN
                        RAISE EXCEPTION 'motesak_etter_fristen' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="motesak_vedtas_i_motet",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(new__utfall=""),
                func="""
                    IF (SELECT m.tilstand FROM utvalg_mote m WHERE m.id = NEW.mote_id)
                       NOT IN ('holdt', 'protokollert', 'godkjent') THEN
                        RAISE EXCEPTION 'motesak_vedtak_foer_motet' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="motesak_trukket_blir_trukket",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__trukket__isnull=False, new__trukket__isnull=True),
                func="RAISE EXCEPTION 'motesak_er_trukket' USING ERRCODE = 'check_violation';",
            ),
            # Those who answer in writing answer to what was sent; it may be withdrawn.
            pgtrigger.Trigger(
                name="motesak_skriftlig_staar",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("tittel", "innstilling"),
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT 1 FROM utvalg_mote m
                               WHERE m.id = NEW.mote_id AND m.form = 'skriftlig' AND m.tilstand <> 'planlagt')
                       AND NOT EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = NEW.mote_id) THEN
                        RAISE EXCEPTION 'motesak_er_sendt' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            ikke_tommes("motesak_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}: {self.tittel}"

    @property
    def saksnummer(self) -> str:
        """«U-2026-0007/2»: the number that a decision is known by."""
        return f"{self.mote.saksnummer}/{self.nummer}"

    @property
    def er_ettermeldt(self) -> bool:
        return self.ettermeldt_grunn != ""


@sporet(exclude=["merknad"])
class Motesvar(models.Model):
    """What a seat answered to one item of a written procedure; `bruker` is the member or a deputy."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mote = models.ForeignKey(Mote, models.PROTECT, related_name="svar")
    motesak = models.ForeignKey(Motesak, models.PROTECT, related_name="svar")
    medlem = models.ForeignKey(Organmedlem, models.PROTECT, related_name="+")
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    svar = models.CharField(_("svar"), max_length=16, choices=Svarvalg)
    merknad = Fritekst(_("merknad"), blank=True)
    tidspunkt = models.DateTimeField(_("tidspunkt"))

    class Meta:
        verbose_name = _("svar i skriftlig behandling")
        verbose_name_plural = _("svar i skriftlig behandling")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(fields=["motesak", "medlem"], name="motesvar_ett_per_plass"),
            models.CheckConstraint(condition=Q(svar__in=Svarvalg.values), name="motesvar_valg"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="motesvar_mens_det_er_aapent",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM utvalg_mote m JOIN utvalg_motesak s ON s.mote_id = m.id
                                   WHERE m.id = NEW.mote_id AND s.id = NEW.motesak_id
                                     AND m.form = 'skriftlig' AND m.tilstand = 'saksliste_sendt'
                                     AND s.trukket IS NULL AND NEW.tidspunkt < m.slutt)
                       AND NOT EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = NEW.mote_id) THEN
                        RAISE EXCEPTION 'motesvar_er_lukket' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            sitter_i_organet("motesvar_sitter_i_organet"),
            pgtrigger.Trigger(
                name="motesvar_har_plass_og_stemme",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("mote_id", "medlem_id", "bruker_id"),
                when=pgtrigger.Before,
                func=f"""
                    PERFORM 1 FROM utvalg_mote m WHERE m.id = NEW.mote_id FOR NO KEY UPDATE;
                    IF NOT EXISTS (SELECT 1 FROM organisasjon_organmedlem p
                                   WHERE p.id = NEW.medlem_id AND p.verv IN {DELTAR})
                       OR EXISTS (SELECT 1 FROM utvalg_motesvar v WHERE v.mote_id = NEW.mote_id
                                  AND v.bruker_id = NEW.bruker_id AND v.medlem_id <> NEW.medlem_id) THEN
                        RAISE EXCEPTION 'motesvar_en_plass_hver' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608  (our own names)
            ),
            pgtrigger.Protect(name="motesvar_slettes_ikke", operation=pgtrigger.Delete),
            ikke_tommes("motesvar_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return f"{self.bruker}: {self.get_svar_display()}"
