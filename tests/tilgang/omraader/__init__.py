"""What each area brings to the permission matrix: its objects, its addresses, and the law as a text file.

An area is two files here, found by their names; nothing else has to be edited:

`lis.py` says what the paths of its addresses point at::

    # Only for an area with a case: its states, of which the first has a row for every address; and the roles
    # that are strangers to the case in that state.
    TILSTANDER = ("kladd", "sendt")
    FREMMEDE = ("hamarleder", "utenfor")

    def lag(cast: Cast, tilstand: str) -> Ting:
        tildeling = ...                    # built by the area's own operations, in this state
        return Ting({"lis:*": {"pk": tildeling.pk}, "lis:lege": {"lege": cast.soker.pk}}, sak=tildeling)

`lis.txt` is written by hand and read by people: address, method, and the status for each role in the order of `ROLLER`
(`tests/tilgang/adresser.py`). A new address without its two lines (GET and POST) fails, in whatever file they stand; so does
a line without an address. POST is sent empty, so 200 is the form with its errors.

    lis:sak    GET  302 200 200 …

Rows before the first heading hold in the first state. A heading `[sendt]` starts the rows of another state: there stand the
addresses of the case (`Ting.sak` is in their path) that answer otherwise than in the first state, and only they. Every
other address of the case is asked too, and must answer as in the first state. Addresses that take only POST, or only GET,
say so before they look at anything (405), and are asked in the first state alone.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rollebesetning import Cast

Rad = tuple[str, str]
"""(address, method)"""


@dataclass
class Ting:
    """The objects of one area: path arguments by address, or by `<namespace>:*` for all that have no own line."""

    argumenter: dict[str, dict[str, Any]] = field(default_factory=dict)
    sak: Any = None


@dataclass(frozen=True)
class Omraade:
    """One area: who makes its objects, and what the file says, state by state."""

    navn: str
    lag: Callable[[Cast, str], Ting]
    tilstander: tuple[str, ...]
    fremmede: tuple[str, ...]
    rader: dict[str, dict[Rad, list[int]]]

    def ventet(self, tilstand: str) -> dict[Rad, list[int]]:
        """What holds in this state: its own rows over those of the first."""
        return self.rader[self.tilstander[0]] | self.rader[tilstand]


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
        rader = les(Path(__path__[0]) / f"{modul.name}.txt", tilstander)
        omraader[modul.name] = Omraade(modul.name, kode.lag, tilstander, getattr(kode, "FREMMEDE", ()), rader)
    return omraader


OMRAADER = finn()
