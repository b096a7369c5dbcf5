from __future__ import annotations

from typing import Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst, Kortekst

from .adgang import BEKREFTER
from .kodeverk import MED_I_PROSJEKTET, Bekreftelsesmaate, Partnersvar
from .prosjekt import Prosjekt

PS = Partnersvar


@sporet(exclude=["rolle", "kompetanse", "bidrag", "strategiske_maal"])
class Partnerprofil(models.Model):
    """What a party says about itself as a partner, and which one role answers for it (S4-B01, S4-B03)."""

    virksomhet = models.OneToOneField(Virksomhet, models.PROTECT, primary_key=True, related_name="partnerprofil")
    bekreftes_av = models.CharField(
        _("hvem som svarer for virksomheten"),
        max_length=24,
        choices=[(rolle.value, rolle.label) for rolle in BEKREFTER],
        default=RolleType.LEDER,
        help_text=_("Den som har denne rollen for hele virksomheten, bekrefter at dere deltar i et prosjekt."),
    )
    rolle = Fritekst(_("rollen deres i samarbeidet"), blank=True)
    kompetanse = Fritekst(_("kompetanse"), blank=True)
    bidrag = Fritekst(_("hva dere kan bidra med"), blank=True)
    strategiske_maal = Fritekst(_("strategiske mål"), blank=True)
    miljo = models.BooleanField(
        _("vis som forskningsmiljø"), default=False, help_text=_("Miljøet vises i kunnskapsgrunnlaget.")
    )
    endret = models.DateTimeField(auto_now=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("partnerprofil")
        verbose_name_plural = _("partnerprofiler")
        constraints = [
            models.CheckConstraint(
                condition=Q(bekreftes_av__in=[r.value for r in BEKREFTER]), name="partnerprofil_rolle_kjent"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="partnerprofil_versjon",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(),
                func="NEW.versjon := OLD.versjon + 1; RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return self.virksomhet.fullt_navn


class PartnerQuerySet(models.QuerySet["Partner"]):
    def med(self) -> Self:
        """Those that are in, or asked to be."""
        return self.filter(svar__in=MED_I_PROSJEKTET)

    def laas(self, pk: object, versjon: int) -> Partner:
        """The row, locked. Partners answer side by side, so each answer has a version of its own."""
        from grunnmur.saksgang.feil import Utdatert

        rad = self.select_for_update(of=("self",)).get(pk=pk)
        if rad.versjon != versjon:
            raise Utdatert(None)
        return rad


@sporet(exclude=["bidrag", "bekreftet_navn"])
class Partner(models.Model):
    """A party that is asked to take part, and its own answer. Nobody answers for another (S4-B03)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, related_name="partnere")
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("virksomhet"))
    bidrag = Fritekst(_("hva de skal bidra med"), blank=True)
    svar = models.CharField(_("svar"), max_length=12, choices=Partnersvar, default=PS.INVITERT)
    invitert_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    invitert = models.DateTimeField(_("invitert"))
    maate = models.CharField(_("hvordan de svarte"), max_length=10, choices=Bekreftelsesmaate, blank=True)
    besvart_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    """Who answered; of an answer on paper or by e-mail, who registered it."""
    paa_vegne_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    bekreftet_navn = Kortekst(_("hvem som svarte"), max_length=120, blank=True)
    """Only of an answer on paper or by e-mail: somebody without an account."""
    svardato = models.DateField(_("svardato"), null=True, blank=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partnere")
        ordering = ["invitert", "virksomhet__sortering"]
        constraints = [
            models.UniqueConstraint(
                fields=["prosjekt", "virksomhet"],
                condition=Q(svar__in=MED_I_PROSJEKTET),
                name="partner_en_gang",
                violation_error_message=_("Virksomheten er allerede partner i prosjektet."),
            ),
            models.CheckConstraint(condition=Q(svar__in=PS.values), name="partner_svar_kjent"),
            models.CheckConstraint(
                condition=Q(svar__in=[PS.INVITERT, PS.TRUKKET])
                | Q(besvart_av__isnull=False, svardato__isnull=False, maate__in=Bekreftelsesmaate.values),
                name="partner_svar_er_gitt_av_noen",
            ),
            models.CheckConstraint(
                condition=Q(maate__in=["", Bekreftelsesmaate.PORTALEN], bekreftet_navn="")
                | (Q(maate__in=[Bekreftelsesmaate.EPOST, Bekreftelsesmaate.PAPIR]) & ~Q(bekreftet_navn="")),
                name="partner_papir_har_navn",
                violation_error_message=_("Skriv navnet til den som svarte."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="partner_er_den_samme", fields=["prosjekt", "virksomhet", "invitert", "invitert_av"]),
            pgtrigger.Protect(name="partner_slettes_ikke", operation=pgtrigger.Delete),
            # An answer is never unsaid. Whoever is asked again gets a row of their own.
            pgtrigger.FSM(
                name="partner_svar_staar",
                field="svar",
                transitions=[
                    (PS.INVITERT, PS.BEKREFTET),
                    (PS.INVITERT, PS.AVSLAATT),
                    (PS.INVITERT, PS.TRUKKET),
                    (PS.BEKREFTET, PS.AVSLAATT),
                    (PS.BEKREFTET, PS.TRUKKET),
                ],
            ),
            pgtrigger.Trigger(
                name="partner_versjon",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(),
                func="NEW.versjon := OLD.versjon + 1; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="partner_svarer_for_seg_selv",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("rollen", "text")],
                func="""
                    IF NEW.svar NOT IN ('bekreftet', 'avslaatt') THEN RETURN NEW; END IF;
                    IF TG_OP = 'UPDATE' THEN
                        IF OLD.svar = NEW.svar AND OLD.besvart_av_id IS NOT DISTINCT FROM NEW.besvart_av_id
                           AND OLD.maate = NEW.maate THEN RETURN NEW; END IF;
                    END IF;
                    rollen := COALESCE((SELECT p.bekreftes_av FROM forskning_partnerprofil p
                                        WHERE p.virksomhet_id = NEW.virksomhet_id), 'leder');
                    IF NEW.maate = 'portalen' THEN
                        IF NOT EXISTS (
                            SELECT 1 FROM organisasjon_rolle r LEFT JOIN organisasjon_stedfortreder s
                              ON s.rolle_id = r.id AND s.bruker_id = NEW.besvart_av_id
                             AND daterange(s.gyldig_fra, s.gyldig_til, '[]') @> NEW.svardato
                            WHERE r.virksomhet_id = NEW.virksomhet_id AND r.enhet_id IS NULL AND r.type = rollen
                              AND daterange(r.gyldig_fra, r.gyldig_til, '[]') @> NEW.svardato
                              AND (r.bruker_id = NEW.besvart_av_id OR s.id IS NOT NULL)) THEN
                            RAISE EXCEPTION 'partner_svart_av_andre' USING ERRCODE = 'check_violation';
                        END IF;
                    ELSIF EXISTS (
                        SELECT 1 FROM organisasjon_rolle r JOIN organisasjon_bruker b ON b.id = r.bruker_id AND b.is_active
                        WHERE r.virksomhet_id = NEW.virksomhet_id AND r.enhet_id IS NULL AND r.type = rollen
                          AND daterange(r.gyldig_fra, r.gyldig_til, '[]') @> NEW.svardato) THEN
                        RAISE EXCEPTION 'partner_svarer_selv_i_portalen' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.virksomhet.fullt_navn}: {self.get_svar_display()}"
