"""What the pages of one project share: the head above its tabs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.visning import Visning

from .. import overganger as o
from ..models import FOER_SOKNAD, Prosjekt
from ..models.adgang import i_nettverket
from .faner import Fane, prosjektfaner
from .visning import prosjektvisning

KORT = 60


def kort_tittel(prosjekt: Prosjekt) -> str:
    """The title where it must stand on one line, as in the trail of a verb's page."""
    return Truncator(prosjekt.tittel).chars(KORT)


@dataclass(frozen=True)
class Hode:
    """Drawn by `forskning/prosjekt/ramme.html`, which the four pages extend."""

    visning: Visning
    faner: list[Fane]
    frist: date | None
    """The day an application must be sent, while it is not."""
    fullmakter: dict[str, Fullmakt | bool]
    ser_registeret: bool

    @property
    def verb(self) -> set[str]:
        """Names of the transitions this person can do now, for the template: `{% if "endre" in hode.verb %}`."""
        return set(self.fullmakter)


def hode(bruker: Bruker, prosjekt: Prosjekt, her: str = "prosjekt") -> Hode:
    """`her` is which of the four pages it stands on: `prosjekt`, `partnere`, `forankring` or `framdrift`."""
    return Hode(
        visning=prosjektvisning(prosjekt.tilstand),
        faner=prosjektfaner(prosjekt, her),
        frist=prosjekt.frist if prosjekt.tilstand in FOER_SOKNAD else None,
        fullmakter={overgang.navn: f for overgang, f in o.PROSJEKT.fullmakter(bruker, prosjekt).items()},
        ser_registeret=i_nettverket(bruker),
    )
