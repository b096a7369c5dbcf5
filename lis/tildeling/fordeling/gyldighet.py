"""Everything that must hold before an input is used. The first thing wrong is said; nothing is mended silently."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from .feil import Feilkode, UgyldigInndata
from .rekkefolge import Egne, Felles
from .seter import Seter

if TYPE_CHECKING:
    from .inndata import Inndata, Kandidat, Kommune

MAKS_TEGN = 100
MAKS_PLASSER = 10_000
MAKS_GRUPPER = 6
"""Groups with reserved places in one municipality: the independent check looks at every set of them."""
MAKS_POENG = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""
FRO = re.compile(r"[0-9a-f]{32,128}")


def krev(inndata: Inndata) -> None:
    """Raises `UgyldigInndata`."""
    if not isinstance(inndata.fro, str) or not FRO.fullmatch(inndata.fro):
        raise UgyldigInndata(Feilkode.FRO)
    kommuner = _unike((kommune.id for kommune in inndata.kommuner), "kommune")
    kandidater = _unike((kandidat.id for kandidat in inndata.kandidater), "kandidat")
    for kommune in inndata.kommuner:
        _krev_kommune(kommune)
    for kandidat in inndata.kandidater:
        _krev_kandidat(kandidat, kommuner)
    _krev_rekkefolge(inndata.rekkefolge, inndata.kandidater, kandidater, kommuner)
    _krev_faste(inndata, kandidater, kommuner)


def _unike(ider: Iterable[str], slag: str) -> set[str]:
    sett: set[str] = set()
    for id_ in ider:
        _krev_id(id_, slag)
        if id_ in sett:
            raise UgyldigInndata(Feilkode.DOBBEL, **{slag: id_})
        sett.add(id_)
    return sett


def _krev_id(id_: object, slag: str) -> None:
    if not isinstance(id_, str) or not id_ or len(id_) > MAKS_TEGN or not id_.isprintable():
        raise UgyldigInndata(Feilkode.ID, **{slag: id_})


def _krev_tall(tall: object, minst: int, mest: int, **hvor: object) -> None:
    if type(tall) is not int or not minst <= tall <= mest:  # True and False are numbers to isinstance
        raise UgyldigInndata(Feilkode.TALL, tall=tall, **hvor)


def _krev_kommune(kommune: Kommune) -> None:
    _krev_tall(kommune.plasser, 0, MAKS_PLASSER, kommune=kommune.id)
    for gruppe, antall in kommune.reservert.items():
        _krev_id(gruppe, "gruppe")
        _krev_tall(antall, 1, MAKS_PLASSER, kommune=kommune.id, gruppe=gruppe)
    if kommune.apne < 0 or len(kommune.reservert) > MAKS_GRUPPER:
        raise UgyldigInndata(Feilkode.FOR_MANGE_RESERVERT, kommune=kommune.id)


def _krev_kandidat(kandidat: Kandidat, kommuner: Collection[str]) -> None:
    if type(kandidat.onsker) is not tuple or type(kandidat.grupper) is not frozenset:  # else equal ones would differ
        raise UgyldigInndata(Feilkode.FORM, sted="kandidat", kandidat=kandidat.id)
    for gruppe in kandidat.grupper:
        _krev_id(gruppe, "gruppe")
    for onske in kandidat.onsker:
        if onske not in kommuner:
            raise UgyldigInndata(Feilkode.UKJENT_KOMMUNE, kandidat=kandidat.id, kommune=onske)
    if len(set(kandidat.onsker)) < len(kandidat.onsker):
        dobbel = next(onske for onske in kandidat.onsker if kandidat.onsker.count(onske) > 1)
        raise UgyldigInndata(Feilkode.DOBBEL, kandidat=kandidat.id, kommune=dobbel)


def _krev_rekkefolge(
    regel: Felles | Egne, alle: Iterable[Kandidat], kandidater: Collection[str], kommuner: Collection[str]
) -> None:
    if isinstance(regel, Felles):
        _krev_poeng(regel.poeng, kandidater)
        for kandidat in alle:
            if kandidat.id not in regel.poeng:
                raise UgyldigInndata(Feilkode.UTEN_POENG, kandidat=kandidat.id)
        return
    for kommune, poeng in regel.poeng.items():
        if kommune not in kommuner:
            raise UgyldigInndata(Feilkode.UKJENT_KOMMUNE, kommune=kommune)
        _krev_poeng(poeng, kandidater, kommune=kommune)
    for kandidat in alle:
        for onske in kandidat.onsker:
            if kandidat.id not in regel.poeng.get(onske, ()):
                raise UgyldigInndata(Feilkode.UTEN_POENG, kandidat=kandidat.id, kommune=onske)


def _krev_poeng(poeng: Mapping[str, int], kandidater: Collection[str], **hvor: object) -> None:
    for id_, tall in poeng.items():
        if id_ not in kandidater:
            raise UgyldigInndata(Feilkode.UKJENT_KANDIDAT, kandidat=id_, **hvor)
        if type(tall) is not int or not -MAKS_POENG <= tall <= MAKS_POENG:
            raise UgyldigInndata(Feilkode.TALL, tall=tall, kandidat=id_, **hvor)


def _krev_faste(inndata: Inndata, kandidater: Collection[str], kommuner: Collection[str]) -> None:
    ved: dict[str, list[str]] = {}
    for kandidat, kommune in inndata.faste.items():
        if kandidat not in kandidater:
            raise UgyldigInndata(Feilkode.UKJENT_KANDIDAT, kandidat=kandidat)
        if kommune is not None and kommune not in kommuner:
            raise UgyldigInndata(Feilkode.UKJENT_KOMMUNE, kandidat=kandidat, kommune=kommune)
        if kommune is not None:
            ved.setdefault(kommune, []).append(kandidat)
    if not ved:
        return
    grupper = {kandidat.id: kandidat.grupper for kandidat in inndata.kandidater}
    for sted in inndata.kommuner:
        seter, faste = Seter(sted), ved.get(sted.id, [])
        if any(seter.prov(nr, seter.rett(grupper[id_])) is not None for nr, id_ in enumerate(faste)):
            raise UgyldigInndata(Feilkode.FASTE_FAR_IKKE_PLASS, kommune=sted.id, kandidater=sorted(faste))
