"""What follows a verb on a meeting: who is told, and who owes what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, Rolle
from grunnmur.organisasjon.selectors.organ import medlemmer, verv_i
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.operations import varsle

from ..models import STELLER_UTVALG, Mote

Verv = Organmedlem.Verv


def si_fra(mote: Mote, hendelse: Hendelse, mal: str, mottakere: Iterable[Bruker], *, av: str = "") -> None:
    """Tell these people; the words are made in the language of each."""
    data = {
        "organ": mote.organ.navn,
        "saksnummer": mote.saksnummer,
        "start": mote.start.isoformat(),
        "dag": mote.dag.isoformat(),
        "av": av or hendelse.utfort_av.navn,
    }
    varsle(hendelse, mal=f"utvalg.{mal}", mottakere=mottakere, adresse=mote.get_absolute_url(), data=data)


def innkalte(mote: Mote, dag: date) -> list[Bruker]:
    """Who sits in the committee on the day of the meeting and on `dag`; of the deputies those who are called in.

    Whoever leaves before the meeting is not called to it; whoever comes later cannot read it yet.
    """
    varaer = set(mote.forfall.gjeldende().values_list("vara", flat=True))
    sitter = [m for m in verv_i(mote.organ, mote.dag) if m.gjelder(dag)]
    return [m.bruker for m in sitter if m.verv != Verv.VARA or m.bruker_id in varaer]


def svarer(mote: Mote, dag: date) -> list[Organmedlem]:
    """Whose answer a written procedure waits for: those with a seat on its last day who sit there on `dag`."""
    return [m for m in medlemmer(mote.organ, mote.dag) if m.gjelder(dag)]


def sekretaeren(organ: Organ, dag: date) -> dict[str, Any]:
    """Who owes the secretary's work: the committee's own secretary, else those who keep every committee.

    Where nobody does, the trust's administrative contact is asked to see that somebody gets the role.
    """
    egen = Organmedlem.objects.gjeldende(dag).filter(organ=organ, verv=Verv.SEKRETAER, bruker__is_active=True)
    if medlem := egen.select_related("bruker").first():
        return {"person": medlem.bruker}
    for type_ in reversed(STELLER_UTVALG):
        roller = Rolle.objects.gjeldende(dag).filter(type=type_, enhet__isnull=True, bruker__is_active=True)
        if rolle := roller.select_related("virksomhet").order_by("gyldig_fra", "pk").first():
            return {"rolletype": type_, "virksomhet": rolle.virksomhet}
    return {"rolletype": STELLER_UTVALG[-1], "virksomhet": organ.helsefellesskap.helseforetak}


def sekretaerene(organ: Organ, dag: date) -> list[Bruker]:
    """The people behind `sekretaeren`."""
    hvem = sekretaeren(organ, dag)
    if "person" in hvem:
        return [hvem["person"]]
    roller = Rolle.objects.gjeldende(dag).filter(type=hvem["rolletype"], virksomhet=hvem["virksomhet"])
    return list(Bruker.objects.filter(roller__in=roller, is_active=True).distinct())


def be_sekretaeren(mote: Mote, hendelse: Hendelse, type_: str, *, dag: date, **frist: Any) -> None:
    """A task for the secretary."""
    aapne_oppgave(
        mote,
        type_,
        hendelse,
        emne=mote.organ.navn,
        undertekst=mote.saksnummer or "",
        **sekretaeren(mote.organ, dag),
        **frist,
    )
