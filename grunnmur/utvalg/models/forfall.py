from __future__ import annotations

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.organisasjon.models.sporing import ikke_tommes, sporet

from .mote import Mote
from .vern import DELTAR, MOTEDAG


class ForfallQuerySet(models.QuerySet["Forfall"]):
    def gjeldende(self) -> Self:
        return self.filter(trukket__isnull=True)


@sporet()
class Forfall(models.Model):
    """A member cannot come to a meeting, and which deputy was called in. Never why: that may be somebody's health."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mote = models.ForeignKey(Mote, models.PROTECT, related_name="forfall")
    medlem = models.ForeignKey(Organmedlem, models.PROTECT, related_name="+", verbose_name=_("plass"))
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("person"))
    vara = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vara som er innkalt")
    )
    meldt = models.DateTimeField(_("meldt"))
    trukket = models.DateTimeField(_("trukket"), null=True, blank=True)

    objects = ForfallQuerySet.as_manager()

    class Meta:
        verbose_name = _("forfall")
        verbose_name_plural = _("forfall")
        ordering = ["meldt"]
        constraints = [
            models.UniqueConstraint(fields=["mote", "medlem"], condition=Q(trukket=None), name="forfall_ett_per_plass"),
            models.UniqueConstraint(fields=["mote", "vara"], condition=Q(trukket=None), name="forfall_en_plass_per_vara"),
            models.CheckConstraint(condition=Q(trukket=None) | Q(trukket__gte=F("meldt")), name="forfall_trekkes_etterpaa"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="forfall_foer_motet",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"""
                    IF NOT EXISTS (
                        SELECT 1 FROM utvalg_mote m JOIN organisasjon_organmedlem s ON s.id = NEW.medlem_id
                        WHERE m.id = NEW.mote_id AND s.organ_id = m.organ_id AND s.bruker_id = NEW.bruker_id
                          AND s.verv IN {DELTAR}
                          AND m.form <> 'skriftlig' AND m.tilstand IN ('planlagt', 'saksliste_sendt')
                          AND NEW.meldt < m.start
                          AND daterange(s.gyldig_fra, s.gyldig_til, '[]') @> {MOTEDAG}
                          AND (NEW.vara_id IS NULL OR EXISTS (
                              SELECT 1 FROM organisasjon_organmedlem v
                              WHERE v.organ_id = m.organ_id AND v.verv = 'vara' AND v.bruker_id = NEW.vara_id
                                AND daterange(v.gyldig_fra, v.gyldig_til, '[]') @> {MOTEDAG}
                                AND (v.vara_for_id = s.id OR v.vara_for_id IS NULL
                                     AND (v.representasjon_id IS NULL OR v.representasjon_id = s.representasjon_id))))
                    ) THEN
                        RAISE EXCEPTION 'forfall_uten_plass_eller_for_sent' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608  (our own SQL)
            ),
            pgtrigger.ReadOnly(name="forfall_skrives_ikke_om", exclude=["trukket"]),
            pgtrigger.Protect(
                name="forfall_trekkes_en_gang",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__trukket__isnull=False),
            ),
            pgtrigger.Protect(name="forfall_slettes_ikke", operation=pgtrigger.Delete),
            ikke_tommes("forfall_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return str(self.bruker)
