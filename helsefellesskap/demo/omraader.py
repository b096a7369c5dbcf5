"""The areas of the demo. Each is built on the network alone, so that they can be built at the same time."""

from __future__ import annotations

from collections.abc import Callable

from . import lisleger, soknader, veiledning
from .arrangement import Arrangementsbygger
from .avtaler import Avtalebygger
from .forskning import Prosjektbygger
from .forskningsgrunnlag import Forskningsgrunnlag
from .lis1 import Stillingsbygger
from .lis1plasser import Plassbygger
from .lis1tildeling import Tildelingsbygger
from .lis3 import Lisbygger
from .lisandre import Andrebygger
from .lisgrunnlag import Grunnlagsbygger
from .nett import Nett
from .soknader import Soknadsbygger
from .utvalg import Motebygger
from .veiledning import Veiledningsbygger
from .veiledningsfelles import Fellesbygger
from .veiledningsgrunnlag import Veiledningsgrunnlagbygger
from .vertsenheter import Vertsenhetsbygger


def hospitering(nett: Nett, liten: bool) -> None:
    Vertsenhetsbygger(nett).bygg()
    Soknadsbygger(nett, antall=soknader.FAA if liten else soknader.ANTALL).bygg()
    Avtalebygger(nett).bygg()


def med_utvalg(nett: Nett, liten: bool) -> None:
    """Together, since those who plan meetings at the same time wait for each other: committees anchor and adopt."""
    Motebygger(nett).bygg()
    Prosjektbygger(Forskningsgrunnlag(nett).bygg(), liten=liten).bygg()
    Stillingsbygger(nett).bygg()
    Plassbygger(nett).bygg()
    Tildelingsbygger(nett).bygg()


def lis3(nett: Nett, liten: bool) -> None:
    grunnlag = Grunnlagsbygger(nett).bygg()
    Lisbygger(grunnlag, leger=lisleger.utdrag() if liten else lisleger.LEGER).bygg()
    Andrebygger(grunnlag).bygg()


def veiledning_(nett: Nett, liten: bool) -> None:
    grunnlag = Veiledningsgrunnlagbygger(nett).bygg()
    bygger = Veiledningsbygger(grunnlag, antall=veiledning.FAA if liten else veiledning.ANTALL)
    Fellesbygger(bygger).bygg(bygger.bygg())


def arrangementer(nett: Nett, liten: bool) -> None:
    Arrangementsbygger(nett).bygg()


OMRAADER: dict[str, Callable[[Nett, bool], None]] = {
    "hospitering": hospitering,
    "med_utvalg": med_utvalg,
    "lis3": lis3,
    "veiledning": veiledning_,
    "arrangementer": arrangementer,
}
