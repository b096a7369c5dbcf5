"""What the list of municipal places can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Filterskjema

from ..models import Kommuneplass, Kommuneplasstilstand
from ..selectors.kommuner import mulige_kommuner

ALLE = _("Alle")


class Plassfilter(django_filters.FilterSet):
    """Municipality, half-year and state."""

    kommune = django_filters.ModelChoiceFilter(label=_("Kommune"), queryset=mulige_kommuner, empty_label=ALLE)
    oppstart = django_filters.ChoiceFilter(label=_("Halvår"), choices=(), empty_label=ALLE)
    tilstand = django_filters.ChoiceFilter(label=_("Status"), choices=Kommuneplasstilstand.choices, empty_label=ALLE)

    class Meta:
        model = Kommuneplass
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, halvaar: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["oppstart"].extra["choices"] = halvaar


FELTER = tuple(Plassfilter.base_filters)
