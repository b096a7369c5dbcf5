from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Sak, SakQuerySet
from grunnmur.utvalg.models import Motesak

from ..ord import valider_noytral
from .adgang import leser_lis1, steller_med_runder
from .vern import bare_utkast


class Kriterietilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    TIL_VEDTAK = "til_vedtak", _("Til vedtak i utvalget")
    GJELDER = "gjelder", _("Gjelder")
    AVLOST = "avlost", _("Avløst")
    FORKASTET = "forkastet", _("Ikke vedtatt")


KT = Kriterietilstand


class Rekkefolge(models.TextChoices):
    """Who decides the order: one for all municipalities, or one for each. The method follows from it."""

    FELLES = "felles", _("Én felles rekkefølge")
    EGNE = "egne", _("Egen rekkefølge for hver kommune")


class KriterierQuerySet(SakQuerySet["Kriterier"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """What is or was adopted is for everybody who reads LIS1; drafts for the committee and the coordinator."""
        if steller_med_runder(bruker):
            return self.all()
        return self.filter(tilstand__in=[KT.GJELDER, KT.AVLOST]) if leser_lis1(bruker) else self.none()


@sporet(exclude=["tekst"])
class Kriterier(Sak):
    """One version of the adopted scheme for who gets which municipal place (S1-L12, L19). Adopted in a meeting."""

    PREFIKS: ClassVar[str] = "KR"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("utvalg"))
    nummer = models.PositiveSmallIntegerField(_("versjon av ordningen"), editable=False)
    tekst = Fritekst(_("ordningen i ord"))
    rekkefolge = models.CharField(_("rekkefølge"), max_length=6, choices=Rekkefolge, default=Rekkefolge.FELLES)
    beslutningsdyktig = models.PositiveSmallIntegerField(_("så mange må delta for at utvalget kan vedta"), default=3)
    motesak = models.ForeignKey(Motesak, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    """Where they were adopted, or are to be."""
    vedtatt = models.DateField(_("vedtatt"), null=True, editable=False)

    objects = KriterierQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("kriterier for fordeling")
        verbose_name_plural = _("kriterier for fordeling")
        ordering = ["-nummer"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=KT.values), name="kriterier_tilstand_kjent"),
            models.CheckConstraint(condition=Q(rekkefolge__in=Rekkefolge.values), name="kriterier_rekkefolge_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="kriterier_har_nummer"),
            models.UniqueConstraint(fields=["organ", "nummer"], name="kriterier_ett_nummer"),
            models.UniqueConstraint(fields=["organ"], condition=Q(tilstand=KT.GJELDER), name="kriterier_ett_gjeldende"),
            models.UniqueConstraint(
                fields=["organ"],
                condition=Q(tilstand__in=[KT.UTKAST, KT.TIL_VEDTAK]),
                name="kriterier_ett_paa_vei",
                violation_error_message=_("Det er allerede begynt på nye kriterier."),
            ),
            models.CheckConstraint(
                condition=Q(beslutningsdyktig__gte=1, beslutningsdyktig__lte=20),
                name="kriterier_beslutningsdyktig",
                violation_error_message=_("Oppgi fra 1 til 20 som må delta."),
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[KT.GJELDER, KT.AVLOST]) | Q(vedtatt__isnull=False, motesak__isnull=False),
                name="kriterier_vedtatt_i_mote",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="kriterier_hvem_og_nummer", fields=["organ", "nummer"]),
            pgtrigger.Trigger(
                name="kriterier_staar",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(old__tilstand="utkast"),
                func="""
                    IF (OLD.tekst, OLD.rekkefolge, OLD.beslutningsdyktig) IS DISTINCT FROM
                       (NEW.tekst, NEW.rekkefolge, NEW.beslutningsdyktig) THEN
                        RAISE EXCEPTION 'kriterier_staar' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="kriterier_felles_uten_per_kommune",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("rekkefolge"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__rekkefolge="felles"),
                func="""
                    IF EXISTS (SELECT 1 FROM tildeling_kriterium c WHERE c.kriterier_id = NEW.id AND c.per_kommune) THEN
                        RAISE EXCEPTION 'kriterier_felles_uten_per_kommune' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="kriterier_vedtas_i_utvalget",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__tilstand="til_vedtak", new__tilstand="gjelder"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM utvalg_motesak s JOIN utvalg_mote m ON m.id = s.mote_id
                        WHERE s.id = NEW.motesak_id AND s.sak_id = NEW.id AND s.utfall = 'vedtatt' AND s.trukket IS NULL
                          AND m.organ_id = NEW.organ_id AND m.tilstand = 'godkjent') THEN
                        RAISE EXCEPTION 'kriterier_ikke_vedtatt' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("tildeling:kriterier", args=[self.pk])


@sporet(exclude=["forklaring"])
class Kriterium(models.Model):
    """Something that gives points, and how many at most. Never health or family."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kriterier = models.ForeignKey(Kriterier, models.PROTECT, related_name="kriterium")
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    navn = Kortekst(_("kriterium"), max_length=80, validators=[valider_noytral])
    forklaring = Fritekst(_("slik gis poeng"), blank=True, validators=[valider_noytral])
    hoyest = models.PositiveSmallIntegerField(_("høyeste poeng"))
    per_kommune = models.BooleanField(_("poeng for hver kommune"), default=False)
    """Only where each municipality has an order of its own."""

    class Meta:
        verbose_name = _("kriterium")
        verbose_name_plural = _("kriterier")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["kriterier", "nummer"], name="kriterium_ett_nummer"),
            models.CheckConstraint(
                condition=Q(hoyest__gte=1, hoyest__lte=1000),
                name="kriterium_hoyest",
                violation_error_message=_("Oppgi fra 1 til 1000 poeng."),
            ),
        ]
        triggers = [
            bare_utkast("kriterium_staar"),
            pgtrigger.Trigger(
                name="kriterium_per_kommune",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__per_kommune=True),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM tildeling_kriterier k
                                   WHERE k.id = NEW.kriterier_id AND k.rekkefolge = 'egne' FOR KEY SHARE) THEN
                        RAISE EXCEPTION 'kriterium_per_kommune' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.navn


@sporet(exclude=["forklaring"])
class Kriteriegruppe(models.Model):
    """A group that places may be reserved for. A fact somebody has confirmed; never health or family."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kriterier = models.ForeignKey(Kriterier, models.PROTECT, related_name="grupper")
    navn = Kortekst(_("gruppe"), max_length=80, validators=[valider_noytral])
    forklaring = Fritekst(_("hvem som er med"), blank=True, validators=[valider_noytral])

    class Meta:
        verbose_name = _("gruppe med reserverte plasser")
        verbose_name_plural = _("grupper med reserverte plasser")
        ordering = ["navn"]
        constraints = [models.UniqueConstraint(fields=["kriterier", "navn"], name="kriteriegruppe_ett_navn")]
        triggers = [bare_utkast("kriteriegruppe_staar")]

    def __str__(self) -> str:
        return self.navn
