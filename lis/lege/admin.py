"""Doctors and training organisations: inspected and put right here, worked with on the pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import (
    Avbrudd,
    Laeringsarena,
    Laeringsmaal,
    Lege,
    Maalstatus,
    Spesialistgodkjenning,
    Spesialitet,
    Utdanningsvirksomhet,
)


class AvbruddInline(admin.TabularInline[Any, Any]):
    model = Avbrudd
    extra = 0


class MaalstatusInline(admin.TabularInline[Any, Any]):
    model = Maalstatus
    extra = 0


@admin.register(Lege)
class LegeAdmin(admin.ModelAdmin[Any]):
    """The LIS coordinator moves a doctor to another municipality, so that open questions follow (`bytt_kommune`)."""

    list_display = ["navn", "epost", "hpr_nummer", "kommune", "har_konto"]
    list_filter = [("kommune", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["kommune"]
    search_fields = ["navn", "epost", "hpr_nummer"]
    autocomplete_fields = ["bruker"]
    inlines = [AvbruddInline, MaalstatusInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Lege | None = None) -> list[str]:
        return ["kommune"] if obj and obj.kommune_id else []

    @admin.display(boolean=True, description=_("konto"), ordering="bruker")
    def har_konto(self, lege: Lege) -> bool:
        return lege.bruker_id is not None


@admin.register(Spesialistgodkjenning)
class SpesialistgodkjenningAdmin(admin.ModelAdmin[Any]):
    list_display = ["bruker", "spesialitet", "kontrollert", "kontrollert_av"]
    list_filter = ["spesialitet"]
    list_select_related = ["bruker", "spesialitet", "kontrollert_av"]
    search_fields = ["bruker__navn", "bruker__epost"]
    autocomplete_fields = ["bruker", "kontrollert_av"]
    date_hierarchy = "kontrollert"


class LaeringsarenaInline(admin.StackedInline[Any, Any]):
    model = Laeringsarena
    extra = 0
    autocomplete_fields = ["enhet"]
    filter_horizontal = ["laeringsmaal"]


@admin.register(Utdanningsvirksomhet)
class UtdanningsvirksomhetAdmin(admin.ModelAdmin[Any]):
    list_display = ["virksomhet", "registrert", "plan_url", "plan_gjelder_fra"]
    list_filter = [("registrert", admin.EmptyFieldListFilter)]
    list_select_related = ["virksomhet"]
    search_fields = ["virksomhet__navn"]
    autocomplete_fields = ["virksomhet"]
    inlines = [LaeringsarenaInline]


@admin.register(Spesialitet)
class SpesialitetAdmin(admin.ModelAdmin[Any]):
    list_display = ["navn", "kode"]
    search_fields = ["navn", "kode"]


@admin.register(Laeringsmaal)
class LaeringsmaalAdmin(admin.ModelAdmin[Any]):
    list_display = ["kode", "navn", "i_sykehus"]
    list_filter = ["i_sykehus"]
    search_fields = ["kode", "navn"]
