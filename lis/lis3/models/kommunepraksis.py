from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.models import Sak, SakQuerySet
from lis.lege.models import Laeringsmaal, Lege


class Kommunepraksistilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    SENDT = "sendt", _("Hos kommunen")
    IKKE_MULIG = "ikke_mulig", _("Ikke mulig i denne kommunen")
    TILBUDT = "tilbudt", _("Tilbudt")
    BEKREFTET = "bekreftet", _("Bekreftet")
    PAAGAAR = "paagaar", _("Pågår")
    GJENNOMFORT = "gjennomfort", _("Gjennomført")
    AVBRUTT = "avbrutt", _("Avsluttet før tiden")
    TRUKKET = "trukket", _("Trukket")


KT = Kommunepraksistilstand


class KommunepraksisQuerySet(SakQuerySet["Kommunepraksis"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """The coordinator, the doctor, and the municipality that is asked."""
        tilgang = tilgang_for(bruker)
        if tilgang.har(RolleType.LIS_KOORDINATOR):
            return self.all()
        kommuner = tilgang.virksomheter(RolleType.KOMMUNE_LIS_KONTAKT)
        return self.filter(Q(lege__bruker=bruker) | Q(kommune__in=kommuner)).exclude(tilstand=KT.UTKAST)


@sporet(exclude=["behov", "svar_kommentar"])
class Kommunepraksis(Sak):
    """A hospital doctor who needs clinical practice in a municipality: the flow the other way (S1-L02)."""

    PREFIKS: ClassVar[str] = "K3"

    lege = models.ForeignKey(Lege, models.PROTECT, related_name="kommunepraksiser", verbose_name=_("lege"))
    avdeling = models.ForeignKey(Enhet, models.PROTECT, related_name="+", verbose_name=_("legens avdeling"))
    kommune = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til"))
    behov = Fritekst(_("hva legen trenger praksis i"))
    laeringsmaal = models.ManyToManyField(Laeringsmaal, blank=True, related_name="+", verbose_name=_("læringsmål"))
    enhet = models.ForeignKey(
        Enhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet i kommunen")
    )
    veileder = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("veileder i kommunen")
    )
    svar_kommentar = Fritekst(_("kommentar fra kommunen"), blank=True)

    objects = KommunepraksisQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("praksis i kommune for sykehuslege")
        verbose_name_plural = _("praksiser i kommune for sykehusleger")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=KT.values), name="kommunepraksis_tilstand_kjent"),
            models.CheckConstraint(
                condition=Q(til__gte=F("fra")),
                name="kommunepraksis_periode",
                violation_error_message=_("Til-dato kan ikke være før fra-dato."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand=KT.UTKAST) | Q(saksnummer__isnull=False), name="kommunepraksis_sendt_har_nummer"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[KT.TILBUDT, KT.BEKREFTET, KT.PAAGAAR, KT.GJENNOMFORT])
                | Q(enhet__isnull=False, veileder__isnull=False),
                name="kommunepraksis_tilbudt_har_veileder",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=KT.IKKE_MULIG) | ~Q(svar_kommentar=""), name="kommunepraksis_nei_har_kommentar"
            ),
        ]
        indexes = [models.Index(fields=["tilstand", "fra"], name="kommunepraksis_liste")]

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return self.lege.bruker_id

    def get_absolute_url(self) -> str:
        return reverse("lis3:kommunepraksis", args=[self.pk])
