from __future__ import annotations

from uuid import uuid4

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.felt import Fritekst

from .prosjekt import Prosjekt


class Innlegg(models.Model):
    """Something said in the early dialogue, or an answer to it. One level of answers: threads stay short (S1-F03)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, related_name="innlegg")
    svar_til = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="svarene")
    av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("av"))
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, null=True, blank=True, related_name="+")
    """The party they spoke for when they wrote it."""
    tekst = Fritekst(_("innlegg"), max_length=2000)
    tidspunkt = models.DateTimeField(_("skrevet"))

    class Meta:
        verbose_name = _("innlegg")
        verbose_name_plural = _("innlegg")
        ordering = ["tidspunkt"]
        indexes = [models.Index(fields=["prosjekt", "tidspunkt"], name="innlegg_i_rekkefolge")]
        triggers = [
            pgtrigger.Trigger(
                name="innlegg_svar_i_samme_samtale",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__svar_til__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM forskning_innlegg i WHERE i.id = NEW.svar_til_id
                                   AND i.prosjekt_id = NEW.prosjekt_id AND i.svar_til_id IS NULL) THEN
                        RAISE EXCEPTION 'innlegg_svar_i_annen_samtale' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="innlegg_staar",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = OLD.prosjekt_id) THEN
                        RAISE EXCEPTION 'innlegg_staar' USING ERRCODE = 'check_violation';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.av}, {self.tidspunkt:%Y-%m-%d}"
