from __future__ import annotations

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst
from lis.lege.models import Lege
from lis.lis1.models import Stilling

from ..ord import valider_noytral
from .kriterier import Kriteriegruppe, Kriterium
from .runde import Runde
from .runde import Rundetilstand as RT
from .vern import i_rundens_kriterier, mens

KANDIDATENS_RUNDE = "(SELECT k.runde_id FROM tildeling_kandidat k WHERE k.id = r.kandidat_id)"


@sporet(exclude=["unntak_begrunnelse"])
class Kandidat(models.Model):
    """A doctor who is to have a municipal place in the round. Their wishes are municipalities and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    runde = models.ForeignKey(Runde, models.PROTECT, related_name="kandidater")
    lege = models.ForeignKey(Lege, models.PROTECT, related_name="+", verbose_name=_("lege"))
    stilling = models.ForeignKey(
        Stilling, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sykehusstilling")
    )
    hf = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("helseforetak de kommer fra"))
    unntak_begrunnelse = Fritekst(
        _("hvorfor legen kommer fra et annet helseforetak"), blank=True, validators=[valider_noytral]
    )
    """Doctors from other trusts are exceptions (S1-L06, L20)."""
    fast_kommune = models.ForeignKey(
        Virksomhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommune i utlysningen")
    )
    """The position named the municipality: the order has no say."""
    onsker_levert = models.DateTimeField(_("ønsker levert"), null=True, editable=False)
    trukket = models.DateTimeField(_("ikke lenger med"), null=True, editable=False)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("kandidat")
        verbose_name_plural = _("kandidater")
        ordering = ["lege__sortering"]
        constraints = [
            models.UniqueConstraint(fields=["runde", "lege"], name="kandidat_en_gang"),
            models.CheckConstraint(
                condition=Q(stilling__isnull=False) | ~Q(unntak_begrunnelse=""),
                name="kandidat_unntak_begrunnes",
                violation_error_message=_("Skriv hvorfor legen kommer fra et annet helseforetak."),
            ),
            models.CheckConstraint(
                condition=Q(fast_kommune__isnull=True) | Q(onsker_levert__isnull=True), name="kandidat_fast_onsker_ikke"
            ),
        ]
        triggers = [
            mens(
                "kandidat_foer_fristen", RT.PLANLAGT, RT.AAPEN,
                # Whoever falls away while the committee works is taken out then too; points and groups raise the version.
                utenom="to_jsonb(NEW) - 'versjon' = to_jsonb(OLD) - 'versjon' "
                "OR NEW.trukket IS NOT NULL AND OLD.trukket IS NULL "
                "AND EXISTS (SELECT 1 FROM tildeling_runde u WHERE u.id = NEW.runde_id AND u.tilstand = 'behandles')",
            ),
            pgtrigger.ReadOnly(name="kandidat_er_den_samme", fields=["runde", "lege"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.lege)


@sporet()
class Onske(models.Model):
    """One municipality on a candidate's list. No reason is asked, and none can be given."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kandidat = models.ForeignKey(Kandidat, models.PROTECT, related_name="onsker")
    kommune = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    rang = models.PositiveSmallIntegerField(_("ønske nummer"))

    class Meta:
        verbose_name = _("ønske")
        verbose_name_plural = _("ønsker")
        ordering = ["rang"]
        constraints = [
            models.UniqueConstraint(fields=["kandidat", "kommune"], name="onske_en_gang"),
            models.UniqueConstraint(fields=["kandidat", "rang"], name="onske_en_rang"),
            models.CheckConstraint(condition=Q(rang__gte=1), name="onske_fra_en"),
        ]
        triggers = [
            mens("onske_foer_fristen", RT.AAPEN, runde=KANDIDATENS_RUNDE),
            pgtrigger.Trigger(
                name="onske_av_den_som_onsker",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM tildeling_kandidat k WHERE k.id = NEW.kandidat_id
                                   AND k.trukket IS NULL AND k.fast_kommune_id IS NULL) THEN
                        RAISE EXCEPTION 'onske_av_den_som_onsker' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rang}. {self.kommune}"


@sporet()
class Gruppemedlem(models.Model):
    """Somebody has confirmed that the candidate belongs to a group with reserved places."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kandidat = models.ForeignKey(Kandidat, models.PROTECT, related_name="grupper")
    gruppe = models.ForeignKey(Kriteriegruppe, models.PROTECT, related_name="+")
    bekreftet_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("medlem av gruppe")
        verbose_name_plural = _("medlemmer av grupper")
        constraints = [models.UniqueConstraint(fields=["kandidat", "gruppe"], name="gruppemedlem_en_gang")]
        triggers = [
            mens("gruppemedlem_foer_vedtak", RT.PLANLAGT, RT.AAPEN, RT.BEHANDLES, runde=KANDIDATENS_RUNDE),
            i_rundens_kriterier(
                "gruppemedlem_etter_kriteriene", "(SELECT k.runde_id FROM tildeling_kandidat k WHERE k.id = NEW.kandidat_id)"
            ),
        ]

    def __str__(self) -> str:
        return str(self.gruppe)


@sporet()
class Poeng(models.Model):
    """Points to one candidate by one criterion, everywhere or in one municipality."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kandidat = models.ForeignKey(Kandidat, models.PROTECT, related_name="poeng")
    kriterium = models.ForeignKey(Kriterium, models.PROTECT, related_name="+")
    kommune = models.ForeignKey(Virksomhet, models.PROTECT, null=True, blank=True, related_name="+")
    poeng = models.PositiveSmallIntegerField(_("poeng"))
    satt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("poeng")
        verbose_name_plural = _("poeng")
        constraints = [
            models.UniqueConstraint(fields=["kandidat", "kriterium", "kommune"], name="poeng_en_gang", nulls_distinct=False)
        ]
        triggers = [
            mens("poeng_foer_vedtak", RT.AAPEN, RT.BEHANDLES, runde=KANDIDATENS_RUNDE),
            pgtrigger.Trigger(
                name="poeng_etter_kriteriene",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM tildeling_kandidat k
                        JOIN tildeling_runde u ON u.id = k.runde_id
                        JOIN tildeling_kriterium c ON c.id = NEW.kriterium_id AND c.kriterier_id = u.kriterier_id
                        WHERE k.id = NEW.kandidat_id AND NEW.poeng <= c.hoyest
                          AND c.per_kommune = (NEW.kommune_id IS NOT NULL)) THEN
                        RAISE EXCEPTION 'poeng_etter_kriteriene' USING ERRCODE = 'check_violation';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM tildeling_kandidat k LEFT JOIN lege_lege l ON l.id = k.lege_id
                        WHERE k.id = NEW.kandidat_id AND (l.bruker_id = NEW.satt_av_id OR EXISTS (
                            SELECT 1 FROM tildeling_habilitet h WHERE h.runde_id = k.runde_id
                              AND h.bruker_id = NEW.satt_av_id AND h.utfall = 'inhabil'))) THEN
                        RAISE EXCEPTION 'poeng_av_inhabil' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kriterium}: {self.poeng}"
