"""What a look at the seal of a file can end in."""

from dataclasses import dataclass
from enum import Enum


class Seglnavn(Enum):
    """Whose key a seal was made with."""

    PORTALEN = "portalen"
    ELDRE = "eldre"
    DEMO = "demo"
    UKJENT = "ukjent"


class Segltilstand(Enum):
    """How the seal stands."""

    HELT = "helt"
    TILFOYD = "tilfoyd"
    BRUTT = "brutt"
    FJERNET = "fjernet"
    INGEN = "ingen"
    ULESELIG = "uleselig"
    FOR_STOR = "for_stor"
    OPPTATT = "opptatt"


@dataclass(frozen=True)
class Segl:
    """The seal of one file: how it stands, and whose it is when that could be read."""

    tilstand: Segltilstand
    navn: Seglnavn | None = None

    @property
    def godt(self) -> bool:
        """Whole, over all of the file, by a key of the portal's."""
        return self.tilstand is Segltilstand.HELT and self.navn in (Seglnavn.PORTALEN, Seglnavn.ELDRE)
