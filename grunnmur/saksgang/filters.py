"""What the filters of every list share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import KortekstSkjemafelt


class Tekstfilter(django_filters.CharFilter):
    """One line, and no national identity number."""

    field_class = KortekstSkjemafelt


class Sokefilter(Tekstfilter):
    """The search box above a list: `plassholder` says what is searched in, the method `sok` of the filter searches."""

    def __init__(self, plassholder: str | Promise, **valg: Any) -> None:
        boks = forms.TextInput(attrs={"type": "search", "placeholder": plassholder})
        super().__init__(**{"label": _("Søk"), "method": "sok", "max_length": 80, "widget": boks, **valg})


@dataclass(frozen=True)
class Listevalg:
    """What a query string asks a list for: its filter, the rows, the sort as chosen, the key that means, and the tab.

    `rader` are the rows that this person may see and asks for, as `Nokkelside` reads them.
    """

    filter: django_filters.FilterSet
    rader: QuerySet[Any, Any]
    sorter: str
    nokkel: str
    fane: str = ""
