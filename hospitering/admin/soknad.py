"""Inspection. The workflow of a case is read-only here: it moves by operations only."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from grunnmur.organisasjon.admin.grunnlag import Innsyn
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import noter_lesing

from ..models import Soknad


@admin.register(Soknad)
class SoknadAdmin(Innsyn):
    list_display = ["saksnummer", "soker_navn", "tilstand", "vertsvirksomhet", "innsendt_tid"]
    list_filter = ["tilstand", "sokes_i", "innsendingsform"]
    list_select_related = ["vertsvirksomhet"]
    search_fields = ["saksnummer", "soker_navn"]
    date_hierarchy = "innsendt_tid"
    # A system administrator has no need of where people live: `eksporter_sak` answers a request for access.
    exclude = list(Soknad.PRIVATE)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Soknad | None:
        """Opening a case here is opening it: the person it is about can see who did."""
        soknad = super().get_object(request, object_id, from_field)
        if soknad is not None and isinstance(request.user, Bruker) and self.has_view_permission(request, soknad):
            noter_lesing(soknad, request.user)
        return soknad
