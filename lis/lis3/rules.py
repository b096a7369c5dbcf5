"""Who may do what: one predicate per sentence of Samarbeidsprosedyre 2, pkt. 2.2."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from grunnmur.organisasjon.models import Bruker, Deltakelse, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige, fullmakt_til, tilgang_for, underliggende
from lis.lege.models import ALLMENNMEDISIN, Lege, Spesialistgodkjenning

from .models import (
    Avdeling,
    Deling,
    Delingsvurdering,
    Forslag,
    Gruppe,
    Innmelding,
    Kommunepraksis,
    Seksmndforesporsel,
    Spesialisering,
    Tjeneste,
    Vikariat,
    Vikarstatus,
)

# --- who somebody is --------------------------------------------------------------------------------------------------


def koordinator(bruker: Bruker, *, unntatt: UUID | None = None) -> Fullmakt | None:
    """The LIS coordinator of the hospital trust, or a stand-in; never in a case about themselves."""
    if bruker.pk == unntatt:
        return None
    return next(
        (
            f
            for f in tilgang_for(bruker).fullmakter
            if f.rolle.type == RolleType.LIS_KOORDINATOR and f.rolle.bruker_id != unntatt
        ),
        None,
    )


def koordinatorer(helseforetak: Virksomhet, *, unntatt: UUID | None = None) -> list[Fullmakt]:
    return ansvarlige(RolleType.LIS_KOORDINATOR, virksomhet=helseforetak, unntatt={unntatt} if unntatt else ())


def kommunekontakter(lege: Lege) -> list[Fullmakt]:
    """The LIS contact of the doctor's municipality, and stand-ins; never the doctor."""
    if lege.kommune_id is None:
        return []
    unntatt = {lege.bruker_id} if lege.bruker_id else set()
    return ansvarlige(RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=lege.kommune_id, unntatt=unntatt)


def _kommunekontakt(bruker: Bruker, lege: Lege) -> Fullmakt | None:
    return next((f for f in kommunekontakter(lege) if f.bruker.pk == bruker.pk), None)


def _lege(bruker: Bruker, lege: Lege) -> bool:
    return bruker.is_active and lege.bruker_id == bruker.pk


def _avdelingsleder(bruker: Bruker, avdeling: Avdeling, *, unntatt: UUID | None = None) -> Fullmakt | None:
    return fullmakt_til(
        bruker,
        RolleType.LEDER,
        virksomhet=avdeling.enhet.virksomhet_id,
        enhet=avdeling.enhet_id,
        unntatt={unntatt} if unntatt else (),
    )


def er_systemet(bruker: Bruker, sak: object) -> bool:
    """Time itself acts: Celery, through its own transitions."""
    return bruker.er_system


# --- enrolment --------------------------------------------------------------------------------------------------------


def er_koordinator(bruker: Bruker, sak: Innmelding | Seksmndforesporsel | Tjeneste | Kommunepraksis) -> Fullmakt | None:
    return koordinator(bruker, unntatt=sak.saken_gjelder_id)


def er_kommunen(bruker: Bruker, sak: Innmelding) -> Fullmakt | None:
    """The municipality enrols its own doctors and reports changes (S1-I06, S1-I07)."""
    return _kommunekontakt(bruker, sak.lege)


def er_legen(bruker: Bruker, sak: Innmelding) -> bool:
    return _lege(bruker, sak.lege)


def kan_melde_klar(bruker: Bruker, sak: Innmelding) -> Fullmakt | bool | None:
    """ALIS office, municipality or the doctor (S1-I23)."""
    return er_legen(bruker, sak) or er_kommunen(bruker, sak) or alis_kontor(bruker)


def kan_registrere(bruker: Bruker, sak: Innmelding) -> Fullmakt | bool | None:
    """Whoever may report a doctor as ready may register one; the coordinator too, for hospital doctors."""
    return kan_melde_klar(bruker, sak) or er_koordinator(bruker, sak)


def alis_kontor(bruker: Bruker) -> Fullmakt | None:
    return next((f for f in tilgang_for(bruker).fullmakter if f.rolle.type == RolleType.ALIS_KONTOR), None)


def steller_utdanning(bruker: Bruker, virksomhet: Virksomhet) -> Fullmakt | None:
    """A municipality's own LIS contact keeps its plan and learning arenas (S1-I01)."""
    return fullmakt_til(bruker, RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=virksomhet)


def kan_trekke(bruker: Bruker, sak: Innmelding) -> Fullmakt | bool | None:
    return er_legen(bruker, sak) or er_kommunen(bruker, sak)


def kommunen_eller_koordinator(bruker: Bruker, sak: Innmelding) -> Fullmakt | None:
    return er_kommunen(bruker, sak) or er_koordinator(bruker, sak)


def koordinator_eller_systemet(bruker: Bruker, sak: Innmelding | Seksmndforesporsel | Tjeneste) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or er_koordinator(bruker, sak)


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


# --- precedence and rank ----------------------------------------------------------------------------------------------


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


# --- the six-month question -------------------------------------------------------------------------------------------


def kommunen_svarer(bruker: Bruker, sak: Seksmndforesporsel) -> Fullmakt | None:
    return _kommunekontakt(bruker, sak.innmelding.lege)


