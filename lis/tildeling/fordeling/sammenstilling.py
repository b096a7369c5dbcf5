"""The answer put together from a finished board: placements, reasons and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .brett import Brett
from .forklaring import Aarsak, Grunn, Stengt
from .inndata import Inndata, Kandidat
from .nokkeltall import Kommunetall, Nokkeltall
from .resultat import Plassering, Resultat
from .seter import Rett


def sett_sammen(brett: Brett) -> Resultat:
    inndata, plassert, forklarer = brett.inndata, brett.plassert(), _Forklarer(brett)
    plasseringer = []
    for kandidat in inndata.kandidater:
        kommune, gruppe = plassert.get(kandidat.id, (None, None))
        onske = kandidat.onsker.index(kommune) + 1 if kommune in kandidat.onsker else None
        fast = kandidat.id in inndata.faste
        over = () if fast else kandidat.onsker[: onske - 1 if onske else None]
        grunner = tuple(forklarer.grunn(kandidat, nr, onsket) for nr, onsket in enumerate(over, 1))
        plasseringer.append(Plassering(kandidat.id, kommune, onske, gruppe, fast, grunner))
    return Resultat(inndata, tuple(plasseringer), _nokkeltall(inndata, plasseringer))


class _Forklarer:
    """Why wishes were not met. Those with the same rights in a municipality have the same people before them."""

    def __init__(self, brett: Brett) -> None:
        self.brett = brett
        self._foran: dict[tuple[str, Rett], tuple[int, int, int | None, tuple[Stengt, ...]]] = {}

    def grunn(self, kandidat: Kandidat, onske: int, kommune: str) -> Grunn:
        ordning = self.brett.rekkefolge
        nummer, poeng = ordning.nummer(kommune)[kandidat.id], ordning.poeng(kommune, kandidat.id)
        av, faste, sist, stengt = self._hvem_er_foran(kommune, self.brett.rett(kommune, kandidat.id))
        siste = siste_poeng = lodd = siste_lodd = None
        if sist is not None:
            siste = self.brett.hvem(kommune, sist)
            siste_poeng = ordning.poeng(kommune, siste)
            if siste_poeng == poeng:
                lodd, siste_lodd = ordning.lodd(kommune, kandidat.id), ordning.lodd(kommune, siste)
        return Grunn(
            onske=onske,
            kommune=kommune,
            aarsak=self._aarsak(kommune, av + faste),
            nummer=nummer + 1,
            poeng=poeng,
            av=av,
            siste=siste,
            siste_nummer=None if sist is None else sist + 1,
            siste_poeng=siste_poeng,
            lodd=lodd,
            siste_lodd=siste_lodd,
            faste=faste,
            stengt=stengt,
        )

    def _aarsak(self, kommune: str, i_veien: int) -> Aarsak:
        if i_veien:
            return Aarsak.FULLT
        return Aarsak.RESERVERT if self.brett.inndata.kommune[kommune].plasser else Aarsak.INGEN_PLASS

    def _hvem_er_foran(self, kommune: str, rett: Rett) -> tuple[int, int, int | None, tuple[Stengt, ...]]:
        """How many by the order, how many placed beforehand, the number of the last, and places shut to the asker."""
        if (kommune, rett) not in self._foran:
            seter = self.brett.seter[kommune]
            i_veien = seter.i_veien(rett)
            faste = sum(nr < 0 for nr in i_veien)
            stengt = tuple(
                Stengt(gruppe, seter.antall[slag], seter.antall[slag] - len(seter.sitter[slag]))
                for slag, gruppe in enumerate(seter.grupper)
                if gruppe is not None and slag not in rett
            )
            sist = i_veien[-1] if len(i_veien) > faste else None
            self._foran[kommune, rett] = len(i_veien) - faste, faste, sist, stengt
        return self._foran[kommune, rett]


def _nokkeltall(inndata: Inndata, plasseringer: Iterable[Plassering]) -> Nokkeltall:
    rader = list(plasseringer)
    per_onske = Counter(p.onske for p in rader if p.onske is not None)
    besatt = Counter((p.kommune, p.reservert) for p in rader)
    onsket = Counter(onske for kandidat in inndata.kandidater for onske in kandidat.onsker)
    forste = Counter(kandidat.onsker[0] for kandidat in inndata.kandidater if kandidat.onsker)
    kommuner = []
    for kommune in inndata.kommuner:
        ledige = {gruppe: antall - besatt[kommune.id, gruppe] for gruppe, antall in sorted(kommune.reservert.items())}
        apne = kommune.apne - besatt[kommune.id, None]
        kommuner.append(
            Kommunetall(
                kommune=kommune.id,
                plasser=kommune.plasser,
                ledige=apne + sum(ledige.values()),
                ledige_reserverte=tuple((gruppe, antall) for gruppe, antall in ledige.items() if antall),
                onsket_av=onsket[kommune.id],
                forste_onske_for=forste[kommune.id],
            )
        )
    med_plass = sum(p.kommune is not None for p in rader)
    med_onsker = sum(1 for kandidat in inndata.kandidater if kandidat.onsker)
    flest = max((len(kandidat.onsker) for kandidat in inndata.kandidater), default=0)
    return Nokkeltall(
        kandidater=len(rader),
        med_onsker=med_onsker,
        med_plass=med_plass,
        uten_plass=len(rader) - med_plass,
        utenfor_onskene=sum(p.kommune is not None and p.onske is None for p in rader),
        per_onske=tuple(per_onske[nr] for nr in range(1, flest + 1)),
        forste_promille=per_onske[1] * 1000 // med_onsker if med_onsker else 0,
        verste_onske=max(per_onske, default=None),
        kommuner=tuple(kommuner),
    )
