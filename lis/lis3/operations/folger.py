"""What follows from a verb of LIS3: who is told, by which rules the dates are counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.varsling.operations import varsle

from .. import rules
from ..models import FORAN, Innmelding, Kommunepraksis, Seksmndforesporsel, Tjeneste, Tjenestetilstand
from ..tekster.tjeneste import NYE_ONSKER

Legesak = Innmelding | Seksmndforesporsel | Tjeneste | Kommunepraksis
"""Every kind of case that is about one doctor."""

ONSKER_VIRKEDAGER = 10
"""Working days the municipality has to say what is wished for now."""


def si_fra(sak: Legesak, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], *, ogsaa_selv: bool = False) -> None:
    """Tell these people, with the doctor's name and the case number and nothing more."""
    varsle(
        hendelse,
        mal=f"lis3.{mal}",
        mottakere=til,
        adresse=sak.get_absolute_url(),
        ogsaa_selv=ogsaa_selv,
        data={"saksnummer": sak.saksnummer or "", "lege": sak.lege.navn},
    )


def folk(fullmakter: Iterable[Fullmakt]) -> list[Bruker]:
    return [f.bruker for f in fullmakter]


def koordinatorer(sak: Sak) -> list[Bruker]:
    """The coordinators of the network's hospital trust, never the doctor the case is about."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    if helsefellesskap is None:
        return []
    return folk(rules.koordinatorer(helsefellesskap.helseforetak, unntatt=sak.saken_gjelder_id))


def kommunen(sak: Innmelding) -> list[Bruker]:
    return folk(rules.kommunekontakter(sak.lege))


def be_kommunen(
    sak: Legesak,
    type_: str,
    hendelse: Hendelse,
    *,
    kommune: Virksomhet | None = None,
    frist: date | None = None,
    frist_virkedager: int | None = None,
) -> None:
    """The LIS contact of a municipality owes an answer: the doctor's own, where there is one, unless told."""
    kommune = kommune or sak.lege.kommune
    if kommune is None:
        return
    aapne_oppgave(
        sak,
        type_,
        hendelse,
        emne=sak.lege.navn,
        undertekst=sak.saksnummer or "",
        rolletype=RolleType.KOMMUNE_LIS_KONTAKT,
        virksomhet=kommune,
        unntatt=unntatt(sak),
        frist=frist,
        frist_virkedager=frist_virkedager,
    )


def be_om_nye_onsker(sak: Innmelding, hendelse: Hendelse) -> None:
    """In the queue without a place, and the wished start has gone by: the municipality says what is wished for now."""
    dag = lokal_dato(hendelse.tidspunkt)
    bedt = Oppgave.objects.for_sak(sak).aapne().filter(type=NYE_ONSKER)
    har_plass = sak.tjenester.filter(tilstand__in=[*FORAN, Tjenestetilstand.PAAGAAR])
    if sak.planlagt_start and sak.planlagt_start <= dag and not bedt.exists() and not har_plass.exists():
        be_kommunen(sak, NYE_ONSKER, hendelse, frist=pluss_virkedager(dag, ONSKER_VIRKEDAGER))


def be_koordinator(
    sak: Legesak,
    type_: str,
    hendelse: Hendelse,
    *,
    undertekst: str = "",
    frist: date | None = None,
    frist_virkedager: int | None = None,
    paaminnelser: list[date] | None = None,
) -> None:
    """The LIS coordinator owes an answer, by default with the deadline the network has set for itself (G-11).

    Below the doctor's name stands their municipality, unless told what else.
    """
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    if helsefellesskap is None:
        return
    if frist is None and frist_virkedager is None:
        frist_virkedager = helsefellesskap.purrefrist_virkedager
    aapne_oppgave(
        sak,
        type_,
        hendelse,
        emne=sak.lege.navn,
        undertekst=undertekst or str(sak.lege.kommune or ""),
        rolletype=RolleType.LIS_KOORDINATOR,
        virksomhet=helsefellesskap.helseforetak,
        unntatt=unntatt(sak),
        frist=frist,
        frist_virkedager=frist_virkedager,
        paaminnelser=paaminnelser,
    )


def unntatt(sak: Legesak) -> set[UUID]:
    """Nobody answers for their own case."""
    return {sak.saken_gjelder_id} if sak.saken_gjelder_id else set()


def systemet() -> Bruker:
    """The person in whose name time acts."""
    return Bruker.objects.systemet()
