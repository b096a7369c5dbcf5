from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Fritekst, Kortekst

from .bruker import Bruker
from .gyldighet import Gyldig, fra_foer_til
from .helsefellesskap import Helsefellesskap
from .rolle import RolleType
from .sporing import ikke_tommes, sporet
from .virksomhet import Virksomhet, Virksomhetstype


@sporet()
class Organ(models.Model):
    """A committee, group or forum of the cooperation (chapter E)."""

    class Type(models.TextChoices):
        SSU = "ssu", _("strategisk samarbeidsutvalg")
        FAGUTVALG = "fagutvalg", _("fagutvalg")
        LIS1_UTVALG = "lis1_utvalg", _("LIS1-utvalg")
        ARBEIDSUTVALG = "arbeidsutvalg", _("arbeidsutvalg")
        FAGGRUPPE = "faggruppe_organ", _("faggruppe")
        FORUM = "forum", _("samarbeidsforum")
        KLYNGE = "klynge", _("klynge")
        STYRINGSGRUPPE = "styringsgruppe", _("styringsgruppe")
        PROSJEKTGRUPPE = "prosjektgruppe", _("prosjektgruppe")
        UNDERGRUPPE = "undergruppe", _("undergruppe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    helsefellesskap = models.ForeignKey(Helsefellesskap, models.PROTECT, related_name="organer")
    overordnet = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="underorganer", verbose_name=_("overordnet organ")
    )
    type = models.CharField(_("type"), max_length=20, choices=Type)
    navn = Kortekst(_("navn"), max_length=120)
    mandat = Fritekst(_("mandat"), blank=True)
    nedlagt = models.DateField(_("nedlagt"), null=True, blank=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organer")
        triggers = [
            pgtrigger.Trigger(
                name="organ_versjon",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(),
                func="NEW.versjon := OLD.versjon + 1; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.navn


@sporet()
class Representasjon(Gyldig):
    """A seat that the mandate fixes: who must be represented, and by how many (S1-L11).

    The seat is filled by members who hold `rolletype` today, or sit there for a party of `virksomhetstype`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="representasjoner", verbose_name=_("organ"))
    navn = Kortekst(_("hvem som skal være representert"), max_length=80)
    rolletype = models.CharField(_("rollen medlemmet skal ha"), max_length=24, choices=RolleType, blank=True)
    virksomhetstype = models.CharField(
        _("typen virksomhet medlemmet skal representere"), max_length=24, choices=Virksomhetstype, blank=True
    )
    antall = models.PositiveSmallIntegerField(_("antall"), default=1)

    class Meta:
        verbose_name = _("fast representasjon")
        verbose_name_plural = _("faste representasjoner")
        ordering = ["navn"]
        constraints = [
            fra_foer_til("representasjon_fra_foer_til"),
            models.CheckConstraint(
                condition=~Q(rolletype="") | ~Q(virksomhetstype=""),
                name="representasjon_har_krav",
                violation_error_message=_("Velg en rolle, en type virksomhet, eller begge."),
            ),
            models.CheckConstraint(
                condition=Q(antall__gte=1),
                name="representasjon_minst_en",
                violation_error_message=_("Antallet må være minst 1."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="representasjon_skrives_ikke_om", fields=["organ"]),
            ikke_tommes("representasjon_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return self.navn


@sporet()
class Organmedlem(Gyldig):
    """Somebody sits in a committee from–to, for a party and in a capacity.

    A deputy (`vara`) stands in for one member, for a fixed seat, or, with neither, for any member. Nobody has two
    capacities in one committee at once, and it has one leader at a time (migration 0006).
    """

    class Verv(models.TextChoices):
        LEDER = "leder", _("leder")
        NESTLEDER = "nestleder", _("nestleder")
        MEDLEM = "medlem", _("medlem")
        VARA = "vara", _("vara")
        SEKRETAER = "sekretaer", _("sekretær")
        OBSERVATOR = "observator", _("observatør")
        BRUKERREPRESENTANT = "brukerrepresentant", _("brukerrepresentant")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="medlemmer")
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="verv", verbose_name=_("person"))
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, null=True, blank=True, verbose_name=_("representerer"))
    verv = models.CharField(_("verv"), max_length=20, choices=Verv, default=Verv.MEDLEM)
    representasjon = models.ForeignKey(
        Representasjon,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="medlemmer",
        verbose_name=_("fyller den faste plassen"),
    )
    vara_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="varaer", verbose_name=_("vara for")
    )

    class Meta:
        verbose_name = _("organmedlem")
        verbose_name_plural = _("organmedlemmer")
        constraints = [
            fra_foer_til("organmedlem_fra_foer_til"),
            models.CheckConstraint(
                condition=Q(vara_for__isnull=True) | Q(verv="vara"),
                name="organmedlem_bare_vara_er_vara_for",
                violation_error_message=_("Bare en vara kan være vara for noen."),
            ),
            models.CheckConstraint(
                condition=Q(representasjon__isnull=True) | ~Q(verv__in=["sekretaer", "observator"]),
                name="organmedlem_fast_plass_har_medlem",
                violation_error_message=_("En sekretær eller observatør fyller ingen fast plass."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="organmedlem_i_samme_organ",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NEW.vara_for_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM organisasjon_organmedlem m
                        WHERE m.id = NEW.vara_for_id AND m.organ_id = NEW.organ_id AND m.bruker_id <> NEW.bruker_id
                          AND m.verv NOT IN ('vara', 'sekretaer', 'observator')) THEN
                        RAISE EXCEPTION 'organmedlem_vara_for_annet_organ' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.representasjon_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM organisasjon_representasjon r
                        WHERE r.id = NEW.representasjon_id AND r.organ_id = NEW.organ_id) THEN
                        RAISE EXCEPTION 'organmedlem_plass_i_annet_organ' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Who sat there when something was decided must stay true: a period is ended and another begun.
            pgtrigger.ReadOnly(name="organmedlem_skrives_ikke_om", fields=["organ", "bruker", "verv", "vara_for"]),
            ikke_tommes("organmedlem_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return f"{self.bruker}, {self.get_verv_display()}"
