from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.dato import lokal_dato
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse
from grunnmur.saksgang.models import Sak, SakQuerySet

from .adgang import i_nettverket
from .kodeverk import Utlysningskilde, Utlysningstilstand


class UtlysningQuerySet(SakQuerySet["Utlysning"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Calls are for everybody of the network."""
        return self.all() if i_nettverket(bruker) else self.none()

    def aapne(self) -> Self:
        return self.filter(tilstand=Utlysningstilstand.AAPEN)


@sporet(exclude=["beskrivelse", "sokevektor"])
class Utlysning(Sak):
    """A call for proposals: who gives, what for, and when an application must be sent (S1-F03, S4-D11)."""

    PREFIKS: ClassVar[str] = "UL"

    finansior = Kortekst(_("finansiør"), max_length=120)
    tittel = Kortekst(_("tittel"), max_length=160)
    beskrivelse = Fritekst(_("hva det kan søkes om"), blank=True)
    frist = models.DateTimeField(_("søknadsfrist"))
    lenke = Nettadresse(_("lenke til utlysningen"))
    temaer = models.ManyToManyField(Tema, related_name="+", blank=True, verbose_name=_("temaer"))
    kilde = models.CharField(_("kilde"), max_length=8, choices=Utlysningskilde, default=Utlysningskilde.SKJEMA)
    kilde_id = models.CharField(max_length=200, blank=True, editable=False)
    """What the file called it (iCalendar UID, or the link), so that importing again changes and never doubles."""
    laget_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", editable=False)
    sokevektor = models.GeneratedField(
        expression=SearchVector("tittel", "finansior", config="norwegian", weight="A")
        + SearchVector("beskrivelse", config="norwegian", weight="B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = UtlysningQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("utlysning")
        verbose_name_plural = _("utlysninger")
        ordering = ["frist"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=Utlysningstilstand.values), name="utlysning_tilstand_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="utlysning_har_nummer"),
            models.CheckConstraint(
                condition=Q(lenke__startswith="https://"),
                name="utlysning_lenke_https",
                violation_error_message=_("Lenken må begynne med https://."),
            ),
            models.UniqueConstraint(
                fields=["kilde_id"], condition=~Q(kilde_id=""), name="utlysning_en_gang_fra_samme_kilde"
            ),
        ]
        indexes = [
            GinIndex(fields=["sokevektor"], name="utlysning_sok"),
            models.Index(fields=["tilstand", "frist"], name="utlysning_kommende"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("forskning:utlysning", args=[self.pk])

    @property
    def frist_dag(self) -> date:
        return lokal_dato(self.frist)
