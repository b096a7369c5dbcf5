"""What follows from a verb here: who is told, and who owes an answer."""

from __future__ import annotations

from collections.abc import Iterable

from grunnmur.organisasjon.models import Bruker, Organ, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.organisasjon.selectors.organ import medlemmer
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.varsling.operations import varsle
from lis.lis1.operations.folger import folk


def si_fra(sak: Sak, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], **data: str | int) -> None:
    """Tell these people, with the case number and what `data` names, never what the case says."""
    varsle(
        hendelse,
        mal=f"tildeling.{mal}",
        mottakere=til,
        adresse=sak.get_absolute_url(),  # type: ignore[attr-defined]
        data={"saksnummer": sak.saksnummer or "", **data},
    )


def i_utvalget(organ: Organ) -> list[Bruker]:
    """Those with a seat in the committee today."""
    return [m.bruker for m in medlemmer(organ)]


def kommunens_folk(kommune: Virksomhet) -> list[Bruker]:
    """The municipality's LIS contacts, else its chief physicians."""
    return folk(ansvarlige(RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=kommune)) or folk(
        ansvarlige(RolleType.KOMMUNEOVERLEGE, virksomhet=kommune)
    )
