"""Open invitations: a unit asks for hospitants, and employees of the network apply to it."""

from __future__ import annotations

from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Faggruppe, RolleType
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for, underliggende
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Sak, SakQuerySet

from .kodeverk import Invitasjonstilstand

I = Invitasjonstilstand  # noqa: E741


class InvitasjonQuerySet(SakQuerySet["AapenInvitasjon"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """What is or was open, for everybody with a role at a party of the network; drafts for those who lead the unit."""
        tilgang = tilgang_for(bruker)
        under = underliggende(tilgang.enheter(RolleType.LEDER))
        egne = Q(enhet__in=under) | Q(enhet__virksomhet__in=tilgang.virksomheter(RolleType.LEDER))
        if tilgang.har(RolleType.SEKRETARIAT) or tilgang.parter:
            return self.filter(~Q(tilstand=I.UTKAST) | egne)
        return self.filter(egne)


@sporet()
class AapenInvitasjon(Sak):
    """A host unit invites hospitants: what, when, for whom, how many places, and the last day to apply."""

    PREFIKS: ClassVar[str] = "HI"
    FELTER: ClassVar[tuple[str, ...]] = ("tittel", "beskrivelse", "fra", "til", "faggrupper", "plasser", "frist")
    """What the unit writes."""

    enhet = models.ForeignKey(Enhet, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    laget_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    tittel = Kortekst(_("tittel"), max_length=120)
    beskrivelse = Fritekst(_("hva hospitanten får være med på"))
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til"))
    faggrupper = ArrayField(
        models.CharField(max_length=24, choices=Faggruppe), verbose_name=_("faggrupper"), default=list, blank=True
    )
    plasser = models.PositiveSmallIntegerField(_("plasser"))
    frist = models.DateField(_("søknadsfrist"))

    objects = InvitasjonQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("åpen invitasjon til hospitering")
        verbose_name_plural = _("åpne invitasjoner til hospitering")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=I.values), name="hospinvitasjon_tilstand_kjent"),
            models.CheckConstraint(condition=Q(til__gte=F("fra")), name="hospinvitasjon_fra_foer_til"),
            models.CheckConstraint(condition=Q(frist__lte=F("til")), name="hospinvitasjon_frist_foer_slutt"),
            models.CheckConstraint(condition=Q(plasser__gte=1), name="hospinvitasjon_minst_en_plass"),
            models.CheckConstraint(
                condition=Q(tilstand=I.UTKAST) | Q(saksnummer__isnull=False), name="hospinvitasjon_aapnet_har_nummer"
            ),
        ]
        indexes = [models.Index(fields=["tilstand", "frist"], name="hospinvitasjon_frist")]
        triggers = [pgtrigger.ReadOnly(name="hospinvitasjon_er_enhetens", fields=["enhet", "laget_av"])]

    def get_absolute_url(self) -> str:
        return reverse("hospitering:invitasjon", args=[self.pk])
