from __future__ import annotations

from datetime import date
from typing import ClassVar, Self
from uuid import UUID, uuid4

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Tema, Virksomhet
from grunnmur.organisasjon.models.gyldighet import Gyldig, fra_foer_til
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse
from grunnmur.saksgang.models import Sak, SakQuerySet

from .adgang import i_nettverket, innvidd
from .kodeverk import (
    Begrensning,
    Etikkstatus,
    Finansiering,
    Prosjektrolle,
    Prosjekttilstand,
    Prosjekttype,
    Stansgrunn,
)
from .utlysning import Utlysning
from .vern import prosjektets_vern

PT = Prosjekttilstand
AAPEN = Q(begrensning="")
UTEN_STUDENTER = (PT.IDE, PT.TIDLIGFASE, PT.IKKE_VIDEREFORT)
"""Until here it need not be said whether students were considered (S1-F02)."""


class ProsjektQuerySet(SakQuerySet["Prosjekt"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Open projects to everybody of the network; restricted ones to those who are in on them."""
        tilgang = tilgang_for(bruker)
        synlige = innvidd(bruker, tilgang)
        return self.filter(synlige | AAPEN) if i_nettverket(bruker, tilgang) else self.filter(synlige)

    def offentlige(self) -> Self:
        """What anybody may read without signing in."""
        return self.filter(AAPEN, publisert__isnull=False)


@sporet(
    exclude=[
        "sammendrag", "behov", "brukerinvolvering", "studenter_begrunnelse", "personvernkontakt", "personvern_epost",
        "sokevektor",
    ]
)  # fmt: skip
class Prosjekt(Sak):
    """A joint research, innovation or development project, from idea to shared result (S0-F02, S1-F04)."""

    PREFIKS: ClassVar[str] = "FP"

    type = models.CharField(_("type"), max_length=12, choices=Prosjekttype)
    tittel = Kortekst(_("tittel"), max_length=160)
    sammendrag = Fritekst(_("sammendrag"), help_text=_("Kort og allment. Teksten kan bli vist åpent."))
    eier = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("prosjekteier"))
    leder = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("prosjektleder"))
    laget_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", editable=False)
    temaer = models.ManyToManyField(Tema, related_name="+", verbose_name=_("temaer"))
    behovseier = models.ForeignKey(
        Virksomhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hvem som har behovet")
    )
    behov = Fritekst(_("behovet prosjektet svarer på"), blank=True)
    brukerinvolvering = Fritekst(_("hvordan brukere er med"), blank=True)
    studenter = models.BooleanField(_("studenter skal være med"), null=True, blank=True)
    """Whether students can take part was considered, and the answer (S1-F02). None: not considered yet."""
    studenter_begrunnelse = Fritekst(_("vurdering av studenter"), blank=True)
    finansiering = models.CharField(_("finansiering"), max_length=10, choices=Finansiering, default=Finansiering.UAVKLART)
    finansior = Kortekst(_("finansiør"), max_length=120, blank=True)
    utlysning = models.ForeignKey(
        Utlysning, models.PROTECT, null=True, blank=True, related_name="prosjekter", verbose_name=_("utlysning")
    )
    soknadsfrist = models.DateField(_("søknadsfrist"), null=True, blank=True)
    budsjett = models.PositiveBigIntegerField(_("budsjett i kroner"), null=True, blank=True)
    oppstart = models.DateField(_("oppstart"), null=True, blank=True)
    avslutning = models.DateField(_("avslutning"), null=True, blank=True)
    etikk = models.CharField(_("REK"), max_length=16, choices=Etikkstatus, default=Etikkstatus.IKKE_VURDERT)
    etikk_referanse = Kortekst(_("REK-nummer"), max_length=40, blank=True)
    etikk_url = Nettadresse(_("lenke til vedtaket hos REK"), blank=True)
    nva_url = Nettadresse(_("lenke til prosjektet i NVA"), blank=True)
    personvernkontakt = Kortekst(_("kontakt for personvern"), max_length=120, blank=True)
    personvern_epost = models.EmailField(_("e-post til kontakten for personvern"), blank=True)
    begrensning = models.CharField(_("hvorfor ideen ikke deles"), max_length=12, choices=Begrensning, blank=True)
    publisert = models.DateTimeField(_("vist åpent siden"), null=True, blank=True, editable=False)
    forankret = models.DateField(_("forankret"), null=True, blank=True, editable=False)
    """The day the committee's decision and every partner's yes were there."""
    stansgrunn = models.CharField(_("hvorfor det ikke ble videreført"), max_length=20, choices=Stansgrunn, blank=True)
    sokevektor = models.GeneratedField(
        expression=SearchVector("tittel", config="norwegian", weight="A")
        + SearchVector("sammendrag", config="norwegian", weight="B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ProsjektQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("prosjekt")
        verbose_name_plural = _("prosjekter")
        ordering = ["-opprettet"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=PT.values), name="prosjekt_tilstand_kjent"),
            models.CheckConstraint(condition=Q(type__in=Prosjekttype.values), name="prosjekt_type_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="prosjekt_har_nummer"),
            models.CheckConstraint(
                condition=Q(begrensning="") | Q(begrensning__in=Begrensning.values), name="prosjekt_begrensning_kjent"
            ),
            models.CheckConstraint(
                condition=Q(begrensning="") | Q(publisert__isnull=True),
                name="prosjekt_begrenset_er_ikke_aapent",
                violation_error_message=_("Et prosjekt som er begrenset, kan ikke vises åpent."),
            ),
            models.CheckConstraint(
                condition=Q(studenter__isnull=True) | ~Q(studenter_begrunnelse=""),
                name="prosjekt_studenter_begrunnet",
                violation_error_message=_("Skriv hvordan dere har vurdert studenter."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand__in=UTEN_STUDENTER) | Q(studenter__isnull=False),
                name="prosjekt_studenter_vurdert",
                violation_error_message=_("Vurder om studenter kan være med før dere går videre."),
            ),
            models.CheckConstraint(
                condition=Q(avslutning__isnull=True) | Q(oppstart__isnull=True) | Q(avslutning__gte=F("oppstart")),
                name="prosjekt_slutter_etter_start",
                violation_error_message=_("Prosjektet kan ikke slutte før det starter."),
            ),
            models.CheckConstraint(
                condition=~Q(finansiering=Finansiering.EGEN) | Q(utlysning__isnull=True, soknadsfrist__isnull=True),
                name="prosjekt_uten_midler_uten_frist",
                violation_error_message=_("Et prosjekt uten ekstern finansiering har ingen utlysning eller søknadsfrist."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand=PT.IKKE_VIDEREFORT) ^ Q(stansgrunn=""), name="prosjekt_stans_har_grunn"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=PT.FORANKRET) | Q(forankret__isnull=False), name="prosjekt_forankret_har_dag"
            ),
        ]
        indexes = [
            GinIndex(fields=["sokevektor"], name="prosjekt_sok"),
            models.Index(fields=["-endret", "-id"], name="prosjekt_register"),
            models.Index(fields=["-publisert"], condition=Q(publisert__isnull=False), name="prosjekt_aapne"),
        ]
        triggers = prosjektets_vern()

    def get_absolute_url(self) -> str:
        return reverse("forskning:prosjekt", args=[self.pk])

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return None

    @property
    def er_begrenset(self) -> bool:
        return self.begrensning != ""

    @property
    def frist(self) -> date | None:
        """The day an application must be sent: of the call, or the project's own."""
        return self.utlysning.frist_dag if self.utlysning else self.soknadsfrist


@sporet(exclude=["navn"])
class Prosjektdeltaker(Gyldig):
    """Somebody takes part in a project from–to, with an account here or only by name."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, related_name="deltakere")
    bruker = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"))
    navn = Kortekst(_("navn"), max_length=120, blank=True)
    virksomhet = models.ForeignKey(
        Virksomhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fra")
    )
    rolle = models.CharField(_("rolle"), max_length=20, choices=Prosjektrolle)

    class Meta:
        verbose_name = _("prosjektdeltaker")
        verbose_name_plural = _("prosjektdeltakere")
        ordering = ["gyldig_fra"]
        constraints = [
            fra_foer_til("prosjektdeltaker_fra_foer_til"),
            models.CheckConstraint(condition=Q(rolle__in=Prosjektrolle.values), name="prosjektdeltaker_rolle_kjent"),
            models.CheckConstraint(
                condition=Q(bruker__isnull=False, navn="") | (Q(bruker__isnull=True) & ~Q(navn="")),
                name="prosjektdeltaker_er_noen",
                violation_error_message=_("Velg en person, eller skriv navnet til en som ikke har konto."),
            ),
            models.UniqueConstraint(
                fields=["prosjekt", "bruker"],
                condition=Q(gyldig_til__isnull=True, bruker__isnull=False),
                name="prosjektdeltaker_en_gang",
                violation_error_message=_("Personen er allerede med i prosjektet."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="prosjektdeltaker_skrives_ikke_om", fields=["prosjekt", "bruker", "rolle"]),
            pgtrigger.Protect(name="prosjektdeltaker_slettes_ikke", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.bruker or self.navn}, {self.get_rolle_display()}"


class Interesse(models.Model):
    """Somebody has said that their party would like to be in on an idea, or to work towards a call together (S1-F03)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, null=True, blank=True, related_name="interesser")
    utlysning = models.ForeignKey(Utlysning, models.PROTECT, null=True, blank=True, related_name="interesser")
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("virksomhet"))
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("person"))
    tidspunkt = models.DateTimeField(_("meldt"))
    trukket = models.DateTimeField(_("trukket"), null=True, blank=True)

    class Meta:
        verbose_name = _("interesse")
        verbose_name_plural = _("interesser")
        ordering = ["tidspunkt"]
        constraints = [
            models.CheckConstraint(
                condition=Q(prosjekt__isnull=False) ^ Q(utlysning__isnull=False), name="interesse_for_en_ting"
            ),
            models.UniqueConstraint(
                fields=["prosjekt", "utlysning", "virksomhet", "bruker"],
                condition=Q(trukket__isnull=True),
                nulls_distinct=False,
                name="interesse_en_gang",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.virksomhet}, {self.bruker}"
