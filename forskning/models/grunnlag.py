from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organ, RolleType, Virksomhet
from grunnmur.organisasjon.models.gyldighet import Gyldig, fra_foer_til
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Sak, SakQuerySet

from .adgang import i_nettverket
from .kodeverk import Dokumentart, Dokumenttilstand
from .vern import gjelder_staar

DT = Dokumenttilstand
SKRIVER_GRUNNLAG = (RolleType.FOU_KOORDINATOR, RolleType.SEKRETARIAT)
ER_FORUM = (Organ.Type.FORUM, Organ.Type.KLYNGE)
"""Committees that parties, and not only people, are members of."""
MAKS_MAL_BYTE = 5 * 1024 * 1024


class DokumentQuerySet(SakQuerySet["Dokument"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """What applies, or has applied, to everybody of the network; drafts to those who write them."""
        if tilgang_for(bruker).har(*SKRIVER_GRUNNLAG):
            return self.all()
        return self.filter(tilstand__in=[DT.GJELDER, DT.AVLOST]) if i_nettverket(bruker) else self.none()


@sporet()
class Dokument(Sak):
    """The knowledge base, the described process, or the rules for the logo: one version of it (S0-F03, S1-F01, S1-A05)."""

    PREFIKS: ClassVar[str] = "FD"

    art = models.CharField(_("hva"), max_length=20, choices=Dokumentart)
    nummer = models.PositiveSmallIntegerField(_("versjon"))
    tittel = Kortekst(_("tittel"), max_length=160)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vedtatt av"))
    vedtak_saksnummer = Kortekst(_("utvalgets saksnummer"), max_length=40, blank=True)
    vedtatt = models.DateField(_("vedtatt"), null=True, blank=True)
    skrevet_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", editable=False)

    objects = DokumentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("dokument om forskning")
        verbose_name_plural = _("dokumenter om forskning")
        ordering = ["art", "-nummer"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=DT.values), name="dokument_tilstand_kjent"),
            models.CheckConstraint(condition=Q(art__in=Dokumentart.values), name="dokument_art_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="dokument_har_nummer"),
            models.UniqueConstraint(fields=["art", "nummer"], name="dokument_en_av_hver_versjon"),
            models.UniqueConstraint(fields=["art"], condition=Q(tilstand=DT.GJELDER), name="dokument_ett_gjelder"),
            models.UniqueConstraint(
                fields=["art"],
                condition=Q(tilstand=DT.UTKAST),
                name="dokument_ett_utkast",
                violation_error_message=_("Det finnes allerede et utkast. Skriv videre på det."),
            ),
            models.CheckConstraint(
                condition=Q(organ__isnull=True, vedtak_saksnummer="", vedtatt__isnull=True)
                | (Q(organ__isnull=False, vedtatt__isnull=False) & ~Q(vedtak_saksnummer="")),
                name="dokument_vedtak_er_helt",
                violation_error_message=_("Oppgi utvalget, saksnummeret og datoen for vedtaket, eller ingen av dem."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("forskning:dokument", args=[self.pk])


class Dokumentdel(models.Model):
    """A chapter, or a step of the process with who does it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dokument = models.ForeignKey(Dokument, models.PROTECT, related_name="deler")
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    tittel = Kortekst(_("overskrift"), max_length=120)
    hvem = Kortekst(_("hvem gjør det"), max_length=120, blank=True)
    tekst = Fritekst(_("tekst"), blank=True)

    class Meta:
        verbose_name = _("del av et dokument")
        verbose_name_plural = _("deler av et dokument")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["dokument", "nummer"], name="dokumentdel_ett_nummer", deferrable=models.Deferrable.DEFERRED
            )
        ]
        triggers = [gjelder_staar("dokumentdel_staar", "r.dokument_id")]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.tittel}"


class Mal(models.Model):
    """A file that belongs to a version: a template for an application, a presentation, the report itself (S4-F01)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dokument = models.ForeignKey(Dokument, models.PROTECT, related_name="maler")
    navn = Kortekst(_("navn"), max_length=120)
    filnavn = models.CharField(max_length=120, editable=False)
    mediatype = models.CharField(max_length=100, editable=False)
    innhold = models.BinaryField()
    storrelse = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("mal")
        verbose_name_plural = _("maler")
        ordering = ["navn"]
        constraints = [
            models.UniqueConstraint(
                fields=["dokument", "navn"],
                name="mal_ett_navn",
                violation_error_message=_("Det finnes allerede en mal med det navnet."),
            ),
            models.CheckConstraint(condition=Q(storrelse__lte=MAKS_MAL_BYTE), name="mal_ikke_for_stor"),
        ]
        triggers = [gjelder_staar("mal_staar", "r.dokument_id")]

    def __str__(self) -> str:
        return self.navn


@sporet()
class Forumdeltaker(Gyldig):
    """A party of any kind is in a forum or a cluster from–to; nobody there needs an account (S0-F01, S1-F07)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("forum"))
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("virksomhet"))

    class Meta:
        verbose_name = _("deltaker i forum")
        verbose_name_plural = _("deltakere i forum")
        ordering = ["virksomhet__sortering"]
        constraints = [
            fra_foer_til("forumdeltaker_fra_foer_til"),
            models.UniqueConstraint(
                fields=["organ", "virksomhet"],
                condition=Q(gyldig_til__isnull=True),
                name="forumdeltaker_en_gang",
                violation_error_message=_("Virksomheten er allerede med."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="forumdeltaker_skrives_ikke_om", fields=["organ", "virksomhet"]),
            pgtrigger.Trigger(
                name="forumdeltaker_i_forum",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM organisasjon_organ o
                                   WHERE o.id = NEW.organ_id AND o.type IN ('forum', 'klynge')) THEN
                        RAISE EXCEPTION 'forumdeltaker_i_annet_enn_forum' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.virksomhet} i {self.organ}"
