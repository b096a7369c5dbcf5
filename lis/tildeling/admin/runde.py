from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from grunnmur.saksgang.admin import Saksinnsyn

from ..models import Forslag, Runde


@admin.register(Runde)
class RundeAdmin(Saksinnsyn):
    """The seed is kept from everybody until the round is published, and is then shown on its own page."""

    list_display = ("saksnummer", "oppstart", "organ", "tilstand", "frist", "publisert")
    list_filter = ("tilstand", "kanal")
    list_select_related = ("organ",)
    skjult: ClassVar[frozenset[str]] = frozenset({"fro"})


@admin.register(Forslag)
class ForslagAdmin(Saksinnsyn):
    """That a proposal was made; who got what in it is read by those who decide, on its own page."""

    list_display = ("saksnummer", "runde", "tilstand", "hypotetisk", "bestilt_av", "varighet_ms")
    list_filter = ("tilstand", "hypotetisk")
    list_select_related = ("runde", "bestilt_av")
    search_fields = ("saksnummer", "runde__saksnummer")
    skjult: ClassVar[frozenset[str]] = frozenset({"navn"})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Forslag]:
        return super().get_queryset(request).defer("inndata", "resultat")
