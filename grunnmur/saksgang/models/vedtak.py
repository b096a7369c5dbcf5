from __future__ import annotations

import uuid
from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Fritekst

from .bevaring import TOMT
from .hendelse import Hendelse
from .peker import PekerPaaSak, PekerQuerySet, aldri_tomt, sak_finnes


class Utfall(models.TextChoices):
    INNVILGET = "innvilget", _("Innvilget")
    IKKE_INNVILGET = "ikke_innvilget", _("Ikke innvilget")


class VedtakQuerySet(PekerQuerySet):
    def gjeldende(self) -> Self:
        """Decisions that no later event has revoked."""
        return self.filter(tilbakekalt_av__isnull=True)


@pghistory.track()
class Vedtak(PekerPaaSak):
    """One decision in one step of a case.

    The database keeps that nobody decides on their own case, that no person stands in two steps of it, as
    themselves or on behalf of another or having somebody act for them, and that a decision is never changed:
    only revoked, once, by an event. Its comment goes when the case is emptied.
    """

    Utfall = Utfall

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    steg = models.CharField(_("steg"), max_length=24)
    runde = models.PositiveSmallIntegerField(_("runde"))
    utfall = models.CharField(_("utfall"), max_length=16, choices=Utfall)
    av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("av"))
    paa_vegne_av = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("på vegne av")
    )
    saken_gjelder = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("saken gjelder"))
    kommentar = Fritekst(_("kommentar"), blank=True)
    tidspunkt = models.DateTimeField(_("tidspunkt"))
    hendelse = models.OneToOneField(Hendelse, models.PROTECT, related_name="vedtak")
    tilbakekalt_av = models.ForeignKey(Hendelse, models.PROTECT, null=True, blank=True, related_name="tilbakekalte")

    objects = VedtakQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("vedtak")
        verbose_name_plural = _("vedtak")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(fields=["sak_id", "steg", "runde"], name="vedtak_ett_per_steg_og_runde"),
            models.UniqueConstraint(
                fields=["sak_id", "steg"], condition=Q(tilbakekalt_av__isnull=True), name="vedtak_ett_gjeldende"
            ),
            models.CheckConstraint(condition=~Q(av=F("saken_gjelder")), name="vedtak_ikke_i_egen_sak"),
            models.CheckConstraint(
                condition=Q(paa_vegne_av__isnull=True) | ~Q(paa_vegne_av=F("saken_gjelder")),
                name="vedtak_ikke_paa_vegne_av_part",
            ),
            models.CheckConstraint(
                condition=~Q(utfall=Utfall.IKKE_INNVILGET) | ~Q(kommentar=""), name="vedtak_avslag_har_kommentar"
            ),
        ]
        triggers = [
            sak_finnes("vedtak_sak_finnes"),
            pgtrigger.Trigger(
                name="vedtak_to_personer",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("gjelder", "text")],
                func="""
                    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.sak_id::text, 0));
                    gjelder := saksgang_sak(NEW.sak_type_id, NEW.sak_id) ->> 'soker_id';
                    IF gjelder IS NOT NULL AND gjelder::uuid <> NEW.saken_gjelder_id THEN
                        RAISE EXCEPTION 'vedtak_gjelder_en_annen' USING ERRCODE = 'check_violation';
                    END IF;
                    IF EXISTS (SELECT 1 FROM saksgang_vedtak v
                               WHERE v.sak_id = NEW.sak_id AND v.steg <> NEW.steg
                                 AND (NEW.av_id IN (v.av_id, v.paa_vegne_av_id)
                                      OR NEW.paa_vegne_av_id IN (v.av_id, v.paa_vegne_av_id))) THEN
                        RAISE EXCEPTION 'vedtak_samme_person_i_to_steg' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.ReadOnly(name="vedtak_aldri_endret", exclude=["tilbakekalt_av", "kommentar"]),
            pgtrigger.Trigger(
                name="vedtak_kommentar_bare_tomt",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("kommentar"),
                func=f"""
                    IF NEW.kommentar = '{TOMT}'
                       AND EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = OLD.sak_id) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'vedtak_aldri_endret' USING ERRCODE = 'check_violation';
                """,  # noqa: S608  (a constant of ours)
            ),
            pgtrigger.Protect(
                name="vedtak_tilbakekalt_en_gang",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__tilbakekalt_av__isnull=False)
                & pgtrigger.Q(old__tilbakekalt_av__df=pgtrigger.F("new__tilbakekalt_av")),
            ),
            pgtrigger.Protect(name="vedtak_aldri_slettet", operation=pgtrigger.Delete),
            aldri_tomt("vedtak"),
        ]

    def __str__(self) -> str:
        return f"{self.steg}: {self.get_utfall_display()}"

    @property
    def personer(self) -> set:
        return {p for p in (self.av_id, self.paa_vegne_av_id) if p}
