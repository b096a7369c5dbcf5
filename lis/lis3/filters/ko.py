"""What the queue can be narrowed by. Parses and explains; the rank stays that of the whole queue."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import MAANEDSNAVN, pluss_maaneder
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.skjema import Filterskjema
from grunnmur.saksgang.filters import Listevalg, Sokefilter
from lis.lege.models import Lege

from ..models import Avdeling, Foresporseltilstand, Gruppe, Innmelding, Innmeldingstilstand, Tjenestetilstand
from ..selectors import ko
from ..selectors.ko_avvik import AVVIK, vilkaar

VALG_SEKUNDER = 60
ALLE = _("Alle")
F, T = Foresporseltilstand, Tjenestetilstand


def _husket(hva: str, hent: Any) -> list[tuple[str, str]]:
    return caches["lokal"].get_or_set(f"lis3-ko-{hva}-{get_language()}", hent, VALG_SEKUNDER) or []


def steder() -> list[tuple[str, str]]:
    """The sites of the departments that take LIS3."""

    def hent() -> list[tuple[str, str]]:
        navn = Avdeling.objects.aktive().order_by("enhet__sted").values_list("enhet__sted", flat=True).distinct()
        return [(sted, sted) for sted in navn if sted]

    return _husket("steder", hent)


def startmaaneder() -> list[tuple[str, str]]:
    """The months in which somebody in the queue is planned to start."""

    def hent() -> list[tuple[str, str]]:
        koen = Innmelding.objects.i_koen().exclude(planlagt_start=None).order_by()
        dager = koen.dates("planlagt_start", "month")
        return [(f"{d:%Y-%m}", f"{MAANEDSNAVN[d.month - 1].capitalize()} {d.year}") for d in dager]

    return _husket("maaneder", hent)


class Kofilter(django_filters.FilterSet):
    """Search, site, wished start, six-month question, place, group, and what is wrong."""

    q = Sokefilter(_("Navn eller kommune"))
    sted = django_filters.ChoiceFilter(
        label=_("Sted"), choices=steder, field_name="koplass__onske__avdeling__enhet__sted", empty_label=ALLE
    )
    start = django_filters.ChoiceFilter(label=_("Ønsket start"), choices=startmaaneder, method="i_maaned", empty_label=ALLE)
    sjekk = django_filters.ChoiceFilter(
        label=_("Seksmånederssjekk"),
        choices=[
            ("handling", _("Krever handling")), ("maa_sendes", _("Må sendes")), ("venter", _("Venter på svar")),
            ("ikke_besvart", _("Ikke besvart")), ("nei_endring", _("Nei eller endring")),
            ("bekreftet", _("Bekreftet")), ("senere", _("Sendes senere")), ("paa_vent", _("På vent")),
        ],
        method="i_sjekk",
        empty_label=ALLE,
    )  # fmt: skip
    plass = django_filters.ChoiceFilter(
        label=_("Plass"),
        choices=[("uten", _("Uten plass")), ("tilbudt", _("Tilbudt")), ("tildelt", _("Tildelt"))],
        method="med_plass",
        empty_label=ALLE,
    )
    gruppe = django_filters.ChoiceFilter(
        label=_("Gruppe"), choices=Gruppe.choices, field_name="lege__spesialisering__gruppe", empty_label=ALLE
    )
    avvik = django_filters.ChoiceFilter(
        label=_("Avvik"), choices=[("alle", _("Med avvik")), *AVVIK.items()], method="med_avvik", empty_label=ALLE
    )

    class Meta:
        model = Innmelding
        form = Filterskjema
        fields: tuple[str, ...] = ()

    def sok(self, sporring: QuerySet[Innmelding], navn: str, verdi: str) -> QuerySet[Innmelding]:
        return sporring.filter(lege__in=Lege.objects.all().sok(verdi).values("pk"))

    def i_maaned(self, sporring: QuerySet[Innmelding], navn: str, verdi: str) -> QuerySet[Innmelding]:
        fra = date.fromisoformat(f"{verdi}-01")
        return sporring.filter(planlagt_start__gte=fra, planlagt_start__lt=pluss_maaneder(fra, 1))

    def i_sjekk(self, sporring: QuerySet[Innmelding], navn: str, verdi: str) -> QuerySet[Innmelding]:
        if verdi == "paa_vent":
            return sporring.filter(tilstand=Innmeldingstilstand.PAA_VENT)
        dag = timezone.localdate()
        treff = Q()
        for fane in ("maa_sendes", "ikke_besvart", "nei_endring") if verdi == "handling" else (verdi,):
            treff |= vilkaar(fane, dag)
        return sporring.filter(treff)

    def med_plass(self, sporring: QuerySet[Innmelding], navn: str, verdi: str) -> QuerySet[Innmelding]:
        if verdi == "uten":
            return sporring.filter(koplass__tjeneste__isnull=True)
        tilbudt = Q(koplass__tjeneste__tilstand=T.TILBUDT)
        return sporring.filter(tilbudt if verdi == "tilbudt" else Q(koplass__tjeneste__isnull=False) & ~tilbudt)

    def med_avvik(self, sporring: QuerySet[Innmelding], navn: str, verdi: str) -> QuerySet[Innmelding]:
        dag = timezone.localdate()
        treff = Q()
        for kode in AVVIK if verdi == "alle" else (verdi,):
            treff |= vilkaar(kode, dag)
        return sporring.filter(treff)


FLERE = ("gruppe", "avvik")
"""Those that stand behind «Flere filtre»."""


def i_koen(bruker: Bruker, data: QueryDict) -> Listevalg:
    """The part of the queue that this person may see and asks for. Anything unknown is the default."""
    sorter, nokkel = velg_sortering(data.get("sorter", ""), ko.SORTERINGER, ko.STANDARD)
    filter_ = Kofilter(data, queryset=ko.i_koen(Innmelding.objects.synlig_for(bruker)))
    return Listevalg(filter_, ko.som_verdier(filter_.qs), sorter, nokkel)
