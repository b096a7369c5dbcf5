"""The state machine as data: one table per kind of case drives buttons, moves, triggers, diagram and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.db import models
from django.utils.functional import Promise

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import Fullmakt

from .models import Sak
from .models.peker import aldri_tomt

Tillatelse = Callable[[Bruker, Any], Fullmakt | bool | None]


@dataclass(frozen=True)
class Overgang:
    """One verb a caseworker says.

    `til` is None for a verb that leaves the state as it is. `tillatt` answers who may: a `Fullmakt` when the
    person acts in a role, perhaps on behalf of its holder. `vilkaar` answers whether the case is ready for it.
    `tekst` is what the history says after the name of who did it, `etikett` what the button says.
    """

    navn: str
    fra: frozenset[str]
    til: str | None
    tillatt: Tillatelse
    etikett: str | Promise
    tekst: str | Promise
    vilkaar: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Overgangstabell:
    """The whole state machine of one kind of case."""

    modell: type[Sak]
    start: str
    overganger: tuple[Overgang, ...]

    def __getitem__(self, navn: str) -> Overgang:
        return next(o for o in self.overganger if o.navn == navn)

    def hendelsestekst(self, navn: str) -> str:
        """What the history says that an event did, also one that no transition makes (`registrer_hendelse`)."""
        return str(ANDRE_HENDELSER[navn] if navn in ANDRE_HENDELSER else self[navn].tekst)

    def flytt(self) -> list[tuple[str, str]]:
        """Every pair of states that some transition connects, in the order of the table."""
        par = [(fra, o.til) for o in self.overganger if o.til for fra in sorted(o.fra) if fra != o.til]
        return list(dict.fromkeys(par))

    def mulige(self, bruker: Bruker, sak: Sak) -> list[Overgang]:
        """What this person may do to this case now: the buttons of the page."""
        return list(self.fullmakter(bruker, sak))

    def fullmakter(self, bruker: Bruker, sak: Sak) -> dict[Overgang, Fullmakt | bool]:
        """What this person may do now, and how: as themselves or on behalf of somebody. Asks each rule once."""
        svar: dict[Tillatelse, Fullmakt | bool | None] = {}
        mulige: dict[Overgang, Fullmakt | bool] = {}
        for o in self.overganger:
            if sak.tilstand not in o.fra or (o.vilkaar and not o.vilkaar(sak)):
                continue
            if o.tillatt not in svar:
                svar[o.tillatt] = o.tillatt(bruker, sak)
            if fullmakt := svar[o.tillatt]:
                mulige[o] = fullmakt
        return mulige

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram."""
        linjer = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for o in self.overganger:
            linjer += [f"    {fra} --> {o.til or fra} : {o.navn}" for fra in sorted(o.fra)]
        i_bruk = {t for par in self.flytt() for t in par}
        endelige = sorted(i_bruk - {fra for fra, _til in self.flytt()})
        return "\n".join([*linjer, *(f"    {t} --> [*]" for t in endelige)]) + "\n"


TABELLER: dict[type[Sak], Overgangstabell] = {}
ANDRE_HENDELSER: dict[str, str | Promise] = {}


def registrer_hendelse(navn: str, tekst: str | Promise) -> None:
    """Make known an event that the ground writes on any kind of case, and what the history says of it."""
    ANDRE_HENDELSER[navn] = tekst


def registrer(modell: type[Sak], *, start: str, overganger: Iterable[Overgang]) -> Overgangstabell:
    """Make the table the law of `modell`, also for raw SQL. Call once, from the area's `overganger.py`."""
    tabell = Overgangstabell(modell, start, tuple(overganger))
    TABELLER[modell] = tabell
    navn = modell._meta.model_name or ""
    pgtrigger.register(
        pgtrigger.FSM(name=f"{navn}_tilstand", field="tilstand", transitions=tabell.flytt()),
        pgtrigger.Trigger(
            name=f"{navn}_start",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            condition=~pgtrigger.Q(new__tilstand=start),
            func="RAISE EXCEPTION 'saken må starte fra begynnelsen' USING ERRCODE = 'check_violation';",
        ),
        pgtrigger.Trigger(
            name=f"{navn}_versjon",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            func="""
                IF NEW.versjon < OLD.versjon OR (NEW.tilstand <> OLD.tilstand AND NEW.versjon = OLD.versjon) THEN
                    RAISE EXCEPTION 'versjonen må stige' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Protect(
            name=f"{navn}_aldri_slettet", operation=pgtrigger.Delete, condition=~pgtrigger.Q(old__tilstand=start)
        ),
        aldri_tomt(navn),
    )(modell)
    return tabell


def tabell_for(sak: models.Model) -> Overgangstabell:
    return TABELLER[type(sak)]  # type: ignore[index]
