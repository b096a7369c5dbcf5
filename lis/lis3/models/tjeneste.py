from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID, uuid4

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.models import Sak, SakQuerySet
from lis.lege.models import Laeringsmaal, Lege

from .avdeling import Avdeling, Plass, SammePlass, Tidsrom
from .innmelding import Innmelding


class Tjenestetilstand(models.TextChoices):
    PLANLAGT = "planlagt", _("Planlagt, ikke tilbudt")
    TILBUDT = "tilbudt", _("Tilbudt")
    AKSEPTERT = "akseptert", _("Akseptert av legen")
    BEKREFTET = "bekreftet", _("Bekreftet av kommunen")
    KLAR = "klar", _("Veileder tildelt")
    PAAGAAR = "paagaar", _("Pågår")
    GJENNOMFORT = "gjennomfort", _("Gjennomført")
    AVBRUTT = "avbrutt", _("Avsluttet før tiden")
    TAKKET_NEI = "takket_nei", _("Takket nei av legen")
    IKKE_FRIGITT = "ikke_frigitt", _("Ikke frigitt av kommunen")
    TRUKKET = "trukket", _("Trukket av sykehuset")


TT = Tjenestetilstand
FORAN = (TT.PLANLAGT, TT.TILBUDT, TT.AKSEPTERT, TT.BEKREFTET, TT.KLAR)
"""Before it starts."""
BINDENDE = (TT.AKSEPTERT, TT.BEKREFTET, TT.KLAR, TT.PAAGAAR, TT.GJENNOMFORT, TT.AVBRUTT)
"""From the doctor's yes: the offer is the planned start."""
BORTFALT = (TT.TAKKET_NEI, TT.IKKE_FRIGITT, TT.TRUKKET)
"""Holds no place any more."""


