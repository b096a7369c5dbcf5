from __future__ import annotations

from django.contrib import admin

from grunnmur.saksgang.admin import Saksinnsyn

from ..models import Restplass, Tildeling


@admin.register(Tildeling)
class TildelingAdmin(Saksinnsyn):
    """Who has which place. Absence, delay and drop-out stay on the page of the case."""

    list_display = ("saksnummer", "lege", "plass", "tilstand", "start", "slutt", "hf")
    list_filter = ("tilstand", "kanal")
    list_select_related = ("lege", "plass", "hf")
    search_fields = ("saksnummer", "lege__navn", "plass__kommune__navn")


@admin.register(Restplass)
class RestplassAdmin(Saksinnsyn):
    list_display = ("saksnummer", "plass", "tilstand", "fra", "ansvarlig", "frist")
    list_select_related = ("plass", "ansvarlig")
