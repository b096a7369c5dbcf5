"""Who owes what to whom by when."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Kortekst
from grunnmur.saksgang.models import Hendelse, PekerPaaSak
from grunnmur.saksgang.models.peker import PekerQuerySet, sak_finnes

from .typer import UTPEK


class KanSvare(models.Func):
    """Whether one of these roles answers for the task on a day: the walk up the unit tree, in SQL."""

    function = "organisasjon_kan_svare"
    output_field = models.BooleanField()

    def __init__(self, dag: date, rolle_ider: list[uuid.UUID]) -> None:
        super().__init__(
            "rolletype",
            "enhet_id",
            "virksomhet_id",
            "unntatt",
            models.Value(dag, output_field=models.DateField()),
            models.Value(rolle_ider, output_field=ArrayField(models.UUIDField())),
        )


class OppgaveQuerySet(PekerQuerySet):
    def aapne(self) -> Self:
        return self.filter(lukket__isnull=True)

    def venter_paa(self, bruker: Bruker) -> Self:
        """Open tasks that this person may answer today, in an own role, as stand-in, or by name.

        Asks the same walk as the rules do (`organisasjon_ansvarlige`), so that a list never shows what the
        page refuses, nor hides what it allows.
        """
        tilgang = tilgang_for(bruker)
        mine = Q(person=bruker)
        if tilgang.rolle_ider:
            roller = {f.rolle.type for f in tilgang.fullmakter}
            if RolleType.KONTAKT_ADM in roller:
                roller.add(RolleType.MOTTAKSANSVARLIG)  # answers for intake where nobody is set (G-12)
            mine |= Q(
                KanSvare(tilgang.dag, tilgang.rolle_ider),
                rolletype__in=roller,
                virksomhet__in={f.rolle.virksomhet_id for f in tilgang.fullmakter},
            ) & ~Q(unntatt__contains=[bruker.pk])
        return self.aapne().filter(mine)


class Oppgave(PekerPaaSak):
    """One open obligation: somebody waits for somebody since a day, perhaps due on a day.

    Owned by one person, or by a role at a unit (or at a whole virksomhet) that is resolved to people each
    time it is asked, stand-ins included; `unntatt` are those who may not answer it (the applicant, whoever
    took the other step). Opened and closed only in the transaction of the event that does so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.CharField(_("type"), max_length=48)
    emne = Kortekst(_("emne"), max_length=160)
    """Who or what it is about, as the list shows it: a name, never case content."""
    undertekst = Kortekst(max_length=200, blank=True)
    person = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="oppgaver")
    rolletype = models.CharField(_("rolle"), max_length=24, choices=RolleType, blank=True)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, null=True, blank=True, related_name="+")
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="+")
    unntatt = ArrayField(models.UUIDField(), default=list, blank=True)
    del_id = models.UUIDField(null=True, blank=True, editable=False)
    """The part of the case it is about, where each of several owes the same (a milestone of many); else None."""
    venter_siden = models.DateTimeField(_("venter siden"))
    frist = models.DateField(_("frist"), null=True, blank=True)
    paaminnelser = ArrayField(models.DateField(), default=list, blank=True)
    """The reminder ladder as days: before, at, after the deadline; the last one also goes upward."""
    trinn = models.PositiveSmallIntegerField(default=0)
    """How many steps of the ladder are taken."""
    neste_paaminnelse = models.DateField(null=True, blank=True)
    aapnet_av = models.ForeignKey(Hendelse, models.PROTECT, related_name="aapnet_oppgaver")
    lukket = models.DateTimeField(_("lukket"), null=True, blank=True)
    lukket_av = models.ForeignKey(Hendelse, models.PROTECT, null=True, blank=True, related_name="lukket_oppgaver")

    objects = OppgaveQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("oppgave")
        verbose_name_plural = _("oppgaver")
        ordering = [F("frist").asc(nulls_last=True), "venter_siden"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(person__isnull=False) & Q(rolletype="") & Q(virksomhet__isnull=True))
                | (Q(person__isnull=True) & ~Q(rolletype="") & Q(virksomhet__isnull=False)),
                name="oppgave_person_eller_rolle",
            ),
            models.CheckConstraint(
                condition=Q(lukket__isnull=True, lukket_av__isnull=True) | Q(lukket__isnull=False, lukket_av__isnull=False),
                name="oppgave_lukket_av_hendelse",
            ),
            models.UniqueConstraint(
                fields=["sak_id", "type", "person", "virksomhet", "enhet", "del_id"],
                condition=Q(lukket__isnull=True),
                nulls_distinct=False,
                name="oppgave_en_aapen",
            ),
        ]
        indexes = [
            # The sweep asks only for what is open and due, so its cost is what is due, not what exists.
            models.Index(
                fields=["neste_paaminnelse"],
                condition=Q(lukket__isnull=True, neste_paaminnelse__isnull=False),
                name="oppgave_forfaller",
            ),
            models.Index(fields=["person"], condition=Q(lukket__isnull=True), name="oppgave_aapen_person"),
            models.Index(fields=["virksomhet", "rolletype"], condition=Q(lukket__isnull=True), name="oppgave_aapen_rolle"),
            models.Index(fields=["sak_id"], name="oppgave_sak"),
            models.Index(fields=["sak_id"], condition=Q(lukket__isnull=True, type=UTPEK), name="oppgave_hull"),
        ]
        triggers = [sak_finnes("oppgave_sak_finnes")]

    def __str__(self) -> str:
        return f"{self.type}: {self.emne}"

    def ventet_dager(self, dag: date | None = None) -> int:
        """Whole days it has waited, Norwegian calendar days."""
        return ((dag or timezone.localdate()) - timezone.localdate(self.venter_siden)).days


class KalenderlenkeQuerySet(models.QuerySet["Kalenderlenke"]):
    def gjeldende(self, naa: datetime) -> Self:
        """Links that open something now: not revoked, not expired, of a person who is active."""
        return self.filter(trukket__isnull=True, utloper__gt=naa, bruker__is_active=True)


class Kalenderlenke(models.Model):
    """A secret address under which a person's calendar program fetches their deadlines.

    Only the SHA-256 of the secret is kept: the address is shown once, and a copy of this table opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="kalenderlenker")
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    opprettet = models.DateTimeField(_("opprettet"), default=timezone.now)
    utloper = models.DateTimeField(_("utløper"))
    trukket = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)

    objects = KalenderlenkeQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalenderlenke")
        verbose_name_plural = _("kalenderlenker")
        ordering = ["-opprettet"]
        constraints = [
            # One at a time: who gets a new address has lost or leaked the old one.
            models.UniqueConstraint(fields=["bruker"], condition=Q(trukket__isnull=True), name="kalenderlenke_en")
        ]

    def __str__(self) -> str:
        return f"{self.bruker}, {self.opprettet:%d.%m.%Y}"
