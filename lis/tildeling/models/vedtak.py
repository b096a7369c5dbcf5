from __future__ import annotations

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.organisasjon.models.sporing import ikke_tommes, sporet
from grunnmur.saksgang.models import Signatur
from grunnmur.utvalg.models import Habilitetsgrunn

from .forslag import Forslag
from .kandidat import Kandidat
from .runde import Runde
from .runde import Rundetilstand as RT
from .vern import SITTER, UTEN_PLASS, mens

MELDER = {"runde": "NEW.runde_id", "bruker": "NEW.bruker_id", "tid": "NEW.meldt"}
AVGJOR = {"runde": "NEW.runde_id", "bruker": "NEW.avgjort_av_id", "tid": "NEW.avgjort"}


class Habilitetsutfall(models.TextChoices):
    INHABIL = "inhabil", _("Inhabil: deltar ikke")
    HABIL = "habil", _("Habil: deltar")


@sporet()
class Habilitet(models.Model):
    """An interest somebody in the committee has declared, and what the committee decided (forvaltningsloven § 8).

    A candidate competes with all the others for the same places, so whoever is ruled out for one is ruled out of the
    decision. The row is about `bruker`; a code and no story.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    runde = models.ForeignKey(Runde, models.PROTECT, related_name="habilitet")
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("person"))
    kandidat = models.ForeignKey(Kandidat, models.PROTECT, null=True, blank=True, related_name="+")
    """None: the round as a whole."""
    grunn = models.CharField(_("grunn"), max_length=16, choices=Habilitetsgrunn)
    meldt = models.DateTimeField(_("meldt"))
    utfall = models.CharField(_("avgjørelse"), max_length=8, choices=Habilitetsutfall, blank=True)
    avgjort_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    avgjort = models.DateTimeField(_("avgjort"), null=True, blank=True)

    class Meta:
        verbose_name = _("habilitet")
        verbose_name_plural = _("habilitet")
        ordering = ["meldt"]
        constraints = [
            models.UniqueConstraint(fields=["runde", "bruker", "kandidat"], name="habilitet_en_gang", nulls_distinct=False),
            models.CheckConstraint(condition=Q(grunn__in=Habilitetsgrunn.values), name="habilitet_grunn_kjent"),
            models.CheckConstraint(
                condition=Q(utfall="", avgjort_av__isnull=True, avgjort__isnull=True)
                | Q(utfall__in=Habilitetsutfall.values, avgjort_av__isnull=False, avgjort__isnull=False),
                name="habilitet_avgjort_av_noen",
            ),
            models.CheckConstraint(
                condition=Q(avgjort_av__isnull=True) | ~Q(avgjort_av=F("bruker")), name="habilitet_ikke_av_seg_selv"
            ),
        ]
        triggers = [
            mens("habilitet_foer_underskrift", RT.PLANLAGT, RT.AAPEN, RT.BEHANDLES),
            pgtrigger.Protect(name="habilitet_slettes_ikke", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="habilitet_skrives_ikke_om", fields=["runde", "bruker", "kandidat", "grunn", "meldt"]),
            pgtrigger.Trigger(
                name="habilitet_i_utvalget",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=f"""
                    IF TG_OP = 'INSERT' THEN
                        IF NOT EXISTS ({SITTER.format(uten="'observator'", **MELDER)})
                           OR NEW.kandidat_id IS NOT NULL AND NOT EXISTS (
                               SELECT 1 FROM tildeling_kandidat k
                               WHERE k.id = NEW.kandidat_id AND k.runde_id = NEW.runde_id) THEN
                            RAISE EXCEPTION 'habilitet_i_utvalget' USING ERRCODE = 'check_violation';
                        END IF;
                    END IF;
                    IF NEW.avgjort_av_id IS NOT NULL AND (
                        NOT EXISTS ({SITTER.format(uten=UTEN_PLASS, **AVGJOR)})
                        OR EXISTS (SELECT 1 FROM tildeling_habilitet h WHERE h.runde_id = NEW.runde_id
                                   AND h.bruker_id = NEW.avgjort_av_id AND h.utfall = 'inhabil')) THEN
                        RAISE EXCEPTION 'habilitet_avgjort_av_utvalget' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608  (our own SQL)
            ),
            ikke_tommes("habilitet_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return f"{self.bruker}: {self.get_utfall_display() or self.get_grunn_display()}"


@sporet()
class Deltaker(models.Model):
    """Somebody who decides the round, in an own seat or as a deputy, and signs what was decided."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    runde = models.ForeignKey(Runde, models.PROTECT, related_name="deltakere")
    forslag = models.ForeignKey(Forslag, models.PROTECT, related_name="+")
    medlem = models.ForeignKey(Organmedlem, models.PROTECT, related_name="+", verbose_name=_("plass"))
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("person"))
    satt_opp = models.DateTimeField()
    signert = models.DateTimeField(_("underskrevet"), null=True, blank=True)
    signatur = models.OneToOneField(Signatur, models.PROTECT, null=True, blank=True, related_name="+")
    tilbakekalt = models.DateTimeField(_("tilbakekalt"), null=True, blank=True)
    """Sent back or taken up again: another list of participants signs another decision."""

    class Meta:
        verbose_name = _("deltaker i vedtaket")
        verbose_name_plural = _("deltakere i vedtaket")
        ordering = ["satt_opp", "bruker__sortering"]
        constraints = [
            models.UniqueConstraint(
                fields=["runde", "medlem"], condition=Q(tilbakekalt__isnull=True), name="deltaker_en_per_plass"
            ),
            models.UniqueConstraint(
                fields=["runde", "bruker"], condition=Q(tilbakekalt__isnull=True), name="deltaker_en_plass_hver"
            ),
            models.CheckConstraint(
                condition=Q(signert__isnull=True, signatur__isnull=True) | Q(signert__isnull=False, signatur__isnull=False),
                name="deltaker_signert_har_signatur",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="deltaker_slettes_ikke", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="deltaker_skrives_ikke_om", fields=["runde", "forslag", "medlem", "bruker", "satt_opp"]),
            pgtrigger.Trigger(
                name="deltaker_sitter_og_er_habil",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__tilbakekalt__isnull=True),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM tildeling_runde u
                        JOIN tildeling_forslag f ON f.id = NEW.forslag_id AND f.runde_id = u.id
                        JOIN organisasjon_organmedlem s ON s.id = NEW.medlem_id AND s.organ_id = u.organ_id
                        WHERE u.id = NEW.runde_id AND u.tilstand IN ('behandles', 'underskrift')
                          AND s.verv NOT IN ('vara', 'sekretaer', 'observator')
                          AND daterange(s.gyldig_fra, s.gyldig_til, '[]')
                              @> (coalesce(NEW.signert, NEW.satt_opp) AT TIME ZONE 'Europe/Oslo')::date
                          AND (s.bruker_id = NEW.bruker_id OR EXISTS (
                              SELECT 1 FROM organisasjon_organmedlem v
                              WHERE v.organ_id = u.organ_id AND v.verv = 'vara' AND v.bruker_id = NEW.bruker_id
                                AND daterange(v.gyldig_fra, v.gyldig_til, '[]')
                                    @> (coalesce(NEW.signert, NEW.satt_opp) AT TIME ZONE 'Europe/Oslo')::date
                                AND (v.vara_for_id = s.id OR v.vara_for_id IS NULL
                                     AND (v.representasjon_id IS NULL OR v.representasjon_id = s.representasjon_id))))
                    ) THEN
                        RAISE EXCEPTION 'deltaker_sitter_ikke' USING ERRCODE = 'check_violation';
                    END IF;
                    IF EXISTS (SELECT 1 FROM tildeling_habilitet h WHERE h.runde_id = NEW.runde_id
                               AND h.bruker_id = NEW.bruker_id AND h.utfall = 'inhabil')
                       OR EXISTS (SELECT 1 FROM tildeling_kandidat k JOIN lege_lege l ON l.id = k.lege_id
                                  WHERE k.runde_id = NEW.runde_id AND l.bruker_id = NEW.bruker_id) THEN
                        RAISE EXCEPTION 'deltaker_er_inhabil' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.signert IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM tildeling_runde u JOIN saksgang_signatur g ON g.hendelse_id = NEW.signatur_id
                        JOIN saksgang_hendelse e ON e.id = g.hendelse_id
                        WHERE u.id = NEW.runde_id AND u.tilstand = 'underskrift' AND u.valgt_id = NEW.forslag_id
                          AND e.sak_id = u.id AND e.utfort_av_id = NEW.bruker_id) THEN
                        RAISE EXCEPTION 'deltaker_signerer_selv' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            ikke_tommes("deltaker_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return str(self.bruker)

    @property
    def er_vara(self) -> bool:
        return self.bruker_id != self.medlem.bruker_id
