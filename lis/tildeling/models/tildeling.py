from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID, uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import ikke_tommes, sporet
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.models import Sak, SakQuerySet
from lis.lege.models import Lege
from lis.lis1.models import Kommuneplass, Stilling

from ..ord import valider_noytral
from .adgang import leser_lis1
from .kandidat import Kandidat
from .kriterier import Kriterier
from .runde import Kanal, Runde


class Tildelingstilstand(models.TextChoices):
    TILDELT = "tildelt", _("Tildelt")
    ANSATT = "ansatt", _("Ansatt i kommunen")
    I_KOMMUNE = "i_kommune", _("I kommunen")
    FULLFORT = "fullfort", _("Fullført")
    FRAFALT = "frafalt", _("Falt fra")


TT = Tildelingstilstand
LOPENDE = (TT.TILDELT, TT.ANSATT, TT.I_KOMMUNE)


class TildelingQuerySet(SakQuerySet["Tildeling"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Those who cooperate on hiring (S1-L05), and the doctor."""
        return self.all() if leser_lis1(bruker) else self.filter(lege__bruker=bruker)

    def lopende(self) -> Self:
        return self.filter(tilstand__in=LOPENDE)


@sporet(exclude=["unntak_begrunnelse"])
class Tildeling(Sak):
    """A doctor has a place: by the committee's round, or hired into a place left over. From given to finished."""

    PREFIKS: ClassVar[str] = "T1"

    runde = models.ForeignKey(Runde, models.PROTECT, null=True, blank=True, related_name="tildelinger")
    """None: hired into a place left over (S1-L23)."""
    kandidat = models.OneToOneField(Kandidat, models.PROTECT, null=True, blank=True, related_name="tildeling")
    kriterier = models.ForeignKey(Kriterier, models.PROTECT, null=True, blank=True, related_name="+")
    """The version it was given by (S1-L12)."""
    kanal = models.CharField(_("kanal"), max_length=16, choices=Kanal)
    lege = models.ForeignKey(Lege, models.PROTECT, related_name="tildelinger", verbose_name=_("lege"))
    stilling = models.ForeignKey(Stilling, models.PROTECT, null=True, blank=True, related_name="tildelinger")
    plass = models.ForeignKey(Kommuneplass, models.PROTECT, related_name="tildelinger", verbose_name=_("kommuneplass"))
    hf = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("helseforetak legen kommer fra"))
    unntak_begrunnelse = Fritekst(
        _("hvorfor legen kommer fra et annet helseforetak"), blank=True, validators=[valider_noytral]
    )
    start = models.DateField(_("begynner i kommunen"))
    slutt = models.DateField(_("siste dag i kommunen"))
    ansatt_dato = models.DateField(_("ansatt av kommunen"), null=True, blank=True)

    objects = TildelingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("tildeling")
        verbose_name_plural = _("tildelinger")
        ordering = ["start", "lege__sortering"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=TT.values), name="tildeling_tilstand_kjent"),
            models.CheckConstraint(condition=Q(kanal__in=Kanal.values), name="tildeling_kanal_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="tildeling_har_nummer"),
            models.CheckConstraint(
                condition=Q(runde__isnull=True, kandidat__isnull=True)
                | Q(runde__isnull=False, kandidat__isnull=False, kriterier__isnull=False),
                name="tildeling_fra_runde_er_hel",
            ),
            models.CheckConstraint(condition=Q(slutt__gt=F("start")), name="tildeling_start_foer_slutt"),
            models.CheckConstraint(
                condition=Q(tilstand__in=[TT.TILDELT, TT.FRAFALT]) | Q(ansatt_dato__isnull=False),
                name="tildeling_ansatt_har_dato",
            ),
            models.CheckConstraint(
                condition=Q(stilling__isnull=False) | ~Q(unntak_begrunnelse=""),
                name="tildeling_unntak_begrunnes",
                violation_error_message=_("Skriv hvorfor legen kommer fra et annet helseforetak."),
            ),
            models.UniqueConstraint(
                fields=["plass"],
                condition=~Q(tilstand=TT.FRAFALT),
                name="tildeling_en_per_plass",
                violation_error_message=_("Plassen er allerede tildelt."),
            ),
            models.UniqueConstraint(
                fields=["lege"],
                condition=Q(tilstand__in=LOPENDE),
                name="tildeling_en_per_lege",
                violation_error_message=_("Legen har allerede en kommuneplass."),
            ),
        ]
        indexes = [models.Index(fields=["tilstand", "start"], name="tildeling_tilstand_start")]
        triggers = [
            pgtrigger.ReadOnly(
                name="tildeling_er_den_samme",
                fields=["runde", "kandidat", "kriterier", "kanal", "lege", "stilling", "plass", "hf"],
            ),
            pgtrigger.Trigger(
                name="tildeling_etter_vedtaket",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM lis1_kommuneplass p
                                   WHERE p.id = NEW.plass_id AND p.tilstand = 'godkjent' FOR SHARE) THEN
                        RAISE EXCEPTION 'tildeling_plass_ikke_godkjent' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.runde_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM tildeling_runde u
                        JOIN tildeling_kandidat k ON k.id = NEW.kandidat_id AND k.runde_id = u.id AND k.lege_id = NEW.lege_id
                        JOIN tildeling_forslag f ON f.id = u.valgt_id
                        JOIN lis1_kommuneplass p ON p.id = NEW.plass_id AND p.oppstart = u.oppstart
                        WHERE u.id = NEW.runde_id AND u.tilstand = 'publisert' AND u.kriterier_id = NEW.kriterier_id
                          AND f.resultat -> 'plasseringer' @> jsonb_build_array(
                              jsonb_build_object('kandidat', k.id::text, 'kommune', p.kommune_id::text))) THEN
                        RAISE EXCEPTION 'tildeling_ikke_vedtatt' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return self.lege.bruker_id

    @property
    def kommune(self) -> Virksomhet:
        return self.plass.kommune

    def get_absolute_url(self) -> str:
        return reverse("tildeling:tildeling", args=[self.pk])


