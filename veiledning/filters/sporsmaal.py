"""What the list of questions can be narrowed by. Who may see what is decided before it comes here."""

from __future__ import annotations

import re
from dataclasses import dataclass

import django_filters
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.skjema import Filterskjema
from grunnmur.saksgang.filters import Listevalg, Sokefilter

from ..models import UBESVART, Fagfelt, Foresporsel, Hjemmel, Omfang, Tilstand
from ..selectors import liste
from ..selectors.valglister import fagomraadevalg, virksomhetsvalg

ALLE = _("Alle")
SAKSNUMMER = re.compile(r"[vV]-?\d{0,4}-?\d*")


class Sporsmaalsfilter(django_filters.FilterSet):
    """Search, state, direction, field, scope, party, and what is unanswered past its deadline."""

    q = Sokefilter(_("Saksnummer eller tema"))
    tilstand = django_filters.ChoiceFilter(
        label=_("Tilstand"), choices=[c for c in Tilstand.choices if c[0] != Tilstand.UTKAST], empty_label=ALLE
    )
    virksomhet = django_filters.ChoiceFilter(
        label=_("Virksomhet"), choices=virksomhetsvalg, method="i_part", empty_label=ALLE
    )
    retning = django_filters.ChoiceFilter(
        label=_("Retning"),
        choices=[
            (Hjemmel.SPHL_6_3.value, _("Kommunen spør")),
            (Hjemmel.HOL_5_11.value, _("Spesialisthelsetjenesten spør")),
        ],
        field_name="hjemmel",
        empty_label=ALLE,
    )
    omfang = django_filters.ChoiceFilter(label=_("Gjelder"), choices=Omfang.choices, empty_label=ALLE)
    fagfelt = django_filters.ChoiceFilter(label=_("Fagfelt"), choices=Fagfelt.choices, empty_label=ALLE)
    fagomraade = django_filters.ChoiceFilter(label=_("Fagområde"), choices=fagomraadevalg, empty_label=ALLE)
    frist = django_filters.ChoiceFilter(
        label=_("Svarfrist"),
        choices=[("ute", _("Ubesvart, og fristen er ute")), ("ubesvart", _("Ubesvart"))],
        method="etter_frist",
        empty_label=ALLE,
    )

    class Meta:
        model = Foresporsel
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Foresporsel], navn: str, verdi: str) -> QuerySet[Foresporsel]:
        """A case number by its beginning, or every word as the beginning of a word of the question."""
        if SAKSNUMMER.fullmatch(verdi):
            return sporring.filter(saksnummer__startswith=verdi.upper())
        ord_ = re.findall(r"\w+", verdi)[:6]
        if not ord_:
            return sporring.none()
        uttrykk = " & ".join(f"'{ett}':*" for ett in ord_)
        return sporring.filter(sokevektor=SearchQuery(uttrykk, config="norwegian", search_type="raw"))

    def i_part(self, sporring: QuerySet[Foresporsel], navn: str, verdi: str) -> QuerySet[Foresporsel]:
        """Questions from there, and questions to there."""
        return sporring.filter(Q(fra_virksomhet=verdi) | Q(til_virksomhet=verdi))

    def etter_frist(self, sporring: QuerySet[Foresporsel], navn: str, verdi: str) -> QuerySet[Foresporsel]:
        ubesvarte = sporring.filter(tilstand__in=UBESVART)
        return ubesvarte.filter(svarfrist__lt=timezone.localdate()) if verdi == "ute" else ubesvarte


FLERE = ("retning", "omfang", "fagfelt", "fagomraade")
"""Those that stand behind «Flere filtre»."""


@dataclass(frozen=True, kw_only=True)
class Sporsmaalsvalg(Listevalg):
    oppgaver: liste.Oppgaver


def i_listen(bruker: Bruker, data: QueryDict) -> Sporsmaalsvalg:
    """The part of the list that this person may see and asks for. Anything unknown is the default."""
    oppgaver = liste.mine_oppgaver(bruker)
    standard = "mine" if liste.bare_egne(bruker) else "alle"
    fane = data.get("vis", "")
    fane = fane if fane in liste.FANER else standard
    sorter, nokkel = liste.sortering(fane, data.get("sorter", ""))
    filter_ = Sporsmaalsfilter(data, queryset=liste.i_fane(Foresporsel.objects.synlig_for(bruker), fane, bruker, oppgaver))
    return Sporsmaalsvalg(filter_, liste.som_verdier(filter_.qs, nokkel), sorter, nokkel, fane, oppgaver=oppgaver)
