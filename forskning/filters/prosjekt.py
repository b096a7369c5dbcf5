"""What the register of projects can be narrowed by. Parses and explains; who sees what is settled before."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.core.cache import caches
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Tema, Virksomhet
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.skjema import Filterskjema
from grunnmur.portal.sok import som_sporring
from grunnmur.saksgang.filters import Listevalg, Sokefilter

from ..models import LEVER, Finansiering, Partner, Prosjekt, Prosjekttilstand, Prosjekttype
from ..models.prosjekt import AAPEN
from ..selectors import prosjektliste as utvalg

ALLE = _("Alle")
VALGLISTE_SEKUNDER = 60
SAKSNUMMER = re.compile(rf"{Prosjekt.PREFIKS}-\d{{4}}-\d+", re.IGNORECASE)
I_GANG = "i_gang"
"""Every state in which something is still to be done."""


def temaer() -> list[tuple[str, str]]:
    return [(tema.kode, str(tema)) for tema in Tema.objects.all()]


def eiere() -> list[tuple[str, str]]:
    """The parties that own an open project: nothing restricted shows in what can be chosen."""
    return _husket("eiere", Prosjekt.objects.filter(AAPEN).order_by().values("eier"))


def partnere() -> list[tuple[str, str]]:
    return _husket("partnere", Partner.objects.med().filter(prosjekt__begrensning="").order_by().values("virksomhet"))


def _husket(navn: str, virksomheter: QuerySet[Any, Any]) -> list[tuple[str, str]]:
    """Parties to choose among, kept in the process for a minute: to find them, every project is read."""

    def hent() -> list[tuple[str, str]]:
        treff = Virksomhet.objects.filter(pk__in=virksomheter).order_by("sortering")
        return [(str(virksomhet.pk), virksomhet.fullt_navn) for virksomhet in treff]

    return caches["lokal"].get_or_set(f"forskning-{navn}-{get_language()}", hent, VALGLISTE_SEKUNDER) or []


class Prosjektfilter(django_filters.FilterSet):
    """Search, whose, state, theme, type, owner, partner, funding, and a deadline that is near."""

    q = Sokefilter(_("Ord i prosjektet, eller saksnummer"))
    hvem = django_filters.ChoiceFilter(
        label=_("Hvem sine"), choices=[("mine", _("Mine prosjekter")), ("vaare", _("Der vi er partner"))],
        method="hvem_sine", empty_label=ALLE,
    )  # fmt: skip
    tilstand = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(I_GANG, _("Ikke avsluttet")), *Prosjekttilstand.choices], method="i_tilstand",
        empty_label=ALLE,
    )  # fmt: skip
    tema = django_filters.ChoiceFilter(label=_("Tema"), choices=temaer, method="med_tema", empty_label=ALLE)
    type = django_filters.ChoiceFilter(label=_("Type"), choices=Prosjekttype.choices, field_name="type", empty_label=ALLE)
    eier = django_filters.ChoiceFilter(label=_("Prosjekteier"), choices=eiere, field_name="eier", empty_label=ALLE)
    partner = django_filters.ChoiceFilter(label=_("Partner"), choices=partnere, method="med_partner", empty_label=ALLE)
    finansiering = django_filters.ChoiceFilter(
        label=_("Finansiering"), choices=Finansiering.choices, field_name="finansiering", empty_label=ALLE
    )
    frist = django_filters.ChoiceFilter(
        label=_("Søknadsfrist"), choices=[("30", _("De neste 30 dagene")), ("90", _("De neste 90 dagene"))],
        method="med_frist", empty_label=ALLE,
    )  # fmt: skip

    class Meta:
        model = Prosjekt
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Prosjekt], navn: str, verdi: str) -> QuerySet[Prosjekt]:
        if SAKSNUMMER.fullmatch(verdi.strip()):
            return sporring.filter(saksnummer=verdi.strip().upper())
        return sporring.filter(sokevektor=som_sporring(verdi))

    def hvem_sine(self, sporring: QuerySet[Prosjekt], navn: str, verdi: str) -> QuerySet[Prosjekt]:
        return sporring.filter(utvalg.mine(self.bruker) if verdi == "mine" else utvalg.vaare(self.bruker))

    def i_tilstand(self, sporring: QuerySet[Prosjekt], navn: str, verdi: str) -> QuerySet[Prosjekt]:
        return sporring.filter(tilstand__in=LEVER) if verdi == I_GANG else sporring.filter(tilstand=verdi)

    def med_tema(self, sporring: QuerySet[Prosjekt], navn: str, verdi: str) -> QuerySet[Prosjekt]:
        med = Prosjekt.temaer.through.objects.filter(tema__kode=verdi)
        return sporring.filter(pk__in=med.values("prosjekt_id"))

    def med_partner(self, sporring: QuerySet[Prosjekt], navn: str, verdi: str) -> QuerySet[Prosjekt]:
        return sporring.filter(pk__in=Partner.objects.med().filter(virksomhet=UUID(verdi)).values("prosjekt"))

    def med_frist(self, sporring: QuerySet[Prosjekt], navn: str, verdi: str) -> QuerySet[Prosjekt]:
        return utvalg.med_frist_innen(sporring, timezone.localdate() + timedelta(days=int(verdi)))

    bruker: Bruker
    """Whose «mine» it is; set before the rows are asked for."""


FLERE = ("type", "eier", "partner", "finansiering", "frist")
"""Those that stand behind «Flere filtre»."""


def i_listen(bruker: Bruker, data: QueryDict) -> Listevalg:
    """The projects that this person may see and asks for. Anything unknown is the default."""
    sorter, nokkel = velg_sortering(data.get("sorter", ""), utvalg.SORTERINGER, utvalg.STANDARD)
    filter_ = Prosjektfilter(data, queryset=utvalg.i_listen(Prosjekt.objects.synlig_for(bruker)))
    filter_.bruker = bruker
    return Listevalg(filter_, filter_.qs, sorter, nokkel)
