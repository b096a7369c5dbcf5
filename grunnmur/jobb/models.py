"""A job: work that takes longer than a page may wait. The row is the truth, Celery only empties the queue."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Kortekst

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from grunnmur.organisasjon.models import Bruker


class Tilstand(models.TextChoices):
    """`klar → kjorer → ferdig | feilet`; back to `klar` when the worker died or the work may be tried again."""

    KLAR = "klar", _("Venter")
    KJORER = "kjorer", _("Arbeider")
    FERDIG = "ferdig", _("Ferdig")
    FEILET = "feilet", _("Feilet")


OPPBEVING = timedelta(days=7)
"""How long a job that has ended is kept, and its file with it."""

AAPNE = (Tilstand.KLAR, Tilstand.KJORER)


class JobbQuerySet(models.QuerySet["Jobb"]):
    def synlig_for(self, bruker: Bruker | AnonymousUser) -> Self:
        """A job and its result belong to the one who ordered it; nobody at all sees nothing."""
        return self.filter(bestilt_av=bruker.pk)

    def klare(self, naa: datetime) -> Self:
        """What a worker may take now, oldest first."""
        return self.filter(tilstand=Tilstand.KLAR, tidligst__lte=naa).order_by("opprettet", "id")

    def forlatte(self, naa: datetime) -> Self:
        """Taken by a worker that has not been heard from within its lease."""
        return self.filter(tilstand=Tilstand.KJORER, laast_til__lt=naa)

    def utlopte(self, grense: datetime) -> Self:
        """Ended before `grense`."""
        return self.filter(ferdig__lt=grense)


class Jobb(models.Model):
    """One piece of work. Its result is kept as bytes here, or fetched at `adresse` where its owner keeps it."""

    Tilstand = Tilstand

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.CharField(_("type"), max_length=60)
    tittel = Kortekst(_("tittel"), max_length=160, help_text=_("Det personen venter på, slik det står på siden."))
    sak_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    sak_id = models.UUIDField(null=True, blank=True)
    bestilt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobber", verbose_name=_("bestilt av")
    )
    inndata = models.JSONField(_("inndata"), default=dict, help_text=_("Tømmes når jobben er ferdig."))
    inndata_sha256 = models.CharField(max_length=64)
    adresse = models.CharField(
        max_length=200, blank=True, help_text=_("Side i portalen der resultatet hentes, når jobben ikke har det selv.")
    )
    tilstand = models.CharField(_("tilstand"), max_length=8, choices=Tilstand, default=Tilstand.KLAR)
    framdrift = models.PositiveSmallIntegerField(_("framdrift i prosent"), default=0)
    forsok = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    tidligst = models.DateTimeField(_("tidligst"), default=timezone.now)
    laast_til = models.DateTimeField(_("låst til"), null=True, blank=True)
    feil = Kortekst(_("feil"), max_length=400, blank=True, help_text=_("Tom når feilen er vår og siden sier det."))
    resultat = models.BinaryField(null=True)
    resultat_mime = models.CharField(max_length=100, blank=True)
    resultat_filnavn = models.CharField(max_length=160, blank=True)
    radnokler = models.BinaryField(null=True)
    """The ids of the rows in the file, 16 bytes each: whoever fetches it must still see them all."""
    opprettet = models.DateTimeField(_("opprettet"), default=timezone.now)
    startet = models.DateTimeField(_("startet"), null=True, blank=True)
    ferdig = models.DateTimeField(_("ferdig"), null=True, blank=True)

    objects = JobbQuerySet.as_manager()

    class Meta:
        verbose_name = _("jobb")
        verbose_name_plural = _("jobber")
        constraints = [
            models.UniqueConstraint(
                fields=["type", "inndata_sha256", "bestilt_av"],
                condition=Q(tilstand__in=AAPNE),
                name="jobb_en_aapen_per_bestilling",
            ),
            models.CheckConstraint(condition=Q(tilstand__in=Tilstand.values), name="jobb_tilstand_finnes"),
            models.CheckConstraint(condition=Q(framdrift__lte=100), name="jobb_framdrift_er_prosent"),
            models.CheckConstraint(
                condition=Q(sak_type__isnull=True, sak_id__isnull=True) | Q(sak_type__isnull=False, sak_id__isnull=False),
                name="jobb_sak_er_hel",
            ),
            models.CheckConstraint(
                condition=Q(tilstand=Tilstand.KJORER, laast_til__isnull=False, startet__isnull=False)
                | (~Q(tilstand=Tilstand.KJORER) & Q(laast_til__isnull=True)),
                name="jobb_laast_mens_den_kjorer",
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=AAPNE, ferdig__isnull=True) | (~Q(tilstand__in=AAPNE) & Q(ferdig__isnull=False)),
                name="jobb_slutt_har_tid",
            ),
            models.CheckConstraint(condition=Q(tilstand=Tilstand.FEILET) | Q(feil=""), name="jobb_feil_bare_naar_feilet"),
            models.CheckConstraint(
                condition=Q(tilstand=Tilstand.FERDIG) | Q(resultat__isnull=True), name="jobb_resultat_bare_naar_ferdig"
            ),
        ]
        indexes = [
            models.Index(fields=["opprettet", "id"], condition=Q(tilstand="klar"), name="jobb_klare"),
            models.Index(fields=["laast_til"], condition=Q(tilstand="kjorer"), name="jobb_laaste"),
            models.Index(fields=["ferdig"], condition=Q(ferdig__isnull=False), name="jobb_avsluttede"),
        ]
        triggers = [
            pgtrigger.FSM(
                name="jobb_tilstand",
                field="tilstand",
                transitions=[("klar", "kjorer"), ("kjorer", "klar"), ("kjorer", "ferdig"), ("kjorer", "feilet")],
            ),
            # FSM guards updates only, so a row could be born finished.
            pgtrigger.Protect(
                name="jobb_fodes_klar", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__tilstand="klar")
            ),
            # What was ordered stays what was ordered; only `inndata` itself is emptied in the end.
            pgtrigger.ReadOnly(
                name="jobb_bestillingen_staar",
                fields=["id", "type", "sak_type", "sak_id", "bestilt_av", "inndata_sha256", "adresse", "opprettet"],
            ),
        ]

    def __str__(self) -> str:
        return self.tittel

    @property
    def venter(self) -> bool:
        """Whether somebody still has to work on it."""
        return self.tilstand in AAPNE
