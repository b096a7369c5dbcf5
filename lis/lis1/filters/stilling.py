"""What the list of positions can be narrowed by. Parses and explains."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.skjema import Filterskjema
from grunnmur.saksgang.filters import Listevalg, Sokefilter
from lis.lege.models import Lege

from ..models import Kommunepraksis, Kull, Stilling, Stillingstilstand
from ..selectors import stilling as utvalg

ALLE = _("Alle")


def kull() -> list[tuple[str, str]]:
    return [(str(ett.pk), str(ett).capitalize()) for ett in Kull.objects.order_by("-start")]


def kommuner() -> list[tuple[str, str]]:
    """The municipalities that some position names."""
    navngitt = Stilling.objects.exclude(kommune=None).order_by().values("kommune")
    treff = Virksomhet.objects.filter(pk__in=navngitt).order_by("sortering")
    return [(str(pk), navn) for pk, navn in treff.values_list("pk", "navn")]


def enheter() -> list[tuple[str, str]]:
    """The units that have a position."""
    med = Enhet.objects.filter(pk__in=Stilling.objects.order_by().values("enhet")).order_by("sortering")
    return [(str(enhet.pk), enhet.visningsnavn) for enhet in med]


class Stillingsfilter(django_filters.FilterSet):
    """Search, cohort, state, municipal part, unit, and whether something is out of the ordinary."""

    q = Sokefilter(_("Nummer, lege, enhet eller kommune"))
    kull = django_filters.ChoiceFilter(label=_("Kull"), choices=kull, field_name="kull", empty_label=ALLE)
    tilstand = django_filters.ChoiceFilter(
        label=_("Status"), choices=Stillingstilstand.choices, field_name="tilstand", empty_label=ALLE
    )
    praksis = django_filters.ChoiceFilter(
        label=_("Kommunepraksis"), choices=Kommunepraksis.choices, field_name="kommunepraksis", empty_label=ALLE
    )
    kommune = django_filters.ChoiceFilter(label=_("Kommune"), choices=kommuner, field_name="kommune", empty_label=ALLE)
    enhet = django_filters.ChoiceFilter(label=_("Enhet"), choices=enheter, field_name="enhet", empty_label=ALLE)
    koblet = django_filters.ChoiceFilter(
        label=_("Koblet stilling"), choices=[("ja", _("Koblet")), ("nei", _("Ikke koblet"))], method="er_koblet",
        empty_label=ALLE,
    )  # fmt: skip
    varighet = django_filters.ChoiceFilter(
        label=_("Varighet"), choices=[("standard", _("Som reglene")), ("avvik", _("Annen varighet"))], method="med_varighet",
        empty_label=ALLE,
    )  # fmt: skip

    class Meta:
        model = Stilling
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Stilling], navn: str, verdi: str) -> QuerySet[Stilling]:
        """Every word must begin a word of the number, the doctor's name, the unit or the municipality."""
        for ord_ in sorteringsnokkel(verdi).split()[:6]:
            treff = Q(saksnummer__istartswith=ord_) | Q(lege__in=Lege.objects.all().sok(ord_).values("pk"))
            for sti in ("enhet__sortering", "kommune__sortering"):
                treff |= Q(**{f"{sti}__startswith": ord_}) | Q(**{f"{sti}__contains": f" {ord_}"})
            sporring = sporring.filter(treff)
        return sporring

    def er_koblet(self, sporring: QuerySet[Stilling], navn: str, verdi: str) -> QuerySet[Stilling]:
        return sporring.filter(koblet=verdi == "ja")

    def med_varighet(self, sporring: QuerySet[Stilling], navn: str, verdi: str) -> QuerySet[Stilling]:
        return sporring.filter(avviker=verdi == "avvik")


FLERE = ("kommune", "enhet", "varighet")
"""Those that stand behind «Flere filtre»."""


def i_listen(bruker: Bruker, data: QueryDict) -> Listevalg:
    """The positions that this person may see and asks for. Anything unknown is the default."""
    sorter, nokkel = velg_sortering(data.get("sorter", ""), utvalg.SORTERINGER, utvalg.STANDARD)
    filter_ = Stillingsfilter(data, queryset=utvalg.i_listen(Stilling.objects.synlig_for(bruker)))
    return Listevalg(filter_, filter_.qs, sorter, nokkel)
