from __future__ import annotations

from django.contrib import admin

from grunnmur.organisasjon.admin.grunnlag import Innsyn

from ..models import Profil


@admin.register(Profil)
class ProfilAdmin(Innsyn):
    """What is open to everybody anyway; the party writes it on its own page."""

    list_display = ("virksomhet", "publisert", "versjon")
    list_select_related = ("virksomhet",)
    search_fields = ("virksomhet__navn",)
