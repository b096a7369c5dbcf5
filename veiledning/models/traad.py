"""What is said in a case, always by somebody with a name; what was agreed; why it was limited; what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.models.peker import bare_tomt

from .foresporsel import Foresporsel
from .kodeverk import Besvart, Form, Grunn, LedetTil, Nyvurdering, Side

VARIGHETER = (15, 30, 45, 60, 90, 120, 180, 240, 420)
"""Minutes."""
AVTALEFORMER = (Form.VIDEO, Form.TELEFON, Form.MOTE, Form.AMBULANT)
"""What can be agreed for a time; a written answer needs no appointment."""
FLEST_LENKER = 5


def ikke_om_enkeltpasient(navn: str) -> pgtrigger.Trigger:
    """No text may be tied to a question about one patient (S1-V13)."""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT 1 FROM veiledning_foresporsel f
                       WHERE f.id = NEW.foresporsel_id AND f.omfang = 'enkeltpasient') THEN
                RAISE EXCEPTION 'tekst_om_enkeltpasient' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


class Innleggstype(models.TextChoices):
    SPORSMAAL = "sporsmaal", _("Spørsmål tilbake")
    TILSVAR = "tilsvar", _("Svar på spørsmålet")
    SVAR = "svar", _("Svar")
    KOMMENTAR = "kommentar", _("Kommentar")


class Innlegg(models.Model):
    """One entry of the thread. It is never rewritten; when its time is out its text is emptied."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    foresporsel = models.ForeignKey(Foresporsel, models.PROTECT, related_name="innlegg")
    hendelse = models.OneToOneField(Hendelse, models.PROTECT, related_name="+")
    type = models.CharField(max_length=12, choices=Innleggstype)
    tekst = Fritekst(_("tekst"))
    av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    paa_vegne_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name = _("innlegg")
        verbose_name_plural = _("innlegg")
        ordering = ["tidspunkt", "id"]
        constraints = [models.CheckConstraint(condition=~Q(tekst=""), name="innlegg_har_tekst")]
        indexes = [models.Index(fields=["foresporsel", "tidspunkt"], name="innlegg_traad")]
        triggers = [
            ikke_om_enkeltpasient("innlegg_ikke_om_enkeltpasient"),
            *bare_tomt("innlegg_skrives_ikke_om", tomme={"tekst": f"'{TOMT}'"}, sak_id="OLD.foresporsel_id"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()}, {self.av}"


class Lenke(models.Model):
    """A published procedure that an answer points to. Files are never taken in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    innlegg = models.ForeignKey(Innlegg, models.CASCADE, null=True, blank=True, related_name="lenker")
    banksvar = models.ForeignKey("veiledning.Banksvar", models.CASCADE, null=True, blank=True, related_name="lenker")
    tittel = Kortekst(_("tittel"), max_length=160)
    url = Nettadresse(_("adresse"), max_length=500, validators=[URLValidator(schemes=["https"])])

    class Meta:
        verbose_name = _("lenke")
        verbose_name_plural = _("lenker")
        constraints = [
            models.CheckConstraint(
                condition=Q(innlegg__isnull=False, banksvar__isnull=True) | Q(innlegg__isnull=True, banksvar__isnull=False),
                name="lenke_ett_sted",
            ),
            models.CheckConstraint(condition=Q(url__startswith="https://"), name="lenke_https"),
        ]

    def __str__(self) -> str:
        return self.tittel


@sporet(exclude=["innhold", "sted", "lenke"])
class Veiledningsavtale(models.Model):
    """A concrete agreement in the single case: what, who, when, how; both confirm it (S1-V05)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    foresporsel = models.ForeignKey(Foresporsel, models.PROTECT, related_name="avtaler")
    runde = models.PositiveSmallIntegerField()
    """The highest is the one in force; the others were replaced."""
    innhold = Fritekst(_("hva"))
    form = models.CharField(_("form"), max_length=12, choices=Form)
    start = models.DateTimeField(_("når"))
    varighet = models.PositiveSmallIntegerField(_("varighet i minutter"), default=30)
    sted = Kortekst(_("sted"), max_length=160, blank=True)
    lenke = Nettadresse(_("lenke til møtet"), max_length=500, blank=True)
    ansvarlig_melder = models.ForeignKey(
        Bruker, models.PROTECT, related_name="+", verbose_name=_("ansvarlig hos dem som spør")
    )
    ansvarlig_svarer = models.ForeignKey(
        Bruker, models.PROTECT, related_name="+", verbose_name=_("ansvarlig hos dem som svarer")
    )
    foreslaatt_av = models.CharField(max_length=8, choices=Side)
    bekreftet_melder = models.DateTimeField(null=True, blank=True)
    bekreftet_svarer = models.DateTimeField(null=True, blank=True)
    avlyst = models.DateTimeField(_("avlyst"), null=True, blank=True)
    """When the case took another way, or a new proposal took its place after it was agreed."""

    class Meta:
        verbose_name = _("veiledningsavtale")
        verbose_name_plural = _("veiledningsavtaler")
        ordering = ["-runde"]
        constraints = [
            models.UniqueConstraint(fields=["foresporsel", "runde"], name="veiledningsavtale_runde"),
            models.CheckConstraint(
                condition=Q(varighet__gte=5, varighet__lte=480), name="veiledningsavtale_varighet",
                violation_error_message=_("Varigheten er mellom 5 minutter og 8 timer."),
            ),
            models.CheckConstraint(
                condition=~Q(ansvarlig_melder=F("ansvarlig_svarer")), name="veiledningsavtale_to_ansvarlige"
            ),
            models.CheckConstraint(
                condition=Q(lenke="") | Q(lenke__startswith="https://"), name="veiledningsavtale_lenke_https"
            ),
        ]  # fmt: skip
        triggers = [ikke_om_enkeltpasient("veiledningsavtale_ikke_om_enkeltpasient")]

    def __str__(self) -> str:
        return f"{self.foresporsel}, {self.runde}"

    @property
    def er_bekreftet(self) -> bool:
        return self.bekreftet_melder is not None and self.bekreftet_svarer is not None

    @property
    def slutt(self) -> datetime:
        return self.start + timedelta(minutes=self.varighet)


@sporet(exclude=["vurdering", "henvist_til", "ny_vurdering"])
class Avgrensning(models.Model):
    """Why a question is not answered: one of two grounds, in words, and the leader's second look when it is asked for."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    foresporsel = models.OneToOneField(Foresporsel, models.PROTECT, related_name="avgrensning")
    grunn = models.CharField(_("grunn"), max_length=16, choices=Grunn)
    vurdering = Fritekst(_("vurdering"))
    forsvarlig_bekreftet = models.BooleanField(_("forsvarligheten er vurdert"), default=False)
    """Confirmed against helse- og omsorgstjenesteloven § 4-1 (S1-V08)."""
    henvist_til = Kortekst(_("hvor spørsmålet kan tas opp"), max_length=160, blank=True)
    av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    paa_vegne_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    tidspunkt = models.DateTimeField()
    nytt_utfall = models.CharField(_("leders avgjørelse"), max_length=12, choices=Nyvurdering, blank=True)
    ny_vurdering = Fritekst(_("leders vurdering"), blank=True)
    vurdert_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    vurdert_paa_vegne_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    vurdert_tid = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("avgrensning")
        verbose_name_plural = _("avgrensninger")
        constraints = [
            models.CheckConstraint(condition=Q(grunn__in=Grunn.values) & ~Q(vurdering=""), name="avgrensning_er_begrunnet"),
            models.CheckConstraint(
                condition=~Q(grunn=Grunn.IKKE_NODVENDIG) | Q(forsvarlig_bekreftet=True), name="avgrensning_forsvarlig"
            ),
            models.CheckConstraint(
                condition=~Q(grunn=Grunn.UTENFOR_PLIKTEN) | ~Q(henvist_til=""), name="avgrensning_viser_vei"
            ),
            models.CheckConstraint(
                condition=Q(nytt_utfall="", vurdert_av__isnull=True, vurdert_tid__isnull=True)
                | (
                    Q(nytt_utfall__in=Nyvurdering.values, vurdert_av__isnull=False, vurdert_tid__isnull=False)
                    & ~Q(vurdert_av=F("av"))
                    & ~Q(vurdert_av=F("paa_vegne_av"))
                    & ~Q(vurdert_paa_vegne_av=F("av"))
                    & ~Q(vurdert_paa_vegne_av=F("paa_vegne_av"))
                ),
                name="avgrensning_vurdert_av_en_annen",
            ),
        ]
        triggers = [ikke_om_enkeltpasient("avgrensning_ikke_om_enkeltpasient")]

    def __str__(self) -> str:
        return self.get_grunn_display()


@sporet(exclude=["kommentar"])
class Utfall(models.Model):
    """What came of it, coded by either side: answered, how useful, led to what."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    foresporsel = models.ForeignKey(Foresporsel, models.PROTECT, related_name="utfall")
    side = models.CharField(max_length=8, choices=Side)
    besvart = models.CharField(_("ble spørsmålet besvart?"), max_length=16, choices=Besvart)
    nytte = models.PositiveSmallIntegerField(_("hvor nyttig var det?"), null=True, blank=True)
    """1 (not useful) to 5 (very useful)."""
    ledet_til = ArrayField(
        models.CharField(max_length=24, choices=LedetTil), verbose_name=_("hva førte det til?"), default=list, blank=True
    )
    kommentar = Fritekst(_("kommentar"), blank=True)
    av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name = _("utfall")
        verbose_name_plural = _("utfall")
        constraints = [
            models.UniqueConstraint(fields=["foresporsel", "side"], name="utfall_ett_per_side"),
            models.CheckConstraint(
                condition=Q(besvart=Besvart.IKKE_OPPGITT, av__isnull=True, nytte__isnull=True)
                | Q(besvart__in=[Besvart.JA, Besvart.DELVIS, Besvart.NEI], av__isnull=False, nytte__gte=1, nytte__lte=5),
                name="utfall_er_kodet",
            ),
            models.CheckConstraint(condition=Q(ledet_til__contained_by=LedetTil.values), name="utfall_ledet_til"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="utfall_uten_tekst_om_enkeltpasient",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(new__kommentar=""),
                func=ikke_om_enkeltpasient("x").func,
            )
        ]

    def __str__(self) -> str:
        return f"{self.foresporsel}, {self.get_side_display()}"
