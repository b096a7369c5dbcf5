"""What the register of parties can be narrowed by. Parses and explains."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet, TextChoices
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.models.virksomhet import Nivaa, Sektor
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.skjema import Filterskjema
from grunnmur.saksgang.filters import Listevalg, Sokefilter

from ..selectors import aktor as utvalg

ALLE = _("Alle")


def valg(kodeverk: type[TextChoices]) -> list[tuple[str, str]]:
    """The choices as they stand first in a line."""
    return [(en.value, capfirst(en.label)) for en in kodeverk]


class Aktorfilter(django_filters.FilterSet):
    """Search, sector, type, level, and whether the party is of the network."""

    q = Sokefilter(_("Navn eller organisasjonsnummer"))
    sektor = django_filters.ChoiceFilter(label=_("Sektor"), choices=valg(Sektor), method="i_sektor", empty_label=ALLE)
    type = django_filters.ChoiceFilter(label=_("Type"), choices=valg(Virksomhetstype), field_name="type", empty_label=ALLE)
    nivaa = django_filters.ChoiceFilter(label=_("Nivå"), choices=valg(Nivaa), field_name="nivaa", empty_label=ALLE)
    med = django_filters.ChoiceFilter(
        label=_("I helsefellesskapet"), choices=[("ja", _("Part i helsefellesskapet")), ("nei", _("Utenfor"))],
        method="er_med", empty_label=ALLE,
    )  # fmt: skip

    class Meta:
        model = Virksomhet
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Virksomhet], navn: str, verdi: str) -> QuerySet[Virksomhet]:
        return utvalg.sok(sporring, verdi)

    def i_sektor(self, sporring: QuerySet[Virksomhet], navn: str, verdi: str) -> QuerySet[Virksomhet]:
        return utvalg.i_sektoren(sporring, verdi)

    def er_med(self, sporring: QuerySet[Virksomhet], navn: str, verdi: str) -> QuerySet[Virksomhet]:
        return utvalg.i_nettet(sporring, med=verdi == "ja")


def i_listen(bruker: Bruker, data: QueryDict) -> Listevalg:
    """The parties that this person asks for. Anything unknown is the default: all of them, by name."""
    sorter, nokkel = velg_sortering(data.get("sorter", ""), utvalg.SORTERINGER, utvalg.STANDARD)
    filter_ = Aktorfilter(data, queryset=utvalg.i_registeret(bruker))
    return Listevalg(filter_, filter_.qs, sorter, nokkel)
