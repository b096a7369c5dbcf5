from __future__ import annotations

from typing import ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Kortekst, Nettadresse
from grunnmur.saksgang.models import Sak, SakQuerySet
from lis.lis1.models import Kommuneplass

from .adgang import leser_lis1
from .tildeling import Frafall, Tildeling


class Restplasstilstand(models.TextChoices):
    LEDIG = "ledig", _("Ledig")
    UTLYST = "utlyst", _("Utlyst")
    AVTALE = "avtale_annet_hf", _("Avtale med annet helseforetak")
    BESATT = "besatt_av_kommune", _("Besatt av kommunen")
    LUKKET = "lukket", _("Ikke lenger aktuell")


RP = Restplasstilstand
AAPEN = (RP.LEDIG, RP.UTLYST, RP.AVTALE)


class RestplassQuerySet(SakQuerySet["Restplass"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Those who cooperate on hiring (S1-L13)."""
        return self.all() if leser_lis1(bruker) else self.none()

    def aapne(self) -> Self:
        return self.filter(tilstand__in=AAPEN)


@sporet()
class Restplass(Sak):
    """A place that nobody has: left over from a round, or by somebody who fell away (S1-L13, L18, L23)."""

    PREFIKS: ClassVar[str] = "RP"

    plass = models.ForeignKey(Kommuneplass, models.PROTECT, related_name="restplasser", verbose_name=_("kommuneplass"))
    frafall = models.OneToOneField(Frafall, models.PROTECT, null=True, blank=True, related_name="restplass")
    fra = models.DateField(_("ledig fra"))
    ansvarlig = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("ansvarlig"))
    """The party that sees to it: the trust that advertises or agrees, or the municipality that hires."""
    frist = models.DateField(_("frist for å finne en løsning"))
    utlyst = models.DateField(_("utlyst"), null=True, blank=True)
    utlysning_url = Nettadresse(_("lenke til utlysningen"), blank=True)
    avtale_hf = Kortekst(_("helseforetak det er avtale med"), max_length=120, blank=True)
    avtale_url = Nettadresse(_("lenke til avtalen"), blank=True)
    besatt_med = models.OneToOneField(Tildeling, models.PROTECT, null=True, blank=True, related_name="restplass")

    objects = RestplassQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("restplass")
        verbose_name_plural = _("restplasser")
        ordering = ["fra", "opprettet"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=RP.values), name="restplass_tilstand_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="restplass_har_nummer"),
            models.UniqueConstraint(fields=["plass"], condition=Q(tilstand__in=AAPEN), name="restplass_en_aapen_per_plass"),
            models.CheckConstraint(
                condition=~Q(tilstand=RP.UTLYST) | Q(utlyst__isnull=False), name="restplass_utlyst_har_dato"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=RP.AVTALE) | (~Q(avtale_hf="") & ~Q(avtale_url="")),
                name="restplass_avtale_har_part",
                violation_error_message=_("Oppgi helseforetaket og lenken til avtalen."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand=RP.BESATT, besatt_med__isnull=False)
                | (~Q(tilstand=RP.BESATT) & Q(besatt_med__isnull=True)),
                name="restplass_besatt_med_noen",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="restplass_er_den_samme", fields=["plass", "frafall"]),
            pgtrigger.Trigger(
                name="restplass_er_ledig",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT 1 FROM tildeling_tildeling t
                               WHERE t.plass_id = NEW.plass_id AND t.tilstand <> 'frafalt') THEN
                        RAISE EXCEPTION 'restplass_er_ikke_ledig' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("tildeling:restplass", args=[self.pk])
