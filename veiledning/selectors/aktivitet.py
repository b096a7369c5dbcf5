"""Joint activities as people see them: the list, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt, tilgang_for
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.overgang import Overgang
from grunnmur.saksgang.selectors import Historikklinje, hendelser_i, historikk

from .. import overganger as o
from .. import rules
from ..models import Aktivitet, Aktivitetstilstand, Foresporsel, Paamelding, Paameldingssvar, Tilstand

A = Aktivitetstilstand
P = Paameldingssvar

VISNING = {A.PLANLAGT: Visning.PLANLAGT, A.GJENNOMFORT: Visning.FULLFORT, A.AVLYST: Visning.AVLYST}
STILLE = {o.MELD_PAA.navn, o.MELD_AV.navn}
"""Who signs on and off is in the list of participants, not in the history."""


def koordinerte(bruker: Bruker) -> QuerySet[Virksomhet]:
    """The parties this person may plan activities for."""
    return Virksomhet.objects.filter(pk__in=tilgang_for(bruker).virksomheter(RolleType.VEILEDNINGSKOORDINATOR))


def liste(bruker: Bruker, *, vis: str = "", q: str = "", fagfelt: str = "") -> QuerySet[Aktivitet]:
    """What is to come, or (`vis="tidligere"`) what has been, with how many come and whether this person does."""
    naa = timezone.now()
    egen = Paamelding.objects.filter(aktivitet=OuterRef("pk"), bruker=bruker)
    saker = (
        Aktivitet.objects.filter(pk__in=Aktivitet.objects.synlig_for(bruker).order_by().values("pk"))
        .select_related("virksomhet", "svarer", "fagomraade")
        .annotate(
            antall=Count("paameldinger", filter=Q(paameldinger__svar__in=[P.JA, P.VAR_MED])),
            jeg_kommer=Exists(egen.filter(svar__in=[P.JA, P.VAR_MED])),
            jeg_er_spurt=Exists(egen.filter(svar=P.SPURT)),
        )
    )
    kommende = Q(tilstand=A.PLANLAGT, start__gte=naa)
    saker = saker.exclude(kommende) if vis == "tidligere" else saker.filter(kommende)
    if fagfelt:
        saker = saker.filter(fagfelt=fagfelt)
    return saker.filter(Q(tittel__icontains=q) | Q(beskrivelse__icontains=q)) if q else saker


@dataclass(frozen=True, slots=True)
class Aktivitetsrad:
    sak: Aktivitet
    visning: Visning
    merknad: str


def visning(sak: Aktivitet, *, venter: bool = False) -> Visning:
    """The state as this reader sees it; what has passed unregistered waits for whoever must say how it went."""
    return Visning.VENTER_PAA_DEG if venter else VISNING[A(sak.tilstand)]


def rader(saker: list[Aktivitet], bruker: Bruker) -> list[Aktivitetsrad]:
    venter = set(Oppgave.objects.venter_paa(bruker).values_list("sak_id", flat=True))
    passert = timezone.now()
    return [
        Aktivitetsrad(sak, visning(sak, venter=sak.pk in venter and sak.start < passert), _merknad(sak)) for sak in saker
    ]


def _merknad(sak: Aktivitet) -> str:
    """A short word for the row: «kommer», «spurt» or «full»."""
    if getattr(sak, "jeg_kommer", False):
        return "kommer"
    if getattr(sak, "jeg_er_spurt", False) and sak.tilstand == A.PLANLAGT:
        return "spurt"
    full = sak.plasser is not None and getattr(sak, "antall", 0) >= sak.plasser
    return "full" if full and sak.tilstand == A.PLANLAGT else ""


@dataclass(frozen=True)
class Aktivitetsside:
    """One activity as one person sees it.

    Who comes, and what was asked by whom, is for those who arrange it; others see how many (S1-V13). Askers see their own.
    """

    sak: Aktivitet
    visning: Visning
    fullmakter: dict[Overgang, Fullmakt | bool]
    arrangerer: bool
    behov: list[Foresporsel]
    antall_behov: int
    paameldinger: list[Paamelding]
    antall: int
    mitt_svar: str
    mine_behov: list[Foresporsel]
    historikk: list[Historikklinje]
    har_begynt: bool
    er_svarer: bool

    def kan(self, overgang: Overgang) -> bool:
        """What has not begun cannot be registered as held."""
        return overgang in self.fullmakter and (overgang != o.HOLD or self.har_begynt)

    @property
    def ledige(self) -> int | None:
        """Places left; None where there is no ceiling."""
        return None if self.sak.plasser is None else max(self.sak.plasser - self.antall, 0)

    @property
    def er_planlagt(self) -> bool:
        return self.sak.tilstand == A.PLANLAGT

    @property
    def kan_melde_paa(self) -> bool:
        apen = self.er_planlagt and not self.har_begynt and not self.er_svarer
        return apen and self.kan(o.MELD_PAA) and self.mitt_svar != P.JA and self.ledige != 0

    @property
    def kan_melde_av(self) -> bool:
        return self.er_planlagt and not self.har_begynt and self.mitt_svar in (P.JA, P.SPURT)


def aktivitetsside(sak: Aktivitet, bruker: Bruker) -> Aktivitetsside:
    arrangerer = bool(rules.er_aktivitetens(bruker, sak))
    i_den = sak.behov.filter(tilstand__in=[Tilstand.SAMORDNET, Tilstand.GJENNOMFORT, Tilstand.LUKKET])
    behov = list(i_den.select_related("fra_virksomhet", "melder").defer("sokevektor").order_by("meldt_tid", "pk"))
    svarene = list(sak.paameldinger.select_related("bruker").order_by("bruker__sortering"))
    mitt = next((p.svar for p in svarene if p.bruker_id == bruker.pk), "")
    venter = Oppgave.objects.venter_paa(bruker).for_sak(sak).exists()
    har_begynt = sak.start <= timezone.now()
    return Aktivitetsside(
        sak=sak,
        visning=visning(sak, venter=venter and har_begynt),
        fullmakter=o.AKTIVITET.fullmakter(bruker, sak),
        arrangerer=arrangerer,
        behov=behov if arrangerer else [b for b in behov if b.melder_id == bruker.pk],
        antall_behov=len(behov),
        paameldinger=svarene if arrangerer else [],
        antall=sum(p.svar in (P.JA, P.VAR_MED) for p in svarene),
        mitt_svar=mitt,
        mine_behov=[b for b in behov if b.melder_id == bruker.pk],
        historikk=historikk(sak, [h for h in hendelser_i(sak) if h.navn not in STILLE]) if arrangerer else [],
        har_begynt=har_begynt,
        er_svarer=bruker.pk == sak.svarer_id,
    )


def kommende_for(sak: Foresporsel) -> QuerySet[Aktivitet]:
    """Planned activities that a question may be joined to: of the party whose coordinator follows it up."""
    virksomheter = {f.rolle.virksomhet_id for f in rules.koordinatorer(sak)}
    kommende = Aktivitet.objects.filter(virksomhet__in=virksomheter, tilstand=A.PLANLAGT, start__gt=timezone.now())
    return kommende.select_related("virksomhet").order_by("start")


@dataclass(frozen=True)
class Samordnet:
    """What the page of a question shows of the activity that it is joined to."""

    aktivitet: Aktivitet
    mitt_svar: str
    er_melder: bool
    kan_svare: bool


def samordnet(sak: Foresporsel, bruker: Bruker) -> Samordnet | None:
    """The activity of a question, and what the asker has said; None where it is in none."""
    if sak.samordnet_til_id is None:
        return None
    aktivitet = Aktivitet.objects.select_related("virksomhet", "svarer").get(pk=sak.samordnet_til_id)
    svar = aktivitet.paameldinger.filter(bruker=sak.melder).values_list("svar", flat=True).first()
    er_melder = bruker.pk == sak.melder_id
    apen = sak.tilstand == Tilstand.SAMORDNET and aktivitet.start > timezone.now()
    return Samordnet(aktivitet, svar or "", er_melder, er_melder and apen)
