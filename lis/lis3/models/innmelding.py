from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.models import Sak, SakQuerySet
from lis.lege.models import Lege

from .avdeling import Avdeling


class Innmeldingstilstand(models.TextChoices):
    UTKAST = "utkast", _("Ikke meldt inn")
    INNMELDT = "innmeldt", _("I køen")
    PAA_VENT = "paa_vent", _("På vent")
    I_TJENESTE = "i_tjeneste", _("I tjeneste")
    FULLFORT = "fullfort", _("Fullført")
    TRUKKET = "trukket", _("Trukket")


IT = Innmeldingstilstand
AVSLUTTET = (IT.FULLFORT, IT.TRUKKET)


class Deling(models.TextChoices):
    SAMLET = "samlet", _("Sammenhengende ved én avdeling")
    DELT = "delt", _("Delt i to perioder, etter individuell vurdering")


class Delingsvurdering(models.TextChoices):
    """The hospital's individual assessment of two three-month parts (S1-I09)."""

    VENTER = "venter", _("Venter på sykehusets vurdering")
    GODKJENT = "godkjent", _("Godkjent av sykehuset")
    IKKE_GODKJENT = "ikke_godkjent", _("Ikke godkjent av sykehuset")


class Vikarstatus(models.TextChoices):
    """Whether the practice is looked after by a locum (ASA 4310, pkt. 13.2)."""

    NEI = "nei", _("Ikke avklart")
    PLAN = "plan", _("Plan er lagt")
    JA = "ja", _("Avklart")


