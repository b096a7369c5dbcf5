"""The retention plan: what is emptied is in code, how long it waits is decided here. Saved filters, for inspection.

And what the areas let an administrator see of their cases.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.admin.grunnlag import Innsyn, KanSlettes, Stamdata, Stamdataskjema

from .bevaring import regler
from .models import Bevaringstid, Lagretfilter


class UtenTekst(Innsyn):
    """Rows without what people have written: that stays on the page of the case, where opening it is noted.

    `skjult` names the columns that say something of it though they are no text fields.
    """

    skjult: ClassVar[frozenset[str]] = frozenset()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        tekst = (models.TextField, models.JSONField)
        return [f.name for f in self.model._meta.concrete_fields if f.name not in self.skjult and not isinstance(f, tekst)]


class Saksinnsyn(UtenTekst):
    """One kind of case, to look at: it moves by its own pages only."""

    list_filter: ClassVar[Any] = ("tilstand",)
    search_fields: ClassVar[Any] = ("saksnummer",)
    date_hierarchy: ClassVar[Any] = "opprettet"


def _valg() -> list[tuple[str, str]]:
    return [
        (r.kode, _("%(hva)s (forslag: %(antall)s måneder)") % {"hva": r.navn, "antall": r.forslag_maaneder})
        for r in regler()
    ]


class Bevaringsskjema(Stamdataskjema):
    regel = forms.ChoiceField(label=_("Hva som tømmes"), choices=_valg)

    class Meta:
        model = Bevaringstid
        fields = ("regel", "maaneder")


@admin.register(Bevaringstid)
class BevaringstidAdmin(KanSlettes, Stamdata):
    form = Bevaringsskjema
    list_display = ("hva", "maaneder")
    laast_etter_opprettelse = ("regel",)

    @admin.display(description=_("hva som tømmes"))
    def hva(self, obj: Any) -> str:
        return dict(_valg()).get(obj.regel, obj.regel)


@admin.register(Lagretfilter)
class LagretfilterAdmin(Innsyn):
    list_display = ("navn", "liste", "bruker")
    list_select_related = ("bruker",)
