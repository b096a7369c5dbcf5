"""The page of one question: everything one person sees of it, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import ngettext

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.typer import UTPEK
from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.steg import Steg
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.selectors import Historikklinje, Innsynslinje, hendelser_i, innsyn_i

from ..models import UBESVART, Foresporsel, Form, Hjemmel, Innlegg, Side, Tilstand, Veiledningsavtale
from ..overganger import FORESPORSEL, TA
from ..rules import Trinn, er_ansvarlig, er_melder, vaktlinje
from ..rules.avtale import siste_avtale
from ..tekster import foresporsel as t
from .historikk import historikk
from .steg import Grunnlag, neste, stegliste, vaktsteg
from .visning import visning

T = Tilstand


@dataclass(frozen=True)
class Avtalevisning:
    """The agreement in force, as one reader sees it."""

    avtale: Veiledningsavtale
    foreslaatt_av: str
    venter_paa: str
    """Whose confirmation is missing; empty when both have confirmed."""
    er_for_sen: bool
    """It begins after the deadline, so the answer is still owed."""

    @property
    def er_ute(self) -> bool:
        return self.avtale.form in (Form.MOTE, Form.AMBULANT)


@dataclass(frozen=True)
class Vakt:
    """Whose turn it is. `steg` is the whole line, for those who answer."""

    navn: str
    neste: str
    steg: list[Steg]


@dataclass(frozen=True)
class Venter:
    """Whom the case waits for, for how long, until when."""

    hvem: str
    ventet: str
    frist: date | None
    over: bool
    er_meg: bool


@dataclass(frozen=True)
class Sakside:
    """One question as one person sees it today."""

    sak: Foresporsel
    er_melder: bool
    fullmakter: dict[str, Fullmakt | bool]
    visning: Visning
    skal_handle: bool
    folger_opp: bool
    """The deadline has passed without an answer, and this person is to see to it that there is one."""
    venter: list[Venter]
    steg: list[Steg]
    traad: list[Innlegg]
    avtale: Avtalevisning | None
    avtalen_har_begynt: bool
    vakt: Vakt | None
    historikk: list[Historikklinje]
    innsyn: list[Innsynslinje] | None
    viser_nummer: bool
    """Whether this person gets the number to ring: the asker, whoever is to ring, and until somebody has taken it those
    who may. Everybody else who reads the case has no use for it (S1-V13)."""

    @property
    def hjemmel(self) -> Hjemmel:
        return Hjemmel(self.sak.hjemmel)

    @property
    def er_ubesvart(self) -> bool:
        """Whether the deadline for the answer still runs."""
        return self.sak.tilstand in UBESVART

    @property
    def andre(self) -> list[Venter]:
        """Those it waits for besides this person, who has a button or an invitation for it."""
        return [v for v in self.venter if not v.er_meg]

    @property
    def motes(self) -> datetime | None:
        """When they meet, for whoever is to say afterwards that it was held; until then there is nothing to press."""
        venter = self.skal_handle and self.sak.tilstand == T.AVTALT and self.avtale and not self.avtalen_har_begynt
        return self.avtale.avtale.start if venter and self.avtale else None

    @property
    def min_frist(self) -> Venter | None:
        """The nearest deadline of what waits for this person."""
        return next((v for v in self.venter if v.er_meg and v.frist), None)


def sakside(sak: Foresporsel, bruker: Bruker) -> Sakside:
    """Everything the page shows. `sak` comes from `synlig_for(bruker)`, with names (`med_navn`)."""
    naa = timezone.now()
    hendelser = hendelser_i(sak)
    aapne = list(
        Oppgave.objects.for_sak(sak)
        .aapne()
        .exclude(type=UTPEK)
        .select_related("person", "virksomhet", "enhet")
        .order_by("frist", "venter_siden")
    )
    mine = set(Oppgave.objects.venter_paa(bruker).for_sak(sak).values_list("pk", flat=True))
    avtale = siste_avtale(sak) if not sak.om_enkeltpasient else None
    neste_trekk = [o for o in aapne if o.type != t.TAUS]
    melder = er_melder(bruker, sak)
    linje = vaktlinje(sak) if sak.tilstand == T.MELDT else []
    grunnlag = Grunnlag(sak, hendelser, neste_trekk, any(o.pk in mine for o in neste_trekk), avtale)
    fullmakter = {overgang.navn: f for overgang, f in FORESPORSEL.fullmakter(bruker, sak).items()}
    return Sakside(
        sak=sak,
        er_melder=melder,
        fullmakter=fullmakter,
        visning=visning(sak.tilstand, venter_paa_meg=bool(mine)),
        skal_handle=bool(mine),
        folger_opp=any(o.type == t.TAUS and o.pk in mine for o in aapne),
        venter=[_venter(o, sak, linje, naa, er_meg=o.pk in mine) for o in neste_trekk],
        steg=stegliste(grunnlag),
        traad=list(sak.innlegg.select_related("av", "paa_vegne_av").prefetch_related("lenker")),
        avtale=_avtale(sak, avtale),
        avtalen_har_begynt=avtale is not None and avtale.start <= naa,
        vakt=_vakt(sak, linje, er_melder=melder) if linje else None,
        historikk=historikk(sak, hendelser),
        innsyn=innsyn_i(sak) if melder else None,
        viser_nummer=bool(sak.ring_tlf) and bool(melder or TA.navn in fullmakter or er_ansvarlig(bruker, sak)),
    )


def _avtale(sak: Foresporsel, avtale: Veiledningsavtale | None) -> Avtalevisning | None:
    """None where nothing is proposed or agreed any more."""
    if avtale is None or avtale.avlyst:
        return None
    fra_melder = avtale.foreslaatt_av == Side.MELDER
    foreslo, den_andre = (sak.melder, sak.ansvarlig) if fra_melder else (sak.ansvarlig, sak.melder)
    ubekreftet = not avtale.er_bekreftet
    etter_fristen = sak.svarfrist is not None and timezone.localdate(avtale.start) > sak.svarfrist
    return Avtalevisning(
        avtale,
        foreslaatt_av=str(foreslo or ""),
        venter_paa=str(den_andre or "") if ubekreftet else "",
        er_for_sen=ubekreftet and not fra_melder and etter_fristen,
    )


def _vakt(sak: Foresporsel, linje: list[Trinn], *, er_melder: bool) -> Vakt:
    """The asker sees who has it and when the next is asked; those who answer see the whole line."""
    steg = vaktsteg(sak, linje)
    return Vakt(steg[min(sak.trinn, len(steg) - 1)].navn, neste(sak), [] if er_melder else steg)


def _venter(oppgave: Oppgave, sak: Foresporsel, linje: list[Trinn], naa: datetime, *, er_meg: bool) -> Venter:
    """A named person, never a department: for a role those who have the turn."""
    dag = timezone.localdate(naa)
    if oppgave.person:
        hvem = oppgave.person.navn
    elif oppgave.type == t.TA and linje:
        hvem = vaktsteg(sak, linje)[min(sak.trinn, len(linje) - 1)].navn
    else:
        hvem = str(oppgave.get_rolletype_display())
    dager = oppgave.ventet_dager(dag)
    ventet = ngettext("%(antall)d dag", "%(antall)d dager", dager) % {"antall": dager} if dager else ""
    return Venter(hvem, ventet, oppgave.frist, bool(oppgave.frist and oppgave.frist < dag), er_meg)
