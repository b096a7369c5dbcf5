from __future__ import annotations

from django.contrib import admin

from grunnmur.saksgang.admin import Saksinnsyn

from ..models import Kriterier


@admin.register(Kriterier)
class KriterierAdmin(Saksinnsyn):
    list_display = ("saksnummer", "organ", "nummer", "tilstand", "vedtatt")
    list_filter = ("tilstand", "organ")
    list_select_related = ("organ",)
