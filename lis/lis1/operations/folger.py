"""What follows from a verb of LIS1: who is told, and who owes an answer."""

from __future__ import annotations

from collections.abc import Iterable

from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.operations import varsle

from ..models import Kommuneplass, Stilling
from ..models.kommuneplass import statsforvalteren


def si_fra(
    sak: Stilling | Kommuneplass, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], **data: str | int
) -> None:
    """Tell these people, with the case number and what `data` names, never what the case says."""
    varsle(
        hendelse,
        mal=f"lis1.{mal}",
        mottakere=til,
        adresse=sak.get_absolute_url(),
        data={"saksnummer": sak.saksnummer or "", **data},
    )


def folk(fullmakter: Iterable[Fullmakt]) -> list[Bruker]:
    return [f.bruker for f in fullmakter]


def koordinatorer() -> list[Bruker]:
    """The LIS coordinators of the network's hospital trust, and their stand-ins."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    if helsefellesskap is None:
        return []
    return folk(ansvarlige(RolleType.LIS_KOORDINATOR, virksomhet=helsefellesskap.helseforetak_id))


def statsforvaltere() -> list[Bruker]:
    embete = statsforvalteren()
    return folk(ansvarlige(RolleType.STATSFORVALTER, virksomhet=embete)) if embete else []


def purrefrist() -> int | None:
    """Working days until somebody is reminded, as the network has set it (G-11)."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    return helsefellesskap.purrefrist_virkedager if helsefellesskap else None
