"""The participants of one event as a workbook, for those who arrange."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.jobb.regneark import Celle, Regneark, Valg
from grunnmur.organisasjon.models import Bruker

from .models import Deltaker
from .selectors.side import arbeidsplass


def _kolonner() -> list[tuple[str, int]]:
    return [(_("Navn"), 30), (_("E-postadresse"), 34), (_("Organisasjon"), 34), (_("Svar"), 18), (_("Dato"), 12)]


def _utvalg(bruker: Bruker, valg: Valg) -> QuerySet[Any, Any]:
    mine = Deltaker.objects.synlig_for(bruker).filter(arrangement=UUID(valg["arrangement"]), slettet__isnull=True)
    return mine.select_related("bruker").prefetch_related("bruker__roller__virksomhet").order_by("svar", "tidspunkt", "pk")


def _rader(bruker: Bruker, deltakere: Iterable[Deltaker]) -> Iterable[list[Celle]]:
    for d in deltakere:
        epost = d.bruker.epost if d.bruker else d.epost
        dag = timezone.localtime(d.tidspunkt).date()
        yield [d.visningsnavn, epost, arbeidsplass(d), str(d.get_svar_display()), dag]


REGNEARK = Regneark(
    kode="arrangement.deltakere",
    tittel=gettext_lazy("Deltakere"),
    filnavn="deltakere",
    kolonner=_kolonner,
    utvalg=_utvalg,
    rader=_rader,
    synlige=Deltaker.objects.synlig_for,
)
