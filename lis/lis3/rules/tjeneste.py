"""Offers and services, and the departments that give them."""

from __future__ import annotations

from datetime import date

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, underliggende
from lis.lege.models import Spesialistgodkjenning

from ..models import (
    Avdeling,
    Tjeneste,
    Vikarstatus,
)
from .hvem import avdelingsleder, er_koordinator, er_selv, er_systemet, kommunekontakt, koordinator


def avdelinger_for(sak: Tjeneste) -> list[Avdeling]:
    """Where the service is, in the order of its parts: one department, or two."""
    deler = sak.deler.select_related("plass__avdeling__enhet").order_by("nummer")
    return list({del_.plass.avdeling_id: del_.plass.avdeling for del_ in deler}.values())


def avdeling_for(sak: Tjeneste) -> Avdeling | None:
    """Where the service begins."""
    return next(iter(avdelinger_for(sak)), None)


def tjenestens_lege(bruker: Bruker, sak: Tjeneste) -> bool:
    """The doctor answers the offer (S1-I16) and applies for the post (S1-I25)."""
    return er_selv(bruker, sak.innmelding.lege)


def tjenestens_kommune(bruker: Bruker, sak: Tjeneste) -> Fullmakt | None:
    """The municipality confirms that the doctor is released."""
    return kommunekontakt(bruker, sak.innmelding.lege)


def tjenestens_avdeling(bruker: Bruker, sak: Tjeneste) -> Fullmakt | None:
    """The department names supervisor and plan, and starts and ends the service (S1-I18–I20)."""
    mulige = (avdelingsleder(bruker, a, unntatt=sak.saken_gjelder_id) for a in avdelinger_for(sak))
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


def har_ikke_sokt(sak: Tjeneste) -> bool:
    """The doctor applies for the post once (S1-I25)."""
    return sak.sokt is None


def har_aapne_maal(sak: Tjeneste) -> bool:
    """Objectives are reported, after the service too, until each of them is reached (S1-I17)."""
    return sak.aapne_maal().exists()


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
    return avdelingsleder(bruker, avdeling)


def steller_avdelingen(bruker: Bruker, avdeling: Avdeling) -> Fullmakt | None:
    """The department's leader, or the coordinator."""
    return leder_avdelingen(bruker, avdeling) or koordinator(bruker)
