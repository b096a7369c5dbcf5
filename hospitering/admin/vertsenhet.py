"""The rules of hospitering and what host units say; invitations and taken weeks are only looked at."""

from __future__ import annotations

from django.contrib import admin

from grunnmur.organisasjon.admin.grunnlag import Innsyn, Linjer, MedVersjon, Stamdataskjema

from ..models import AapenInvitasjon, Enhetsprofil, Innstilling, Ukebelegg, Ukeskapasitet


@admin.register(Innstilling)
class InnstillingAdmin(MedVersjon):
    """What the network has decided, also whether others than trust and municipalities may host (G-13)."""

    list_display = ("helsefellesskap", "evaluering_virkedager", "minste_gruppe", "andre_verter")
    list_select_related = ("helsefellesskap",)
    laast_etter_opprettelse = ("helsefellesskap",)


class Ukelinjer(Linjer):
    model = Ukeskapasitet
    form = Stamdataskjema
    show_change_link = False


@admin.register(Enhetsprofil)
class EnhetsprofilAdmin(MedVersjon):
    list_display = ("enhet", "tar_imot", "kapasitet", "gruppegrense")
    list_filter = ("tar_imot",)
    list_select_related = ("enhet__virksomhet",)
    search_fields = ("enhet__navn", "enhet__sted")
    autocomplete_fields = ("enhet",)
    laast_etter_opprettelse = ("enhet",)
    inlines = (Ukelinjer,)


@admin.register(Ukebelegg)
class UkebeleggAdmin(Innsyn):
    list_display = ("enhet", "uke", "soknad")
    list_select_related = ("enhet", "soknad")
    date_hierarchy = "uke"
    search_fields = ("enhet__navn", "soknad__saksnummer")


@admin.register(AapenInvitasjon)
class AapenInvitasjonAdmin(Innsyn):
    list_display = ("saksnummer", "tittel", "enhet", "tilstand", "plasser", "frist")
    list_filter = ("tilstand",)
    list_select_related = ("enhet",)
    search_fields = ("saksnummer", "tittel", "enhet__navn")
    date_hierarchy = "frist"
