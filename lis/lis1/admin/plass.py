from __future__ import annotations

from django.contrib import admin

from ..models import Kommuneplass
from .saker import Saksinnsyn


@admin.register(Kommuneplass)
class KommuneplassAdmin(Saksinnsyn):
    list_display = ("saksnummer", "kommune", "oppstart", "tilstand")
    list_filter = ("tilstand", "oppstart", "kommune")
    list_select_related = ("kommune",)
    search_fields = ("saksnummer", "kommune__navn")
