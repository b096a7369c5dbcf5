"""The handover report of a department: who is there and who comes, when, with what goals, supervisor and plan."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, periode

from .. import rules
from ..models import FORAN, Avdeling, Tjeneste, Tjenestedel, Tjenestetilstand

VISES = (*(t for t in FORAN if t != Tjenestetilstand.PLANLAGT), Tjenestetilstand.PAAGAAR)
"""From the offer to the last day. A plan that nobody has been offered is the coordinator's own."""


def kan_overlevere(bruker: Bruker, avdeling: Avdeling) -> bool:
    """The department's leaders and the coordinator."""
    return rules.koordinator(bruker) is not None or Avdeling.objects.ledet_av(bruker).filter(pk=avdeling.pk).exists()


def deler_ved(avdeling: Avdeling) -> QuerySet[Tjenestedel]:
    """Those that hold a place at the department, in order of start."""
    return (
        Tjenestedel.objects.filter(plass__avdeling=avdeling, opptar=True, tjeneste__tilstand__in=VISES)
        .select_related("tjeneste__innmelding__lege__kommune", "tjeneste__veileder")
        .prefetch_related("tjeneste__laeringsmaal", "tjeneste__innmelding__lege__oppnaadde_maal")
        .order_by("fra", "tjeneste__innmelding__lege__sortering")
    )


def overleveringskontekst(avdeling: Avdeling) -> dict[str, Any]:
    """The report as JSON, in the language that is active."""
    deler = list(deler_ved(avdeling))
    return {
        "avdeling": str(avdeling),
        "spesialitet": str(avdeling.spesialitet),
        "kolonner": [_("Lege"), _("Kommune"), _("Når"), _("Status"), _("Veileder")],
        "rader": [_rad(del_) for del_ in deler],
        "leger": [{"navn": del_.tjeneste.innmelding.lege.navn, "rader": _linjer(del_)} for del_ in deler],
        "tomt": _("Ingen leger har plass ved avdelingen nå."),
    }


def _rad(del_: Tjenestedel) -> list[str]:
    sak = del_.tjeneste
    lege = sak.innmelding.lege
    return [
        lege.navn,
        lege.kommune.fullt_navn if lege.kommune else "",
        periode(del_.fra, del_.til, kort=True),
        str(Tjenestetilstand(sak.tilstand).label),
        sak.veileder.navn if sak.veileder else _("Ikke tildelt"),
    ]


def _linjer(del_: Tjenestedel) -> list[list[str]]:
    sak = del_.tjeneste
    return [
        [_("Når"), periode(del_.fra, del_.til)],
        [_("Læringsmål"), "\n".join(_maal(sak)) or _("Ikke registrert")],
        [_("Veileder i sykehuset"), sak.veileder.navn if sak.veileder else _("Ikke tildelt ennå")],
        [_("Veiledning og supervisjon"), sak.veiledningsplan or _("Ingen plan ennå")],
        [_("Stillingen er søkt"), dato(sak.sokt) if sak.sokt else _("Ikke registrert")],
    ]


def _maal(sak: Tjeneste) -> list[str]:
    naadd = {m.maal_id: m.meldt for m in sak.innmelding.lege.oppnaadde_maal.all()}
    return [
        _("%(maal)s: oppnådd %(dato)s") % {"maal": maal, "dato": dato(naadd[maal.pk])}
        if maal.pk in naadd
        else _("%(maal)s: åpent") % {"maal": maal}
        for maal in sak.laeringsmaal.all()
    ]
