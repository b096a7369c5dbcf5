"""What the cases of LIS1 share in admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest

from grunnmur.organisasjon.admin.grunnlag import Innsyn


class Saksinnsyn(Innsyn):
    """One kind of case. Free text stays on its own page."""

    list_filter: ClassVar[Any] = ("tilstand",)
    search_fields: ClassVar[Any] = ("saksnummer",)
    date_hierarchy = "opprettet"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Everything but what people have written."""
        felter = self.model._meta.concrete_fields
        return [f.name for f in felter if not isinstance(f, models.TextField | models.JSONField)]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
