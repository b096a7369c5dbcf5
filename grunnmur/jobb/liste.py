"""A list of cases: its filter, filters that are kept, its pages, and all of it as a workbook.

    LISTEN = Liste(kode="hospitering", adresse="hospitering:liste", mal="hospitering/liste.html", ...)

    @LISTEN.side
    def liste(request: Innlogget, valg: Listevalg, side: Nokkelside) -> dict[str, Any]:
        return {"rader": list(utvalg.rader(side))}

    urlpatterns = [path("", liste, name="liste"), *LISTEN.adresser("eksport.xlsx", "filtre/")]

The workbook is registered as any other (`grunnmur.jobb.regneark`), with `utvalg=som_listen(i_listen)` where the list has
`velg=i_listen`: so the two always show the same rows.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.contrib import messages
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang import operations
from grunnmur.saksgang.filters import Listevalg
from grunnmur.saksgang.forms import Filternavn, filtersporring
from grunnmur.saksgang.models import Lagretfilter

from .regneark import Regneark
from .svar import regnearksvar

Innhold = Callable[[Innlogget, Any, Nokkelside], Mapping[str, Any]]
"""What one list shows beyond what every list does: the request, what it asks for, and the page of rows."""


def for_alle(bruker: Bruker) -> None:
    """Anybody who is signed in may ask: what they see is settled row by row."""


@dataclass(frozen=True, kw_only=True)
class Liste:
    """One list: `velg` gives what a query string asks for, of what a person may see.

    `krev` raises for those to whom the list does not exist, and guards every address of it.

    `kode` is what saved filters are kept under, `adresse` the name of its page, `mal` the template of the page and
    `filtermal` that of the filter form, where `flere` are the fields that are folded away. `faner` says that it has
    tabs (`?vis=`). The untouched form is kept for `sekunder`: as long as its choices may be old.
    """

    kode: str
    adresse: str
    mal: str
    filtermal: str
    filter: type[django_filters.FilterSet]
    flere: tuple[str, ...] = ()
    velg: Callable[[Bruker, QueryDict], Listevalg]
    ark: Regneark
    krev: Callable[[Bruker], object]
    faner: bool = False
    sekunder: int = 60

    # --- addresses ----------------------------------------------------------------------------------------------------

    def side(self, innhold: Innhold) -> Callable[[Innlogget], HttpResponse]:
        """The page, with `side`, `fane`, `sorter`, `form`, `filterskjema`, what the fragments of a list read, and the rest.

        The template draws `filterskjema`, `saksgang/lagrede_filtre.html` and `jobb/excel_lenke.html`.
        """

        @never_cache
        @require_safe
        @functools.wraps(innhold)
        def vis(request: Innlogget) -> HttpResponse:
            self.krev(request.user)
            valg = self.velg(request.user, request.GET)
            side = Nokkelside(valg.rader, sortering=valg.nokkel, markor=request.GET.get("side"))
            return render(request, self.mal, {**self._kontekst(request, valg), "side": side, **innhold(request, valg, side)})

        return vis

    def adresser(self, regneark: str, filtre: str) -> list[URLPattern]:
        """The workbook, and where filters are kept and thrown away, at these paths."""
        navn = self.adresse.rpartition(":")[2]
        return [
            path(regneark, require_safe(self._eksporter), name=f"{navn}_eksport"),
            path(filtre, require_POST(self._lagre), name=f"{navn}_lagre"),
            path(f"{filtre}<uuid:pk>/slett/", require_POST(self._slett), name=f"{navn}_slett"),
        ]

    @property
    def lagre_adresse(self) -> str:
        return reverse(f"{self.adresse}_lagre")

    @property
    def slett_navn(self) -> str:
        return f"{self.adresse}_slett"

    # --- what they answer ---------------------------------------------------------------------------------------------

    def _eksporter(self, request: Innlogget) -> HttpResponseBase:
        """What the filter shows, as Excel: the same people see the same rows."""
        self.krev(request.user)
        return regnearksvar(self.ark, {"sporring": self.sporring_av(request.GET)}, bruker=request.user)

    def _lagre(self, request: Innlogget) -> HttpResponse:
        """Keep the filter that is posted, and go back to the list as it was."""
        self.krev(request.user)
        sporring = self.sporring_av(QueryDict(request.POST.get("sporring", "")[:500]))
        skjema = Filternavn(request.POST)
        if skjema.is_valid():
            navn = skjema.cleaned_data["navn"]
            try:
                operations.lagre_filter(self.kode, utfort_av=request.user, navn=navn, sporring=sporring)
                messages.success(request, _("Filteret «%(navn)s» er lagret.") % {"navn": navn})
            except ValidationError as feil:
                messages.error(request, " ".join(feil.messages))
        else:
            messages.error(request, " ".join(map(str, skjema.errors["navn"])))
        return redirect(f"{reverse(self.adresse)}?{sporring}")

    def _slett(self, request: Innlogget, pk: UUID) -> HttpResponse:
        """Throw one's own filter away."""
        self.krev(request.user)
        operations.slett_filter(self.kode, pk, utfort_av=request.user)
        messages.success(request, _("Filteret er slettet."))
        return redirect(self.adresse)

    # --- the filter ---------------------------------------------------------------------------------------------------

    def sporring_av(self, data: QueryDict) -> str:
        """The query string of a filter: known keys that say something, in a fixed order, never the page."""
        return filtersporring(data, (*(("vis",) if self.faner else ()), "sorter", *self.filter.base_filters))

    def _kontekst(self, request: Innlogget, valg: Listevalg) -> dict[str, Any]:
        filtrert = any(request.GET.get(navn) for navn in self.filter.base_filters)
        sporring = self.sporring_av(request.GET)
        return {
            "fane": valg.fane,
            "sorter": valg.sorter,
            "form": valg.filter.form,
            "filterskjema": self._skjema(request, valg, filtrert=filtrert),
            "filterliste": self,
            "filtrert": filtrert,
            "sporring": sporring,
            "excel": f"{reverse(f'{self.adresse}_eksport')}?{sporring}",
            "lagrede": list(Lagretfilter.objects.synlig_for(request.user).filter(liste=self.kode)),
        }

    def _skjema(self, request: Innlogget, valg: Listevalg, *, filtrert: bool) -> SafeString:
        """The filter form. Untouched it is the same for everybody, and drawing its choices is what costs: kept a while."""

        def tegn() -> str:
            flere = any(request.GET.get(navn) for navn in self.flere)
            return render_to_string(self.filtermal, {"fane": valg.fane, "form": valg.filter.form, "flere": flere})

        if filtrert:
            return SafeString(tegn())
        nokkel = "-".join(["filterskjema", self.kode, get_language() or "", valg.fane])
        return SafeString(caches["lokal"].get_or_set(nokkel, tegn, self.sekunder))
