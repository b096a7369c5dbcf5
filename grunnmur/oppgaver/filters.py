"""Which of the waiting tasks to show. Anything unknown in the address shows all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from .models import OppgaveQuerySet


class Oppgavefilter(models.TextChoices):
    """By deadline; what has none comes under «senere»."""

    ALLE = "", _("Alle")
    FORFALT = "forfalt", _("Forfalt")
    DENNE_UKA = "uka", _("Denne uka")
    SENERE = "senere", _("Senere")

    @classmethod
    def les(cls, adresse: Mapping[str, str]) -> Oppgavefilter:
        try:
            return cls(adresse.get("frist", ""))
        except ValueError:
            return cls.ALLE

    def filtrer(self, oppgaver: OppgaveQuerySet, dag: date) -> OppgaveQuerySet:
        sondag = dag + timedelta(days=6 - dag.weekday())
        if self is self.FORFALT:
            return oppgaver.filter(frist__lt=dag)
        if self is self.DENNE_UKA:
            return oppgaver.filter(frist__gte=dag, frist__lte=sondag)
        if self is self.SENERE:
            return oppgaver.filter(models.Q(frist__isnull=True) | models.Q(frist__gt=sondag))
        return oppgaver
