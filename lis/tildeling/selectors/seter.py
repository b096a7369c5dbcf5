"""The seats of the committee in one round: who decides, which deputy may step in, and who must keep away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.organisasjon.selectors.organ import DELTAR, plasser, varaer_for, verv_i

from ..models import Habilitetsutfall, Runde


def utelukkede(runde: Runde) -> set[UUID]:
    """Everybody who may have no part: ruled out by the committee, or a candidate (as `rules.er_utelukket`)."""
    inhabile = runde.habilitet.filter(utfall=Habilitetsutfall.INHABIL).values_list("bruker", flat=True)
    kandidater = runde.kandidater.filter(lege__bruker__isnull=False).values_list("lege__bruker", flat=True)
    return {pk for pk in (*inhabile, *kandidater) if pk}


@dataclass(frozen=True)
class Sete:
    """One seat that day, with those who may sit in it: the member first, then deputies."""

    medlem: Organmedlem
    mulige: list[Bruker]
    utelukket: list[Bruker]
    """Who would have, but must keep away."""

    @property
    def ventet(self) -> UUID | None:
        return self.mulige[0].pk if self.mulige else None


def seter(runde: Runde, dag: date) -> list[Sete]:
    alle = verv_i(runde.organ, dag)
    borte = utelukkede(runde)
    funnet = []
    for medlem in (m for m in alle if m.verv in DELTAR):
        folk = [medlem.bruker, *(v.bruker for v in varaer_for(medlem, alle))]
        aktive = [b for b in folk if b.is_active]
        funnet.append(Sete(medlem, [b for b in aktive if b.pk not in borte], [b for b in folk if b.pk in borte]))
    return funnet


def forventet(seter: Iterable[Sete]) -> dict[UUID, UUID]:
    """Seat → person as it would be without anybody choosing: each member, else the first deputy who is free."""
    valgt: dict[UUID, UUID] = {}
    # Members first: nobody's deputy takes a person who has a seat of their own.
    for sete in sorted(seter, key=lambda s: s.ventet != s.medlem.bruker_id):
        person = next((b.pk for b in sete.mulige if b.pk not in valgt.values()), None)
        if person is not None:
            valgt[sete.medlem.pk] = person
    return valgt


def ikke_representert(runde: Runde, deltakere: Mapping[UUID, UUID], dag: date) -> list[str]:
    """The fixed representations that too few of these seats fill, by name (S1-L11)."""
    mangler = []
    for plass in plasser(runde.organ, dag):
        fylt = sum(m.pk in deltakere for m in (*plass.fylt_av, *plass.uten_krav))
        if fylt < plass.representasjon.antall:
            mangler.append(plass.representasjon.navn)
    return mangler
