"""The capacity board: one row per place, one column per month, who is where and what is free."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import NBSP, dato_uten_aar, maaned, maanedsnavn

from .. import rules
from ..frister import maaned_nr, maaned_slutt, maaned_start
from ..models import Avdeling, Plass, Stenging, Tjenestedel, Tjenestetilstand
from .forrang import egne_avdelinger
from .ledighet import Plassledighet, ledige_maaneder, ledighet, plasser_i
from .plassering import Kandidat, horisont, kandidater, som_passer

__all__ = ["Plassledighet", "Tavle", "ledighet", "tavle"]

MAANEDER = 12
STEG = 6
"""How many months forward and back go."""
T = Tjenestetilstand
KORTEST = 3
"""A free run shorter than this can hold nobody."""


@dataclass(frozen=True)
class Maaned:
    navn: str
    aar: str
    naa: bool


@dataclass(frozen=True)
class Celle:
    """One stretch of months of a place. `k` is what the stylesheet knows: now, ok, offer, wish, closed, free."""

    k: str
    bredde: int
    navn: str
    ekstra: str = ""
    skjult: str = ""
    url: str = ""
    ikon: str = ""
    passer: bool = False


@dataclass(frozen=True)
class Bane:
    """One place as a row. The department stands on its first row only, over all of them."""

    celler: list[Celle]
    avdeling: Avdeling | None = None
    antall: int = 0


@dataclass(frozen=True)
class Ledigtall:
    maaned: str
    antall: int


@dataclass(frozen=True)
class Sted:
    navn: str
    ledige: list[Ledigtall]
    baner: list[Bane]


@dataclass(frozen=True)
class Tavle:
    maaneder: list[Maaned]
    tittel: str
    fra: str
    til: str
    forrige: str
    neste: str
    steder: list[Sted]
    uten_plass: list[Kandidat] = field(default_factory=list)


@dataclass(frozen=True)
class _Bane:
    """What a place holds, month by month: a part of a service, a closed period, a wish, or None where it is free."""

    plass: Plass
    ledige: frozenset[int]
    onsket: dict[int, Kandidat]

    def innhold(self, nr: int) -> object:
        start, slutt = maaned_start(nr), maaned_slutt(nr)
        for periode in (*self.plass.tatt_i, *self.plass.stengt_i):  # type: ignore[attr-defined]
            if periode.fra <= slutt and periode.til >= start:
                return periode
        if nr not in self.ledige:
            return self.plass
        return self.onsket.get(nr)


def tavle(bruker: Bruker, fra: date) -> Tavle | None:
    """The board from the month of `fra`: all departments for the coordinator, the led ones for a leader, else None.

    Wishes and who fits are the coordinator's; a leader sees who is coming, and not who is only planned.
    """
    avdelinger = list(egne_avdelinger(bruker))
    koordinator = rules.koordinator(bruker) is not None
    if not avdelinger and not koordinator:
        return None
    forste = maaned_nr(fra)
    siste = forste + MAANEDER - 1
    leger = kandidater() if koordinator else []
    hele = horisont(leger, forste, siste + MAANEDER)
    plasser = plasser_i(*hele, avdelinger=avdelinger)
    ledige = {p.pk: Plassledighet(p, ledige_maaneder(p, *hele)) for p in plasser}
    i_vinduet = [p for p in plasser if p.fra <= maaned_slutt(siste) and (p.til is None or p.til >= maaned_start(forste))]
    tegnet, onsket = _tegn_onsker(leger, i_vinduet, ledige, forste, siste)
    resten = [k for k in leger if k not in tegnet and not k.paa_vent]
    baner = [_Bane(p, ledige[p.pk].ledige, onsket.get(p.pk, {})) for p in i_vinduet]
    steder = []
    for stedsnavn, her in groupby(baner, key=lambda b: b.plass.avdeling.sted):
        stedets = list(her)
        tall = [
            Ledigtall(maaned(maaned_start(nr)), sum(b.innhold(nr) is None for b in stedets))
            for nr in range(forste, siste + 1)
        ]
        steder.append(Sted(stedsnavn, tall, list(_baner(stedets, forste, siste, resten, koordinator))))
    idag = maaned_nr(timezone.localdate())
    start, slutt = maaned_start(forste), maaned_start(siste)
    return Tavle(
        maaneder=[_hode(nr, forste, idag) for nr in range(forste, siste + 1)],
        tittel=f"{_kort(start).capitalize()} – {_kort(slutt)}",
        fra=maaned(start),
        til=maaned(slutt),
        forrige=maaned_start(forste - STEG).strftime("%Y-%m"),
        neste=maaned_start(forste + STEG).strftime("%Y-%m"),
        steder=steder,
        uten_plass=[k for k in leger if k.onsker and not any(k.starter(p) for p in ledige.values())],
    )


def _hode(nr: int, forste: int, idag: int) -> Maaned:
    dag = maaned_start(nr)
    return Maaned(maanedsnavn(dag, kort=True), str(dag.year) if nr == forste or dag.month == 1 else "", nr == idag)


def _kort(dag: date) -> str:
    return f"{maanedsnavn(dag, kort=True)}{NBSP}{dag.year}"


def _tegn_onsker(
    leger: list[Kandidat], plasser: list[Plass], ledige: dict[int, Plassledighet], forste: int, siste: int
) -> tuple[list[Kandidat], dict[int, dict[int, Kandidat]]]:
    """First wishes that a free place could meet to the month, drawn in the order of the queue, each on one place."""
    tegnet: list[Kandidat] = []
    onsket: dict[int, dict[int, Kandidat]] = {}
    for kandidat in leger:
        if kandidat.paa_vent or not kandidat.onsker:
            continue
        onske = kandidat.onsker[0]
        start = maaned_nr(onske.start)
        maanedene = range(start, start + kandidat.lengde)
        if start > siste or maanedene[-1] < forste:
            continue
        for plass in plasser:
            tatt = onsket.setdefault(plass.pk, {})
            passer = plass.avdeling_id == onske.avdeling_id and ledige[plass.pk].ledig(start, kandidat.lengde)
            if passer and not any(nr in tatt for nr in maanedene):
                tatt.update(dict.fromkeys(maanedene, kandidat))
                tegnet.append(kandidat)
                break
    return tegnet, onsket


def _baner(stedets: list[_Bane], forste: int, siste: int, leger: list[Kandidat], lenker: bool) -> Iterator[Bane]:
    for _avdeling, her in groupby(stedets, key=lambda b: b.plass.avdeling_id):
        avdelingens = list(her)
        for nummer, bane in enumerate(avdelingens):
            celler = list(_celler(bane, forste, siste, leger, lenker))
            if nummer:
                yield Bane(celler)
            else:
                yield Bane(celler, bane.plass.avdeling, len(avdelingens))


def _celler(bane: _Bane, forste: int, siste: int, leger: list[Kandidat], lenker: bool) -> Iterator[Celle]:
    nr = forste
    while nr <= siste:
        hva, til = bane.innhold(nr), nr
        while til < siste and bane.innhold(til + 1) is hva:
            til += 1
        yield _celle(bane, hva, nr, til, siste, leger, lenker)
        nr = til + 1


def _celle(bane: _Bane, hva: object, fra: int, til: int, siste: int, leger: list[Kandidat], lenker: bool) -> Celle:
    bredde = til - fra + 1
    if isinstance(hva, Tjenestedel):
        return _tjeneste(hva, fra, til, lenker)
    if isinstance(hva, Stenging):
        return Celle("closed", bredde, _("Stengt"), hva.grunn, skjult=_tidsrom(fra, til))
    if isinstance(hva, Kandidat):
        url = reverse("lis3:plasser_lege", args=[bane.plass.pk, hva.innmelding.pk])
        onsket = _("ønsket, ikke tildelt")
        start = maaned_start(maaned_nr(hva.onsker[0].start)).strftime("%Y-%m")
        skjult = f", {onsket}{_tidsrom(fra, til)}"
        return Celle("wish", bredde, hva.navn, skjult=skjult, url=f"{url}?start={start}", ikon="circle")
    if hva is not None:
        return Celle("closed", bredde, _("Ikke i bruk"), skjult=_tidsrom(fra, til))
    return _ledig(bane, fra, til, siste, leger, lenker)


def _tjeneste(del_: Tjenestedel, fra: int, til: int, lenker: bool) -> Celle:
    sak, bredde, tid = del_.tjeneste, til - fra + 1, _tidsrom(fra, til)
    navn, url = sak.innmelding.lege.navn, sak.get_absolute_url()
    if sak.tilstand == T.PAAGAAR:
        ekstra = _("til %(dag)s") % {"dag": dato_uten_aar(del_.til)}
        return Celle("now", bredde, navn, ekstra, f", {_('i tjeneste')}{tid}", url)
    if sak.tilstand in (T.GJENNOMFORT, T.AVBRUTT):
        return Celle("ok", bredde, navn, _("avsluttet"), tid, url)
    if sak.tilstand in (T.BEKREFTET, T.KLAR):
        return Celle("ok", bredde, navn, "", f", {_('bekreftet')}{tid}", url, "check")
    if sak.tilstand == T.PLANLAGT:
        if not lenker:
            return Celle("offer", bredde, _("Satt av"), skjult=tid, ikon="hourglass")
        return Celle("offer", bredde, navn, _("ikke tilbudt ennå"), tid, url, "hourglass")
    ekstra = _("venter på kommunen")
    if sak.tilstand == T.TILBUDT and sak.svarfrist:
        passert = sak.svarfrist < timezone.localdate()
        ekstra = _("ikke besvart") if passert else _("svarfrist %(dag)s") % {"dag": dato_uten_aar(sak.svarfrist)}
    return Celle("offer", bredde, navn, ekstra, f", {_('tilbudt')}{tid}", url, "hourglass")


def _ledig(bane: _Bane, fra: int, til: int, siste: int, leger: list[Kandidat], lenker: bool) -> Celle:
    bredde = til - fra + 1
    slutt = til
    while bane.innhold(slutt + 1) is None and slutt + 1 in bane.ledige:
        slutt += 1
    start = maaned_start(fra)
    if til == siste:
        navn = _("Ledig fra %(maaned)s") % {"maaned": maanedsnavn(start, kort=bredde < 3)} if bredde > 1 else _("Ledig")
    else:
        navn = _("Ledig %(antall)s md.") % {"antall": bredde} if bredde > 1 else _("Ledig")
    skjult = f", {bane.plass.avdeling}{_tidsrom(fra, til)}"
    if not lenker or slutt - fra + 1 < KORTEST or slutt < maaned_nr(timezone.localdate()):
        return Celle("free", bredde, navn, skjult=skjult)
    her = Plassledighet(bane.plass, frozenset(range(fra, slutt + 1)))
    antall = len(som_passer(leger, her))
    if not antall or bredde > 2:
        ekstra = ngettext("%(antall)s i køen passer", "%(antall)s i køen passer", antall) % {"antall": antall}
    else:
        navn = _("Ledig")  # two months have no room for more
        ekstra = ngettext("%(antall)s passer", "%(antall)s passer", antall) % {"antall": antall}
    url = f"{reverse('lis3:plasser', args=[bane.plass.pk])}?fra={start:%Y-%m}"
    return Celle("free", bredde, navn, ekstra if antall else "", skjult, url, passer=bool(antall))


def _tidsrom(fra: int, til: int) -> str:
    """«, mars 2027 til august 2027», read out after what the cell says."""
    if fra == til:
        return f", {maaned(maaned_start(fra))}"
    return ", " + _("%(fra)s til %(til)s") % {"fra": maaned(maaned_start(fra)), "til": maaned(maaned_start(til))}