def kan_erstatte(bruker: Bruker, sak: Seksmndforesporsel) -> Fullmakt | bool | None:
    """A new planned start replaces the question: by whoever moved it, or the system with them."""
    return (
        er_systemet(bruker, sak)
        or kommunen_svarer(bruker, sak)
        or er_koordinator(bruker, sak)
        or _lege(bruker, sak.innmelding.lege)
    )


# --- offers and services ----------------------------------------------------------------------------------------------


def avdelinger_for(sak: Tjeneste) -> list[Avdeling]:
    """Where the service is, in the order of its parts: one department, or two."""
    deler = sak.deler.select_related("plass__avdeling__enhet").order_by("nummer")
    return list({del_.plass.avdeling_id: del_.plass.avdeling for del_ in deler}.values())


def avdeling_for(sak: Tjeneste) -> Avdeling | None:
    """Where the service begins."""
    return next(iter(avdelinger_for(sak)), None)


def tjenestens_lege(bruker: Bruker, sak: Tjeneste) -> bool:
    """The doctor answers the offer (S1-I16) and applies for the post (S1-I25)."""
    return _lege(bruker, sak.innmelding.lege)


def tjenestens_kommune(bruker: Bruker, sak: Tjeneste) -> Fullmakt | None:
    """The municipality confirms that the doctor is released."""
    return _kommunekontakt(bruker, sak.innmelding.lege)


def tjenestens_avdeling(bruker: Bruker, sak: Tjeneste) -> Fullmakt | None:
    """The department names supervisor and plan, and starts and ends the service (S1-I18–I20)."""
    mulige = (_avdelingsleder(bruker, a, unntatt=sak.saken_gjelder_id) for a in avdelinger_for(sak))
    return next((fullmakt for fullmakt in mulige if fullmakt), None)


def avdeling_eller_koordinator(bruker: Bruker, sak: Tjeneste) -> Fullmakt | None:
    return tjenestens_avdeling(bruker, sak) or er_koordinator(bruker, sak)


def avdeling_koordinator_eller_systemet(bruker: Bruker, sak: Tjeneste) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or avdeling_eller_koordinator(bruker, sak)


def vikar_er_avklart(sak: Tjeneste) -> bool:
    """The practice is looked after by a locum before the service is confirmed (S1-I10)."""
    return sak.innmelding.vikar == Vikarstatus.JA


def plassen_avviker(sak: Tjeneste) -> bool:
    """The municipality has reported another start than the one the place is agreed for (S1-I07)."""
    forste = sak.deler.order_by("nummer").values_list("fra", flat=True).first()
    return forste is not None and sak.innmelding.planlagt_start != forste


def er_spesialist(veileder: Bruker, avdeling: Avdeling) -> bool:
    """Checked specialist in the department's speciality (S1-I19)."""
    return Spesialistgodkjenning.objects.filter(bruker=veileder, spesialitet=avdeling.spesialitet_id).exists()


def er_ansatt_ved(veileder: Bruker, avdeling: Avdeling, dag: date) -> bool:
    """Employed at the department, or at a unit below it, on the day (S1-I19)."""
    enheter = underliggende([avdeling.enhet_id])
    return veileder.roller.gjeldende(dag).filter(type=RolleType.ANSATT, enhet__in=enheter).exists()


def er_rett_veileder(veileder: Bruker | None, avdeling: Avdeling | None, dag: date) -> bool:
    """Specialist in the department's speciality, and employed there on the day (S1-I18, S1-I19)."""
    if veileder is None or avdeling is None:
        return False
    return er_spesialist(veileder, avdeling) and er_ansatt_ved(veileder, avdeling, dag)


def leder_avdelingen(bruker: Bruker, avdeling: Avdeling) -> Fullmakt | None:
    """The department's own leader keeps its places, closed periods and supervisors in order."""
    return _avdelingsleder(bruker, avdeling)


def steller_avdelingen(bruker: Bruker, avdeling: Avdeling) -> Fullmakt | None:
    """The department's leader, or the coordinator."""
    return leder_avdelingen(bruker, avdeling) or koordinator(bruker)


# --- vacancies, proposals, practice the other way ---------------------------------------------------------------------


def vikariatets_avdeling(bruker: Bruker, sak: Vikariat) -> Fullmakt | None:
    """The department publishes and closes its own vacancies (S1-I24)."""
    return _avdelingsleder(bruker, sak.avdeling)


def er_lege(bruker: Bruker, sak: Vikariat) -> bool:
    """A doctor in specialisation applies for the vacancy (S1-I25)."""
    return bruker.is_active and Lege.objects.filter(bruker=bruker).exists()


def forslagets_koordinator(bruker: Bruker, sak: Forslag) -> Fullmakt | None:
    return koordinator(bruker)


def koordinator_eller_beregning(bruker: Bruker, sak: Forslag) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or koordinator(bruker)


def praksisens_kommune(bruker: Bruker, sak: Kommunepraksis) -> Fullmakt | None:
    """The LIS contact of the municipality that is asked (S1-L02)."""
    unntatt = {sak.saken_gjelder_id} if sak.saken_gjelder_id else set()
    return fullmakt_til(bruker, RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=sak.kommune_id, unntatt=unntatt)


def praksisens_lege(bruker: Bruker, sak: Kommunepraksis) -> bool:
    return _lege(bruker, sak.lege)


def praksisens_kommune_eller_systemet(bruker: Bruker, sak: Kommunepraksis) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or praksisens_kommune(bruker, sak)
