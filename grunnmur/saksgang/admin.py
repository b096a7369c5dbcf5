"""The retention plan: what is emptied is in code, how long it waits is decided here. Saved filters, for inspection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.admin.grunnlag import Innsyn, KanSlettes, Stamdata, Stamdataskjema

from .bevaring import regler
from .models import Bevaringstid, Lagretfilter


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
