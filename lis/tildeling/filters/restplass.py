"""What the list of places left over can be narrowed by."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Filterskjema
from lis.lis1.selectors.kommuner import mulige_kommuner

from ..models import Restplass, Restplasstilstand

ALLE = _("Alle")


class Restplassfilter(django_filters.FilterSet):
    """Municipality and state."""

    kommune = django_filters.ModelChoiceFilter(
        label=_("Kommune"), field_name="plass__kommune", queryset=mulige_kommuner, empty_label=ALLE
    )
    tilstand = django_filters.ChoiceFilter(label=_("Status"), choices=Restplasstilstand.choices, empty_label=ALLE)

    class Meta:
        model = Restplass
        form = Filterskjema
        fields: tuple[str, ...] = ()


FELTER = tuple(Restplassfilter.base_filters)
