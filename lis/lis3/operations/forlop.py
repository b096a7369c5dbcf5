"""What happens to an enrolment on its way: two parts assessed, locum settled, on hold, back, withdrawn."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import rules
from ..models import (
    FORAN,
    Delingsvurdering,
    Innmelding,
    Innmeldingstilstand,
    Innstilling,
    Tjenestetilstand,
    Vikarstatus,
)
from ..tekster import innmelding as tekster
from .folger import be_kommunen, be_om_nye_onsker, kommunen, koordinatorer, si_fra
from .foresporsel import avslutt_foresporsel, ny_foresporsel
from .tjeneste import trekk_ved_frafall

IT = Innmeldingstilstand
LENGST_PAA_VENT = timedelta(days=3 * 366)
VARSLET_PLASS = [tilstand for tilstand in FORAN if tilstand != Tjenestetilstand.PLANLAGT]
"""An offer that somebody has heard of: the hospital counts on the doctor."""


@operasjon
def vurder_deling(
    pk: UUID, *, utfort_av: Bruker, versjon: int, godkjent: bool, begrunnelse: str, naa: datetime | None = None
) -> Innmelding:
    """The hospital's individual assessment of two three-month parts, with a reason either way (S1-I09).

    Only where a wished department is registered as approved training organisation. Refused, the municipality
    owes a change of the enrolment.
    """
    sak = Innmelding.objects.laas(pk, versjon)
    if rules.er_koordinator(utfort_av, sak):
        if not begrunnelse.strip():
            raise ValidationError({"begrunnelse": _("Skriv hva vurderingen bygger på.")})
        if godkjent and not sak.onsker.filter(avdeling__godkjent__isnull=False).exists():
            melding = _(
                "Ingen av de ønskede avdelingene er registrert som godkjent utdanningsvirksomhet. "
                "Registrer godkjenningen på avdelingen først, eller svar at delt tjeneste ikke kan tilbys."
            )
            raise ValidationError({"begrunnelse": melding})
    vurdering = Delingsvurdering.GODKJENT if godkjent else Delingsvurdering.IKKE_GODKJENT
    hendelse = flytt(
        sak,
        o.VURDER_DELING,
        utfort_av=utfort_av,
        kommentar=begrunnelse,
        felter={"delingsvurdering": vurdering, "delingsvurdering_begrunnelse": begrunnelse},
        data={"godkjent": godkjent},
        naa=naa,
    )
    lukk_oppgaver(sak, hendelse, tekster.VURDER_DELING, tekster.VELG_SAMLET)
    if not godkjent:
        dager = Innstilling.objects.gjeldende().svarfrist_virkedager
        be_kommunen(sak, tekster.VELG_SAMLET, hendelse, frist=pluss_virkedager(lokal_dato(hendelse.tidspunkt), dager))
    si_fra(sak, hendelse, "deling_vurdert", [*kommunen(sak), sak.lege.bruker])
    return sak


@operasjon
def avklar_vikar(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    vikar: str,
    vikar_dato: date | None = None,
    naa: datetime | None = None,
) -> Innmelding:
    """Whether a locum looks after the practice (S1-I10; ASA 4310, pkt. 13.2). No service is confirmed without.

    A locum that falls through after the release does not undo it: the hospital and the doctor are told.
    """
    naa = naa or timezone.now()
    sak = Innmelding.objects.laas(pk, versjon)
    if vikar == Vikarstatus.JA:
        vikar_dato = vikar_dato or lokal_dato(naa)
        if vikar_dato > lokal_dato(naa):
            raise ValidationError({"vikar_dato": _("Datoen kan ikke være fram i tid. Oppgi når vikaren ble avklart.")})
    else:
        vikar_dato = None
    endring = {"felt": "vikar", "fra": str(sak.get_vikar_display()), "til": str(Vikarstatus(vikar).label)}
    falt_bort = sak.vikar == Vikarstatus.JA and vikar != Vikarstatus.JA
    hendelse = flytt(
        sak,
        o.AVKLAR_VIKAR,
        utfort_av=utfort_av,
        felter={"vikar": vikar, "vikar_dato": vikar_dato},
        data={"endringer": [endring]},
        naa=naa,
    )
    if falt_bort and sak.tjenester.filter(tilstand__in=[Tjenestetilstand.BEKREFTET, Tjenestetilstand.KLAR]).exists():
        si_fra(sak, hendelse, "vikar_falt_bort", [*koordinatorer(sak), sak.lege.bruker])
    return sak


# --- on hold, and back ------------------------------------------------------------------------------------------------


@operasjon
def sett_paa_vent(pk: UUID, *, utfort_av: Bruker, versjon: int, til: date, naa: datetime | None = None) -> Innmelding:
    """On hold until a day, when it comes back by itself. Seniority is untouched, and nobody is asked why (G-18)."""
    naa = naa or timezone.now()
    sak = Innmelding.objects.laas(pk, versjon)
    if rules.kommunen_eller_koordinator(utfort_av, sak) and not timedelta() < til - lokal_dato(naa) < LENGST_PAA_VENT:
        raise ValidationError({"til": _("Oppgi en dato fram i tid, høyst tre år fra i dag.")})
    if rules.kommunen_eller_koordinator(utfort_av, sak) and sak.tjenester.filter(tilstand__in=VARSLET_PLASS).exists():
        melding = _(
            "Legen har tilbud om plass eller en avtalt plass. Meld endring, "
            "eller be LIS-koordinator trekke plassen tilbake først."
        )
        raise ValidationError({"til": melding})
    hendelse = flytt(
        sak,
        o.SETT_PAA_VENT,
        utfort_av=utfort_av,
        felter={"paa_vent_til": til},
        data={"endringer": [{"felt": "paa_vent_til", "fra": "", "til": til.isoformat()}]},
        naa=naa,
    )
    avslutt_foresporsel(sak, hendelse, naa=naa)
    _fortell_alle(sak, hendelse, "paa_vent")
    return sak


@operasjon
def gjenoppta(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Innmelding:
    """Back in the queue, with the same seniority; the six-month question is planned again. Time does it by itself."""
    sak = Innmelding.objects.laas(pk, versjon)
    overgang = o.GJENOPPTA_TID if utfort_av.er_system else o.GJENOPPTA
    hendelse = flytt(sak, overgang, utfort_av=utfort_av, felter={"paa_vent_til": None}, naa=naa)
    ny_foresporsel(sak, hendelse, naa=naa)
    be_om_nye_onsker(sak, hendelse)
    _fortell_alle(sak, hendelse, "gjenopptatt")
    return sak


def gjenoppta_forfalte(naa: datetime | None = None) -> int:
    """Take back every enrolment whose time on hold is over, one transaction each. A rerun changes nothing."""
    naa = naa or timezone.now()
    forfalte = Innmelding.objects.filter(tilstand=IT.PAA_VENT, paa_vent_til__lte=lokal_dato(naa))
    return hver_for_seg(forfalte.values_list("pk", "versjon"), gjenoppta, naa=naa)


# --- withdrawn --------------------------------------------------------------------------------------------------------


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None) -> Innmelding:
    """The municipality or the doctor withdraws. A place that was held or offered is free again."""
    naa = naa or timezone.now()
    sak = Innmelding.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.TREKK, utfort_av=utfort_av, kommentar=kommentar, felter={"paa_vent_til": None}, naa=naa)
    lukk_oppgaver(sak, hendelse)
    trekk_ved_frafall(sak, hendelse)
    avslutt_foresporsel(sak, hendelse, naa=naa)
    _fortell_alle(sak, hendelse, "trukket")
    return sak


def _fortell_alle(sak: Innmelding, hendelse: Hendelse, mal: str) -> None:
    si_fra(sak, hendelse, mal, [*koordinatorer(sak), *kommunen(sak), sak.lege.bruker])
