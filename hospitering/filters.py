"""What the list can be narrowed by. Parses and explains; who may see what is decided before it comes here."""

from __future__ import annotations

from dataclasses import dataclass

import django_filters
from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Faggruppe, Virksomhet
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.portal.skjema import Datofelt, Filterskjema
from grunnmur.saksgang.filters import Listevalg, Sokefilter, Tekstfilter

from .models import Soknad, Tilstand
from .selectors import liste

VALGLISTE_SEKUNDER = 600
ALLE = _("Alle")


class Datofilter(django_filters.DateFilter):
    field_class = Datofelt


def virksomhetsvalg() -> list[tuple[str, str]]:
    """The parties to choose among, kept in the process for some minutes: they change a few times a year."""

    def hent() -> list[tuple[str, str]]:
        deltar = Virksomhet.objects.filter(pk__in=Deltakelse.objects.gjeldende().values("virksomhet"))
        return [(str(v.pk), v.fullt_navn) for v in deltar.order_by("sortering")]

    return caches["lokal"].get_or_set(f"hospitering-virksomheter-{get_language()}", hent, VALGLISTE_SEKUNDER) or []


class Soknadsfilter(django_filters.FilterSet):
    """Search, state, period, party, unit and professional group."""

    q = Sokefilter(_("Saksnummer, navn eller enhet"))
    tilstand = django_filters.ChoiceFilter(
        label=_("Tilstand"), choices=[c for c in Tilstand.choices if c[0] != Tilstand.UTKAST], empty_label=ALLE
    )
    virksomhet = django_filters.ChoiceFilter(
        label=_("Virksomhet"), choices=virksomhetsvalg, method="i_virksomhet", empty_label=ALLE
    )
    faggruppe = django_filters.ChoiceFilter(label=_("Faggruppe"), choices=Faggruppe.choices, empty_label=ALLE)
    enhet = Tekstfilter(label=_("Enhet"), method="i_enhet", max_length=80)
    fra = Datofilter(label=_("Periode fra"), field_name="periode_til", lookup_expr="gte")
    til = Datofilter(label=_("Periode til"), field_name="periode_fra", lookup_expr="lte")

    class Meta:
        model = Soknad
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Soknad], navn: str, verdi: str) -> QuerySet[Soknad]:
        """Every word begins the case number, a name of the applicant, or a word of a unit it concerns."""
        for ord_ in sorteringsnokkel(verdi).split()[:6]:
            enheter = Enhet.objects.sok(ord_).values("pk")
            sporring = sporring.filter(
                Q(saksnummer__startswith=ord_.upper())
                | Q(soker__sortering__startswith=ord_)
                | Q(soker__sortering__contains=f" {ord_}")
                | Q(vertsenhet__in=enheter)
                | Q(egen_enhet__in=enheter)
            )
        return sporring

    def i_virksomhet(self, sporring: QuerySet[Soknad], navn: str, verdi: str) -> QuerySet[Soknad]:
        """Applicants from there, and applications to there."""
        return sporring.filter(Q(vertsvirksomhet=verdi) | Q(egen_enhet__virksomhet=verdi))

    def i_enhet(self, sporring: QuerySet[Soknad], navn: str, verdi: str) -> QuerySet[Soknad]:
        enheter = Enhet.objects.sok(verdi).values("pk")
        return sporring.filter(Q(vertsenhet__in=enheter) | Q(egen_enhet__in=enheter))


FLERE = ("enhet", "faggruppe", "fra", "til")
"""Those that stand behind «Flere filtre»."""


@dataclass(frozen=True, kw_only=True)
class Soknadsvalg(Listevalg):
    oppgaver: liste.Oppgaver


def i_listen(bruker: Bruker, data: QueryDict) -> Soknadsvalg:
    """The part of the list that this person may see and asks for. Anything unknown is the default."""
    oppgaver = liste.mine_oppgaver(bruker)
    standard = "mine" if liste.bare_egne(bruker) else "alle"
    fane = data.get("vis", "")
    fane = fane if fane in liste.FANER else standard
    sorter, nokkel = liste.sortering(fane, data.get("sorter", ""))
    filter_ = Soknadsfilter(data, queryset=liste.i_fane(Soknad.objects.synlig_for(bruker), fane, bruker, oppgaver))
    return Soknadsvalg(filter_, liste.som_verdier(filter_.qs, nokkel), sorter, nokkel, fane, oppgaver=oppgaver)
