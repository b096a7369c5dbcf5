"""What each area brings to the permission matrix: its objects, its addresses, and the law as a text file.

An area is two files here, found by their names; nothing else has to be edited:

`lis.py` says what the paths of its addresses point at::

    # Only for an area with cases: its states, of which the first has a row for every address; and the roles
    # that are strangers to the cases in that state.
    TILSTANDER = ("kladd", "sendt")
    FREMMEDE = ("hamarleder", "utenfor")
    # Only for an area with people of its own: the columns of its file. `fremmed` is all of FREMMEDE in one.
    ROLLER = ("anonym", "fremmed", "lege", "koordinator")
    # Only where one address is many pages: each gets its own lines, as `lis:handling#svar`.
    VARIANTER = {"lis:handling": ("svar", "trekk")}

    def lag(cast: Cast, tilstand: str) -> Ting:
        tildeling = ...                    # built by the area's own operations, in this state
        return Ting({"lis:*": {"pk": tildeling.pk}, "lis:lege": {"lege": cast.soker.pk}}, (tildeling,))

`lis.txt` is written by hand and read by people: address, method, and the status for each role in the order of `ROLLER`. A
new address without its two lines (GET and POST) fails, in whatever file they stand; so does a line without an address.
POST is sent empty, so 200 is the form with its errors.

    lis:sak    GET  302 200 200 …

Rows before the first heading hold in the first state. A heading `[sendt]` starts the rows of another state: there stand the
addresses of its cases (one of `Ting.saker` is in their path) that answer otherwise than in the first state, and only they.
Every other address of those cases is asked too, and must answer as in the first state. A state need not build every case.

What is not asked, because it cannot differ: what takes only POST, or only GET, says so before it looks at anything (405),
and is asked in the first state, by a few. Who is a stranger to a case in a state asks only for its page and to change it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rollebesetning import Cast

ROLLER = (
    "anonym", "soker", "leder", "stedfortreder", "overleder", "kontakt_adm", "kommunemottak", "mottak", "vertsleder",
    "divisjonsleder", "kontakt", "hamarleder", "hamarmottak", "sekretariat", "utenfor", "admin",
)  # fmt: skip

Rad = tuple[str, str]
"""(address, method)"""


@dataclass
class Ting:
    """The objects of one area: path arguments by address, or by `<namespace>:*` for all that have no own line."""

    argumenter: dict[str, dict[str, Any]] = field(default_factory=dict)
    saker: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Omraade:
    """One area: who makes its objects, and what the file says, state by state."""

    navn: str
    lag: Callable[[Cast, str], Ting]
    tilstander: tuple[str, ...]
    fremmede: tuple[str, ...]
    kolonner: tuple[str, ...]
    varianter: dict[str, tuple[str, ...]]
    rader: dict[str, dict[Rad, list[int]]]

    def ventet(self, tilstand: str) -> dict[Rad, dict[str, int]]:
        """Role → status for every row that holds in this state: its own rows over those of the first."""
        rader = self.rader[self.tilstander[0]] | self.rader[tilstand]
        return {rad: dict(self._roller(statuser)) for rad, statuser in rader.items()}

    def _roller(self, statuser: list[int]) -> Iterator[tuple[str, int]]:
        for kolonne, status in zip(self.kolonner, statuser, strict=True):
            for rolle in self.fremmede if kolonne == "fremmed" else (kolonne,):
                yield rolle, status


def les(fil: Path, tilstander: tuple[str, ...]) -> dict[str, dict[Rad, list[int]]]:
    """The rows of one file by state. A heading that is no state of the area, or a row said twice, fails."""
    rader: dict[str, dict[Rad, list[int]]] = {tilstand: {} for tilstand in tilstander}
    tilstand = tilstander[0]
    for linje in fil.read_text(encoding="utf-8").splitlines():
        if not linje or linje.startswith("#"):
            continue
        if linje.startswith("["):
            tilstand = linje.strip("[]")
            assert tilstand in tilstander, f"{fil.name}: {linje} is no state"
            continue
        navn, metode, *svar = linje.split()
        assert (navn, metode) not in rader[tilstand], f"{fil.name}: {navn} {metode} twice in {tilstand}"
        rader[tilstand][navn, metode] = [int(status) for status in svar]
    return rader


def finn() -> dict[str, Omraade]:
    """Every area with its two files in this folder."""
    omraader = {}
    for modul in pkgutil.iter_modules(__path__):
        kode = importlib.import_module(f"{__name__}.{modul.name}")
        tilstander = getattr(kode, "TILSTANDER", ("",))
        omraader[modul.name] = Omraade(
            modul.name,
            kode.lag,
            tilstander,
            getattr(kode, "FREMMEDE", ()),
            getattr(kode, "ROLLER", ROLLER),
            getattr(kode, "VARIANTER", {}),
            les(Path(__path__[0]) / f"{modul.name}.txt", tilstander),
        )
    return omraader


OMRAADER = finn()
ALLE_ROLLER = tuple(
    dict.fromkeys([*ROLLER, *(r for o in OMRAADER.values() for r in (*o.kolonner, *o.fremmede) if r != "fremmed")])
)
"""Everybody who asks anywhere: the roles of the fixed cast, then those of single areas."""
