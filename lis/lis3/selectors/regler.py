"""The rules of LIS3 that are in force, each with its source, and who changed them last (S1-L03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Bruker, Helsefellesskap

from ..models import Innstilling

FELTER = (
    "ansiennitetsregel",
    "foresporsel_av_seg_selv",
    "foresporsel_sendes_maaneder",
    "svarfrist_virkedager",
    "tilbud_svarfrist_virkedager",
    "innmelding_virkedager",
    "hjemmel_url",
    "stillinger_url",
)
"""What the coordinator may change. The length of the service is the procedure's, and stands in admin."""


@dataclass(frozen=True)
class Regel:
    """One rule as a sentence, and where it comes from."""

    hva: str
    verdi: str
    kilde: str


@dataclass(frozen=True)
class Sistendret:
    hvem: str
    naar: datetime


def gjeldende() -> Innstilling:
    return Innstilling.objects.gjeldende()


def regelsett() -> list[tuple[str, list[Regel]]]:
    """Every rule under its heading, in the order things happen."""
    i = Innstilling.objects.gjeldende()
    pkt = _("Samarbeidsprosedyre 2, pkt. 2.2")
    satt = _("Fastsatt av helsefellesskapet. Prosedyren tier.")
    return [
        (
            _("Hvem som går foran"),
            [
                Regel(
                    _("Forrang"),
                    _("LIS3 i allmennmedisin fra kommunene i opptaksområdet går foran andre eksterne søkere."),
                    pkt,
                ),
                Regel(_("Rekkefølge"), _("Ansiennitet i spesialiseringen. Lik ansiennitet gir delt plass."), pkt),
                Regel(_("Slik regnes ansienniteten"), str(i.get_ansiennitetsregel_display()), satt),
            ],
        ),
        (
            _("Tjenesten"),
            [
                Regel(
                    _("Lengde"), _("%(antall)s sammenhengende ved samme avdeling") % {"antall": _mnd(i.lengde_maaneder)}, pkt
                ),
                Regel(
                    _("Delt tjeneste"),
                    _("To perioder på %(antall)s etter individuell vurdering") % {"antall": _mnd(i.delperiode_maaneder)},
                    pkt,
                ),
                Regel(_("Vikar for praksis"), _("Må være avklart før kommunen bekrefter"), "ASA 4310, pkt. 13.2"),
            ],
        ),
        (
            _("Frister"),
            [
                Regel(
                    _("Innmelding"),
                    _("%(antall)s etter at planen er tildelt") % {"antall": _virkedager(i.innmelding_virkedager)},
                    satt,
                ),
                Regel(
                    _("Forespørsel til kommunen"),
                    _("Sendes seinest seks måneder før planlagt start, vanligvis %(antall)s før")
                    % {"antall": _mnd(i.foresporsel_sendes_maaneder)},
                    pkt,
                ),
                Regel(
                    _("Slik sendes den"),
                    _("Av seg selv") if i.foresporsel_av_seg_selv else _("Når LIS-koordinator har godkjent den"),
                    satt,
                ),
                Regel(_("Kommunens svarfrist"), _virkedager(i.svarfrist_virkedager), satt),
                Regel(_("Svarfrist på tilbud"), _virkedager(i.tilbud_svarfrist_virkedager), satt),
            ],
        ),
    ]


def lenker() -> dict[str, Any]:
    """Where the regulation, the procedure and the vacant posts are."""
    i, helsefellesskap = Innstilling.objects.gjeldende(), Helsefellesskap.objects.gjeldende()
    return {
        "hjemmel_url": i.hjemmel_url,
        "stillinger_url": i.stillinger_url,
        "prosedyre": helsefellesskap.prosedyre if helsefellesskap else "",
        "prosedyre_url": helsefellesskap.prosedyre_url if helsefellesskap else "",
    }


def sist_endret() -> Sistendret | None:
    """Who changed the rules last; None when they are as they were put in."""
    historikk = Innstilling.pgh_event_model.objects  # type: ignore[attr-defined]
    rad = historikk.select_related("pgh_context").filter(versjon__gt=1).order_by("-pgh_id").first()
    if rad is None:
        return None
    pk = (rad.pgh_context.metadata if rad.pgh_context else {}).get("utfort_av", "")
    hvem = Bruker.objects.filter(pk=pk).first() if pk else None
    return Sistendret(hvem.navn if hvem else _("Systemadministrator"), rad.pgh_created_at)


def _mnd(antall: int) -> str:
    return ngettext("%(antall)d måned", "%(antall)d måneder", antall) % {"antall": antall}


def _virkedager(antall: int) -> str:
    return ngettext("%(antall)d virkedag", "%(antall)d virkedager", antall) % {"antall": antall}
