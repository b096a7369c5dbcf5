from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, RolleType, Tema, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.dato import lokal_dato
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse
from grunnmur.saksgang.models import Sak, SakQuerySet

from .kodeverk import Form, Hvem, Tilstand, Type
from .vern import arrangementets_vern, temaenes_vern

R = RolleType
LAGER = (
    R.FOU_KOORDINATOR, R.KONTAKT_ADM, R.LEDER, R.SEKRETARIAT, R.UTVALGSSEKRETAER, R.FORSKER, R.VEILEDNINGSKOORDINATOR,
)  # fmt: skip
"""Who may make an event for the party where they hold the role, at all of it or at one unit."""
OVERTAR = (R.FOU_KOORDINATOR, R.KONTAKT_ADM, R.SEKRETARIAT, R.UTVALGSSEKRETAER)
"""Who, of the whole party that arranges, may do what the maker may."""
SVARER = (R.FOU_KOORDINATOR, R.KONTAKT_ADM, R.LEDER)
"""Who says yes or no for a whole party, the first that it has."""


class ArrangementQuerySet(SakQuerySet["Arrangement"]):
    def arrangeres_av(self, bruker: Bruker) -> Self:
        """Those this person arranges: made them and still holds a role there, or takes over at that party."""
        tilgang = tilgang_for(bruker)
        egne = {f.rolle.virksomhet_id for f in tilgang.fullmakter if f.rolle.type in LAGER}
        return self.filter(Q(laget_av=bruker.pk, arrangor__in=egne) | Q(arrangor__in=tilgang.virksomheter(*OVERTAR)))

    def synlig_for(self, bruker: Bruker) -> Self:
        """What is announced to all, to everybody in the network; the rest to those who arrange, answer or are invited."""
        if not bruker.is_active:
            return self.none()
        from .deltaker import Deltaker
        from .medarrangor import Medarrangor

        tilgang = tilgang_for(bruker)
        spurt = Medarrangor.objects.filter(arrangement=OuterRef("pk"), virksomhet__in=tilgang.virksomheter(*SVARER))
        med = Deltaker.objects.filter(arrangement=OuterRef("pk"), bruker=bruker.pk)
        ser = Q(pk__in=self.model.objects.arrangeres_av(bruker).values("pk"))
        ser |= Q(Exists(spurt)) | Q(Exists(med), kunngjort_tid__isnull=False)
        if tilgang.parter:
            ser |= Q(kunngjort_tid__isnull=False, hvem=Hvem.ALLE)
        return self.filter(ser)

    def kommende(self, naa: datetime) -> Self:
        """Announced, and not over."""
        return self.filter(tilstand=Tilstand.KUNNGJORT, slutt__gte=naa)


@sporet(exclude=["beskrivelse", "program", "lenke"])
class Arrangement(Sak):
    """One event, of any kind, by one party or several: what, when, where, for whom (chapter D of the requirements)."""

    PREFIKS: ClassVar[str] = "A"

    type = models.CharField(_("type"), max_length=16, choices=Type)
    tittel = Kortekst(_("tittel"), max_length=120)
    beskrivelse = Fritekst(_("beskrivelse"))
    program = Fritekst(_("program"), blank=True)
    temaer = models.ManyToManyField(Tema, through="Arrangementstema", related_name="+", verbose_name=_("temaer"))
    form = models.CharField(_("form"), max_length=8, choices=Form)
    start = models.DateTimeField(_("start"))
    slutt = models.DateTimeField(_("slutt"))
    sted = Kortekst(_("sted"), max_length=160, blank=True)
    lenke = Nettadresse(_("lenke til møtet"), max_length=500, blank=True)
    plasser = models.PositiveSmallIntegerField(_("plasser"), null=True, blank=True)
    paameldingsfrist = models.DateField(_("påmeldingsfrist"), null=True, blank=True)
    """The last day to say yes; None is until it begins."""
    hvem = models.CharField(_("hvem kan være med"), max_length=10, choices=Hvem, default=Hvem.ALLE)
    arrangor = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("arrangør"))
    laget_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("kontaktperson"))
    kunngjort_tid = models.DateTimeField(_("kunngjort"), null=True, blank=True)

    objects = ArrangementQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangementer")
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=Tilstand.values), name="arrangement_tilstand_kjent"),
            models.CheckConstraint(condition=Q(type__in=Type.values), name="arrangement_type_kjent"),
            models.CheckConstraint(condition=Q(hvem__in=Hvem.values), name="arrangement_hvem_kjent"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="arrangement_har_nummer"),
            models.CheckConstraint(
                condition=Q(slutt__gt=F("start")),
                name="arrangement_varer_en_stund",
                violation_error_message=_("Arrangementet må slutte etter at det starter."),
            ),
            models.CheckConstraint(
                condition=(Q(form=Form.FYSISK) & ~Q(sted=""))
                | (Q(form=Form.DIGITAL, sted="") & ~Q(lenke=""))
                | (Q(form=Form.HYBRID) & ~Q(sted="") & ~Q(lenke="")),
                name="arrangement_form_har_sted_og_lenke",
            ),
            models.CheckConstraint(condition=Q(lenke="") | Q(lenke__startswith="https://"), name="arrangement_lenke_https"),
            models.CheckConstraint(condition=Q(plasser__isnull=True) | Q(plasser__gte=1), name="arrangement_noen_plasser"),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[Tilstand.KUNNGJORT, Tilstand.GJENNOMFORT]) | Q(kunngjort_tid__isnull=False),
                name="arrangement_kunngjort_har_tid",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=Tilstand.PLANLAGT) | Q(kunngjort_tid__isnull=True),
                name="arrangement_planlagt_er_ikke_kunngjort",
            ),
        ]
        indexes = [
            models.Index(fields=["tilstand", "slutt"], name="arrangement_kommende"),
            models.Index(fields=["start"], name="arrangement_start"),
        ]
        triggers = arrangementets_vern()

    def get_absolute_url(self) -> str:
        return reverse("arrangement:arrangement", args=[self.pk])

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return None

    @property
    def dag(self) -> date:
        return lokal_dato(self.start)

    @property
    def varer_flere_dager(self) -> bool:
        return lokal_dato(self.slutt) != self.dag

    def er_aapent_for_ja(self, naa: datetime) -> bool:
        """Announced, not begun, and the last day to sign up has not passed."""
        if self.tilstand != Tilstand.KUNNGJORT or self.start <= naa:
            return False
        return self.paameldingsfrist is None or lokal_dato(naa) <= self.paameldingsfrist

    def er_aapent_for_nei(self, naa: datetime) -> bool:
        """Somebody who cannot come may say so until it begins: another gets the place."""
        return self.tilstand == Tilstand.KUNNGJORT and self.start > naa


class Arrangementstema(models.Model):
    """What an event is about."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="temarader")
    tema = models.ForeignKey(Tema, models.PROTECT, related_name="+", verbose_name=_("tema"))

    class Meta:
        verbose_name = _("tema for arrangement")
        verbose_name_plural = _("temaer for arrangementer")
        constraints = [models.UniqueConstraint(fields=["arrangement", "tema"], name="arrangementstema_en_gang")]
        triggers = temaenes_vern()

    def __str__(self) -> str:
        return str(self.tema)
