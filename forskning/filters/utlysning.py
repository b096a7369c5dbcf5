"""What the list of calls can be narrowed by. Parses and explains."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.skjema import Filterskjema
from grunnmur.portal.sok import som_sporring
from grunnmur.saksgang.filters import Listevalg, Sokefilter

from ..models import Utlysning
from ..selectors import utlysning as utvalg

ALLE = _("Alle")


def temaer() -> list[tuple[str, str]]:
    return [(tema.kode, str(tema)) for tema in Tema.objects.all()]


def finansiorer() -> list[tuple[str, str]]:
    navn = Utlysning.objects.order_by("finansior").values_list("finansior", flat=True).distinct()[:200]
    return [(ett, ett) for ett in navn]


class Utlysningsfilter(django_filters.FilterSet):
    """Search, theme and funder."""

    q = Sokefilter(_("Tittel, finansiør eller saksnummer"))
    tema = django_filters.ChoiceFilter(label=_("Tema"), choices=temaer, method="med_tema", empty_label=ALLE)
    finansior = django_filters.ChoiceFilter(
        label=_("Finansiør"), choices=finansiorer, field_name="finansior", empty_label=ALLE
    )

    class Meta:
        model = Utlysning
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Utlysning], navn: str, verdi: str) -> QuerySet[Utlysning]:
        return sporring.filter(Q(sokevektor=som_sporring(verdi)) | Q(saksnummer__iexact=verdi.strip()))

    def med_tema(self, sporring: QuerySet[Utlysning], navn: str, verdi: str) -> QuerySet[Utlysning]:
        med = Utlysning.temaer.through.objects.filter(tema__kode=verdi)
        return sporring.filter(pk__in=med.values("utlysning_id"))


def i_listen(bruker: Bruker, data: QueryDict) -> Listevalg:
    """The calls that this person asks for. Anything unknown is the default: those to come, the nearest deadline first."""
    fane = data.get("vis", "")
    fane = fane if fane in utvalg.FANER else "kommende"
    sorter, nokkel = velg_sortering(data.get("sorter", ""), utvalg.SORTERINGER, utvalg.FANER[fane])
    filter_ = Utlysningsfilter(data, queryset=utvalg.i_fane(Utlysning.objects.synlig_for(bruker), fane))
    return Listevalg(filter_, filter_.qs, sorter, nokkel, fane)
