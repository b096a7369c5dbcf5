"""What the pages of one case share: the head above its tabs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.selectors import adresse_til
from grunnmur.oppgaver.typer import oppgavetype
from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.visning import Visning

from ..models import Side, Soknad
from ..overganger import TABELL
from ..rules import er_soker, spor_en_gang
from ..rules.avtale import side_til
from .faner import Fane, sakfaner
from .steg import visning


@dataclass(frozen=True)
class Hode:
    """Drawn by `hospitering/sak_ramme.html`, which the pages of a case extend."""

    visning: Visning
    venter_paa_meg: bool
    frist: date | None
    """The nearest deadline of what waits for this person."""
    gjenstaar: list[tuple[str, str]]
    """What waits for this person, and the page of the case where it is done."""
    er_soker: bool
    side: Side | None
    """Which side of the agreement this person is on; None for leaders of the own unit, intake and the secretariat."""
    fullmakter: dict[str, Fullmakt | bool]
    faner: list[Fane]

    @property
    def verb(self) -> set[str]:
        """Names of the transitions this person can do now: `{% if "bekreft_periode" in hode.verb %}`."""
        return set(self.fullmakter)

    def paa_vegne_av(self, navn: str) -> str:
        """Whom this person stands in for when doing `navn`; empty for oneself."""
        fullmakt = self.fullmakter.get(navn)
        return fullmakt.paa_vegne_av.navn if isinstance(fullmakt, Fullmakt) and fullmakt.paa_vegne_av else ""


def hode(bruker: Bruker, sak: Soknad, her: str = "sak") -> Hode:
    """`her` is the page it stands on: `sak`, `avtale`, `klargjoring` or `evaluering`. Asks who may do what once."""
    spor_en_gang(sak)
    mine = list(Oppgave.objects.venter_paa(bruker).for_sak(sak).order_by("frist", "venter_siden"))
    return Hode(
        visning=visning(sak.tilstand, venter_paa_meg=bool(mine)),
        venter_paa_meg=bool(mine),
        frist=next((oppgave.frist for oppgave in mine if oppgave.frist), None),
        gjenstaar=[(str(oppgavetype(oppgave.type).kort), adresse_til(oppgave)) for oppgave in mine],
        er_soker=er_soker(bruker, sak),
        side=side_til(bruker, sak) if sak.har_avtale else None,
        fullmakter={overgang.navn: f for overgang, f in TABELL.fullmakter(bruker, sak).items()},
        faner=sakfaner(sak, her),
    )
