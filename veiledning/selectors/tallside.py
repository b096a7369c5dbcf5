"""The page of numbers: one part of the questions, one period, both directions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.selectors.utsnitt import Utsnitt
from grunnmur.portal.dato import periode

from ..models import Foresporsel, Hjemmel, Innstilling
from .tall import Tall, i_perioden, tall_for
from .tallutsnitt import vilkaar
from .tallvisning import Bolk, bolker

RETNINGER: dict[str, Promise | str] = {
    Hjemmel.SPHL_6_3: _("Spørsmål fra kommunene"),
    Hjemmel.HOL_5_11: _("Spørsmål til kommunene"),
}


@dataclass(frozen=True)
class Tallside:
    utsnitt: Utsnitt
    periode: str
    retninger: list[Promise | str]
    tall: dict[str, Tall]
    bolker: list[Bolk]

    @property
    def er_tom(self) -> bool:
        return not any(t.spurt for t in self.tall.values())


def tallside(utsnitt: Utsnitt, *, fra: date, til: date, fagfelt: str, dag: date) -> Tallside:
    utvalg = Foresporsel.objects.filter(i_perioden(fra, til), vilkaar(utsnitt))
    if fagfelt:
        utvalg = utvalg.filter(fagfelt=fagfelt)
    minste = Innstilling.objects.gjeldende().minste_gruppe
    tall = tall_for(utvalg, dag=dag, minste=minste)
    return Tallside(
        utsnitt=utsnitt,
        periode=periode(fra, til),
        retninger=list(RETNINGER.values()),
        tall=tall,
        bolker=bolker([tall[h] for h in Hjemmel.values], minste=minste),
    )
