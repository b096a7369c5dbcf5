from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organ, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.saksgang.models import Sak, SakQuerySet

from .adgang import leser_lis1, leser_runder
from .kriterier import Kriteriegruppe, Kriterier
from .vern import i_rundens_kriterier, mens, rundens_vern


class Rundetilstand(models.TextChoices):
    PLANLAGT = "planlagt", _("Planlagt")
    AAPEN = "aapen", _("Åpen for ønsker")
    BEHANDLES = "behandles", _("Til behandling")
    UNDERSKRIFT = "underskrift", _("Til underskrift")
    VEDTATT = "vedtatt", _("Vedtatt")
    PUBLISERT = "publisert", _("Publisert")
    AVLYST = "avlyst", _("Avlyst")


RT = Rundetilstand
ETTER_FRISTEN = (RT.BEHANDLES, RT.UNDERSKRIFT, RT.VEDTATT, RT.PUBLISERT)


class Kanal(models.TextChoices):
    """How the trust and the municipalities worked it out (S1-L08)."""

    ARBEIDSUTVALG = "arbeidsutvalg", _("Gjennom arbeidsutvalget")
    DIREKTE = "direkte", _("Direkte mellom partene")


class RundeQuerySet(SakQuerySet["Runde"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Committee and coordinator; those who read LIS1, once it is published; and the candidates of the round."""
        if leser_runder(bruker):
            return self.all()
        sitt = Q(pk__in=Runde.objects.filter(kandidater__lege__bruker=bruker, kandidater__trukket__isnull=True).values("pk"))
        sitt &= ~Q(tilstand=RT.PLANLAGT)
        return self.filter(sitt | Q(tilstand=RT.PUBLISERT)) if leser_lis1(bruker) else self.filter(sitt)

    def stengt_for(self, bruker: Bruker) -> Self:
        """Rounds this person may have no part in deciding: ruled out by the committee, or a candidate."""
        return self.filter(
            Exists(Runde.objects.filter(pk=OuterRef("pk"), habilitet__bruker=bruker, habilitet__utfall="inhabil"))
            | Exists(Runde.objects.filter(pk=OuterRef("pk"), kandidater__lege__bruker=bruker))
        )


@sporet(exclude=["fro"])
class Runde(Sak):
    """One allocation of municipal places for a half-year: candidates wish, the committee decides (S1-L12)."""

    PREFIKS: ClassVar[str] = "R1"

    oppstart = models.DateField(_("oppstart i kommunen"))
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("utvalg"))
    kriterier = models.ForeignKey(
        Kriterier, models.PROTECT, null=True, blank=True, related_name="runder", verbose_name=_("kriterier")
    )
    frist = models.DateTimeField(_("frist for ønsker"))
    kanal = models.CharField(_("kanal"), max_length=16, choices=Kanal, default=Kanal.DIREKTE)
    arbeidsutvalg = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("arbeidsutvalg")
    )
    fro = models.CharField(max_length=128, editable=False)
    """The seed of the lots: drawn when the round is planned, shown when it is published."""
    forpliktelse = models.CharField(_("lovet frø"), max_length=64, editable=False)
    """SHA-256 of the seed, public from the first day (`fordeling.forpliktelse`)."""
    valgt = models.ForeignKey("Forslag", models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    publiseres = models.DateTimeField(_("publiseres"), null=True, blank=True)
    publisert = models.DateTimeField(_("publisert"), null=True, editable=False)

    objects = RundeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("tildelingsrunde")
        verbose_name_plural = _("tildelingsrunder")
        ordering = ["-oppstart", "-opprettet"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=RT.values), name="runde_tilstand_kjent"),
            models.CheckConstraint(condition=Q(kanal__in=Kanal.values), name="runde_kanal_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="runde_har_nummer"),
            models.CheckConstraint(
                condition=Q(oppstart__month__in=[3, 9], oppstart__day=1),
                name="runde_halvaar",
                violation_error_message=_("Oppstart i kommunen er 1. mars eller 1. september."),
            ),
            models.UniqueConstraint(
                fields=["oppstart"],
                condition=~Q(tilstand__in=[RT.PUBLISERT, RT.AVLYST]),
                name="runde_en_om_gangen",
                violation_error_message=_("Det er allerede en runde for dette halvåret."),
            ),
            models.CheckConstraint(
                condition=Q(kanal=Kanal.ARBEIDSUTVALG, arbeidsutvalg__isnull=False)
                | Q(kanal=Kanal.DIREKTE, arbeidsutvalg__isnull=True),
                name="runde_arbeidsutvalg",
                violation_error_message=_("Velg arbeidsutvalget, eller at partene ordner det direkte."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=[RT.PLANLAGT, RT.AVLYST]) | Q(kriterier__isnull=False), name="runde_har_kriterier"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[RT.UNDERSKRIFT, RT.VEDTATT, RT.PUBLISERT]) | Q(valgt__isnull=False),
                name="runde_vedtatt_har_forslag",
            ),
            models.CheckConstraint(
                condition=Q(tilstand=RT.PUBLISERT, publisert__isnull=False)
                | (~Q(tilstand=RT.PUBLISERT) & Q(publisert__isnull=True)),
                name="runde_publisert_har_tid",
            ),
        ]
        triggers = rundens_vern()

    def get_absolute_url(self) -> str:
        return reverse("tildeling:runde", args=[self.pk])

    @property
    def etter_fristen(self) -> bool:
        """The wishes stand, and those who decide may read them."""
        return self.tilstand in ETTER_FRISTEN


@sporet()
class Reservasjon(models.Model):
    """So many of a municipality's places in the round go only to members of a group."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    runde = models.ForeignKey(Runde, models.PROTECT, related_name="reservasjoner")
    kommune = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    gruppe = models.ForeignKey(Kriteriegruppe, models.PROTECT, related_name="+", verbose_name=_("gruppe"))
    antall = models.PositiveSmallIntegerField(_("antall plasser"))

    class Meta:
        verbose_name = _("reservasjon")
        verbose_name_plural = _("reservasjoner")
        ordering = ["kommune__navn"]
        constraints = [
            models.UniqueConstraint(fields=["runde", "kommune", "gruppe"], name="reservasjon_en_gang"),
            models.CheckConstraint(
                condition=Q(antall__gte=1),
                name="reservasjon_minst_en",
                violation_error_message=_("Reserver minst én plass."),
            ),
        ]
        # Before the wishes are in: nobody reserves for somebody they have seen.
        triggers = [
            mens("reservasjon_foer_fristen", RT.PLANLAGT, RT.AAPEN),
            i_rundens_kriterier("reservasjon_etter_kriteriene", "NEW.runde_id"),
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {self.antall} til {self.gruppe}"
