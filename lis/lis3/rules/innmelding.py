"""Enrolment, precedence and rank, and the six-month question."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from grunnmur.organisasjon.models import Bruker, Deltakelse, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt, fullmakt_til
from lis.lege.models import ALLMENNMEDISIN, Spesialistgodkjenning

from ..models import (
    Deling,
    Delingsvurdering,
    Gruppe,
    Innmelding,
    Seksmndforesporsel,
    Spesialisering,
)
from .hvem import alis_kontor, er_koordinator, er_selv, er_systemet, kommunekontakt


def er_kommunen(bruker: Bruker, sak: Innmelding) -> Fullmakt | None:
    """The municipality enrols its own doctors and reports changes (S1-I06, S1-I07)."""
    return kommunekontakt(bruker, sak.lege)


def er_legen(bruker: Bruker, sak: Innmelding) -> bool:
    return er_selv(bruker, sak.lege)


def kan_melde_klar(bruker: Bruker, sak: Innmelding) -> Fullmakt | bool | None:
    """ALIS office, municipality or the doctor (S1-I23)."""
    return er_legen(bruker, sak) or er_kommunen(bruker, sak) or alis_kontor(bruker)


def meldes_som(bruker: Bruker, sak: Innmelding) -> tuple[str, Virksomhet | None]:
    """As what this person reports the doctor ready, for which ALIS office; empty for somebody who may not (S1-I23)."""
    if er_legen(bruker, sak):
        return RolleType.LIS3, None
    if er_kommunen(bruker, sak):
        return RolleType.KOMMUNE_LIS_KONTAKT, None
    kontor = alis_kontor(bruker)
    return (RolleType.ALIS_KONTOR, kontor.rolle.virksomhet) if kontor else ("", None)


def kan_registrere(bruker: Bruker, sak: Innmelding) -> Fullmakt | bool | None:
    """Whoever may report a doctor as ready may register one; the coordinator too, for hospital doctors."""
    return kan_melde_klar(bruker, sak) or er_koordinator(bruker, sak)


def steller_utdanning(bruker: Bruker, virksomhet: Virksomhet) -> Fullmakt | None:
    """A municipality's own LIS contact keeps its plan and learning arenas (S1-I01)."""
    return fullmakt_til(bruker, RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=virksomhet)


def kan_trekke(bruker: Bruker, sak: Innmelding) -> Fullmakt | bool | None:
    return er_legen(bruker, sak) or er_kommunen(bruker, sak)


def kommunen_eller_koordinator(bruker: Bruker, sak: Innmelding) -> Fullmakt | None:
    return er_kommunen(bruker, sak) or er_koordinator(bruker, sak)


def er_godkjent_veileder(veileder: Bruker | None) -> bool:
    """A municipal supervisor is a specialist in general practice, and that has been checked (S1-I05)."""
    if veileder is None:
        return False
    return Spesialistgodkjenning.objects.filter(bruker=veileder, spesialitet=ALLMENNMEDISIN).exists()


def har_veileder(spesialisering: Spesialisering) -> bool:
    """A supervisor is named, and for general practice an approved one (S1-I04, S1-I05)."""
    if spesialisering.gruppe == Gruppe.ALLMENNMEDISIN:
        return er_godkjent_veileder(spesialisering.veileder)
    return spesialisering.veileder_id is not None


def mangler(sak: Innmelding) -> list[str]:
    """What an enrolment still lacks, as codes: plan, veileder, onsker, begrunnelse (S1-I03–I06, S1-I09)."""
    spesialisering = Spesialisering.objects.select_related("veileder").filter(lege=sak.lege_id).first()
    svar = []
    if spesialisering is None or spesialisering.plan_tildelt is None:
        svar.append("plan")
    if spesialisering is None or not har_veileder(spesialisering):
        svar.append("veileder")
    if not sak.onsker.exists():
        svar.append("onsker")
    if sak.deling == Deling.DELT and not sak.deling_begrunnelse:
        svar.append("begrunnelse")
    return svar


def er_komplett(sak: Innmelding) -> bool:
    return not mangler(sak)


def deling_venter(sak: Innmelding) -> bool:
    return sak.deling == Deling.DELT


def kan_deles(sak: Innmelding) -> bool:
    """Three-month parts are offered only after the hospital's individual assessment (S1-I09)."""
    return sak.deling == Deling.SAMLET or sak.delingsvurdering == Delingsvurdering.GODKJENT


def opptakskommuner(dag: date | None = None) -> set[UUID]:
    """The municipalities of the catchment area today: those that take part, not those of the county (S1-I11)."""
    deltar = Deltakelse.objects.gjeldende(dag).filter(virksomhet__type=Virksomhet.Type.KOMMUNE)
    return set(deltar.values_list("virksomhet_id", flat=True))


def har_forrang(spesialisering: Spesialisering | None, kommuner: set[UUID]) -> bool:
    """General practice, and a municipality of the catchment area (S1-I11–I13, G-09)."""
    return (
        spesialisering is not None
        and spesialisering.gruppe == Gruppe.ALLMENNMEDISIN
        and spesialisering.lege.kommune_id in kommuner
    )


def kommunen_svarer(bruker: Bruker, sak: Seksmndforesporsel) -> Fullmakt | None:
    return kommunekontakt(bruker, sak.innmelding.lege)


def kan_erstatte(bruker: Bruker, sak: Seksmndforesporsel) -> Fullmakt | bool | None:
    """A new planned start replaces the question: by whoever moved it, or the system with them."""
    return (
        er_systemet(bruker, sak)
        or kommunen_svarer(bruker, sak)
        or er_koordinator(bruker, sak)
        or er_selv(bruker, sak.innmelding.lege)
    )
