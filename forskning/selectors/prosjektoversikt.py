"""The overview of one project: what it says, what is next, who takes part, and what has happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.portal.steg import Steg
from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.selectors import Endring, Historikklinje, feltendringer, hendelser_i
from grunnmur.saksgang.valg import Neste, Valg, valg_for

from .. import overganger as o
from ..models import LEVER, Prosjekt, Prosjektdeltaker, Prosjekttilstand
from ..models.adgang import innvidd
from . import behov, forankring, framdrift, partner
from .prosjektfelter import LEDETEKSTER
from .prosjektside import Hode
from .prosjektsteg import VALG, neste_steg, steg

FOR_ALLE = {
    verb.navn
    for verb in (
        o.REGISTRER, o.START_DIALOG, o.SEND_TIL_FORANKRING, o.FORANKRE, o.FORANKRE_IKKE, o.SEND_SOKNAD, o.SEND_UFORANKRET,
        o.FAA_MIDLER, o.FAA_AVSLAG, o.START, o.FULLFOR, o.GJENAAPNE, o.STANS, o.TA_OPP_IGJEN, o.VIS_AAPENT,
    )
}  # fmt: skip
"""What those who are not in on the project read of its history: how far it came, without what was said on the way."""
NEVNER = ("person", "virksomhet", "behov")
"""What an event's data may name, for the line under it."""


@dataclass(frozen=True)
class Oversikt:
    steg: list[Steg]
    neste: Neste | None
    gjor: list[Valg]
    temaer: list[Tema]
    deltakere: list[Prosjektdeltaker]
    kan_ta_ut: bool
    behov: behov.Behovspanel | None
    partnere: partner.Partnerpanel | None
    forankring: forankring.Forankringspanel | None
    framdrift: framdrift.Framdriftspanel | None
    historikk: list[Historikklinje]
    budsjett: str
    """In kroner, written as people do."""
    venter: str
    """What the project waits for, to those who can do nothing about it."""


def oversikt(bruker: Bruker, prosjekt: Prosjekt, hode: Hode) -> Oversikt:
    partnere = partner.panel(bruker, prosjekt)
    alene = not any(rad.virksomhet_id != prosjekt.eier_id for rad in prosjekt.partnere.med())
    neste = neste_steg(prosjekt, hode.verb, alene=alene)
    return Oversikt(
        steg=[] if prosjekt.tilstand == Prosjekttilstand.IKKE_VIDEREFORT else steg(prosjekt),
        neste=neste,
        gjor=valg_for(prosjekt, VALG, hode.verb, neste),
        temaer=list(prosjekt.temaer.all()),
        deltakere=list(prosjekt.deltakere.gjeldende().select_related("bruker", "virksomhet")),
        kan_ta_ut=o.TA_UT_PERSON.navn in hode.verb,
        behov=behov.panel(bruker, prosjekt),
        partnere=partnere,
        forankring=forankring.panel(bruker, prosjekt),
        framdrift=framdrift.panel(bruker, prosjekt),
        historikk=historikk(bruker, prosjekt),
        budsjett="" if prosjekt.budsjett is None else f"{prosjekt.budsjett:,}".replace(",", "\N{NO-BREAK SPACE}"),
        venter=_venter(prosjekt) if prosjekt.tilstand in LEVER else "",
    )


def _venter(prosjekt: Prosjekt) -> str:
    if prosjekt.tilstand == Prosjekttilstand.TIL_FORANKRING:
        return _("Prosjektet ligger hos utvalget og partnerne. Du får beskjed når det er avgjort.")
    return ""


def er_innvidd(bruker: Bruker, prosjekt: Prosjekt) -> bool:
    """Whether the person would see the project even if it were restricted."""
    return Prosjekt.objects.filter(innvidd(bruker), pk=prosjekt.pk).exists()


def historikk(bruker: Bruker, prosjekt: Prosjekt) -> list[Historikklinje]:
    """Newest first: all of it to those who are in on it, to others how far the project came."""
    hendelser = hendelser_i(prosjekt)
    if er_innvidd(bruker, prosjekt):
        return saksgang.historikk(prosjekt, hendelser, undertekst=_undertekst, endringer=_endringer)
    synlige = saksgang.historikk(prosjekt, [h for h in hendelser if h.navn in FOR_ALLE])
    return [replace(linje, kommentar="") for linje in synlige]


def _undertekst(hendelse: Hendelse) -> str:
    return next((str(hendelse.data[navn]) for navn in NEVNER if hendelse.data.get(navn)), "")


def _endringer(rader: Iterable[dict[str, str]]) -> Iterable[Endring]:
    """Long texts say only that they were changed."""
    for rad in rader:
        if "til" in rad:
            yield from partial(feltendringer, ledetekster=LEDETEKSTER)([rad])
        else:
            yield Endring(str(LEDETEKSTER[rad["felt"]]), skjult=True)
