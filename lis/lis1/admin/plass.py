from __future__ import annotations

from django.contrib import admin

from grunnmur.saksgang.admin import Saksinnsyn

from ..models import Kommuneplass


@admin.register(Kommuneplass)
class KommuneplassAdmin(Saksinnsyn):
    list_display = ("saksnummer", "kommune", "oppstart", "tilstand")
    list_filter = ("tilstand", "oppstart", "kommune")
    list_select_related = ("kommune",)
    search_fields = ("saksnummer", "kommune__navn")
