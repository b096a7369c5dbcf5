"""Needs that many share, joined to one activity (S1-V11)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self
from uuid import UUID, uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse
from grunnmur.saksgang.models import Sak, SakQuerySet

from .kodeverk import Fagfelt, Form
from .vakt import Fagomraade


class Aktivitetstilstand(models.TextChoices):
    PLANLAGT = "planlagt", _("Planlagt")
    GJENNOMFORT = "gjennomfort", _("Gjennomført")
    AVLYST = "avlyst", _("Avlyst")


class AktivitetQuerySet(SakQuerySet["Aktivitet"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Everybody employed or answering at a party of the network: a joint session is open to all of it."""
        virksomheter = {f.rolle.virksomhet_id for f in tilgang_for(bruker).fullmakter}
        deltar = Deltakelse.objects.gjeldende().filter(virksomhet__in=virksomheter)
        if tilgang_for(bruker).har(RolleType.SEKRETARIAT) or deltar.exists():
            return self.all()
        return self.filter(Q(svarer=bruker) | Q(paameldinger__bruker=bruker)).distinct()


@sporet()
class Aktivitet(Sak):
    """One session that answers many questions: date, place, form, answerer, participants."""

    PREFIKS: ClassVar[str] = "VA"

    tittel = Kortekst(_("tittel"), max_length=120)
    beskrivelse = Fritekst(_("hva dere går gjennom"))
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("arrangør"))
    fagfelt = models.CharField(_("fagfelt"), max_length=16, choices=Fagfelt)
    fagomraade = models.ForeignKey(
        Fagomraade, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fagområde")
    )
    svarer = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("hvem som svarer"))
    laget_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("koordinator"))
    form = models.CharField(_("form"), max_length=12, choices=Form)
    start = models.DateTimeField(_("når"))
    varighet = models.PositiveSmallIntegerField(_("varighet i minutter"), default=60)
    sted = Kortekst(_("sted"), max_length=160, blank=True)
    lenke = Nettadresse(_("lenke til møtet"), max_length=500, blank=True)
    plasser = models.PositiveSmallIntegerField(_("plasser"), null=True, blank=True)

    objects = AktivitetQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("felles aktivitet")
        verbose_name_plural = _("felles aktiviteter")
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=Aktivitetstilstand.values), name="aktivitet_tilstand"),
            models.CheckConstraint(condition=Q(saksnummer__isnull=False), name="aktivitet_har_nummer"),
            models.CheckConstraint(condition=~Q(form=Form.SKRIFTLIG), name="aktivitet_er_en_samling"),
            models.CheckConstraint(
                condition=Q(varighet__gte=5, varighet__lte=480), name="aktivitet_varighet",
                violation_error_message=_("Varigheten er mellom 5 minutter og 8 timer."),
            ),
            models.CheckConstraint(condition=Q(plasser__isnull=True) | Q(plasser__gte=1), name="aktivitet_plasser"),
            models.CheckConstraint(condition=Q(lenke="") | Q(lenke__startswith="https://"), name="aktivitet_lenke_https"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["tilstand", "start"], name="aktivitet_kommende")]

    def get_absolute_url(self) -> str:
        return reverse("veiledning:aktivitet", args=[self.pk])

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return None

    @property
    def slutt(self) -> datetime:
        return self.start + timedelta(minutes=self.varighet)


class Paameldingssvar(models.TextChoices):
    SPURT = "spurt", _("Ikke svart")
    JA = "ja", _("Kommer")
    NEI = "nei", _("Kommer ikke")
    VAR_MED = "var_med", _("Var med")


class Paamelding(models.Model):
    """Somebody is asked to, or comes to, an activity."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    aktivitet = models.ForeignKey(Aktivitet, models.PROTECT, related_name="paameldinger")
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    svar = models.CharField(max_length=8, choices=Paameldingssvar, default=Paameldingssvar.SPURT)
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name = _("påmelding")
        verbose_name_plural = _("påmeldinger")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(fields=["aktivitet", "bruker"], name="paamelding_en_per_person"),
            models.CheckConstraint(condition=Q(svar__in=Paameldingssvar.values), name="paamelding_svar"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="paamelding_innenfor_plassene",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__svar="ja"),
                func="""
                    -- The row lock lets two who want the last place come one after the other.
                    PERFORM 1 FROM veiledning_aktivitet a WHERE a.id = NEW.aktivitet_id FOR NO KEY UPDATE;
                    IF (SELECT a.plasser FROM veiledning_aktivitet a WHERE a.id = NEW.aktivitet_id) <=
                       (SELECT count(*) FROM veiledning_paamelding p WHERE p.aktivitet_id = NEW.aktivitet_id
                          AND p.svar = 'ja' AND p.id <> NEW.id) THEN
                        RAISE EXCEPTION 'paamelding_fullt' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.bruker}, {self.get_svar_display()}"
