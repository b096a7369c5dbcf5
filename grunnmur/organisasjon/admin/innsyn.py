"""Looked at, never changed, by the administrator: invitations, messages, imports and the history of rows."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from ..models import (
    Arbeidsstedsmelding,
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Importkjoring,
    Invitasjon,
    Logo,
    Organ,
    Organmedlem,
    Representasjon,
    Rolle,
    Stedfortreder,
    Virksomhet,
)
from .grunnlag import Historikk, Innsyn

SPORET: tuple[Any, ...] = (
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Importkjoring,
    Logo,
    Organ,
    Organmedlem,
    Representasjon,
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


for modell in SPORET:
    if not admin.site.is_registered(modell.pgh_event_model):
        admin.site.register(modell.pgh_event_model, Historikk)
