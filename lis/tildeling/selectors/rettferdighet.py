"""Fairness over rounds: how many got what they wished, which municipalities stay empty, and who has waited before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Bruker
from lis.lis1.selectors.kommuner import halvaar_navn

from ..fordeling import Kommunetall, Nokkeltall
from ..models import Kandidat, Runde, Rundetilstand
from ..models.adgang import leser_runder, steller_med_runder
from .navn import Navn

FLEST_RUNDER = 12


def krev_leser_av_runder(bruker: Bruker) -> None:
    """Figures of wishes are for those who work with rounds, County Governor and RHF; municipalities never read wishes."""
    if not leser_runder(bruker):
        raise Http404


@dataclass(frozen=True)
class Rundetall:
    """One published round."""

    runde: Runde
    halvaar: str
    tall: Nokkeltall
    forslag_url: str
    """To who got what; empty for those who may not read it."""

    @property
    def forste_prosent(self) -> int:
        return self.tall.forste_promille // 10

    @property
    def setning(self) -> str:
        """The round in words, for those who do not see the picture."""
        return _("%(halvaar)s: %(prosent)s prosent fikk førsteønsket, %(uten)s sto uten plass.") % {
            "halvaar": self.halvaar, "prosent": self.forste_prosent, "uten": self.tall.uten_plass
        }  # fmt: skip


@dataclass(frozen=True)
class Kommunerad:
    """One municipality over all the rounds."""

    navn: str
    plasser: int
    besatt: int
    forste_onsker: int
    runder_med_tomme: int
    """In how many of the rounds a place there was left empty."""
    tomme_paa_rad: int
    """Of the newest rounds with places there, how many in a row left one empty."""

    @property
    def tomme(self) -> int:
        return self.plasser - self.besatt

    @property
    def paa_rad(self) -> str:
        if self.tomme_paa_rad < 2:
            return ""
        return ngettext(
            "Tom plass %(n)s runde på rad", "Tom plass %(n)s runder på rad", self.tomme_paa_rad
        ) % {"n": self.tomme_paa_rad}  # fmt: skip


@dataclass(frozen=True)
class Flergangs:
    """A doctor who has been in more than one round, and what each gave, the oldest first."""

    navn: str
    linjer: list[str]


@dataclass(frozen=True)
class Rettferdighet:
    """The newest round first."""

    runder: list[Rundetall]
    kommuner: list[Kommunerad]
    flergangs: list[Flergangs] | None
    """None for those who may not read who got what."""


def rettferdighet(bruker: Bruker) -> Rettferdighet:
    """Of the newest published rounds. Whoever was ruled out of a round, or is a candidate, reads nothing of that round."""
    steller = steller_med_runder(bruker)
    synlige = Runde.objects.synlig_for(bruker).filter(tilstand=Rundetilstand.PUBLISERT)
    synlige = synlige.exclude(pk__in=Runde.objects.stengt_for(bruker).values("pk"))
    rader = synlige.order_by("-oppstart", "-publisert").annotate(tall=F("valgt__resultat__nokkeltall"))[:FLEST_RUNDER]
    runder = [
        Rundetall(
            runde=runde,
            halvaar=halvaar_navn(runde.oppstart),
            tall=Nokkeltall.fra_json(runde.tall),  # type: ignore[attr-defined]
            forslag_url=_forslag_url(runde.valgt_id) if steller else "",
        )
        for runde in rader
    ]
    return Rettferdighet(runder, _kommuner(runder), _flergangs(runder) if steller else None)


def _forslag_url(pk: UUID | None) -> str:
    return reverse("tildeling:forslag", args=[pk])


def _kommuner(runder: Iterable[Rundetall]) -> list[Kommunerad]:
    per: dict[str, list[Kommunetall]] = defaultdict(list)
    for runde in runder:
        for rad in runde.tall.kommuner:
            if rad.plasser or rad.onsket_av:
                per[rad.kommune].append(rad)
    navn = Navn([], per)
    svar = []
    for id_, kommunenavn in navn.kommuner.items():
        tall = per[id_]
        svar.append(
            Kommunerad(
                navn=kommunenavn,
                plasser=sum(t.plasser for t in tall),
                besatt=sum(t.plasser - t.ledige for t in tall),
                forste_onsker=sum(t.forste_onske_for for t in tall),
                runder_med_tomme=sum(t.ledige > 0 for t in tall),
                tomme_paa_rad=_paa_rad(t.ledige > 0 for t in tall if t.plasser),
            )
        )
    return svar


def _paa_rad(tomme: Iterable[bool]) -> int:
    antall = 0
    for tom in tomme:
        if not tom:
            break
        antall += 1
    return antall


def _flergangs(runder: list[Rundetall]) -> list[Flergangs]:
    """Candidates by doctor over these rounds; only those who have been in more than one."""
    rader = Kandidat.objects.filter(runde__in=[r.runde.pk for r in runder], trukket=None).order_by("lege__sortering")
    per: dict[tuple[UUID, str], dict[UUID, UUID]] = defaultdict(dict)
    for lege, navn, runde, pk in rader.values_list("lege", "lege__navn", "runde", "pk"):
        per[lege, navn][runde] = pk
    flere = {nokkel: mine for nokkel, mine in per.items() if len(mine) > 1}
    if not flere:
        return []
    fikk = _fikk([r.runde for r in runder])
    navn_paa = Navn([], {sted for sted, _onske in fikk.values() if sted})
    eldst_forst: list[tuple[UUID, date]] = [(r.runde.pk, r.runde.oppstart) for r in reversed(runder)]
    return [
        Flergangs(
            navn,
            [_linje(oppstart, fikk.get(mine[runde]), navn_paa) for runde, oppstart in eldst_forst if runde in mine],
        )
        for (_lege, navn), mine in flere.items()
    ]


def _fikk(runder: Iterable[Runde]) -> dict[UUID, tuple[str | None, int | None]]:
    """Where, and by which wish, by candidate."""
    svar = {}
    plasseringer = Runde.objects.filter(pk__in=[r.pk for r in runder]).values_list(
        "valgt__resultat__plasseringer", flat=True
    )
    for rader in plasseringer:
        for rad in rader or ():
            svar[UUID(rad["kandidat"])] = (rad["kommune"], rad["onske"])
    return svar


def _linje(oppstart: date, fikk: tuple[str | None, int | None] | None, navn: Navn) -> str:
    data = {"halvaar": halvaar_navn(oppstart)}
    if fikk is None or fikk[0] is None:
        return _("%(halvaar)s: uten plass") % data
    if fikk[1] is None:
        return _("%(halvaar)s: %(kommune)s, utenfor ønskene") % {**data, "kommune": navn.kommune(fikk[0])}
    return _("%(halvaar)s: %(kommune)s, %(nr)s. ønske") % {**data, "kommune": navn.kommune(fikk[0]), "nr": fikk[1]}
