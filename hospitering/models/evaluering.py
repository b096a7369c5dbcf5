"""The evaluation, one from each side, with the aim that both learn (S1-H20–H22)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Fritekst, Kortekst

from .kodeverk import Evalueringstilstand, Form, Frafallsgrunn, Side
from .soknad import Soknad
from .vern import evalueringens_vern

E = Evalueringstilstand


class Maalnaaelse(models.IntegerChoices):
    """How far the applicant's own goals were reached."""

    IKKE = 1, _("Ikke nådd")
    DELVIS = 2, _("Delvis nådd")
    STOR = 3, _("I stor grad nådd")
    HELT = 4, _("Helt nådd")


class Utbytte(models.IntegerChoices):
    """How worthwhile it was."""

    LITE = 1, _("Lite utbytte")
    NOE = 2, _("Noe utbytte")
    GODT = 3, _("Godt utbytte")
    STORT = 4, _("Stort utbytte")


class Evaluering(models.Model):
    """What one side says of a hospitering that was held.

    The other side reads it when it has given its own, or when its own is waived or too late. Numbers are counted;
    words are for the two sides, unless both release them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soknad = models.ForeignKey(Soknad, models.PROTECT, related_name="evalueringer")
    side = models.CharField(max_length=10, choices=Side)
    tilstand = models.CharField(max_length=8, choices=E, default=E.VENTER)
    frist = models.DateField(_("frist"))
    form = models.CharField(_("hvordan evalueringen ble holdt"), max_length=8, choices=Form, blank=True)
    maalnaaelse = models.PositiveSmallIntegerField(
        _("i hvilken grad målene ble nådd"), choices=Maalnaaelse, null=True, blank=True
    )
    utbytte = models.PositiveSmallIntegerField(_("utbytte"), choices=Utbytte, null=True, blank=True)
    igjen = models.BooleanField(_("vil anbefale det eller ta imot igjen"), null=True, blank=True)
    laerte = Fritekst(_("hva dere lærte"), blank=True)
    verdt = Fritekst(_("hva som var verdt det"), blank=True)
    bedre = Fritekst(_("hva som kan bli bedre"), blank=True)
    levert_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    levert = models.DateTimeField(null=True, blank=True)
    etter_frist = models.BooleanField(default=False)
    frafalt_grunn = models.CharField(max_length=16, choices=Frafallsgrunn, blank=True)
    frafalt_merknad = Kortekst(max_length=200, blank=True)
    frafalt_av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    frigitt_hospitant = models.DateTimeField(null=True, blank=True)
    frigitt_vert = models.DateTimeField(null=True, blank=True)
    """When each side let others read the words."""

    class Meta:
        verbose_name = _("evaluering")
        verbose_name_plural = _("evalueringer")
        constraints = [
            models.UniqueConstraint(fields=["soknad", "side"], name="evaluering_en_per_side"),
            models.CheckConstraint(
                condition=(
                    Q(tilstand=E.LEVERT, maalnaaelse__isnull=False, utbytte__isnull=False, igjen__isnull=False)
                    & Q(levert_av__isnull=False, levert__isnull=False)
                    & ~Q(form="")
                )
                | (~Q(tilstand=E.LEVERT) & Q(levert__isnull=True, maalnaaelse__isnull=True, utbytte__isnull=True)),
                name="evaluering_levert_er_utfylt",
            ),
            models.CheckConstraint(
                condition=(Q(tilstand=E.FRAFALT, frafalt_av__isnull=False) & ~Q(frafalt_grunn=""))
                | (~Q(tilstand=E.FRAFALT) & Q(frafalt_grunn="", frafalt_av__isnull=True)),
                name="evaluering_frafalt_med_grunn",
            ),
            models.CheckConstraint(
                condition=~Q(frafalt_grunn=Frafallsgrunn.ANNET) | ~Q(frafalt_merknad=""),
                name="evaluering_annen_grunn_har_ord",
            ),
            models.CheckConstraint(
                condition=Q(tilstand=E.LEVERT) | Q(frigitt_hospitant__isnull=True, frigitt_vert__isnull=True),
                name="evaluering_bare_levert_frigis",
            ),
        ]
        indexes = [models.Index(fields=["tilstand", "frist"], name="evaluering_frist")]
        triggers = evalueringens_vern()

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_tilstand_display()}"

    @property
    def er_frigitt(self) -> bool:
        """Whether both sides have let others read the words."""
        return self.frigitt_hospitant is not None and self.frigitt_vert is not None