class InnmeldingQuerySet(SakQuerySet["Innmelding"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Who may see an enrolment today.

        The doctor; the LIS contact of the doctor's municipality; the LIS coordinator; an ALIS office for those that
        this very office has reported as ready. A department sees the service (`Tjeneste`), not the enrolment with
        its other wishes.
        """
        tilgang = tilgang_for(bruker)
        if tilgang.har(RolleType.LIS_KOORDINATOR):
            return self.all()
        synlig = Q(lege__bruker=bruker)
        if kommuner := tilgang.virksomheter(RolleType.KOMMUNE_LIS_KONTAKT):
            synlig |= Q(lege__kommune__in=kommuner)
        if kontorer := tilgang.virksomheter(RolleType.ALIS_KONTOR):
            synlig |= Q(pk__in=Klarmelding.objects.filter(virksomhet__in=kontorer).values("innmelding"))
        return self.filter(synlig)

    def aapne(self) -> Self:
        """Neither completed nor withdrawn. A doctor has one at the most."""
        return self.exclude(tilstand__in=AVSLUTTET)

    def avsluttede(self) -> Self:
        return self.filter(tilstand__in=AVSLUTTET)

    def i_koen(self) -> Self:
        """Enrolled and waiting for a service: the queue."""
        return self.filter(tilstand__in=[IT.INNMELDT, IT.PAA_VENT])


@sporet(exclude=["deling_begrunnelse", "delingsvurdering_begrunnelse"])
class Innmelding(Sak):
    """A municipality enrols a doctor for hospital service (S1-I06): wishes, length, locum, planned start."""

    PREFIKS: ClassVar[str] = "L3"

    lege = models.ForeignKey(Lege, models.PROTECT, related_name="innmeldinger", verbose_name=_("lege"))
    planlagt_start = models.DateField(_("planlagt start"), null=True, blank=True)
    """The start of the first wish until an offer is accepted, then the start of the offer."""
    deling = models.CharField(_("tjenestens deling"), max_length=8, choices=Deling, default=Deling.SAMLET)
    deling_begrunnelse = Fritekst(_("begrunnelse for delt tjeneste"), blank=True)
    delingsvurdering = models.CharField(_("sykehusets vurdering"), max_length=16, choices=Delingsvurdering, blank=True)
    delingsvurdering_begrunnelse = Fritekst(_("begrunnelse for vurderingen"), blank=True)
    vikar = models.CharField(_("vikar for praksis"), max_length=8, choices=Vikarstatus, default=Vikarstatus.NEI)
    vikar_dato = models.DateField(_("vikar avklart"), null=True, blank=True)
    paa_vent_til = models.DateField(_("på vent til"), null=True, blank=True)
    innmeldt_tid = models.DateTimeField(_("meldt inn"), null=True, blank=True)
    klar_tid = models.DateTimeField(_("meldt klar"), null=True, blank=True)
    """First reported as ready for hospital service, by whomever (S1-I23)."""

    objects = InnmeldingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("innmelding til sykehustjeneste")
        verbose_name_plural = _("innmeldinger til sykehustjeneste")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=IT.values), name="innmelding_tilstand_kjent"),
            models.UniqueConstraint(
                fields=["lege"],
                condition=~Q(tilstand__in=[IT.FULLFORT, IT.TRUKKET]),
                name="innmelding_en_aapen_per_lege",
                violation_error_message=_("Legen er allerede meldt inn."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=[IT.UTKAST, IT.TRUKKET])
                | Q(saksnummer__isnull=False, innmeldt_tid__isnull=False, planlagt_start__isnull=False),
                name="innmelding_er_utfylt",
            ),
            models.CheckConstraint(
                condition=Q(deling=Deling.SAMLET, delingsvurdering="")
                | (Q(deling=Deling.DELT) & (Q(tilstand=IT.UTKAST) | (~Q(deling_begrunnelse="") & ~Q(delingsvurdering="")))),
                name="innmelding_delt_er_begrunnet",
            ),
            models.CheckConstraint(
                condition=~Q(delingsvurdering=Delingsvurdering.IKKE_GODKJENT) | ~Q(delingsvurdering_begrunnelse=""),
                name="innmelding_vurdering_er_begrunnet",
            ),
            models.CheckConstraint(
                condition=~Q(vikar=Vikarstatus.JA) | Q(vikar_dato__isnull=False), name="innmelding_vikar_har_dato"
            ),
            models.CheckConstraint(
                condition=Q(tilstand=IT.PAA_VENT) | Q(paa_vent_til__isnull=True), name="innmelding_paa_vent_til"
            ),
        ]
        indexes = [
            models.Index(fields=["tilstand", "planlagt_start"], name="innmelding_ko"),
            models.Index(fields=["lege"], name="innmelding_lege"),
        ]

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return self.lege.bruker_id

    def get_absolute_url(self) -> str:
        return reverse("lis3:sak", args=[self.pk])


@sporet()
class Onske(models.Model):
    """One wish: when, at which department, at which site (a department belongs to one site), in order."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    innmelding = models.ForeignKey(Innmelding, models.CASCADE, related_name="onsker")
    prioritet = models.PositiveSmallIntegerField(_("prioritet"))
    start = models.DateField(_("ønsket start"))
    slakk_foer = models.PositiveSmallIntegerField(_("kan starte så mange måneder tidligere"), default=0)
    slakk_etter = models.PositiveSmallIntegerField(_("kan starte så mange måneder senere"), default=0)
    avdeling = models.ForeignKey(Avdeling, models.PROTECT, related_name="+", verbose_name=_("ønsket avdeling og sted"))

    class Meta:
        verbose_name = _("ønske")
        verbose_name_plural = _("ønsker")
        ordering = ["prioritet"]
        constraints = [
            models.UniqueConstraint(fields=["innmelding", "prioritet"], name="onske_prioritet"),
            models.CheckConstraint(condition=Q(slakk_foer__lte=12, slakk_etter__lte=12), name="onske_slakk"),
            models.CheckConstraint(condition=Q(prioritet__gte=1, prioritet__lte=5), name="onske_en_til_fem"),
        ]
        indexes = [models.Index(fields=["avdeling", "start"], name="onske_avdeling")]

    def __str__(self) -> str:
        return f"{self.prioritet}. {self.avdeling}"


class Klarmelding(models.Model):
    """Somebody says that a doctor is ready for hospital service: ALIS office, municipality or the doctor (S1-I23)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    innmelding = models.ForeignKey(Innmelding, models.PROTECT, related_name="klarmeldinger")
    rolle = models.CharField(max_length=24, choices=RolleType)
    """As what it was reported. The same doctor reported by three is one doctor with three rows."""
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, null=True, related_name="+")
    """The ALIS office, which sees the case from then on; nobody's for the municipality and the doctor, who see it anyway."""
    meldt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name = _("klarmelding")
        verbose_name_plural = _("klarmeldinger")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(
                fields=["innmelding", "rolle", "virksomhet"], name="klarmelding_en_per_rolle", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(virksomhet__isnull=True) | Q(rolle=RolleType.ALIS_KONTOR), name="klarmelding_kontoret_er_alis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.innmelding}: {self.get_rolle_display()}"
