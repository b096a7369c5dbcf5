"""Where an enrolment is on its way: its state in words, the place it has, and the steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato, dato_kort
from grunnmur.portal.steg import Steg, Stegtilstand
from grunnmur.portal.visning import Visning

from ..models import (
    BINDENDE,
    Foresporseltilstand,
    Innmelding,
    Innmeldingstilstand,
    Seksmndforesporsel,
    Spesialisering,
    Tjeneste,
    Tjenestetilstand,
)
from .tjeneste import visning as tjenestevisning

IT = Innmeldingstilstand
V = Visning

VISNINGER: dict[str, Visning] = {
    IT.UTKAST: V.UTKAST,
    IT.INNMELDT: V.I_KO,
    IT.PAA_VENT: V.PAA_VENT,
    IT.I_TJENESTE: V.PAAGAAR,
    IT.FULLFORT: V.FULLFORT,
    IT.TRUKKET: V.TRUKKET,
}


MED_PLASS: dict[str, Visning] = {
    Tjenestetilstand.TILBUDT: V.TILBUDT,
    Tjenestetilstand.AKSEPTERT: V.TILDELT,
    Tjenestetilstand.BEKREFTET: V.BEKREFTET,
    Tjenestetilstand.KLAR: V.BEKREFTET,
}
"""Whoever has been offered a place no longer waits for one."""


def visning(tilstand: str, *, venter_paa_meg: bool = False, plass: str | None = None) -> Visning:
    """The state as this reader sees it: «Venter på deg» for whoever must act; `plass` is the state of the service."""
    if venter_paa_meg:
        return V.VENTER_PAA_DEG
    if tilstand == IT.INNMELDT and plass in MED_PLASS:
        return MED_PLASS[plass]
    return VISNINGER[tilstand]


@dataclass(frozen=True)
class Plass:
    """The service that is planned, offered, running or done."""

    id: UUID
    url: str
    tilstand: str
    visning: Visning
    hvor: str
    fra: date | None
    til: date | None
    avviker: bool
    """The municipality has reported another start than the one the place is agreed for."""


def plass_for(sak: Innmelding, *, ser_planlagt: bool) -> Plass | None:
    tjenester = sak.tjenester.exclude(tilstand__in=[Tjenestetilstand.TRUKKET])
    if not ser_planlagt:
        tjenester = tjenester.exclude(tilstand=Tjenestetilstand.PLANLAGT)
    tjeneste: Tjeneste | None = tjenester.order_by("-opprettet").first()
    if tjeneste is None:
        return None
    deler = list(tjeneste.deler.select_related("plass__avdeling__enhet").order_by("nummer"))
    fra = deler[0].fra if deler else None
    ventende = tjeneste.tilstand in BINDENDE and sak.tilstand in (IT.INNMELDT, IT.PAA_VENT)
    return Plass(
        id=tjeneste.pk,
        url=tjeneste.get_absolute_url(),
        tilstand=tjeneste.tilstand,
        visning=tjenestevisning(tjeneste.tilstand),
        hvor=", ".join(dict.fromkeys(str(d.plass.avdeling) for d in deler)),
        fra=fra,
        til=deler[-1].til if deler else None,
        avviker=bool(ventende and fra and sak.planlagt_start and fra != sak.planlagt_start),
    )


def stegliste(
    sak: Innmelding, s: Spesialisering | None, foresporsel: Seksmndforesporsel | None, plass: Plass | None
) -> list[Steg]:
    meldt_inn = sak.innmeldt_tid is not None
    plan = s.plan_tildelt if s else None
    i_gang = sak.tilstand in (IT.I_TJENESTE, IT.FULLFORT)
    stoppet = sak.tilstand == IT.TRUKKET
    bekreftet = foresporsel is not None and foresporsel.tilstand == Foresporseltilstand.BEKREFTET
    har_plass = i_gang or (plass is not None and plass.tilstand in BINDENDE)
    gjort = [
        plan is not None,
        meldt_inn,
        bekreftet or i_gang,
        (har_plass and meldt_inn) or i_gang,
        sak.tilstand == IT.FULLFORT,
    ]
    naa = next((nr for nr, ferdig in enumerate(gjort) if not ferdig), None)

    def tilstand(nr: int) -> Stegtilstand:
        if gjort[nr]:
            return "ferdig"
        if stoppet:
            return "stoppet" if nr == naa else "venter"
        return "naa" if nr == naa or (nr == 4 and sak.tilstand == IT.I_TJENESTE) else "venter"

    undertekst = [
        dato(plan) if plan else "",
        dato(sak.innmeldt_tid) if sak.innmeldt_tid else "",
        _om_foresporsel(foresporsel),
        plass.hvor if plass else "",
        _("Starter %(dag)s") % {"dag": dato_kort(sak.planlagt_start)} if sak.planlagt_start else "",
    ]
    navn = [
        _("Utdanningsplan og veileder"),
        _("Meldt inn av kommunen"),
        _("Seksmånederssjekk"),
        _("Plass ved avdeling"),
        _("Sykehustjeneste"),
    ]
    return [Steg(navn[nr], tilstand(nr), undertekst=undertekst[nr]) for nr in range(len(navn))]


def kort(sak: Innmelding, *, venter_paa_meg: bool) -> tuple[Visning, list[Steg]]:
    """The same way, as the doctor's card on the front page draws it: the state, and the steps with names and states."""
    s = Spesialisering.objects.filter(lege=sak.lege_id).first()
    foresporsel = Seksmndforesporsel.objects.gjeldende().filter(innmelding=sak.pk).first()
    navn = (_("Plan"), _("Meldt inn"), _("Sjekk"), _("Plass"), _("Tjeneste"))
    plass = plass_for(sak, ser_planlagt=False)
    steg = stegliste(sak, s, foresporsel, plass)
    vist = visning(sak.tilstand, venter_paa_meg=venter_paa_meg, plass=plass.tilstand if plass else None)
    return vist, [Steg(ett_navn, ett.tilstand) for ett_navn, ett in zip(navn, steg, strict=True)]


def _om_foresporsel(sak: Seksmndforesporsel | None) -> str:
    if sak is None:
        return ""
    if sak.svar_tid:
        return _("Besvart %(dag)s") % {"dag": dato_kort(sak.svar_tid)}
    if sak.sendt_tid:
        return _("Sendt %(dag)s") % {"dag": dato_kort(sak.sendt_tid)}
    return _("Sendes seinest %(dag)s") % {"dag": dato_kort(sak.frist)}
