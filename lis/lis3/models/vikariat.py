from __future__ import annotations

from datetime import date
from typing import ClassVar, Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse
from grunnmur.saksgang.models import Sak, SakQuerySet
from lis.lege.models import Lege

from .avdeling import Avdeling


class Vikariattilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    UTLYST = "utlyst", _("Utlyst")
    BESATT = "besatt", _("Besatt")
    TRUKKET = "trukket", _("Trukket")


VT = Vikariattilstand


class Besatt(models.TextChoices):
    """Who got the post. Precedence is over external applicants only (S1-I12)."""

    LEGE = "lege", _("En lege med forrang")
    INTERN = "intern", _("En intern søker")
    EKSTERN = "ekstern", _("En ekstern søker uten forrang")
    INGEN = "ingen", _("Ingen")


class VikariatQuerySet(SakQuerySet["Vikariat"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Published: doctors, municipalities, ALIS offices. Everything: the own department, the coordinator."""
        tilgang = tilgang_for(bruker)
        if tilgang.har(RolleType.LIS_KOORDINATOR):
            return self.all()
        synlig = Q(avdeling__in=Avdeling.objects.ledet_av(bruker)) if tilgang.har(RolleType.LEDER) else Q(pk__in=[])
        lege = Lege.objects.filter(bruker=bruker).exists()
        if lege or tilgang.har(RolleType.LIS3, RolleType.KOMMUNE_LIS_KONTAKT, RolleType.ALIS_KONTOR):
            synlig |= ~Q(tilstand=VT.UTKAST)
        return self.filter(synlig)

    def ledige(self, dag: date) -> Self:
        """Published, and one may still apply."""
        return self.filter(tilstand=VT.UTLYST, soknadsfrist__gte=dag)


@sporet(exclude=["avvik_begrunnelse"])
class Vikariat(Sak):
    """A vacancy that a department publishes so that doctors with precedence hear of it (S1-I12, S1-I24)."""

    PREFIKS: ClassVar[str] = "V3"

    avdeling = models.ForeignKey(Avdeling, models.PROTECT, related_name="vikariater", verbose_name=_("avdeling"))
    tittel = Kortekst(_("tittel"), max_length=120)
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til"))
    soknadsfrist = models.DateField(_("søknadsfrist"))
    lenke = Nettadresse(_("lenke til utlysningen"))
    """Where the doctor applies: the trust's own recruitment system. The portal never applies for anybody (S1-I25)."""
    besatt_med = models.CharField(_("besatt med"), max_length=8, choices=Besatt, blank=True)
    besatt_lege = models.ForeignKey(
        Lege, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lege med forrang")
    )
    avvik_begrunnelse = Fritekst(_("begrunnelse for å gå utenom forrang"), blank=True)

    objects = VikariatQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("vikariat")
        verbose_name_plural = _("vikariater")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=VT.values), name="vikariat_tilstand_kjent"),
            models.CheckConstraint(
                condition=Q(til__gte=F("fra")),
                name="vikariat_periode",
                violation_error_message=_("Til-dato kan ikke være før fra-dato."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand=VT.UTKAST) | Q(saksnummer__isnull=False), name="vikariat_utlyst_har_nummer"
            ),
            models.CheckConstraint(
                condition=Q(tilstand=VT.BESATT) & ~Q(besatt_med="") | ~Q(tilstand=VT.BESATT) & Q(besatt_med=""),
                name="vikariat_besatt_med",
            ),
            models.CheckConstraint(
                condition=Q(besatt_med=Besatt.LEGE, besatt_lege__isnull=False)
                | (~Q(besatt_med=Besatt.LEGE) & Q(besatt_lege__isnull=True)),
                name="vikariat_besatt_lege",
            ),
        ]
        indexes = [models.Index(fields=["tilstand", "soknadsfrist"], name="vikariat_liste")]
        triggers = [
            # S1-I12: an external applicant passes those with precedence only for a reason that is written down.
            pgtrigger.Trigger(
                name="vikariat_utenom_forrang_er_begrunnet",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__besatt_med="ekstern", new__avvik_begrunnelse=""),
                func="""
                    IF EXISTS (SELECT 1 FROM lis3_vikariatsoknad s WHERE s.vikariat_id = NEW.id AND s.forrang) THEN
                        RAISE EXCEPTION 'vikariat_utenom_forrang' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="vikariat_lege_har_sokt",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__besatt_lege__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM lis3_vikariatsoknad s WHERE s.vikariat_id = NEW.id
                                   AND s.lege_id = NEW.besatt_lege_id AND s.forrang) THEN
                        RAISE EXCEPTION 'vikariat_lege_uten_soknad' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("lis3:vikariat", args=[self.pk])


@sporet()
class Vikariatsoknad(models.Model):
    """A doctor has applied, in the trust's own system, and says so here (S1-I25)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    vikariat = models.ForeignKey(Vikariat, models.PROTECT, related_name="soknader")
    lege = models.ForeignKey(Lege, models.PROTECT, related_name="vikariatsoknader")
    sokt = models.DateField(_("søkt"))
    forrang = models.BooleanField(_("har forrang"))
    """As it was on the day: general practice, catchment municipality, enrolled and reported ready."""

    class Meta:
        verbose_name = _("søknad på vikariat")
        verbose_name_plural = _("søknader på vikariat")
        constraints = [
            models.UniqueConstraint(
                fields=["vikariat", "lege"],
                name="vikariatsoknad_en_per_lege",
                violation_error_message=_("Du har allerede registrert at du har søkt."),
            )
        ]
        triggers = [
            # Locks the vacancy, so that nobody applies unseen while it is being filled.
            pgtrigger.Trigger(
                name="vikariatsoknad_mens_utlyst",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    PERFORM 1 FROM lis3_vikariat WHERE id = NEW.vikariat_id FOR NO KEY UPDATE;
                    IF NOT EXISTS (SELECT 1 FROM lis3_vikariat v WHERE v.id = NEW.vikariat_id AND v.tilstand = 'utlyst') THEN
                        RAISE EXCEPTION 'vikariatsoknad_for_sent' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="vikariatsoknad_staar", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.lege}: {self.vikariat}"
