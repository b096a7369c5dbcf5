from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse, Telefonnummer

FOR_PROFILEN = (RolleType.LIS_KOORDINATOR, RolleType.KOMMUNE_LIS_KONTAKT, RolleType.KOMMUNEOVERLEGE)
"""Those who write the page of their own virksomhet."""


class ProfilQuerySet(models.QuerySet["Profil"]):
    def publiserte(self) -> Self:
        """What anybody may read, signed in or not (S1-L10): published, by a party that takes part today."""
        deltar = Deltakelse.objects.gjeldende().filter(virksomhet=OuterRef("virksomhet"))
        return self.filter(Exists(deltar), publisert__isnull=False)

    def synlig_for(self, bruker: Bruker | AnonymousUser) -> Self:
        """What is published; those who write a page see it before that too."""
        if not isinstance(bruker, Bruker):
            return self.publiserte()
        egne = tilgang_for(bruker).virksomheter(*FOR_PROFILEN)
        return self.publiserte() | self.filter(virksomhet__in=egne) if egne else self.publiserte()


@sporet()
class Profil(models.Model):
    """What a municipality or a hospital trust tells those who think of serving there: an open page (S1-L10)."""

    virksomhet = models.OneToOneField(
        Virksomhet, models.PROTECT, primary_key=True, related_name="lis1_profil", verbose_name=_("virksomhet")
    )
    praksis = Fritekst(_("praksis"), blank=True)
    vakt = Fritekst(_("vakt"), blank=True)
    veiledning = Fritekst(_("veiledning"), blank=True)
    bolig = Fritekst(_("bolig"), blank=True)
    kontakt_navn = Kortekst(_("kontakt"), max_length=120, blank=True)
    kontakt_epost = models.EmailField(_("e-post"), blank=True)
    kontakt_telefon = Telefonnummer(_("telefon"), max_length=20, blank=True)
    nettside = Nettadresse(_("nettside"), blank=True)
    publisert = models.DateTimeField(_("publisert"), null=True, editable=False)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = ProfilQuerySet.as_manager()

    class Meta:
        verbose_name = _("profil for LIS1")
        verbose_name_plural = _("profiler for LIS1")
        constraints = [
            models.CheckConstraint(
                condition=Q(publisert__isnull=True)
                | (~Q(praksis="") & ~Q(kontakt_navn="") & (~Q(kontakt_epost="") | ~Q(kontakt_telefon=""))),
                name="lis1profil_publisert_er_til_nytte",
                violation_error_message=_("Beskriv praksisen og oppgi hvem man kan kontakte, før profilen publiseres."),
            )
        ]

    def __str__(self) -> str:
        return str(self.virksomhet)

    def get_absolute_url(self) -> str:
        return reverse("lis1:sted", args=[self.pk])
