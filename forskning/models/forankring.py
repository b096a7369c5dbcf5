from __future__ import annotations

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.utvalg.models import Motesak, Sakutfall

from .kodeverk import Soknadsutfall, Uforankretgrunn
from .prosjekt import Prosjekt
from .utlysning import Utlysning

ANKRER = (Sakutfall.VEDTATT, Sakutfall.VEDTATT_ENDRET)
"""What a committee can answer that anchors a project."""


@sporet(exclude=["vedtak"])
class Forankring(models.Model):
    """A project is put to a committee before money is applied for, and what it answered (S1-F04).

    `motesak` is the item on its agenda; None while the secretary must run a written procedure, because no meeting that
    still takes items comes before the application's deadline. Over (`avsluttet`) with an outcome, or withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, related_name="forankringer")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("utvalg"))
    sendt = models.DateTimeField(_("sendt"))
    sendt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    frist = models.DateField(_("søknadsfrist"), null=True, blank=True)
    """The day the application must be sent; the answer must come before it. None where no call has a deadline."""
    motesak = models.ForeignKey(Motesak, models.PROTECT, null=True, blank=True, related_name="+")
    utfall = models.CharField(_("utfall"), max_length=16, choices=Sakutfall, blank=True)
    saksnummer = models.CharField(_("utvalgets saksnummer"), max_length=24, blank=True)
    vedtatt = models.DateField(_("vedtaksdato"), null=True, blank=True)
    vedtak = Fritekst(_("vedtak"), blank=True)
    avsluttet = models.DateTimeField(_("avsluttet"), null=True, blank=True)
    trukket = models.DateTimeField(_("trukket"), null=True, blank=True)

    class Meta:
        verbose_name = _("forankring")
        verbose_name_plural = _("forankringer")
        ordering = ["sendt"]
        constraints = [
            models.UniqueConstraint(
                fields=["prosjekt"], condition=Q(avsluttet__isnull=True), name="forankring_en_om_gangen"
            ),
            models.CheckConstraint(
                condition=Q(utfall="", saksnummer="", vedtatt__isnull=True)
                | (Q(utfall__in=Sakutfall.values, vedtatt__isnull=False, avsluttet__isnull=False) & ~Q(saksnummer="")),
                name="forankring_vedtak_har_nummer_og_dag",
            ),
            models.CheckConstraint(
                condition=Q(trukket__isnull=True) | Q(utfall="", avsluttet__isnull=False),
                name="forankring_trukket_uten_vedtak",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="forankring_er_den_samme", fields=["prosjekt", "organ", "sendt", "sendt_av", "frist"]),
            pgtrigger.Protect(name="forankring_slettes_ikke", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="forankring_folger_protokollen",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(new__utfall=""),
                func="""
                    IF TG_OP = 'UPDATE' AND OLD.utfall = NEW.utfall THEN RETURN NEW; END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM utvalg_motesak s JOIN utvalg_mote m ON m.id = s.mote_id
                        WHERE s.id = NEW.motesak_id AND s.sak_id = NEW.prosjekt_id AND s.utfall = NEW.utfall
                          AND s.trukket IS NULL AND m.tilstand = 'godkjent' AND m.organ_id = NEW.organ_id) THEN
                        RAISE EXCEPTION 'forankring_uten_protokoll' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ}: {self.get_utfall_display() or _('venter')}"

    @property
    def ankrer(self) -> bool:
        return self.utfall in ANKRER


@sporet(exclude=["uforankret_tekst"])
class Soknad(models.Model):
    """An application for external money, with what anchored it, or the reason that it was not (S1-F04)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, related_name="soknader")
    utlysning = models.ForeignKey(Utlysning, models.PROTECT, null=True, blank=True, related_name="soknader")
    finansior = Kortekst(_("finansiør"), max_length=120)
    belop = models.PositiveBigIntegerField(_("søkt beløp i kroner"), null=True, blank=True)
    sendt = models.DateField(_("sendt"))
    sendt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    forankring = models.ForeignKey(Forankring, models.PROTECT, null=True, blank=True, related_name="soknader")
    uforankret_grunn = models.CharField(
        _("hvorfor søknaden ikke er forankret"), max_length=16, choices=Uforankretgrunn, blank=True
    )
    uforankret_tekst = Fritekst(_("begrunnelse"), blank=True)
    med_logo = models.BooleanField(_("søknaden bruker helsefellesskapets logo sammen med egne"))
    utfall = models.CharField(_("utfall"), max_length=12, choices=Soknadsutfall, blank=True)
    utfall_dato = models.DateField(_("svar kom"), null=True, blank=True)
    innvilget_belop = models.PositiveBigIntegerField(_("innvilget beløp i kroner"), null=True, blank=True)

    class Meta:
        verbose_name = _("søknad om midler")
        verbose_name_plural = _("søknader om midler")
        ordering = ["sendt"]
        constraints = [
            models.UniqueConstraint(fields=["prosjekt"], condition=Q(utfall=""), name="soknad_en_om_gangen"),
            models.CheckConstraint(
                condition=Q(forankring__isnull=False, uforankret_grunn="", uforankret_tekst="")
                | (Q(forankring__isnull=True, uforankret_grunn__in=Uforankretgrunn.values) & ~Q(uforankret_tekst="")),
                name="soknad_forankret_eller_begrunnet",
                violation_error_message=_("Søknaden er ikke forankret. Velg en grunn og skriv en begrunnelse."),
            ),
            models.CheckConstraint(
                condition=Q(utfall="", utfall_dato__isnull=True)
                | Q(utfall__in=Soknadsutfall.values, utfall_dato__gte=F("sendt")),
                name="soknad_svar_har_dato",
                violation_error_message=_("Svaret kan ikke ha kommet før søknaden ble sendt."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="soknad_skrives_ikke_om",
                fields=["prosjekt", "utlysning", "sendt", "sendt_av", "forankring", "uforankret_grunn"],
            ),
            pgtrigger.Protect(name="soknad_slettes_ikke", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="soknad_er_forankret_foer_den_sendes",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__forankring__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM forskning_forankring f JOIN forskning_prosjekt p ON p.id = f.prosjekt_id
                                   WHERE f.id = NEW.forankring_id AND f.prosjekt_id = NEW.prosjekt_id
                                     AND f.utfall IN ('vedtatt', 'vedtatt_endret') AND p.forankret <= NEW.sendt) THEN
                        RAISE EXCEPTION 'soknad_er_ikke_forankret' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finansior}, {self.sendt}"

    @property
    def er_forankret(self) -> bool:
        return self.forankring_id is not None
