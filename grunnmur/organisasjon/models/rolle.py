from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .bruker import Bruker
from .enhet import Enhet
from .gyldighet import Gyldig, fra_foer_til, ikke_slettes
from .sporing import ikke_tommes, sporet
from .virksomhet import Virksomhet


class RolleType(models.TextChoices):
    """Every role a person can hold. «Leder i egen enhet» is not one: it is a relation, `leder` of that unit."""

    ANSATT = "ansatt", _("Ansatt")
    LEDER = "leder", _("Leder")
    MOTTAKSANSVARLIG = "mottaksansvarlig", _("Ansvarsperson for mottak/videresending")
    KONTAKT_ADM = "kontakt_adm", _("Administrativ kontakt")
    SEKRETARIAT = "sekretariat", _("Sekretariat for helsefellesskapet")
    VEILEDNINGSANSVARLIG = "veiledningsansvarlig", _("Veiledningsansvarlig")
    VEILEDNINGSKOORDINATOR = "veiledningskoordinator", _("Veiledningskoordinator")
    LIS_KOORDINATOR = "lis_koordinator", _("LIS-koordinator")
    KOMMUNE_LIS_KONTAKT = "kommune_lis_kontakt", _("Kommunens LIS-kontakt")
    LIS_VEILEDER = "veileder", _("LIS-veileder")
    KOMMUNEOVERLEGE = "kommuneoverlege", _("Kommuneoverlege")
    STATSFORVALTER = "statsforvalter", _("Statsforvalter")
    RHF = "rhf", _("Regionalt helseforetak")
    LIS1 = "lis1", _("LIS1")
    LIS3 = "lis3", _("LIS3")
    ALIS_KONTOR = "alis_kontor", _("ALIS-kontor")
    FORSKER = "forsker", _("Forsker")
    FOU_KOORDINATOR = "fou_koordinator", _("FoU-koordinator")
    UTVALGSSEKRETAER = "utvalgssekretaer", _("Sekretær for utvalg")
    REDAKTOR = "redaktor", _("Redaktør")
    AVTALESPESIALIST = "avtalespesialist", _("Avtalespesialist")


# Roles that are a person's own situation, not a duty towards others: nobody can stand in for them.
PERSONLIGE_ROLLER = frozenset(
    {RolleType.ANSATT, RolleType.LIS1, RolleType.LIS3, RolleType.FORSKER, RolleType.AVTALESPESIALIST}
)
# Roles that reach across parties: only the system administrator gives them.
ROLLER_PAA_TVERS = frozenset(
    {
        RolleType.SEKRETARIAT,
        RolleType.UTVALGSSEKRETAER,
        RolleType.STATSFORVALTER,
        RolleType.RHF,
        RolleType.ALIS_KONTOR,
    }
)


@sporet()
class Rolle(Gyldig):
    """A person holds a role at a virksomhet, or at one unit of it, from–to.

    Rights are looked up from here on every request: a role that ended yesterday gives nothing today.
    """

    Type = RolleType

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="roller", verbose_name=_("person"))
    type = models.CharField(_("rolle"), max_length=24, choices=RolleType)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="roller", verbose_name=_("virksomhet"))
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="roller", verbose_name=_("enhet"))

    class Meta:
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        ordering = ["-gyldig_fra"]
        constraints = [
            fra_foer_til("rolle_fra_foer_til"),
            models.CheckConstraint(
                condition=~Q(type__in=[RolleType.ANSATT]) | Q(enhet__isnull=False),
                name="rolle_ansatt_har_enhet",
                violation_error_message=_("Velg enheten personen er ansatt i."),
            ),
            models.CheckConstraint(
                condition=~Q(type__in=[RolleType.KONTAKT_ADM, RolleType.SEKRETARIAT]) | Q(enhet__isnull=True),
                name="rolle_gjelder_hele_virksomheten",
                violation_error_message=_("Denne rollen gjelder hele virksomheten. La enhet stå tomt."),
            ),
        ]
        indexes = [
            models.Index(fields=["bruker", "type"], name="rolle_bruker_type"),
            models.Index(fields=["virksomhet", "type", "enhet"], name="rolle_ansvar"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="rolle_enhet_i_virksomhet",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__enhet__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM organisasjon_enhet e
                                   WHERE e.id = NEW.enhet_id AND e.virksomhet_id = NEW.virksomhet_id) THEN
                        RAISE EXCEPTION 'rolle_enhet_annen_virksomhet' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # What was decided in a role must stay true: a role is ended and another given, never rewritten.
            pgtrigger.ReadOnly(name="rolle_skrives_ikke_om", fields=["bruker", "type", "virksomhet", "enhet"]),
            ikke_slettes("rolle_slettes_ikke"),
            ikke_tommes("rolle_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()}, {self.sted}"

    @property
    def kan_ha_stedfortreder(self) -> bool:
        """A duty towards others can be looked after by somebody else; being employed or in training cannot."""
        return self.type not in PERSONLIGE_ROLLER

    @property
    def vekt(self) -> int:
        """Lowest first: what a person is known as. Leads the party, leads a unit, other duties, employed."""
        if self.type == RolleType.LEDER:
            return 1 if self.enhet_id else 0
        return list(RolleType).index(RolleType(self.type)) if self.type != RolleType.ANSATT else 100

    def tittel(self, stilling: str = "") -> str:
        """«Virksomhetsleder, Gjøvik kommune», «Leder, Palliativt senter, Gjøvik», «Sykepleier, …»."""
        if self.type == RolleType.LEDER and self.enhet_id is None:
            navn = str(_("Virksomhetsleder"))
        elif self.type == RolleType.ANSATT and stilling:
            navn = stilling
        else:
            navn = self.get_type_display()
        return f"{navn}, {self.sted}"

    @property
    def sted(self) -> str:
        return self.enhet.visningsnavn if self.enhet else self.virksomhet.fullt_navn


@sporet()
class Stedfortreder(Gyldig):
    """A dated stand-in for the holder of one role. Acts on behalf of the holder, and is told so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rolle = models.ForeignKey(Rolle, models.PROTECT, related_name="stedfortredere", verbose_name=_("rolle"))
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="stedfortreder_for", verbose_name=_("stedfortreder"))

    class Meta:
        verbose_name = _("stedfortreder")
        verbose_name_plural = _("stedfortredere")
        constraints = [
            fra_foer_til("stedfortreder_fra_foer_til"),
            models.CheckConstraint(
                condition=Q(gyldig_til__isnull=False),
                name="stedfortreder_har_slutt",
                violation_error_message=_("En stedfortreder må ha en sluttdato."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stedfortreder_er_en_annen",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT 1 FROM organisasjon_rolle r
                               WHERE r.id = NEW.rolle_id AND r.bruker_id = NEW.bruker_id) THEN
                        RAISE EXCEPTION 'stedfortreder_for_seg_selv' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.ReadOnly(name="stedfortreder_skrives_ikke_om", fields=["rolle", "bruker"]),
            ikke_slettes("stedfortreder_slettes_ikke"),
            ikke_tommes("stedfortreder_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return f"{self.bruker} for {self.rolle.bruker}"
