"""The evaluation of one case as its page shows it: to each side what it may read, to the others where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato
from grunnmur.saksgang.valg import Neste, Valg, Valgrad, neste_for, valg_for

from .. import overganger as o
from ..kalender import STAAR
from ..models import Evaluering, Evalueringstilstand, Side, Soknad, Tilstand
from ..rules import er_leder_egen
from ..rules.avtale import kan_frafalle, ser_evaluering
from .sakfaner import Hode

E = Evalueringstilstand
T = Tilstand
SKYLDES = (E.VENTER, E.UTLOPT)

VALG = (Valgrad(o.FRAFALL, gettext_lazy("Frafall evalueringen med en grunn"), "hospitering:frafall", "minus-circle"),)


@dataclass(frozen=True)
class Linje:
    """The evaluation of one side. Its words and answers are shown only where `kan_leses`."""

    rad: Evaluering
    tittel: str
    kan_leses: bool
    ser_merknad: bool
    frigi: str
    """What this person may say about others reading it: `ja`, `nei` (take back), or empty."""

    @property
    def levert(self) -> bool:
        return self.rad.tilstand == E.LEVERT

    @property
    def frafalt(self) -> bool:
        return self.rad.tilstand == E.FRAFALT


@dataclass(frozen=True)
class Evalueringsside:
    linjer: list[Linje]
    neste: Neste | None
    gjor: list[Valg]
    venter: str
    har_kalender: bool
    frist: date | None
    """While somebody is waited for."""


def min_evaluering(sak: Soknad, side: Side | None) -> Evaluering | None:
    return next((rad for rad in sak.evalueringer.all() if rad.side == side), None)


def skyldes(sak: Soknad, side: Side | None) -> bool:
    """Whether that side can still answer, or be let off."""
    rad = min_evaluering(sak, side)
    return rad is not None and rad.tilstand in SKYLDES


def evalueringsside(bruker: Bruker, sak: Soknad, hode: Hode) -> Evalueringsside:
    rader = {rad.side: rad for rad in sak.evalueringer.all()}
    leder = bool(er_leder_egen(bruker, sak))
    neste = _neste(sak, rader, hode)
    kan = hode.verb if skyldes(sak, kan_frafalle(bruker, sak)) else hode.verb - {o.FRAFALL.navn}
    return Evalueringsside(
        linjer=[_linje(bruker, sak, rader[side], hode, leder) for side in _rekkefolge(hode.side) if side in rader],
        neste=neste,
        gjor=valg_for(sak, VALG, kan, neste),
        venter="" if neste else _venter(sak, rader, hode),
        har_kalender=hode.side is not None and sak.tilstand in STAAR,
        frist=next((rad.frist for rad in rader.values() if sak.tilstand == T.GJENNOMFORT), None),
    )


def _rekkefolge(min_side: Side | None) -> list[Side]:
    """One's own first."""
    return sorted(Side, key=lambda side: side != (min_side or Side.HOSPITANT))


def _linje(bruker: Bruker, sak: Soknad, rad: Evaluering, hode: Hode, leder: bool) -> Linje:
    rad.soknad = sak
    leses = rad.tilstand == E.LEVERT and ser_evaluering(bruker, rad)
    er_min = hode.side == rad.side
    return Linje(
        rad=rad,
        tittel=_tittel(Side(rad.side), er_min),
        kan_leses=leses,
        ser_merknad=hode.side is not None or leder,
        frigi=_frigi(rad, hode) if leses and "frigi" in hode.verb else "",
    )


def _tittel(side: Side, er_min: bool) -> str:
    if er_min:
        return _("Din evaluering") if side == Side.HOSPITANT else _("Evalueringen fra enheten din")
    return _("Evalueringen fra hospitanten") if side == Side.HOSPITANT else _("Evalueringen fra vertsenheten")


def _frigi(rad: Evaluering, hode: Hode) -> str:
    sagt_ja = rad.frigitt_hospitant if hode.side == Side.HOSPITANT else rad.frigitt_vert
    if sagt_ja:
        return "nei"
    return "ja" if rad.verdt else ""


def _neste(sak: Soknad, rader: dict[str, Evaluering], hode: Hode) -> Neste | None:
    rad = rader.get(hode.side or "")
    if rad is None or rad.tilstand not in SKYLDES or o.EVALUER.navn not in hode.verb:
        return None
    tekst = _("Noen få spørsmål mot målene i søknaden. Du ser den andre sidens svar når du har gitt ditt eget.")
    if rad.tilstand == E.UTLOPT:
        tekst = _("Fristen var %(dag)s. Du kan fortsatt svare.") % {"dag": dato(rad.frist)}
    return neste_for(
        sak, o.EVALUER, _("Evaluer hospiteringen"), tekst, _("Gi evalueringen"), "hospitering:evaluer", "clipboard"
    )


def _venter(sak: Soknad, rader: dict[str, Evaluering], hode: Hode) -> str:
    if sak.tilstand == T.EVALUERT:
        return _("Evalueringen er avsluttet på begge sider, og hospiteringen er fullført.")
    if sak.tilstand in (T.AVLYST, T.TRUKKET):
        return _("Det ble ikke noe av hospiteringen, så det er ingenting å evaluere.")
    if not rader:
        return _("Begge sider blir bedt om å evaluere når hospiteringen er over.")
    mangler = [rad.side for rad in rader.values() if rad.tilstand in SKYLDES]
    if hode.side and mangler:
        return _("Din side er ferdig. Du får beskjed når den andre siden har svart.")
    navn = {Side.HOSPITANT: _("hospitanten"), Side.VERT: _("vertsenheten")}
    return _("Venter på %(hvem)s.") % {"hvem": _(" og ").join(navn[Side(side)] for side in sorted(mangler))}
