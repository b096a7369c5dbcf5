"""What the shared list of candidates can be narrowed by. Parses and explains."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.skjema import Filterskjema
from grunnmur.saksgang.filters import Listevalg, Sokefilter
from lis.lege.models import Lege
from lis.lis1.selectors.kommuner import halvaar_navn

from ..models import Tildeling, Tildelingstilstand
from ..selectors import tildelingsliste as utvalg

ALLE = _("Alle")


def halvaar() -> list[tuple[str, str]]:
    """The half-years in which somebody has a place, newest first."""
    starter = Tildeling.objects.order_by("-plass__oppstart").values_list("plass__oppstart", flat=True).distinct()
    return [(start.isoformat(), halvaar_navn(start)) for start in starter]


def kommuner() -> list[tuple[str, str]]:
    """The municipalities in which somebody has a place."""
    med = Virksomhet.objects.filter(pk__in=Tildeling.objects.order_by().values("plass__kommune")).order_by("sortering")
    return [(str(pk), navn) for pk, navn in med.values_list("pk", "navn")]


class Tildelingsfilter(django_filters.FilterSet):
    """Search, half-year, state, municipality, where the doctor comes from, and whether somebody is late."""

    q = Sokefilter(_("Nummer, lege eller kommune"))
    halvaar = django_filters.ChoiceFilter(label=_("Halvår"), choices=halvaar, field_name="plass__oppstart", empty_label=ALLE)
    tilstand = django_filters.ChoiceFilter(
        label=_("Status"), choices=Tildelingstilstand.choices, field_name="tilstand", empty_label=ALLE
    )
    kommune = django_filters.ChoiceFilter(
        label=_("Kommune"), choices=kommuner, field_name="plass__kommune", empty_label=ALLE
    )
    hf = django_filters.ChoiceFilter(
        label=_("Kommer fra"),
        choices=[("eget", _("Vårt helseforetak")), ("annet", _("Annet helseforetak (unntak)"))],
        method="fra_hf",
        empty_label=ALLE,
    )
    forsinket = django_filters.ChoiceFilter(
        label=_("Forsinket"), choices=[("ja", _("Ja")), ("nei", _("Nei"))], method="er_forsinket", empty_label=ALLE
    )

    class Meta:
        model = Tildeling
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Tildeling], navn: str, verdi: str) -> QuerySet[Tildeling]:
        """Every word must begin a word of the number, the doctor's name or the municipality."""
        for ord_ in sorteringsnokkel(verdi).split()[:6]:
            treff = Q(saksnummer__istartswith=ord_) | Q(lege__in=Lege.objects.all().sok(ord_).values("pk"))
            sti = "plass__kommune__sortering"
            treff |= Q(**{f"{sti}__startswith": ord_}) | Q(**{f"{sti}__contains": f" {ord_}"})
            sporring = sporring.filter(treff)
        return sporring

    def fra_hf(self, sporring: QuerySet[Any], navn: str, verdi: str) -> QuerySet[Any]:
        return sporring.filter(fra_annet_hf=verdi == "annet")

    def er_forsinket(self, sporring: QuerySet[Any], navn: str, verdi: str) -> QuerySet[Any]:
        return sporring.filter(forsinket=verdi == "ja")


FLERE = ("hf", "forsinket")
"""Those that stand behind «Flere filtre»."""


def i_listen(bruker: Bruker, data: QueryDict) -> Listevalg:
    """The allocations that this person may see and asks for. Anything unknown is the default."""
    sorter, nokkel = velg_sortering(data.get("sorter", ""), utvalg.SORTERINGER, utvalg.STANDARD)
    filter_ = Tildelingsfilter(data, queryset=utvalg.i_listen(Tildeling.objects.synlig_for(bruker)))
    return Listevalg(filter_, filter_.qs, sorter, nokkel)
