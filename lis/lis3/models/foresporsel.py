from __future__ import annotations

from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.models import Sak, SakQuerySet
from lis.lege.models import Lege

from .innmelding import Innmelding


class Foresporseltilstand(models.TextChoices):
    PLANLAGT = "planlagt", _("Sendes senere")
    GODKJENT = "godkjent", _("Godkjent, sendes av seg selv")
    SENDT = "sendt", _("Venter på svar")
    BEKREFTET = "bekreftet", _("Bekreftet")
    AVKREFTET = "avkreftet", _("Kan ikke gjennomføres")
    ENDRING = "endring", _("Endring meldt")
    ERSTATTET = "erstattet", _("Erstattet")


FT = Foresporseltilstand
BESVART = (FT.BEKREFTET, FT.AVKREFTET, FT.ENDRING)


class SeksmndforesporselQuerySet(SakQuerySet["Seksmndforesporsel"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """As the enrolment it is about."""
        return self.filter(innmelding__in=Innmelding.objects.synlig_for(bruker))

    def gjeldende(self) -> Self:
        """The one question in force for each enrolment."""
        return self.exclude(tilstand=FT.ERSTATTET)

    def usendte(self) -> Self:
        return self.filter(tilstand__in=[FT.PLANLAGT, FT.GODKJENT])

    def forfalte(self, dag: date) -> Self:
        """Not sent although the deadline has passed: a breach of S1-I22."""
        return self.usendte().filter(frist__lt=dag)


@sporet(exclude=["svar_kommentar"])
class Seksmndforesporsel(Sak):
    """The question to the municipality: can the service be carried out as planned? (S1-I22)."""

    PREFIKS: ClassVar[str] = "S3"

    innmelding = models.ForeignKey(Innmelding, models.PROTECT, related_name="foresporsler")
    planlagt_start = models.DateField(_("planlagt start"))
    frist = models.DateField(_("sendes seinest"))
    sendes = models.DateField(_("sendes av seg selv"))
    sen_innmelding = models.BooleanField(_("sen innmelding"), default=False)
    """Enrolled after the deadline: asked at once, and no breach."""
    godkjent_tid = models.DateTimeField(_("godkjent"), null=True, blank=True)
    sendt_tid = models.DateTimeField(_("sendt"), null=True, blank=True)
    svarfrist = models.DateField(_("svarfrist"), null=True, blank=True)
    svar_tid = models.DateTimeField(_("besvart"), null=True, blank=True)
    svar_kommentar = Fritekst(_("kommentar"), blank=True)

    objects = SeksmndforesporselQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("seksmånedersforespørsel")
        verbose_name_plural = _("seksmånedersforespørsler")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=FT.values), name="foresporsel_tilstand_kjent"),
            models.UniqueConstraint(
                fields=["innmelding"], condition=~Q(tilstand=FT.ERSTATTET), name="foresporsel_en_gjeldende"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[FT.SENDT, *BESVART])
                | Q(sendt_tid__isnull=False, svarfrist__isnull=False, saksnummer__isnull=False),
                name="foresporsel_sendt_har_svarfrist",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=BESVART) | Q(svar_tid__isnull=False), name="foresporsel_besvart_har_tid"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=FT.AVKREFTET) | ~Q(svar_kommentar=""), name="foresporsel_nei_har_kommentar"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=FT.GODKJENT) | Q(godkjent_tid__isnull=False), name="foresporsel_godkjent_har_tid"
            ),
        ]
        indexes = [
            models.Index(
                fields=["sendes"], condition=Q(tilstand__in=[FT.PLANLAGT, FT.GODKJENT]), name="foresporsel_skal_sendes"
            ),
            models.Index(fields=["tilstand", "frist"], name="foresporsel_frist"),
        ]

    @property
    def lege(self) -> Lege:
        return self.innmelding.lege

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return self.innmelding.saken_gjelder_id

    def get_absolute_url(self) -> str:
        return reverse("lis3:foresporsel", args=[self.pk])

    @property
    def tilstand_i_ord(self) -> str:
        """The state as the table of states names it, in the reader's language."""
        return str(Foresporseltilstand(self.tilstand).label)
