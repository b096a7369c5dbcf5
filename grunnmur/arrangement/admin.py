"""Events to look at: they move by their own pages only. Names and addresses of guests stay there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from grunnmur.organisasjon.admin.grunnlag import Historikk
from grunnmur.saksgang.admin import Saksinnsyn, UtenTekst

from .models import Arrangement, Deltaker, Medarrangor


@admin.register(Arrangement)
class ArrangementAdmin(Saksinnsyn):
    skjult = frozenset({"lenke"})
    list_display = ("saksnummer", "tittel", "type", "arrangor", "tilstand", "start")
    list_filter = ("tilstand", "type", "form")
    list_select_related = ("arrangor",)
    search_fields = ("saksnummer", "tittel")
    date_hierarchy = "start"


@admin.register(Medarrangor)
class MedarrangorAdmin(UtenTekst):
    skjult = frozenset({"svart_navn"})
    list_display = ("arrangement", "virksomhet", "tilstand", "kanal", "besvart")
    list_filter = ("tilstand", "kanal")
    list_select_related = ("arrangement", "virksomhet")
    search_fields = ("arrangement__saksnummer", "virksomhet__navn")


@admin.register(Deltaker)
class DeltakerAdmin(UtenTekst):
    skjult = frozenset({"navn", "epost", "organisasjon"})
    list_display = ("id", "arrangement", "svar", "tidspunkt", "slettet")
    list_filter = ("svar",)
    list_select_related = ("arrangement",)
    search_fields = ("arrangement__saksnummer",)


SPORET: tuple[Any, ...] = (Arrangement, Medarrangor)

for modell in SPORET:
    if not admin.site.is_registered(modell.pgh_event_model):
        admin.site.register(modell.pgh_event_model, Historikk)
