"""What the list of needs can be narrowed by. Parses and explains."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.skjema import Filterskjema
from grunnmur.portal.sok import som_sporring
from grunnmur.saksgang.filters import Listevalg, Sokefilter

from ..models import Behov, Behovstilstand
from ..selectors import behov as utvalg
from .utlysning import ALLE, temaer


def virksomheter() -> list[tuple[str, str]]:
    """The parties that have reported a need."""
    med = Virksomhet.objects.filter(pk__in=Behov.objects.order_by().values("virksomhet")).order_by("sortering")
    return [(str(v.pk), v.fullt_navn) for v in med]


class Behovsfilter(django_filters.FilterSet):
    """Search, theme, party and state."""

    q = Sokefilter(_("Det dere leter etter, eller saksnummer"))
    tema = django_filters.ChoiceFilter(label=_("Tema"), choices=temaer, method="med_tema", empty_label=ALLE)
    virksomhet = django_filters.ChoiceFilter(
        label=_("Virksomhet"), choices=virksomheter, field_name="virksomhet", empty_label=ALLE
    )
    tilstand = django_filters.ChoiceFilter(
        label=_("Status"), choices=Behovstilstand.choices, field_name="tilstand", empty_label=ALLE
    )

    class Meta:
        model = Behov
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Behov], navn: str, verdi: str) -> QuerySet[Behov]:
        return sporring.filter(Q(sokevektor=som_sporring(verdi)) | Q(saksnummer__iexact=verdi.strip()))

    def med_tema(self, sporring: QuerySet[Behov], navn: str, verdi: str) -> QuerySet[Behov]:
        med = Behov.temaer.through.objects.filter(tema__kode=verdi)
        return sporring.filter(pk__in=med.values("behov_id"))


def i_listen(bruker: Bruker, data: QueryDict) -> Listevalg:
    """The needs that this person asks for: those that are open, unless a state is chosen."""
    fane = "alle" if data.get("vis") == "alle" or data.get("tilstand") else "aapne"
    sorter, nokkel = velg_sortering(data.get("sorter", ""), utvalg.SORTERINGER, utvalg.STANDARD)
    filter_ = Behovsfilter(data, queryset=utvalg.i_fane(Behov.objects.synlig_for(bruker), fane))
    return Listevalg(filter_, filter_.qs, sorter, nokkel, fane)
