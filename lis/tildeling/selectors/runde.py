"""One round as one person sees it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, tilgang_for
from grunnmur.organisasjon.selectors.organ import organene_til
from grunnmur.portal.sider import Nokkelside
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.selectors import Historikklinje, hendelser_i
from grunnmur.saksgang.valg import Neste, Valg
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.selectors.kalender import neste_mote
from lis.lis1.selectors.kommuner import halvaar_navn

from .. import overganger as o
from .. import rules
from ..models import Kandidat, Kriterier, Runde, Rundetilstand
from ..models.adgang import leser_lis1, leser_runder
from .historikk import historikk
from .kandidat import Kandidatrad, kandidatside, rader_for
from .plasser import Kommuneplasser, plasser_i, sum_plasser
from .rundevalg import andre_valg, neste_steg

RT = Rundetilstand

VISNINGER = {
    RT.PLANLAGT: Visning.PLANLAGT,
    RT.AAPEN: Visning.AAPEN_FOR_ONSKER,
    RT.BEHANDLES: Visning.UNDER_BEHANDLING,
    RT.UNDERSKRIFT: Visning.TIL_UNDERSKRIFT,
    RT.VEDTATT: Visning.VEDTATT,
    RT.PUBLISERT: Visning.PUBLISERT,
    RT.AVLYST: Visning.AVLYST,
}
FOR_ALLE = {
    o.ENDRE_RUNDE.navn, o.AAPNE.navn, o.LUKK.navn, o.LUKK_TIDLIG.navn, o.ALLE_SIGNERTE.navn, o.PUBLISER.navn,
    o.PUBLISER_TIL_TIDEN.navn, o.AVLYS.navn,
}  # fmt: skip
"""Events that candidates and municipalities may read; the rest is the work of the committee."""
BARE_EGNE = {o.ONSK.navn, o.ONSK_FOR.navn, o.BE_OM_ONSKER.navn}
"""That somebody has wished stands in the list of candidates; sixty lines of it would drown the history."""


def visning(runde: Runde, min: Kandidat | None = None) -> Visning:
    """The state as this reader sees it."""
    if runde.tilstand == RT.AAPEN and min and min.fast_kommune_id is None and min.onsker_levert is None:
        return Visning.VENTER_PAA_DEG
    return VISNINGER[RT(runde.tilstand)]


@dataclass(frozen=True)
class Antall:
    """Candidates that are in the round: how many there are, have a municipality already, and have said what they wish."""

    alle: int
    faste: int
    levert: int

    @property
    def onsker(self) -> int:
        return self.alle - self.faste

    @property
    def mangler(self) -> int:
        return self.onsker - self.levert


def tell_kandidater(runde: Runde) -> Antall:
    med = runde.kandidater.filter(trukket=None)
    return Antall(
        **med.aggregate(
            alle=Count("pk"),
            faste=Count("pk", filter=Q(fast_kommune__isnull=False)),
            levert=Count("pk", filter=Q(onsker_levert__isnull=False)),
        )
    )


@dataclass(frozen=True)
class Rundeside:
    """`min` is the reader's own place among the candidates; `utelukket`: ruled out by the committee."""

    runde: Runde
    visning: Visning
    halvaar: str
    fullmakter: dict[str, Fullmakt | bool]
    min: Kandidat | None
    utelukket: bool
    ser_lister: bool
    """Whether the lists around the round exist for this person."""
    ser_stillinger: bool
    kan_invitere: bool
    """Whether the person may let a doctor into the portal: the LIS coordinator."""
    behandler: bool
    har_grupper: bool
    """Whether candidates can belong to groups, and this person reads who does."""
    antall: Antall
    plasser: list[Kommuneplasser]
    side: Nokkelside | None
    """Candidates by name; None for those who do not see who they are."""
    rader: list[Kandidatrad]
    ser_onsker: bool
    kriterier: Kriterier | None
    neste_mote: Mote | None
    ser_utvalget: bool
    ser_arbeidsutvalget: bool
    historikk: list[Historikklinje]
    neste: Neste | None
    gjor: list[Valg]

    def kan(self, navn: str) -> bool:
        return navn in self.fullmakter

    @property
    def verb(self) -> set[str]:
        """Names of the transitions this person can do now, for the template."""
        return set(self.fullmakter)

    @property
    def antall_plasser(self) -> int:
        return sum_plasser(self.plasser)

    @property
    def for_faa(self) -> int:
        """Places too few for everybody in the round."""
        return max(0, self.antall.alle - self.antall_plasser)

    @property
    def fristen_er_ute(self) -> bool:
        return self.runde.frist <= timezone.now()

    @property
    def er_kandidat(self) -> bool:
        return self.min is not None and self.min.trukket is None


def min_kandidat(bruker: Bruker, runde: Runde) -> Kandidat | None:
    return runde.kandidater.filter(lege__bruker=bruker).select_related("fast_kommune", "lege").first()


def rundeside(runde: Runde, bruker: Bruker, markor: str | None = None) -> Rundeside:
    """`markor` is the page of the list of candidates."""
    min = min_kandidat(bruker, runde)
    behandler = bool(rules.behandler(bruker, runde))
    ser_onsker = behandler and runde.etter_fristen
    # Whoever competes for the places does not see who the others are.
    ser_kandidater = leser_runder(bruker) and min is None
    fullmakter = {overgang.navn: f for overgang, f in o.RUNDE.fullmakter(bruker, runde).items()}
    antall = tell_kandidater(runde)
    neste = neste_steg(runde, set(fullmakter), antall.alle)
    side = kandidatside(runde, markor, med_onsker=ser_onsker) if ser_kandidater else None
    mine = set(organene_til(bruker).values_list("pk", flat=True))
    return Rundeside(
        runde=runde,
        visning=visning(runde, min),
        halvaar=halvaar_navn(runde.oppstart),
        fullmakter=fullmakter,
        min=min,
        utelukket=min is None and rules.er_utelukket(bruker, runde),
        ser_lister=leser_lis1(bruker) or leser_runder(bruker),
        ser_stillinger=leser_lis1(bruker),
        kan_invitere=tilgang_for(bruker).har(RolleType.LIS_KOORDINATOR),
        behandler=behandler,
        har_grupper=behandler and runde.kriterier is not None and runde.kriterier.grupper.exists(),
        antall=antall,
        plasser=plasser_i(runde),
        side=side,
        rader=rader_for(side, med_onsker=ser_onsker, med_grupper=behandler) if side else [],
        ser_onsker=ser_onsker,
        kriterier=runde.kriterier,
        neste_mote=neste_mote(runde.organ, timezone.localdate()),
        ser_utvalget=runde.organ_id in mine,
        ser_arbeidsutvalget=runde.arbeidsutvalg_id in mine,
        historikk=historikk(runde, _synlige(runde, bruker, behandler)),
        neste=neste,
        gjor=andre_valg(runde, set(fullmakter), neste),
    )


def _synlige(runde: Runde, bruker: Bruker, behandler: bool) -> list[Hendelse]:
    def ser(h: Hendelse) -> bool:
        if h.navn in BARE_EGNE:
            return h.utfort_av_id == bruker.pk
        return behandler or h.navn in FOR_ALLE

    return [h for h in hendelser_i(runde) if ser(h)]
