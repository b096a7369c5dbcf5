from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Organ, Tema, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Sak, SakQuerySet
from grunnmur.utvalg.models import Motesak

from .adgang import i_nettverket
from .kodeverk import Behovstilstand, Temaforslagtilstand
from .prosjekt import Prosjekt


class BehovQuerySet(SakQuerySet["Behov"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Needs are for everybody of the network, and for whoever reported one."""
        return self.all() if i_nettverket(bruker) else self.filter(meldt_av=bruker)

    def aapne(self) -> Self:
        return self.filter(tilstand__in=[Behovstilstand.MELDT, Behovstilstand.I_PROSJEKT])


@sporet(exclude=["beskrivelse", "sokevektor"])
class Behov(Sak):
    """What a service needs to know more about (S1-F01, S1-A02)."""

    PREFIKS: ClassVar[str] = "FB"

    tittel = Kortekst(_("hva trenger dere å vite?"), max_length=160)
    beskrivelse = Fritekst(_("hvorfor, og hva det skal brukes til"))
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("virksomhet"))
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet"))
    temaer = models.ManyToManyField(Tema, related_name="+", verbose_name=_("temaer"))
    meldt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", editable=False)
    sokevektor = models.GeneratedField(
        expression=SearchVector("tittel", config="norwegian", weight="A")
        + SearchVector("beskrivelse", config="norwegian", weight="B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = BehovQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("forskningsbehov")
        verbose_name_plural = _("forskningsbehov")
        ordering = ["-opprettet"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=Behovstilstand.values), name="behov_tilstand_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="behov_har_nummer"),
        ]
        indexes = [GinIndex(fields=["sokevektor"], name="behov_sok")]

    def get_absolute_url(self) -> str:
        return reverse("forskning:behov", args=[self.pk])


class Behovskobling(models.Model):
    """A project takes up a need."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    behov = models.ForeignKey(Behov, models.PROTECT, related_name="koblinger")
    prosjekt = models.ForeignKey(Prosjekt, models.PROTECT, related_name="koblinger")
    koblet_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    tidspunkt = models.DateTimeField(_("koblet"))

    class Meta:
        verbose_name = _("kobling mellom behov og prosjekt")
        verbose_name_plural = _("koblinger mellom behov og prosjekter")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(
                fields=["behov", "prosjekt"],
                name="behovskobling_en_gang",
                violation_error_message=_("Behovet er allerede koblet til prosjektet."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.behov} – {self.prosjekt}"


class TemaforslagQuerySet(SakQuerySet["Temaforslag"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        return self.all() if i_nettverket(bruker) else self.none()


@sporet(exclude=["begrunnelse"])
class Temaforslag(Sak):
    """A theme that somebody proposes as a focus area; the committee decides (S4-D08)."""

    PREFIKS: ClassVar[str] = "FT"

    navn_nb = Kortekst(_("navn (bokmål)"), max_length=120)
    navn_nn = Kortekst(_("navn (nynorsk)"), max_length=120)
    begrunnelse = Fritekst(_("begrunnelse"))
    foreslaatt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", editable=False)
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("utvalget som avgjør")
    )
    motesak = models.ForeignKey(Motesak, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    tema = models.OneToOneField(Tema, models.PROTECT, null=True, blank=True, related_name="forslag", editable=False)

    objects = TemaforslagQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("forslag til tema")
        verbose_name_plural = _("forslag til temaer")
        ordering = ["-opprettet"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=Temaforslagtilstand.values), name="temaforslag_tilstand_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="temaforslag_har_nummer"),
            models.CheckConstraint(
                condition=Q(tilstand=Temaforslagtilstand.VEDTATT, tema__isnull=False)
                | (~Q(tilstand=Temaforslagtilstand.VEDTATT) & Q(tema__isnull=True)),
                name="temaforslag_vedtatt_gir_tema",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Temaforslagtilstand.TIL_VEDTAK) | Q(motesak__isnull=False, organ__isnull=False),
                name="temaforslag_til_vedtak_staar_paa_en_saksliste",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("forskning:temaforslag", args=[self.pk])
