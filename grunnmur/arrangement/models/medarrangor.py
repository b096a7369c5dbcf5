from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Kortekst

from .arrangement import Arrangement
from .kodeverk import Bekreftelse, Kanal
from .vern import medarrangorens_vern


class MedarrangorQuerySet(models.QuerySet["Medarrangor"]):
    def bekreftede(self) -> Self:
        return self.filter(tilstand=Bekreftelse.BEKREFTET)

    def ubesvarte(self) -> Self:
        return self.filter(tilstand=Bekreftelse.INVITERT)


@sporet(exclude=["svart_navn"])
class Medarrangor(models.Model):
    """A party that is asked to arrange together with the one that made the event, and what it has said itself.

    A party with somebody in the portal answers there. What another one has written on paper or by mail is registered
    with the name of whoever wrote it, and the day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="medarrangorer")
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("virksomhet"))
    tilstand = models.CharField(_("svar"), max_length=10, choices=Bekreftelse, default=Bekreftelse.INVITERT)
    invitert = models.DateTimeField(_("invitert"))
    besvart = models.DateTimeField(_("registrert"), null=True, blank=True)
    kanal = models.CharField(_("hvordan"), max_length=8, choices=Kanal, blank=True)
    av = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("registrert av"))
    paa_vegne_av = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("på vegne av")
    )
    svart_navn = Kortekst(_("hvem som svarte"), max_length=120, blank=True)
    svart_dag = models.DateField(_("datert"), null=True, blank=True)

    objects = MedarrangorQuerySet.as_manager()

    class Meta:
        verbose_name = _("medarrangør")
        verbose_name_plural = _("medarrangører")
        ordering = ["virksomhet__sortering"]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "virksomhet"], name="medarrangor_en_gang"),
            models.CheckConstraint(
                condition=Q(tilstand=Bekreftelse.INVITERT, besvart__isnull=True, av__isnull=True, kanal="", svart_navn="")
                | Q(
                    tilstand__in=[Bekreftelse.BEKREFTET, Bekreftelse.AVSLATT],
                    besvart__isnull=False,
                    av__isnull=False,
                    kanal__in=Kanal.values,
                ),
                name="medarrangor_svar_er_helt",
            ),
            models.CheckConstraint(
                condition=Q(kanal__in=["", Kanal.PORTAL], svart_navn="", svart_dag__isnull=True)
                | (Q(kanal__in=[Kanal.EPOST, Kanal.PAPIR], svart_dag__isnull=False) & ~Q(svart_navn="")),
                name="medarrangor_utenfor_har_navn_og_dag",
            ),
        ]
        triggers = medarrangorens_vern()

    def __str__(self) -> str:
        return f"{self.virksomhet}, {self.get_tilstand_display()}"
