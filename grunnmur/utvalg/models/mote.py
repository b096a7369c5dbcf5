from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, RolleType
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.portal.felt import Kortekst, Nettadresse
from grunnmur.saksgang.models import Sak, SakQuerySet

from .kodeverk import Godkjenningsmaate, Moteform, Motetilstand
from .vern import motets_vern

STELLER_UTVALG = (RolleType.SEKRETARIAT, RolleType.UTVALGSSEKRETAER)
"""Who keeps every committee. A committee's own secretary keeps its meetings."""


class MoteQuerySet(SakQuerySet["Mote"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Those who keep committees, and everybody with a capacity in this one today, deputies too."""
        tilgang = tilgang_for(bruker)
        if tilgang.har(*STELLER_UTVALG):
            return self.all()
        if not bruker.is_active:
            return self.none()
        mine = Organmedlem.objects.gjeldende(tilgang.dag).filter(bruker=bruker.pk)
        return self.filter(organ__in=mine.values("organ"))

    def kommende(self, dag: date) -> Self:
        """Meetings that are to be held on `dag` or later."""
        return self.filter(tilstand__in=[Motetilstand.PLANLAGT, Motetilstand.SAKSLISTE_SENDT], slutt__date__gte=dag)


@sporet(exclude=["lenke"])
class Mote(Sak):
    """A meeting of a committee, or a written procedure, from the day it is planned to approved minutes.

    `sakslistefrist` is the last day to put something on the agenda; after it only the secretary may, with a reason.
    """

    PREFIKS: ClassVar[str] = "U"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="moter", verbose_name=_("organ"))
    form = models.CharField(_("form"), max_length=12, choices=Moteform, default=Moteform.FYSISK)
    start = models.DateTimeField(_("start"))
    slutt = models.DateTimeField(_("slutt"))
    sted = Kortekst(_("sted"), max_length=120, blank=True)
    lenke = Nettadresse(_("lenke til møtet"), max_length=500, blank=True)
    sakslistefrist = models.DateField(_("frist for saker til sakslisten"))
    moteleder = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("møteleder")
    )
    godkjenning = models.CharField(
        _("protokollen godkjennes av"), max_length=8, choices=Godkjenningsmaate, default=Godkjenningsmaate.LEDER
    )

    objects = MoteQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("møte")
        verbose_name_plural = _("møter")
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=Motetilstand.values), name="mote_tilstand"),
            models.CheckConstraint(condition=Q(form__in=Moteform.values), name="mote_form"),
            models.CheckConstraint(condition=Q(godkjenning__in=Godkjenningsmaate.values), name="mote_godkjenning"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="mote_har_nummer"),
            models.CheckConstraint(
                condition=Q(slutt__gt=F("start")),
                name="mote_varer_en_stund",
                violation_error_message=_("Møtet må slutte etter at det starter."),
            ),
            models.CheckConstraint(
                condition=~Q(form=Moteform.SKRIFTLIG) | Q(sted="", lenke=""), name="mote_skriftlig_uten_sted"
            ),
            models.CheckConstraint(condition=Q(lenke="") | Q(lenke__startswith="https://"), name="mote_lenke_https"),
        ]
        indexes = [models.Index(fields=["organ", "start"], name="mote_kalender")]
        triggers = motets_vern()

    def get_absolute_url(self) -> str:
        return reverse("utvalg:mote", args=[self.pk])

    @property
    def er_skriftlig(self) -> bool:
        return self.form == Moteform.SKRIFTLIG

    @property
    def dag(self) -> date:
        """The day it is held; the last day to answer of a written procedure. Decisions carry it."""
        return lokal_dato(self.slutt if self.er_skriftlig else self.start)

    @property
    def navn(self) -> str:
        """«Møte i LIS1-utvalget 3. mars 2027»."""
        verdier = {"organ": self.organ.navn, "dag": dato(self.dag)}
        if self.er_skriftlig:
            return gettext("Skriftlig behandling i %(organ)s, frist %(dag)s") % verdier
        return gettext("Møte i %(organ)s %(dag)s") % verdier