class Del(models.TextChoices):
    SYKEHUS = "sykehus", _("Sykehusdelen")
    KOMMUNE = "kommune", _("Kommunedelen")


def om_tildelingen(navn: str, *, tommes: bool = False) -> list[pgtrigger.Trigger]:
    """Dated rows about an allocation are added, never changed or taken away; `tommes`: until its retention ends."""
    slettes_ikke: pgtrigger.Trigger = pgtrigger.Protect(name=f"{navn}_slettes_ikke", operation=pgtrigger.Delete)
    if tommes:
        slettes_ikke = pgtrigger.Trigger(
            name=f"{navn}_slettes_ikke",
            operation=pgtrigger.Delete,
            when=pgtrigger.Before,
            func=f"""
                IF NOT EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = OLD.tildeling_id) THEN
                    RAISE EXCEPTION '{navn}_slettes_ikke' USING ERRCODE = 'check_violation';
                END IF;
                RETURN OLD;
            """,  # noqa: S608  (our own names)
        )
    return [
        slettes_ikke,
        pgtrigger.Protect(name=f"{navn}_endres_ikke", operation=pgtrigger.Update),
        ikke_tommes(f"{navn}_tommes_ikke"),
    ]


class Forsinkelse(models.Model):
    """One part ends later than planned: a new date, and never a cause (S1-L09)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    tildeling = models.ForeignKey(Tildeling, models.PROTECT, related_name="forsinkelser")
    gjelder = models.CharField(_("hvilken del"), max_length=8, choices=Del)
    ny_dato = models.DateField(_("ventes ferdig"))
    """The last day of the part, as expected now."""
    start_foer = models.DateField()
    slutt_foer = models.DateField()
    """What the municipal part was before this; the allocation has what it became."""
    meldt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    meldt = models.DateTimeField()

    class Meta:
        verbose_name = _("forsinkelse")
        verbose_name_plural = _("forsinkelser")
        ordering = ["meldt"]
        constraints = [models.CheckConstraint(condition=Q(gjelder__in=Del.values), name="forsinkelse_del_kjent")]
        triggers = om_tildelingen("forsinkelse")

    def __str__(self) -> str:
        return f"{self.get_gjelder_display()}: {self.ny_dato}"


class Fravaer(models.Model):
    """Away or on leave from–to. A neutral code: the portal never knows why (S1-L14, G-18)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    tildeling = models.ForeignKey(Tildeling, models.PROTECT, related_name="fravaer")
    fra = models.DateField(_("fra og med"))
    til = models.DateField(_("til og med"), null=True, blank=True)
    meldt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    meldt = models.DateTimeField()

    class Meta:
        verbose_name = _("fravær eller permisjon")
        verbose_name_plural = _("fravær og permisjoner")
        ordering = ["fra"]
        constraints = [
            models.CheckConstraint(
                condition=Q(til__isnull=True) | Q(til__gte=F("fra")),
                name="fravaer_fra_foer_til",
                violation_error_message=_("Til-dato kan ikke være før fra-dato."),
            )
        ]
        triggers = om_tildelingen("fravaer", tommes=True)

    def __str__(self) -> str:
        return f"{self.fra}–{self.til or ''}"


class Frafallstidspunkt(models.TextChoices):
    FOR_OPPSTART = "for_oppstart", _("Før oppstart i kommunen")
    UNDER_TJENESTE = "under_tjeneste", _("Under tjenesten i kommunen")


class Frafall(models.Model):
    """The doctor falls away; the place is left over from a day. Never a cause (S1-L21, L22)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    tildeling = models.OneToOneField(Tildeling, models.PROTECT, related_name="frafall")
    tidspunkt = models.CharField(_("når"), max_length=16, choices=Frafallstidspunkt)
    dato = models.DateField(_("fra og med"))
    meldt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    meldt = models.DateTimeField()

    class Meta:
        verbose_name = _("frafall")
        verbose_name_plural = _("frafall")
        constraints = [
            models.CheckConstraint(condition=Q(tidspunkt__in=Frafallstidspunkt.values), name="frafall_tidspunkt_kjent")
        ]
        triggers = om_tildelingen("frafall")

    def __str__(self) -> str:
        return f"{self.get_tidspunkt_display()}, {self.dato}"

    @property
    def mangler(self) -> list[RolleType]:
        """Those who have not confirmed that they know."""
        bekreftet = {kvittering.rolle for kvittering in self.kvitteringer.all()}
        return [rolle for rolle in Frafallskvittering.MOTTAKERE if rolle not in bekreftet]


class Frafallskvittering(models.Model):
    """The LIS coordinator, or the County Governor, has seen that somebody fell away."""

    MOTTAKERE = (RolleType.LIS_KOORDINATOR, RolleType.STATSFORVALTER)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    frafall = models.ForeignKey(Frafall, models.PROTECT, related_name="kvitteringer")
    rolle = models.CharField(max_length=24, choices=[(r.value, r.label) for r in MOTTAKERE])
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name = _("kvittering")
        verbose_name_plural = _("kvitteringer")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(fields=["frafall", "rolle"], name="frafallskvittering_en_per_rolle"),
            models.CheckConstraint(
                condition=Q(rolle__in=[RolleType.LIS_KOORDINATOR, RolleType.STATSFORVALTER]), name="frafallskvittering_rolle"
            ),
        ]
        triggers = om_tildelingen("frafallskvittering")

    def __str__(self) -> str:
        return self.get_rolle_display()