class TjenesteQuerySet(SakQuerySet["Tjeneste"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """The coordinator; the department's leaders and named supervisor once offered; doctor and municipality likewise."""
        tilgang = tilgang_for(bruker)
        if tilgang.har(RolleType.LIS_KOORDINATOR):
            return self.all()
        synlig = Q(innmelding__lege__bruker=bruker)
        # A supervisor who has left the hospital takes no view of its doctors along.
        if ansatt := {f.rolle.virksomhet_id for f in tilgang.fullmakter if f.rolle.type == RolleType.ANSATT}:
            steder = Tjenestedel.objects.filter(plass__avdeling__enhet__virksomhet__in=ansatt)
            synlig |= Q(veileder=bruker, pk__in=steder.values("tjeneste"))
        if kommuner := tilgang.virksomheter(RolleType.KOMMUNE_LIS_KONTAKT):
            synlig |= Q(innmelding__lege__kommune__in=kommuner)
        if tilgang.har(RolleType.LEDER):
            deler = Tjenestedel.objects.filter(plass__avdeling__in=Avdeling.objects.ledet_av(bruker))
            synlig |= Q(pk__in=deler.values("tjeneste"))
        return self.filter(synlig).exclude(tilstand=TT.PLANLAGT)

    def gjeldende(self) -> Self:
        """Those that hold a place: planned, offered, agreed, running."""
        return self.filter(tilstand__in=[*FORAN, TT.PAAGAAR])


@sporet(exclude=["avvik_aarsak", "veiledningsplan"])
class Tjeneste(Sak):
    """A service at a hospital department for one enrolled doctor, from plan and offer to completed (S1-I15–I21)."""

    PREFIKS: ClassVar[str] = "T3"

    innmelding = models.ForeignKey(Innmelding, models.PROTECT, related_name="tjenester")
    svarfrist = models.DateField(_("svarfrist"), null=True, blank=True)
    avvik_aarsak = Fritekst(_("årsak til avvik fra ønsket"), blank=True)
    laeringsmaal = models.ManyToManyField(Laeringsmaal, blank=True, related_name="+", verbose_name=_("læringsmål"))
    veileder = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("veileder i sykehuset")
    )
    veiledningsplan = Fritekst(_("plan for veiledning og supervisjon"), blank=True)
    sokt = models.DateField(_("legen har søkt stillingen"), null=True, blank=True)
    """An accepted offer is not employment: the doctor applies, and registers it here (S1-I25)."""
    tilbudt_tid = models.DateTimeField(_("tilbudt"), null=True, blank=True)
    startet = models.DateField(_("startet"), null=True, blank=True)
    avsluttet = models.DateField(_("avsluttet"), null=True, blank=True)
    forslag = models.ForeignKey("lis3.Forslag", models.PROTECT, null=True, blank=True, related_name="tjenester")

    objects = TjenesteQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("sykehustjeneste")
        verbose_name_plural = _("sykehustjenester")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=TT.values), name="tjeneste_tilstand_kjent"),
            models.UniqueConstraint(
                fields=["innmelding"],
                condition=Q(tilstand__in=[*FORAN, TT.PAAGAAR]),
                name="tjeneste_en_gjeldende",
                violation_error_message=_("Legen har allerede en plass eller et tilbud."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=[TT.PLANLAGT, TT.TRUKKET])
                | Q(saksnummer__isnull=False, tilbudt_tid__isnull=False, svarfrist__isnull=False),
                name="tjeneste_tilbudt_har_svarfrist",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[TT.KLAR, TT.PAAGAAR, TT.GJENNOMFORT])
                | (Q(veileder__isnull=False) & ~Q(veiledningsplan="")),
                name="tjeneste_har_veileder_og_plan",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[TT.PAAGAAR, TT.GJENNOMFORT, TT.AVBRUTT]) | Q(startet__isnull=False),
                name="tjeneste_startet",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[TT.GJENNOMFORT, TT.AVBRUTT]) | Q(avsluttet__gte=F("startet")),
                name="tjeneste_avsluttet",
            ),
        ]
        indexes = [
            models.Index(fields=["innmelding"], name="tjeneste_innmelding"),
            models.Index(fields=["tilstand"], name="tjeneste_tilstand"),
        ]
        triggers = [
            # S1-I18, I19: a service does not start without a supervisor who is a specialist in the department's
            # speciality and employed there. Asked on the day it starts, so an earlier check cannot go stale; whoever
            # takes over under way may have come later than that.
            pgtrigger.Trigger(
                name="tjeneste_starter_med_rett_veileder",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__tilstand__in=["klar", "paagaar"]),
                declare=[("dag", "DATE")],
                func="""
                    dag := COALESCE(NEW.startet, (now() AT TIME ZONE 'Europe/Oslo')::date);
                    IF TG_OP = 'UPDATE' THEN
                        IF NEW.tilstand = OLD.tilstand AND NEW.veileder_id = OLD.veileder_id THEN RETURN NEW; END IF;
                        IF OLD.tilstand = 'paagaar' THEN dag := (now() AT TIME ZONE 'Europe/Oslo')::date; END IF;
                    END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM lis3_tjenestedel d
                        JOIN lis3_plass p ON p.id = d.plass_id
                        JOIN lis3_avdeling a ON a.id = p.avdeling_id
                        JOIN lege_spesialistgodkjenning g
                          ON g.bruker_id = NEW.veileder_id AND g.spesialitet_id = a.spesialitet_id
                        JOIN organisasjon_rolle r
                          ON r.bruker_id = NEW.veileder_id AND r.type = 'ansatt'
                         AND r.enhet_id IN (SELECT organisasjon_underliggende(ARRAY[a.enhet_id]))
                        WHERE d.tjeneste_id = NEW.id
                          AND r.gyldig_fra <= dag AND (r.gyldig_til IS NULL OR r.gyldig_til >= dag)) THEN
                        RAISE EXCEPTION 'tjeneste_uten_rett_veileder' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # S1-I10: the municipality confirms only with a locum settled.
            pgtrigger.Trigger(
                name="tjeneste_bekreftes_med_vikar",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__tilstand="bekreftet"),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM lis3_innmelding i WHERE i.id = NEW.innmelding_id AND i.vikar = 'ja') THEN
                        RAISE EXCEPTION 'tjeneste_uten_vikar' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # What holds no place any more gives it back in the same statement that says so.
            pgtrigger.Trigger(
                name="tjeneste_gir_plassen_fra_seg",
                operation=pgtrigger.UpdateOf("tilstand"),
                when=pgtrigger.After,
                condition=pgtrigger.Q(new__tilstand__in=["takket_nei", "ikke_frigitt", "trukket"]),
                func="UPDATE lis3_tjenestedel SET opptar = false WHERE tjeneste_id = NEW.id AND opptar; RETURN NULL;",
            ),
        ]

    @property
    def lege(self) -> Lege:
        return self.innmelding.lege

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return self.innmelding.saken_gjelder_id

    def get_absolute_url(self) -> str:
        return reverse("lis3:tjeneste", args=[self.pk])

    def aapne_maal(self) -> models.QuerySet[Laeringsmaal]:
        """The objectives of the service that the doctor has not reached."""
        return self.laeringsmaal.exclude(pk__in=self.lege.oppnaadde_maal.values("maal"))

    @property
    def tilstand_i_ord(self) -> str:
        """The state as the table of states names it, in the reader's language."""
        return str(Tjenestetilstand(self.tilstand).label)


@sporet()
class Tjenestedel(models.Model):
    """The whole service at one place, or one of two three-month parts. Whole months: from a 1st through a month's end."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    tjeneste = models.ForeignKey(Tjeneste, models.CASCADE, related_name="deler")
    nummer = models.PositiveSmallIntegerField(default=1)
    plass = models.ForeignKey(Plass, models.PROTECT, related_name="deler", verbose_name=_("plass"))
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til"))
    opptar = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = _("del av tjeneste")
        verbose_name_plural = _("deler av tjeneste")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["tjeneste", "nummer"], name="tjenestedel_nummer"),
            models.CheckConstraint(condition=Q(til__gte=F("fra"), fra__day=1), name="tjenestedel_hele_maaneder"),
            ExclusionConstraint(
                name="tjenestedel_en_lege_per_plass",
                expressions=[
                    (SammePlass("plass"), RangeOperators.OVERLAPS),
                    (Tidsrom("fra", "til"), RangeOperators.OVERLAPS),
                ],
                condition=Q(opptar=True),
                violation_error_message=_("Plassen er opptatt i denne perioden."),
            ),
        ]
        indexes = [models.Index(fields=["plass", "fra"], condition=Q(opptar=True), name="tjenestedel_tavle")]
        triggers = [
            # A closed place, or one outside its own dates, takes nobody. Locked against a closing at the same time.
            pgtrigger.Trigger(
                name="tjenestedel_paa_aapen_plass",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__opptar=True),
                func="""
                    PERFORM 1 FROM lis3_plass WHERE id = NEW.plass_id FOR NO KEY UPDATE;
                    IF EXISTS (SELECT 1 FROM lis3_stenging s WHERE s.plass_id = NEW.plass_id
                               AND daterange(s.fra, s.til, '[]') && daterange(NEW.fra, NEW.til, '[]'))
                       OR NOT EXISTS (SELECT 1 FROM lis3_plass p WHERE p.id = NEW.plass_id
                                      AND daterange(p.fra, p.til, '[]') @> daterange(NEW.fra, NEW.til, '[]')) THEN
                        RAISE EXCEPTION 'tjenestedel_paa_stengt_plass' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.plass} {self.fra}–{self.til}"


@sporet()
class Tjenesteavbrudd(models.Model):
    """An interruption of a running service: from–to, never why."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    tjeneste = models.ForeignKey(Tjeneste, models.PROTECT, related_name="avbrudd")
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til"))

    class Meta:
        verbose_name = _("avbrudd i tjenesten")
        verbose_name_plural = _("avbrudd i tjenesten")
        ordering = ["fra"]
        constraints = [
            models.CheckConstraint(
                condition=Q(til__gte=F("fra")),
                name="tjenesteavbrudd_periode",
                violation_error_message=_("Til-dato kan ikke være før fra-dato."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.fra}–{self.til}"
