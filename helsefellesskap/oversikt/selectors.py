"""What the front page shows. The only place that reads from several areas at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.selectors import Fristrad, Oppgaverad, adresse_til, hast, rader, ventende
from grunnmur.oppgaver.typer import oppgavetype
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.steg import Steg
from grunnmur.portal.visning import Visning
from hospitering.models import Soknad, Tilstand
from hospitering.selectors.steg import kortsteg, visning

MEST = 6
"""How many rows of each kind the front page shows before it links to the rest."""


@dataclass(frozen=True)
class Sakskort:
    """One of my own cases, of any area, as a card."""

    tittel: str
    url: str
    saksnummer: str
    soknad: Soknad
    visning: Visning
    steg: list[Steg]

    @property
    def er_utkast(self) -> bool:
        return self.soknad.tilstand == Tilstand.UTKAST


@dataclass(frozen=True)
class MinSide:
    """*Venter på deg*, my cases, and deadlines, each with at most `MEST` rows and how many there are."""

    venter: list[Oppgaverad]
    antall_venter: int
    frister: list[Fristrad]
    saker: list[Sakskort]
    flere_saker: bool


def min_side(bruker: Bruker) -> MinSide:
    """The signed-in front page: three queries and the roles, whatever the number of cases."""
    oppgaver = list(ventende(bruker).order_by("sorteringsfrist", "venter_siden", "pk"))
    mine = list(
        Soknad.objects.filter(soker=bruker).exclude(tilstand=Tilstand.TRUKKET).med_navn().order_by("-endret")[: MEST + 1]
    )
    svar_paa = {o.sak_id for o in oppgaver}
    return MinSide(
        venter=rader(oppgaver[:MEST]),
        antall_venter=len(oppgaver),
        frister=_frister(oppgaver[:MEST]),
        saker=[_kort(s, venter_paa_meg=s.pk in svar_paa) for s in mine[:MEST]],
        flere_saker=len(mine) > MEST,
    )


def _frister(oppgaver: list[Oppgave]) -> list[Fristrad]:
    idag = timezone.localdate()
    return [
        Fristrad(o.frist, str(oppgavetype(o.type).kort) % {"emne": o.emne}, adresse_til(o), hast(o.frist, idag))
        for o in oppgaver
        if o.frist
    ]


def _kort(soknad: Soknad, *, venter_paa_meg: bool) -> Sakskort:
    hvor = soknad.vertsnavn or _("enhet som ikke er valgt")
    return Sakskort(
        tittel=_("Hospitering ved %(hvor)s") % {"hvor": hvor},
        url=soknad.get_absolute_url(),
        saksnummer=soknad.saksnummer or "",
        soknad=soknad,
        visning=visning(soknad.tilstand, venter_paa_meg=venter_paa_meg),
        steg=[] if soknad.tilstand == Tilstand.UTKAST else kortsteg(soknad),
    )
