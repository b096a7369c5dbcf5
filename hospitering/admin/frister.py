"""The steps that are reminded of after days of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest

from grunnmur.organisasjon.admin.grunnlag import Stamdata

from ..models import Purrefrist
from ..tekster.frister import STEG


@admin.register(Purrefrist)
class PurrefristAdmin(Stamdata):
    """The same days as on the secretariat's page of reminders."""

    list_display = ("oppgavetype", "virkedager", "eskaleres")

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "oppgavetype":
            return forms.ChoiceField(label=db_field.verbose_name, choices=[(str(g), list(s)) for g, s in STEG])
        return super().formfield_for_dbfield(db_field, request, **kwargs)
