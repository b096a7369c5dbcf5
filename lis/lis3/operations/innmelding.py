"""The municipality enrols a doctor for hospital service, and reports changes (S1-I06, S1-I07, S1-I09)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..frister import foresporselsfrist
from ..models import Deling, Delingsvurdering, Innmelding, Innmeldingstilstand
from ..onsker import Onskelinje, i_ord, kontroller, onskelinjer, skriv
from ..tekster import innmelding as tekster
from ..tekster.tjeneste import NYE_ONSKER
from .ansiennitet import korriger_ansiennitet
from .folger import be_koordinator, be_om_nye_onsker, koordinatorer, si_fra
from .foresporsel import ny_foresporsel
from .forlop import avklar_vikar, gjenoppta, gjenoppta_forfalte, sett_paa_vent, trekk, vurder_deling
from .klarmeldt import si_fra_til_avdelinger
from .plan import fjern_avbrudd, registrer_avbrudd, tildel_plan
from .registrering import koble_kontoer, meld_klar, meld_lege_klar, registrer_lege
from .tjeneste import etter_endring

__all__ = [
    "Onskelinje",
    "avklar_vikar",
    "fjern_avbrudd",
    "gjenoppta",
    "gjenoppta_forfalte",
    "koble_kontoer",
    "korriger_ansiennitet",
    "lagre_utkast",
    "meld_endring",
    "meld_inn",
    "meld_klar",
    "meld_lege_klar",
    "registrer_avbrudd",
    "registrer_lege",
    "sett_paa_vent",
    "tildel_plan",
    "trekk",
    "vurder_deling",
]

IT = Innmeldingstilstand


@operasjon
def lagre_utkast(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    onsker: list[Onskelinje],
    deling: str = Deling.SAMLET,
    deling_begrunnelse: str = "",
    naa: datetime | None = None,
) -> Innmelding:
    """Keep the wishes so far. Nobody is told, and nothing need be complete."""
    sak = Innmelding.objects.select_for_update(of=("self",)).get(pk=pk)
    if not rules.er_kommunen(utfort_av, sak):
        raise Nektet
    if sak.tilstand != IT.UTKAST:
        raise UlovligOvergang(_("Legen er allerede meldt inn. Bruk «Meld endring»."))
    if sak.versjon != versjon:
        raise Utdatert
    kontroller(onsker, gamle=onskelinjer(sak))
    skriv(sak, onsker)
    felter: dict[str, Any] = {"deling": deling, "deling_begrunnelse": deling_begrunnelse if deling == Deling.DELT else ""}
    felter |= {"delingsvurdering": "", "versjon": versjon + 1, "endret": naa or timezone.now()}
    Innmelding.objects.filter(pk=pk).update(**felter)
    sak.refresh_from_db()
    return sak


@operasjon
def meld_inn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Innmelding:
    """The municipality enrols the doctor with the LIS coordinator (S1-I06).

    The doctor is in the queue from now on, and the six-month question is planned. Raises `ValidationError` with a
    sentence for each thing that is missing: plan, approved supervisor, wishes, reason for two parts.
    """
    naa = naa or timezone.now()
    sak = Innmelding.objects.laas(pk, versjon)
    onsker = onskelinjer(sak)
    if sak.tilstand == IT.UTKAST and rules.er_kommunen(utfort_av, sak):
        if mangler := rules.mangler(sak):
            raise ValidationError([ValidationError(mangler_i_ord(kode), code=kode) for kode in mangler])
        _krev_framtid(onsker, lokal_dato(naa))
    delt = sak.deling == Deling.DELT
    hendelse = flytt(
        sak,
        o.MELD_INN,
        utfort_av=utfort_av,
        felter={
            "saksnummer": Saksteller.neste(Innmelding.PREFIKS, naa),
            "innmeldt_tid": naa,
            "planlagt_start": onsker[0].start if onsker else None,
            "delingsvurdering": Delingsvurdering.VENTER if delt else "",
        },
        data={"onsker": i_ord(onsker)},
        naa=naa,
    )
    lukk_oppgaver(sak, hendelse)
    if delt:
        be_koordinator(sak, tekster.VURDER_DELING, hendelse)
    ny_foresporsel(sak, hendelse, naa=naa)
    si_fra(sak, hendelse, "innmeldt", koordinatorer(sak))
    si_fra(sak, hendelse, "innmeldt_lege", [sak.lege.bruker])
    si_fra_til_avdelinger(sak, hendelse)
    return sak


def mangler_i_ord(kode: str) -> str:
    """What to do about something an enrolment lacks (`rules.mangler`)."""
    return {
        "plan": _("Registrer at legen har fått individuell utdanningsplan, før du melder inn."),
        "veileder": _("Registrer en veileder som er godkjent spesialist i allmennmedisin, før du melder inn."),
        "onsker": _("Oppgi minst ett ønske om tid, avdeling og sted, før du melder inn."),
        "begrunnelse": _("Skriv hvorfor tjenesten bør deles i to perioder, før du melder inn."),
    }[kode]


def _krev_framtid(onsker: list[Onskelinje], dag: date) -> None:
    if any(o.start <= dag for o in onsker):
        raise ValidationError({"onsker": _("Ønsket start må være fram i tid. Rett datoen i ønskene.")})


@operasjon
def meld_endring(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    onsker: list[Onskelinje],
    deling: str = Deling.SAMLET,
    deling_begrunnelse: str = "",
    endret_dato: date | None = None,
    naa: datetime | None = None,
) -> Innmelding:
    """The municipality reports a change: the coordinator is told at once, every deadline moves (S1-I07, C2).

    A new start of the first wish is the new planned start, also where a place is agreed for the old one: the plan is
    what the municipality says it is, and the coordinator keeps the place or withdraws it. `endret_dato` is the day the
    change became known; how long it took to report is kept with the event. Nothing new: nothing happens.
    """
    naa = naa or timezone.now()
    dag = lokal_dato(naa)
    sak = Innmelding.objects.laas(pk, versjon)
    gamle, foer = onskelinjer(sak), _naa(sak)
    if deling == Deling.SAMLET:
        deling_begrunnelse = ""
    if rules.er_kommunen(utfort_av, sak):
        _kontroller_endring(onsker, gamle, deling, deling_begrunnelse, endret_dato or dag, dag)
    if onsker == gamle and (deling, deling_begrunnelse) == (sak.deling, sak.deling_begrunnelse):
        return sak
    felter: dict[str, Any] = {"deling": deling, "deling_begrunnelse": deling_begrunnelse}
    felter["delingsvurdering"] = _vurdering(sak, onsker, gamle, deling, deling_begrunnelse)
    if onsker and (not gamle or onsker[0].start != gamle[0].start):
        felter["planlagt_start"] = onsker[0].start
    etter = foer | _i_tekst(felter.get("planlagt_start", sak.planlagt_start), onsker, deling)
    endringer = [{"felt": felt, "fra": foer[felt], "til": etter[felt]} for felt in foer if foer[felt] != etter[felt]]
    data = {
        "endringer": endringer,
        "endret_dato": (endret_dato or dag).isoformat(),
        "dager_til_meldt": (dag - (endret_dato or dag)).days,
    }
    hendelse = flytt(sak, o.MELD_ENDRING, utfort_av=utfort_av, felter=felter, data=data, naa=naa)
    skriv(sak, onsker)
    _folg_opp_deling(sak, hendelse)
    ny_foresporsel(sak, hendelse, naa=naa)
    etter_endring(sak, hendelse)
    be_om_nye_onsker(sak, hendelse)
    si_fra(sak, hendelse, "endring", [*koordinatorer(sak), sak.lege.bruker])
    si_fra_til_avdelinger(sak, hendelse)
    return sak


def _kontroller_endring(
    onsker: list[Onskelinje], gamle: list[Onskelinje], deling: str, begrunnelse: str, endret: date, dag: date
) -> None:
    if not onsker:
        raise ValidationError({"onsker": _("Oppgi minst ett ønske om tid, avdeling og sted.")})
    kontroller(onsker, gamle=gamle)
    _krev_framtid([o for o in onsker if o not in gamle], dag)
    if deling == Deling.DELT and not begrunnelse.strip():
        raise ValidationError({"deling_begrunnelse": _("Skriv hvorfor tjenesten bør deles i to perioder.")})
    if endret > dag:
        raise ValidationError({"endret_dato": _("Datoen kan ikke være fram i tid. Oppgi når endringen ble kjent.")})


def _vurdering(sak: Innmelding, onsker: list[Onskelinje], gamle: list[Onskelinje], deling: str, begrunnelse: str) -> str:
    """The assessment of two parts holds as long as what was assessed: the departments and the reason."""
    if deling == Deling.SAMLET:
        return ""
    samme = {o.avdeling.pk for o in onsker} == {o.avdeling.pk for o in gamle} and begrunnelse == sak.deling_begrunnelse
    return sak.delingsvurdering if samme and sak.delingsvurdering else Delingsvurdering.VENTER


def _folg_opp_deling(sak: Innmelding, hendelse: Hendelse) -> None:
    lukk_oppgaver(sak, hendelse, tekster.VELG_SAMLET, tekster.VURDER_DELING, NYE_ONSKER)
    if sak.delingsvurdering == Delingsvurdering.VENTER:
        be_koordinator(sak, tekster.VURDER_DELING, hendelse)


def _naa(sak: Innmelding) -> dict[str, Any]:
    return _i_tekst(sak.planlagt_start, onskelinjer(sak), sak.deling)


def _i_tekst(start: date | None, onsker: list[Onskelinje], deling: str) -> dict[str, Any]:
    """What an event keeps of an enrolment, field by field."""
    return {
        "planlagt_start": start.isoformat() if start else "",
        "foresporselsfrist": foresporselsfrist(start).isoformat() if start else "",
        "onsker": i_ord(onsker),
        "deling": str(Deling(deling).label),
    }
