"""Doctors in specialisation, their supervisors' specialities, and the municipality as training organisation."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse

ALLMENNMEDISIN = "allmennmedisin"
"""The code of the speciality that precedence, seniority and municipal supervision are about (S1-I05, G-09)."""


class Spesialitet(models.Model):
    """A medical speciality, as master data."""

    kode = models.SlugField(_("kode"), max_length=40, primary_key=True)
    navn = Kortekst(_("navn"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("spesialitet")
        verbose_name_plural = _("spesialiteter")
        ordering = ["navn"]

    def __str__(self) -> str:
        return self.navn


class Laeringsmaal(models.Model):
    """A learning objective by its national code. What it takes to reach it is judged in Kompetanseportalen, not here."""

    kode = models.SlugField(_("kode"), max_length=12, primary_key=True)
    """«ALM-055», as the national plan writes it."""
    navn = Kortekst(_("navn"), max_length=120)
    i_sykehus = models.BooleanField(_("nås i sykehustjenesten"), default=True)

    class Meta:
        verbose_name = _("læringsmål")
        verbose_name_plural = _("læringsmål")
        ordering = ["kode"]

    def __str__(self) -> str:
        return f"{self.kortkode} {self.navn}"

    @property
    def kortkode(self) -> str:
        """«ALM 55»."""
        bokstaver, _strek, tall = self.kode.partition("-")
        return f"{bokstaver} {tall.lstrip('0')}".strip()


class LegeQuerySet(models.QuerySet["Lege"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """The doctor, the municipality's LIS contact for its own doctors, and the LIS coordinator."""
        tilgang = tilgang_for(bruker)
        if tilgang.har(RolleType.LIS_KOORDINATOR):
            return self.all()
        return self.filter(Q(bruker=bruker) | Q(kommune__in=tilgang.virksomheter(RolleType.KOMMUNE_LIS_KONTAKT)))

    def sok(self, ord_: str) -> Self:
        """Doctors of whose name or municipality every word begins a word."""
        treff = self
        for del_ in sorteringsnokkel(ord_).split()[:6]:
            treff = treff.filter(
                Q(sortering__startswith=del_) | Q(sortering__contains=f" {del_}") | Q(kommune__sortering__startswith=del_)
            )
        return treff


@sporet()
class Lege(models.Model):
    """A doctor in specialisation. May exist before there is an account: the e-mail or HPR number ties them together."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    bruker = models.OneToOneField(
        Bruker, models.PROTECT, null=True, blank=True, related_name="lege", verbose_name=_("konto")
    )
    navn = Kortekst(_("navn"), max_length=120)
    epost = models.EmailField(_("e-post"))
    hpr_nummer = models.CharField(_("HPR-nummer"), max_length=9, blank=True)
    kommune = models.ForeignKey(
        Virksomhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommune")
    )
    """Where the doctor works in general practice; empty for a hospital doctor."""
    sortering = models.CharField(max_length=240, editable=False, db_index=True)

    objects = LegeQuerySet.as_manager()

    class Meta:
        verbose_name = _("lege i spesialisering")
        verbose_name_plural = _("leger i spesialisering")
        ordering = ["sortering"]
        constraints = [
            models.UniqueConstraint(
                Lower("epost"), name="lege_epost_unik", violation_error_message=_("Legen er allerede registrert.")
            ),
            models.UniqueConstraint(
                fields=["hpr_nummer"],
                condition=~Q(hpr_nummer=""),
                name="lege_hpr_unik",
                violation_error_message=_("Det finnes allerede en lege med dette HPR-nummeret."),
            ),
            models.CheckConstraint(condition=Q(hpr_nummer__regex=r"^(\d{7,9})?$"), name="lege_hpr_sju_til_ni_siffer"),
        ]

    def __str__(self) -> str:
        return self.navn

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.sortering = sorteringsnokkel(self.navn)
        super().save(*args, **kwargs)


@sporet()
class Avbrudd(models.Model):
    """An interruption of the specialisation: a period, or a number of days. Never why (G-18)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lege = models.ForeignKey(Lege, models.CASCADE, related_name="avbrudd")
    fra = models.DateField(_("fra"), null=True, blank=True)
    til = models.DateField(_("til"), null=True, blank=True)
    dager = models.PositiveSmallIntegerField(_("antall dager"))
    """Calendar days, both ends included; counted from the period where there is one."""

    class Meta:
        verbose_name = _("avbrudd i spesialiseringen")
        verbose_name_plural = _("avbrudd i spesialiseringen")
        ordering = ["fra"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fra__isnull=True, til__isnull=True) | Q(fra__isnull=False, til__gte=models.F("fra")),
                name="avbrudd_periode",
                violation_error_message=_("Oppgi både fra- og til-dato, eller bare antall dager."),
            ),
            models.CheckConstraint(condition=Q(dager__gte=1), name="avbrudd_har_dager"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="avbrudd_teller_dagene",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__fra__isnull=False),
                func="NEW.dager := NEW.til - NEW.fra + 1; RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dager} dager"


