"""The queue as a workbook: the same rows, the same rank and the same scope as on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, som_listen
from grunnmur.organisasjon.models import Bruker

from .filters.ko import i_koen
from .models import Innmelding, Innstilling
from .selectors import ko


def _kolonner() -> list[tuple[str, int]]:
    return [
        (_("Rang"), 8),
        (_("Uten rang fordi"), 26),
        (_("Lege"), 28),
        (_("Kommune"), 24),
        (_("Start i spesialiseringen"), 14),
        (_("Ansiennitet regnes fra"), 14),
        (_("Ansiennitet"), 14),
        (_("Planlagt start"), 14),
        (_("Ønsket periode"), 28),
        (_("Ønsket avdeling"), 28),
        (_("Sted"), 16),
        (_("Læringsmål som gjenstår"), 14),
        (_("Seksmånederssjekk"), 20),
        (_("Neste frist"), 24),
        (_("Plass"), 16),
    ]


def _rader(bruker: Bruker, verdier: Iterable[Any]) -> Iterable[list[Celle]]:
    dag, innstilling = timezone.localdate(), Innstilling.objects.gjeldende()
    for rad in ko.rader(verdier, dag, innstilling=innstilling):
        yield [
            (_("%(rang)s (delt)") if rad.delt else "%(rang)s") % {"rang": rad.rang} if rad.rang else "",
            rad.uten_rang,
            rad.lege,
            rad.kommune,
            rad.ansiennitet.start if rad.ansiennitet else None,
            rad.ansiennitet.regnes_fra if rad.ansiennitet else None,
            rad.ansiennitet.kort if rad.ansiennitet else "",
            rad.start,
            rad.periode,
            rad.avdeling,
            rad.sted,
            rad.maal,
            rad.foresporsel.visning.etikett if rad.foresporsel else "",
            rad.foresporsel.tekst if rad.foresporsel else "",
            rad.plass.visning.etikett,
        ]


REGNEARK = Regneark(
    kode="lis3.ko",
    tittel=gettext_lazy("Plasseringskø LIS3"),
    filnavn="lis3-plasseringsko",
    kolonner=_kolonner,
    utvalg=som_listen(i_koen),
    rader=_rader,
    synlige=Innmelding.objects.synlig_for,
)
