"""The page of one meeting as one person sees it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.organisasjon.selectors.organ import DELTAR, varaer_for, verv_i
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.overgang import Overgang, Overgangstabell
from grunnmur.saksgang.selectors import Historikklinje, historikk, setning

from .. import overganger as o
from .. import rules
from ..models import Forfall, Mote, Motetilstand, Oppmote
from .protokoll import Sakslinje, deltakere, med_lenker, sakslinjer
from .utvalg import visning

T = Motetilstand


@dataclass(frozen=True)
class Moteside:
    """A meeting: agenda, who took part, minutes, and what this person may do."""

    mote: Mote
    visning: Visning
    fullmakter: dict[Overgang, Fullmakt | bool]
    saker: list[Sakslinje]
    deltakere: list[Oppmote]
    historikk: list[Historikklinje]
    frist_ute: bool
    har_begynt: bool
    forfall: list[Forfall]
    mine_plasser: list[Organmedlem]
    har_svart: bool
    venter: bool

    def kan(self, overgang: Overgang) -> bool:
        return overgang in self.fullmakter

    @property
    def tilstand(self) -> str:
        return str(T(self.mote.tilstand).label)

    @property
    def kan_sette_opp(self) -> bool:
        return self.kan(o.SETT_OPP)

    @property
    def kan_endre_sak(self) -> bool:
        return self.kan(o.ENDRE_SAK)

    @property
    def kan_trekke_sak(self) -> bool:
        return self.kan(o.TREKK_SAK)

    @property
    def kan_skrive_vedtak(self) -> bool:
        return self.kan(o.SKRIV_VEDTAK)

    @property
    def kan_sende(self) -> bool:
        return self.kan(o.SEND_SAKSLISTE)

    @property
    def kan_sende_til_godkjenning(self) -> bool:
        return self.kan(o.TIL_GODKJENNING)

    @property
    def kan_godkjenne(self) -> bool:
        return self.kan(o.GODKJENN) or self.kan(o.GODKJENN_DEL)

    @property
    def kan_melde_forfall(self) -> bool:
        return self.kan(o.MELD_FORFALL)

    @property
    def kan_trekke_forfall(self) -> bool:
        return self.kan(o.TREKK_FORFALL)

    @property
    def viser_vedtak(self) -> bool:
        """Decisions are read by those who write or approve them, and by all once the minutes are handed in."""
        return self.mote.tilstand in (T.PROTOKOLLERT, T.GODKJENT) or self.kan_skrive_vedtak

    @property
    def er_godkjent(self) -> bool:
        return self.mote.tilstand == T.GODKJENT

    @property
    def har_saksliste(self) -> bool:
        return self.mote.tilstand not in (T.PLANLAGT, T.AVLYST)


def moteside(mote: Mote, bruker: Bruker) -> Moteside:
    naa = timezone.now()
    fullmakter = o.MOTE.fullmakter(bruker, mote)
    mine = rules.plasser_for(bruker, mote) if o.SVAR in fullmakter else []
    linjer = med_lenker(sakslinjer(mote), bruker)
    svarte = {svar.medlem_id for linje in linjer for svar in linje.svar}
    venter = Oppgave.objects.venter_paa(bruker).filter(sak_id=mote.pk).exists()
    return Moteside(
        mote=mote,
        visning=visning(mote, venter_paa_meg=venter),
        fullmakter=fullmakter,
        saker=linjer,
        deltakere=deltakere(mote),
        historikk=historikk(mote, tekst=_hendelsestekst),
        frist_ute=timezone.localdate(naa) > mote.sakslistefrist,
        har_begynt=mote.start <= naa,
        forfall=list(mote.forfall.gjeldende().select_related("bruker", "vara")),
        mine_plasser=mine,
        har_svart=bool(mine) and all(plass.pk in svarte for plass in mine),
        venter=venter,
    )


def _hendelsestekst(h: Hendelse, tabell: Overgangstabell) -> str:
    """With the item it was about."""
    tekst = setning(h, tabell)
    return f"{tekst} ({h.data['sak']})" if h.data.get("sak") else tekst


@dataclass(frozen=True)
class Plassvalg:
    """One seat at a meeting, and who may sit in it: the member, then the deputies."""

    medlem: Organmedlem
    mulige: list[Bruker]
    ventet: str = ""
    """Who is expected there: the member; after «I cannot come» the deputy who was called in, if any."""


def plassvalg(mote: Mote) -> list[Plassvalg]:
    """Every seat on the day of the meeting."""
    alle = verv_i(mote.organ, mote.dag)
    forfall = {f.medlem_id: f.vara_id for f in mote.forfall.gjeldende()}

    def ventet(m: Organmedlem) -> str:
        hvem = forfall.get(m.pk, None if m.verv == Organmedlem.Verv.OBSERVATOR else m.bruker_id)
        return str(hvem) if hvem else ""

    return [
        Plassvalg(m, [m.bruker, *(v.bruker for v in varaer_for(m, alle))], ventet(m))
        for m in alle
        if m.verv in DELTAR or m.verv in (Organmedlem.Verv.OBSERVATOR, Organmedlem.Verv.SEKRETAER)
    ]


def ledere_for(mote: Mote) -> list[tuple[UUID, str]]:
    """Who may have led it: everybody who could sit in a seat with a vote."""
    funnet = {b.pk: b.navn for plass in plassvalg(mote) if plass.medlem.verv in DELTAR for b in plass.mulige}
    return list(funnet.items())
