"""The page of one event as one person sees it, and the page of a guest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Tema, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Hendelse, Sak, SaksLenke
from grunnmur.saksgang.overgang import Overgang
from grunnmur.saksgang.selectors import Historikklinje, feltendringer, hendelser_i, historikk

from .. import overganger as o
from .. import rules
from ..models import Arrangement, Deltaker, Medarrangor, Svar, Tilstand
from .liste import GJELDER, visning

STILLE = {o.MELD_PAA.navn, o.MELD_AV.navn, o.GJEST_SVARTE.navn, o.RYKK_OPP.navn}
"""Who signs on and off is in the list of participants, not in the history."""
FELTNAVN = {
    "type": _("Type"), "tittel": _("Tittel"), "temaer": _("Temaer"), "form": _("Form"), "start": _("Start"),
    "slutt": _("Slutt"), "sted": _("Sted"), "plasser": _("Plasser"), "paameldingsfrist": _("Påmeldingsfrist"),
    "hvem": _("Hvem kan være med"),
}  # fmt: skip


@dataclass(frozen=True)
class Medarrangorlinje:
    """A party that is asked. `utenfor`: nobody here answers for it, so its answer is registered."""

    rad: Medarrangor
    visning: Visning
    utenfor: bool


SVARVISNING = {
    "invitert": Visning.VENTER_PAA_SVAR,
    "bekreftet": Visning.BEKREFTET,
    "avslatt": Visning.TAKKET_NEI,
}


@dataclass(frozen=True)
class Arrangementsside:
    """One event as one person sees it. Who comes, by name, is for those who arrange; others see how many."""

    sak: Arrangement
    naa: datetime
    visning: Visning
    fullmakter: dict[Overgang, Fullmakt | bool]
    arrangerer: bool
    temaer: list[Tema]
    medarrangorer: list[Medarrangorlinje]
    svarer_for: list[Medarrangor]
    antall: int
    antall_venter: int
    antall_inviterte: int
    min: Deltaker | None
    plass_i_koen: int
    hindring: str
    gjelder: list[Sak]
    historikk: list[Historikklinje]

    def kan(self, overgang: Overgang) -> bool:
        return overgang in self.fullmakter

    @property
    def er_planlagt(self) -> bool:
        return self.sak.tilstand == Tilstand.PLANLAGT

    @property
    def er_kunngjort(self) -> bool:
        return self.sak.tilstand == Tilstand.KUNNGJORT

    @property
    def er_avlyst(self) -> bool:
        return self.sak.tilstand == Tilstand.AVLYST

    @property
    def har_begynt(self) -> bool:
        return self.sak.start <= self.naa

    @property
    def mitt_svar(self) -> str:
        return self.min.svar if self.min else ""

    @property
    def ledige(self) -> int | None:
        """Places left; None where there is no ceiling."""
        return None if self.sak.plasser is None else max(self.sak.plasser - self.antall, 0)

    @property
    def maa_vente(self) -> bool:
        """Whether somebody who says yes now goes on the waiting list."""
        return self.ledige == 0 or self.antall_venter > 0

    @property
    def kan_melde_paa(self) -> bool:
        alt_med = self.mitt_svar in (Svar.JA, Svar.VENTELISTE)
        return self.kan(o.MELD_PAA) and self.sak.er_aapent_for_ja(self.naa) and not alt_med

    @property
    def kan_melde_av(self) -> bool:
        noe_aa_si = self.mitt_svar in (Svar.JA, Svar.VENTELISTE, Svar.INVITERT)
        return self.kan(o.MELD_AV) and self.sak.er_aapent_for_nei(self.naa) and noe_aa_si

    @property
    def kan_kunngjore(self) -> bool:
        return self.kan(o.KUNNGJOR) and not self.hindring

    @property
    def ser_lenken(self) -> bool:
        """The digital meeting is for those who come and those who arrange."""
        return bool(self.sak.lenke) and (
            self.arrangerer or bool(self.svarer_for) or self.mitt_svar in (Svar.JA, Svar.VAR_MED)
        )

    @property
    def maa_svare_for(self) -> bool:
        return any(rad.tilstand == "invitert" for rad in self.svarer_for) and not self.har_begynt


def arrangementsside(sak: Arrangement, bruker: Bruker, *, hindring: str = "") -> Arrangementsside:
    naa = timezone.now()
    arrangerer = bool(rules.arrangerer(bruker, sak))
    svarer_for = rules.svarer_for(bruker, sak)
    deltakere = list(sak.deltakere.values_list("svar", "bruker_id"))
    svarene = [svar for svar, _bruker in deltakere]
    min_rad = sak.deltakere.filter(bruker=bruker.pk).first() if any(pk == bruker.pk for _svar, pk in deltakere) else None
    venter = Oppgave.objects.venter_paa(bruker).for_sak(sak).exists()
    medarrangorer = [
        Medarrangorlinje(rad, SVARVISNING[rad.tilstand], arrangerer and rules.svarrolle(rad.virksomhet_id) is None)
        for rad in sak.medarrangorer.select_related("virksomhet").order_by("virksomhet__sortering")
        if arrangerer or svarer_for or rad.tilstand == "bekreftet"
    ]
    koen = list(sak.deltakere.venter().values_list("pk", flat=True)) if min_rad and min_rad.svar == Svar.VENTELISTE else []
    hendelser = [h for h in hendelser_i(sak) if h.navn not in STILLE] if arrangerer or svarer_for else []
    return Arrangementsside(
        sak=sak,
        naa=naa,
        visning=visning(sak, venter=venter),
        fullmakter=o.ARRANGEMENT.fullmakter(bruker, sak),
        arrangerer=arrangerer,
        temaer=list(sak.temaer.all()),
        medarrangorer=medarrangorer,
        svarer_for=svarer_for if sak.tilstand in (Tilstand.PLANLAGT, Tilstand.KUNNGJORT) else [],
        antall=sum(svar in (Svar.JA, Svar.VAR_MED) for svar in svarene),
        antall_venter=svarene.count(Svar.VENTELISTE),
        antall_inviterte=svarene.count(Svar.INVITERT),
        min=min_rad,
        plass_i_koen=koen.index(min_rad.pk) + 1 if min_rad and koen else 0,
        hindring=hindring,
        gjelder=saker_bak(sak, bruker),
        historikk=historikk(
            sak, hendelser, undertekst=_undertekst, endringer=lambda rader: feltendringer(rader, FELTNAVN)
        ) if hendelser else [],
    )  # fmt: skip


def _undertekst(hendelse: Hendelse) -> str:
    """Which party it was about."""
    return str(hendelse.data.get("virksomhet", ""))


def saker_bak(sak: Arrangement, bruker: Bruker) -> list[Sak]:
    """The cases it came of that this person may see."""
    funnet: list[Sak] = []
    type_ = ContentType.objects.get_for_model(Arrangement)
    for lenke in SaksLenke.objects.filter(art=GJELDER, sak_type=type_, sak_id=sak.pk).select_related("maal_type"):
        modell: Any = lenke.maal_type.model_class()
        funnet += modell.objects.synlig_for(bruker).filter(pk=lenke.maal_id)
    return funnet


def deltakerliste(sak: Arrangement, bruker: Bruker) -> list[Deltaker]:
    """Everybody who is invited or has answered, for those who arrange: those who come first."""
    orden = {
        svar: nr for nr, svar in enumerate([Svar.JA, Svar.VAR_MED, Svar.UTEBLE, Svar.VENTELISTE, Svar.INVITERT, Svar.NEI])
    }
    rader = Deltaker.objects.synlig_for(bruker).filter(arrangement=sak).select_related("bruker").prefetch_related(
        "bruker__roller__virksomhet"
    )  # fmt: skip
    return sorted(rader, key=lambda d: (orden[Svar(d.svar)], d.tidspunkt, d.pk))


def arbeidsplass(deltaker: Deltaker) -> str:
    """Where a participant comes from: what a guest has said, or the party where a user holds a role today."""
    if deltaker.er_gjest:
        return deltaker.organisasjon
    roller = [r for r in deltaker.bruker.roller.all() if r.gjelder()] if deltaker.bruker else []
    return roller[0].virksomhet.fullt_navn if roller else ""


@dataclass(frozen=True)
class Gjesteside:
    """What a guest sees, and nothing else of the portal."""

    sak: Arrangement
    gjest: Deltaker
    naa: datetime
    arrangorer: list[Virksomhet]
    maa_vente: bool

    @property
    def kan_si_ja(self) -> bool:
        return self.sak.er_aapent_for_ja(self.naa) and self.gjest.svar not in (Svar.JA, Svar.VENTELISTE)

    @property
    def kan_si_nei(self) -> bool:
        return self.sak.er_aapent_for_nei(self.naa) and self.gjest.svar != Svar.NEI

    @property
    def er_avlyst(self) -> bool:
        return self.sak.tilstand == Tilstand.AVLYST

    @property
    def ser_lenken(self) -> bool:
        return bool(self.sak.lenke) and self.gjest.svar in (Svar.JA, Svar.VAR_MED)


def gjesteside(gjest: Deltaker) -> Gjesteside:
    sak = gjest.arrangement
    kommer = sak.deltakere.kommer().exclude(pk=gjest.pk).count()
    fullt = sak.plasser is not None and kommer >= sak.plasser
    return Gjesteside(
        sak=sak,
        gjest=gjest,
        naa=timezone.now(),
        arrangorer=rules.bekreftede_parter(sak),
        maa_vente=fullt or sak.deltakere.venter().exclude(pk=gjest.pk).exists(),
    )