@sporet()
class Maalstatus(models.Model):
    """A learning objective a doctor has reached, as reported. Open ones have no row."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lege = models.ForeignKey(Lege, models.CASCADE, related_name="oppnaadde_maal")
    maal = models.ForeignKey(Laeringsmaal, models.PROTECT, related_name="+", verbose_name=_("læringsmål"))
    meldt = models.DateField(_("meldt oppnådd"))

    class Meta:
        verbose_name = _("oppnådd læringsmål")
        verbose_name_plural = _("oppnådde læringsmål")
        constraints = [models.UniqueConstraint(fields=["lege", "maal"], name="maalstatus_en_gang")]

    def __str__(self) -> str:
        return f"{self.lege}: {self.maal_id}"


@sporet()
class Spesialistgodkjenning(models.Model):
    """Somebody is a specialist, and somebody else has checked it, on a day (S1-I05, S1-I19)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="spesialiteter", verbose_name=_("person"))
    spesialitet = models.ForeignKey(Spesialitet, models.PROTECT, related_name="+", verbose_name=_("spesialitet"))
    kontrollert = models.DateField(_("kontrollert"))
    kontrollert_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("kontrollert av"))

    class Meta:
        verbose_name = _("spesialistgodkjenning")
        verbose_name_plural = _("spesialistgodkjenninger")
        constraints = [
            models.UniqueConstraint(fields=["bruker", "spesialitet"], name="spesialistgodkjenning_en"),
            models.CheckConstraint(
                condition=~Q(bruker=models.F("kontrollert_av")),
                name="spesialist_kontrolleres_av_en_annen",
                violation_error_message=_("En annen enn spesialisten selv må kontrollere godkjenningen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bruker}, {self.spesialitet}"


class UtdanningsvirksomhetQuerySet(models.QuerySet["Utdanningsvirksomhet"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """The training plan is public: everybody who is signed in."""
        return self.all() if bruker.is_active else self.none()

    def registrerte(self) -> Self:
        return self.filter(registrert__isnull=False)


@sporet()
class Utdanningsvirksomhet(models.Model):
    """A municipality as registered training organisation, with its public plan (S1-I01)."""

    virksomhet = models.OneToOneField(
        Virksomhet, models.PROTECT, primary_key=True, related_name="utdanning", verbose_name=_("virksomhet")
    )
    registrert = models.DateField(_("registrert som utdanningsvirksomhet"), null=True, blank=True)
    plan_url = Nettadresse(_("lenke til utdanningsplanen"), blank=True)
    plan_gjelder_fra = models.DateField(_("planen gjelder fra"), null=True, blank=True)
    om_planen = Fritekst(_("om planen"), blank=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = UtdanningsvirksomhetQuerySet.as_manager()

    class Meta:
        verbose_name = _("utdanningsvirksomhet")
        verbose_name_plural = _("utdanningsvirksomheter")

    def __str__(self) -> str:
        return str(self.virksomhet)


@sporet()
class Laeringsarena(models.Model):
    """Where objectives may be reached: in the municipality itself, or at a unit of any party (S1-I02)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    utdanning = models.ForeignKey(Utdanningsvirksomhet, models.CASCADE, related_name="laeringsarenaer")
    navn = Kortekst(_("navn"), max_length=120)
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet"))
    beskrivelse = Fritekst(_("beskrivelse"), blank=True)
    laeringsmaal = models.ManyToManyField(Laeringsmaal, blank=True, related_name="+", verbose_name=_("læringsmål"))

    class Meta:
        verbose_name = _("læringsarena")
        verbose_name_plural = _("læringsarenaer")
        ordering = ["navn"]
        constraints = [models.UniqueConstraint(fields=["utdanning", "navn"], name="laeringsarena_ett_navn")]

    def __str__(self) -> str:
        return self.navn
