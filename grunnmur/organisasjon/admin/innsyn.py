"""Looked at, never changed, by the administrator: invitations, messages, imports and the history of rows."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from ..models import (
    Arbeidsstedsmelding,
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Importkjoring,
    Invitasjon,
    Logo,
    Mote,
    Organ,
    Organmedlem,
    Rolle,
    Stedfortreder,
    Virksomhet,
)
from .grunnlag import Innsyn

SPORET: tuple[Any, ...] = (
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Importkjoring,
    Logo,
    Mote,
    Organ,
    Organmedlem,
    Rolle,
    Stedfortreder,
    Virksomhet,
)


@admin.register(Invitasjon)
class InvitasjonAdmin(Innsyn):
    list_display = ("navn", "epost", "enhet", "rolletype", "invitert_av", "utloper", "brukt", "trukket")
    list_select_related = ("enhet", "invitert_av")
    search_fields = ("navn", "epost")
    exclude = ("hemmelighet_sha256",)


@admin.register(Arbeidsstedsmelding)
class ArbeidsstedsmeldingAdmin(Innsyn):
    list_display = ("bruker", "type", "virksomhet", "tilstand", "opprettet", "besvart")
    list_filter = ("type", "tilstand")
    list_select_related = ("bruker", "virksomhet")
    search_fields = ("bruker__navn", "virksomhet__navn")


@admin.register(Importkjoring)
class ImportkjoringAdmin(Innsyn):
    list_display = ("filnavn", "innhold", "virksomhet", "tilstand", "lastet_opp_av", "opprettet", "utfort")
    list_filter = ("innhold", "tilstand")
    list_select_related = ("virksomhet", "lastet_opp_av")
    search_fields = ("filnavn", "virksomhet__navn")
    exclude = ("rader",)


@admin.register(Logo)
class LogoAdmin(Innsyn):
    """Set on the network's own page."""

    list_display = ("helsefellesskap", "sha256")
    list_select_related = ("helsefellesskap",)


class Historikk(Innsyn):
    """Every version of the rows of one table: what, when, by which operation and whom. Reached from the row itself."""

    list_display = ("pgh_created_at", "hendelse", "pgh_obj_id", "operasjon", "hvem")
    list_filter = ("pgh_label",)
    list_select_related = ("pgh_context",)
    ordering = ("-pgh_id",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "pgh_obj_id" or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        bruker_id = Cast(KeyTextTransform("utfort_av", OuterRef("pgh_context__metadata")), models.UUIDField())
        navn = Bruker.objects.filter(pk=bruker_id).values("navn")[:1]
        return super().get_queryset(request).annotate(_hvem=Subquery(navn))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Historikk"), **(extra_context or {})})

    @admin.display(description=_("hendelse"))
    def hendelse(self, obj: Any) -> str:
        return {"insert": _("opprettet"), "update": _("endret"), "delete": _("slettet")}.get(obj.pgh_label, obj.pgh_label)

    @admin.display(description=_("operasjon"))
    def operasjon(self, obj: Any) -> str:
        return obj.pgh_context.metadata.get("operasjon", "") if obj.pgh_context else ""

    @admin.display(description=_("utført av"))
    def hvem(self, obj: Any) -> str:
        return obj._hvem or ""


for modell in SPORET:
    admin.site.register(modell.pgh_event_model, Historikk)
