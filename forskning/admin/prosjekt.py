from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from grunnmur.saksgang.admin import Saksinnsyn

from ..models import Behov, Dokument, Prosjekt, Temaforslag, Utlysning


@admin.register(Prosjekt)
class ProsjektAdmin(Saksinnsyn):
    """Open projects. A restricted one is shown to nobody who is not in on it, whoever runs the portal."""

    list_display = ("saksnummer", "type", "eier", "tilstand", "finansiering", "forankret")
    list_filter = ("tilstand", "type", "finansiering")
    list_select_related = ("eier",)
    skjult: ClassVar[frozenset[str]] = frozenset({"sokevektor", "personvernkontakt", "personvern_epost"})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(begrensning="")


@admin.register(Utlysning)
class UtlysningAdmin(Saksinnsyn):
    list_display = ("saksnummer", "tittel", "finansior", "tilstand", "frist", "kilde")
    list_filter = ("tilstand", "kilde")
    search_fields = ("saksnummer", "tittel", "finansior")
    skjult: ClassVar[frozenset[str]] = frozenset({"sokevektor"})


@admin.register(Behov)
class BehovAdmin(Saksinnsyn):
    list_display = ("saksnummer", "tittel", "virksomhet", "tilstand")
    list_select_related = ("virksomhet",)
    search_fields = ("saksnummer", "tittel")
    skjult: ClassVar[frozenset[str]] = frozenset({"sokevektor"})


@admin.register(Temaforslag)
class TemaforslagAdmin(Saksinnsyn):
    list_display = ("saksnummer", "navn_nb", "organ", "tilstand")
    list_select_related = ("organ",)
    search_fields = ("saksnummer", "navn_nb", "navn_nn")


@admin.register(Dokument)
class DokumentAdmin(Saksinnsyn):
    list_display = ("saksnummer", "art", "nummer", "tilstand", "organ", "vedtatt")
    list_filter = ("tilstand", "art")
    list_select_related = ("organ",)
