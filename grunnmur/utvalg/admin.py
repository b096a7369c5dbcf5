"""Meetings to look at: they move by their own pages only. What is written stays there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from grunnmur.organisasjon.admin.grunnlag import Historikk
from grunnmur.saksgang.admin import UtenTekst

from .models import Forfall, Inhabilitet, Mote, Motesak, Motesvar, Oppmote


@admin.register(Mote)
class MoteAdmin(UtenTekst):
    skjult = frozenset({"lenke"})
    list_display = ("saksnummer", "organ", "form", "tilstand", "start", "sakslistefrist")
    list_filter = ("tilstand", "form", "organ__type")
    list_select_related = ("organ",)
    search_fields = ("saksnummer", "organ__navn")
    date_hierarchy = "start"


@admin.register(Motesak)
class MotesakAdmin(UtenTekst):
    skjult = frozenset({"tittel"})
    list_display = ("mote", "nummer", "utfall", "meldt_av", "opprettet", "trukket")
    list_filter = ("utfall",)
    list_select_related = ("mote", "meldt_av")
    search_fields = ("mote__saksnummer",)


@admin.register(Oppmote)
class OppmoteAdmin(UtenTekst):
    list_display = ("mote", "bruker", "medlem", "godkjent")
    list_select_related = ("mote", "bruker", "medlem__bruker")
    search_fields = ("mote__saksnummer", "bruker__navn")


@admin.register(Inhabilitet)
class InhabilitetAdmin(UtenTekst):
    list_display = ("motesak", "oppmote", "grunn")
    list_filter = ("grunn",)
    list_select_related = ("motesak", "oppmote__bruker")
    search_fields = ("motesak__mote__saksnummer",)


@admin.register(Motesvar)
class MotesvarAdmin(UtenTekst):
    list_display = ("mote", "motesak", "bruker", "svar", "tidspunkt")
    list_filter = ("svar",)
    list_select_related = ("mote", "motesak", "bruker")
    search_fields = ("mote__saksnummer", "bruker__navn")


@admin.register(Forfall)
class ForfallAdmin(UtenTekst):
    list_display = ("mote", "bruker", "vara", "meldt", "trukket")
    list_select_related = ("mote", "bruker", "vara")
    search_fields = ("mote__saksnummer", "bruker__navn")


SPORET: tuple[Any, ...] = (Mote, Motesak, Motesvar, Oppmote, Inhabilitet, Forfall)

for modell in SPORET:
    if not admin.site.is_registered(modell.pgh_event_model):
        admin.site.register(modell.pgh_event_model, Historikk)
