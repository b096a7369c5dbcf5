"""The case page: everything one person sees of one application, in a fixed number of queries."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.steg import Steg as Stegvisning
from grunnmur.saksgang.models import Hendelse, Utfall, Vedtak
from grunnmur.saksgang.selectors import Historikklinje, Innsynslinje, hendelser_i, innsyn_i

from .. import overganger as o
from ..models import Soknad, Steg
from ..overganger import TABELL
from ..rules import mottakere, ser_private
from .historikk import historikk, signert_av
from .sakfaner import Hode, hode
from .steg import Grunnlag, stegliste

SVAR = frozenset({o.SVAR_EGEN.navn, o.SVAR_VERT.navn})
ENDRE = frozenset({o.ENDRE.navn})
NY_VURDERING = frozenset({o.NY_VURD_EGEN.navn, o.NY_VURD_VERT.navn})


@dataclass(frozen=True)
class Avgjorelse:
    """One decision as the form shows it: who, what, when, signed."""

    steg: str
    innvilget: bool
    leder: str
    vedtak: Vedtak


@dataclass(frozen=True)
class Sakside:
    """One application as one person sees it today."""

    sak: Soknad
    hode: Hode
    ser_private: bool
    steg: list[Stegvisning]
    egen: Avgjorelse | None
    vert: Avgjorelse | None
    historikk: list[Historikklinje]
    sporsmaal: Hendelse | None
    returnert: Hendelse | None
    endret: Historikklinje | None
    tilbakemelding_av: str
    innsyn: list[Innsynslinje] | None
    """Who has opened it, for the applicant."""

    def kan(self, *navn: str) -> bool:
        """Whether this person may do any of these now."""
        return any(n in self.hode.fullmakter for n in navn)

    @property
    def er_soker(self) -> bool:
        return self.hode.er_soker

    @property
    def kan_svare(self) -> bool:
        return self.kan(*SVAR)

    @property
    def kan_endre(self) -> bool:
        return self.kan(*ENDRE)

    @property
    def kan_trekke(self) -> bool:
        return self.kan(o.TREKK.navn)

    @property
    def kan_be_om_ny_vurdering(self) -> bool:
        return self.kan(*NY_VURDERING)

    @property
    def kan_sporre(self) -> bool:
        return self.kan(o.SPOR_EGEN.navn, o.SPOR_VERT.navn)

    @property
    def kan_videresende(self) -> bool:
        return self.kan(o.VIDERESEND.navn)

    @property
    def kan_returnere(self) -> bool:
        return self.kan(o.RETURNER.navn)

    @property
    def avslag(self) -> Avgjorelse | None:
        """The refusal in force, if there is one."""
        return next((a for a in (self.egen, self.vert) if a and not a.innvilget), None)

    def paa_vegne_av(self, navn: str) -> str:
        """Whom this person stands in for when doing `navn`; empty for oneself."""
        return self.hode.paa_vegne_av(navn)


def sakside(sak: Soknad, bruker: Bruker) -> Sakside:
    """Everything the page shows. `sak` comes from `synlig_for(bruker)`, with names (`med_navn`)."""
    hodet = hode(bruker, sak)
    hendelser = hendelser_i(sak)
    vedtak = {v.steg: v for v in Vedtak.objects.for_sak(sak).gjeldende().select_related("av", "paa_vegne_av")}
    aapen = Oppgave.objects.for_sak(sak).aapne().order_by("frist", "venter_siden").first()
    privat = ser_private(bruker, sak)
    grunnlag = Grunnlag(sak, vedtak, hendelser, aapen, hodet.venter_paa_meg)
    linjer = historikk(sak, hendelser, ser_private=privat)
    return Sakside(
        sak=sak,
        hode=hodet,
        ser_private=privat,
        steg=stegliste(grunnlag),
        egen=_avgjorelse(vedtak.get(Steg.EGEN)),
        vert=_avgjorelse(vedtak.get(Steg.VERT)),
        historikk=linjer,
        sporsmaal=grunnlag.siste(o.SPOR_EGEN.navn, o.SPOR_VERT.navn) if sak.spurt_i else None,
        returnert=grunnlag.siste(o.RETURNER.navn),
        endret=_uavgjort_endring(linjer) if hodet.venter_paa_meg else None,
        tilbakemelding_av=_utforer(grunnlag.siste(o.TILBAKEMELDING.navn, o.AVSLAA_VERT.navn)),
        innsyn=innsyn_i(sak) if hodet.er_soker else None,
    )


AVGJORELSER = frozenset(v.navn for v in (o.INNVILG_EGEN, o.AVSLAA_EGEN, o.INNVILG_VERT, o.AVSLAA_VERT, o.SEND_INN))


def _uavgjort_endring(linjer: list[Historikklinje]) -> Historikklinje | None:
    """The last change that nobody has decided after: shown to whoever is asked again."""
    siden = itertools.takewhile(lambda linje: linje.navn not in AVGJORELSER, linjer)
    return next((linje for linje in siden if linje.endringer), None)


def _utforer(hendelse: Hendelse | None) -> str:
    return signert_av(hendelse.utfort_av, hendelse.paa_vegne_av) if hendelse else ""


def _avgjorelse(vedtak: Vedtak | None) -> Avgjorelse | None:
    if vedtak is None:
        return None
    leder = signert_av(vedtak.av, vedtak.paa_vegne_av)
    return Avgjorelse(vedtak.steg, vedtak.utfall == Utfall.INNVILGET, leder, vedtak)


def mottakernavn(sak: Soknad) -> str:
    """Who will receive it, by name: «Sendes mottaker» before it is sent (S1-S25)."""
    return ", ".join(dict.fromkeys(f.bruker.navn for f in mottakere(sak) if f.paa_vegne_av is None))


def mulige_for(bruker: Bruker, sak: Soknad) -> set[str]:
    """The names of what this person may do now."""
    return {overgang.navn for overgang in TABELL.mulige(bruker, sak)}
