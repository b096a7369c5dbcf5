"""From frozen input to the answer."""

from __future__ import annotations

from .brett import Brett
from .inndata import Inndata
from .rekkefolge import Felles
from .resultat import Resultat
from .sammenstilling import sett_sammen


def fordel(inndata: Inndata) -> Resultat:
    """Give the places out as the order says; the method follows from the order.

    Nobody with a place has somebody before them who wants it and may have it, no place stands empty that somebody wants
    and may have, and nobody gains by listing other wishes than their own.
    """
    brett = Brett(inndata)
    if isinstance(inndata.rekkefolge, Felles):
        seriell(brett)
    else:
        utsatt(brett)
    brett.ordne()
    return sett_sammen(brett)


def seriell(brett: Brett) -> None:
    """Serial dictatorship: in the common order, each takes the best that those before have left."""
    for id_ in brett.rekkefolge.liste(""):
        if id_ not in brett.inndata.faste:
            for onske in brett.inndata.kandidat[id_].onsker:
                if brett.spor(id_, onske) is None:
                    break


def utsatt(brett: Brett) -> None:
    """Deferred acceptance: each asks down the list; a municipality keeps the best by its order, the rest ask on."""
    igjen = {k.id: iter(k.onsker) for k in brett.inndata.kandidater if k.id not in brett.inndata.faste}
    for forst in igjen:
        hvem: str | None = forst
        while hvem is not None and (onske := next(igjen[hvem], None)) is not None:
            hvem = brett.spor(hvem, onske)
