from __future__ import annotations

from django.contrib import admin

from grunnmur.organisasjon.admin.grunnlag import MedVersjon
from grunnmur.saksgang.admin import Saksinnsyn

from ..models import Innstilling, Kull, Stilling


@admin.register(Innstilling)
class InnstillingAdmin(MedVersjon):
    """The rules in force. Positions that stand are left as they were registered."""

    list_display = ("helsefellesskap", "sykehus_maaneder", "kommune_maaneder", "horisont_aar")
    list_select_related = ("helsefellesskap",)
    laast_etter_opprettelse = ("helsefellesskap",)


@admin.register(Kull)
class KullAdmin(MedVersjon):
    """The start is moved on the page of the coordinator, which tells those concerned."""

    list_display = ("__str__", "start", "utlyses", "soknadsfrist")
    list_filter = ("sesong",)
    date_hierarchy = "start"
    laast_etter_opprettelse = ("aar", "sesong", "start")


@admin.register(Stilling)
class StillingAdmin(Saksinnsyn):
    list_display = ("saksnummer", "kull", "enhet", "tilstand", "kommunepraksis", "kommune", "koblet", "avviker")
    list_filter = ("tilstand", "kull", "kommunepraksis", "koblet", "avviker")
    list_select_related = ("kull", "enhet", "kommune")
    search_fields = ("saksnummer", "enhet__navn", "lege__navn")
