from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, RolleType, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.models import Hendelse, Sak, SakQuerySet

from .vern import FORESLAAR, kommuneplassens_vern


class Kommuneplasstilstand(models.TextChoices):
    FORESLAATT = "foreslaatt", _("Hos Statsforvalteren")
    GODKJENT = "godkjent", _("Godkjent")
    IKKE_GODKJENT = "ikke_godkjent", _("Ikke godkjent")
    TRUKKET = "trukket", _("Trukket")


KP = Kommuneplasstilstand
SER_PLASSER = (RolleType.LIS_KOORDINATOR, RolleType.STATSFORVALTER, RolleType.RHF)
FOR_KOMMUNEN = (RolleType.KOMMUNE_LIS_KONTAKT, RolleType.KOMMUNEOVERLEGE)
FLEST_PLASSER = 20
"""The most places that can be proposed at once."""


def statsforvalteren() -> Virksomhet | None:
    """The County Governor that approves the places of this network; a portal has one."""
    return Virksomhet.objects.filter(type=Virksomhetstype.STATSFORVALTER).order_by("sortering").first()


class KommuneplassQuerySet(SakQuerySet["Kommuneplass"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Coordinator, County Governor and RHF see all; a municipality its own, and while it takes part what others have
        had approved.
        """
        tilgang = tilgang_for(bruker)
        if tilgang.har(*SER_PLASSER):
            return self.all()
        if not tilgang.har(*FOR_KOMMUNEN):
            return self.none()
        egne = [v for rolle in FOR_KOMMUNEN for v in tilgang.virksomheter(rolle)]
        deltar = Exists(Deltakelse.objects.gjeldende().filter(virksomhet__in=egne))
        return self.filter(Q(kommune__in=egne) | Q(deltar, tilstand=KP.GODKJENT))

    def godkjente(self) -> Self:
        return self.filter(tilstand=KP.GODKJENT)


@sporet(exclude=["merknad", "svar_kommentar"])
class Kommuneplass(Sak):
    """One place for a LIS1 in a municipality in one half-year: proposed by it, approved by the County Governor (fakta 4)."""

    PREFIKS: ClassVar[str] = "KP"

    kommune = models.ForeignKey(Virksomhet, models.PROTECT, related_name="lis1_plasser", verbose_name=_("kommune"))
    oppstart = models.DateField(_("oppstart i kommunen"))
    enhet = models.ForeignKey(
        Enhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet i kommunen")
    )
    merknad = Fritekst(_("merknad"), blank=True)
    svar_kommentar = Fritekst(_("Statsforvalterens kommentar"), blank=True)
    svart_av = models.ForeignKey(
        Bruker, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("svart av")
    )
    svart_paa_vegne_av = models.ForeignKey(
        Bruker, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("svart på vegne av")
    )
    """Who gave the last answer: never somebody who proposed the place, or for whom it was proposed."""

    objects = KommuneplassQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("kommuneplass")
        verbose_name_plural = _("kommuneplasser")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=KP.values), name="kommuneplass_tilstand_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="kommuneplass_har_nummer"),
            models.CheckConstraint(
                condition=Q(oppstart__month__in=[3, 9], oppstart__day=1),
                name="kommuneplass_halvaar",
                violation_error_message=_("Oppstart i kommunen er 1. mars eller 1. september."),
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=KP.IKKE_GODKJENT) | ~Q(svar_kommentar=""),
                name="kommuneplass_nei_har_kommentar",
            ),
        ]
        indexes = [models.Index(fields=["oppstart", "tilstand"], name="kommuneplass_halvaar")]
        triggers = kommuneplassens_vern()

    @property
    def foreslaatt_av(self) -> set[UUID]:
        """Everybody who has proposed or changed the proposal, and those they did it for."""
        if self._state.adding:
            return set()
        hendelser = Hendelse.objects.for_sak(self).filter(navn__in=FORESLAAR)
        return {pk for par in hendelser.values_list("utfort_av", "paa_vegne_av") for pk in par if pk}

    def get_absolute_url(self) -> str:
        return reverse("lis1:plass", args=[self.pk])
