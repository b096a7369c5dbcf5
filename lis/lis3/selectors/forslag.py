"""What a proposal says: who gets which place now, changes included, why, and whom another change would touch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from ..fordeling import Alternativ, Inndata, Nivaa, les, nivaaer
from ..fordeling import Del as Maanedsdel
from ..frister import maaned_nr
from ..models import Avdeling, Forslag, Innmelding
from .forslag_inndata import avtrykk, lag_inndata


class Del(NamedTuple):
    """Months at a place, by number from year zero."""

    avdeling: str
    plass: int
    start: int
    lengde: int

    @property
    def slutt(self) -> int:
        return self.start + self.lengde - 1


@dataclass(frozen=True)
class Plassert:
    """One doctor in the proposal as it stands, with what the coordinator has changed."""

    innmelding: UUID
    deler: tuple[Del, ...]
    overstyrt: bool = False
    begrunnelse: str = ""


def gjeldende(sak: Forslag) -> dict[UUID, Plassert]:
    """Everybody in the proposal, by precedence."""
    endret = {rad.innmelding_id: rad for rad in sak.overstyringer.all()}
    svar = {}
    for rad in sak.resultat["plasseringer"]:
        pk = UUID(rad["lege"])
        if overstyring := endret.get(pk):
            start = maaned_nr(overstyring.start) if overstyring.start else 0
            deler = som_deler(sak.inndata, overstyring.plasser, start)
            svar[pk] = Plassert(pk, deler, True, overstyring.begrunnelse)
        else:
            svar[pk] = Plassert(pk, tuple(Del(d["avdeling"], d["plass"], d["start"], d["lengde"]) for d in rad["deler"]))
    return svar


def som_deler(inndata: dict[str, Any], plasser: list[int], start: int) -> tuple[Del, ...]:
    """The parts of a service at these places in a row: one whole, or two of three months."""
    ved = {plass["id"]: avdeling["id"] for avdeling in inndata["avdelinger"] for plass in avdeling["plasser"]}
    lengde = inndata["lengde"] if len(plasser) == 1 else inndata["del_lengde"]
    return tuple(Del(ved.get(plass, ""), plass, start + nr * lengde, lengde) for nr, plass in enumerate(plasser))


# --- what a change would do -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Virkning:
    """What placing one doctor otherwise does to the others; `feil` when it cannot be done at all."""

    feil: str = ""
    mister: tuple[Plassert, ...] = ()
    """Those who sit there in the proposal, and would have no place."""
    forbigaatt: tuple[UUID, ...] = ()
    """Those with longer seniority for whom exactly this would have been better than what they get."""


def berorte(sak: Forslag, innmelding: UUID, plasser: list[int], start: int | None) -> Virkning:
    inndata, alle = les(sak.inndata), gjeldende(sak)
    lege = next((lege for lege in inndata.leger if lege.id == str(innmelding)), None)
    if lege is None:
        return Virkning(_("Legen er ikke med i forslaget."))
    deler = som_deler(sak.inndata, plasser, start or 0) if plasser else ()
    if feil := _feil(inndata, deler, delt=lege.delt):
        return Virkning(feil)
    mister = tuple(p for p in alle.values() if p.innmelding != innmelding and _kolliderer(p.deler, deler))
    foran = inndata.leger[: inndata.leger.index(lege)]
    alternativ = uten_plass(deler)
    forbigaatt = [a for a in foran if deler and _ville_hatt(a.id, nivaaer(a, inndata), alle, alternativ)]
    return Virkning("", mister, tuple(UUID(a.id) for a in forbigaatt))


def _feil(inndata: Inndata, deler: tuple[Del, ...], *, delt: bool) -> str:
    if len(deler) > 2 or (len(deler) == 2 and not delt):
        return _("Legen er ikke godkjent for delt tjeneste. Velg én plass.")
    avdelinger = {a.id: a for a in inndata.avdelinger}
    for del_ in deler:
        avdeling = avdelinger.get(del_.avdeling)
        plass = next((p for p in avdeling.plasser if p.id == del_.plass), None) if avdeling else None
        if avdeling is None or plass is None:
            return _("Plassen er ikke med i forslaget. Velg en annen.")
        if len(deler) == 2 and not avdeling.godkjent:
            return _("Avdelingen er ikke godkjent for tremånedersperioder. Velg en annen.")
        if not any(fra <= del_.start and del_.slutt <= til for fra, til in plass.ledig):
            return _("Plassen er stengt eller opptatt i noen av månedene. Velg en annen plass eller start.")
    return ""


def _kolliderer(a: Iterable[Del], b: Iterable[Del]) -> bool:
    return any(x.plass == y.plass and x.start <= y.slutt and y.start <= x.slutt for x in a for y in b)


def uten_plass(deler: Iterable[Del]) -> Alternativ:
    """The parts without the place: what a wish is about."""
    return tuple(Maanedsdel(d.avdeling, d.start, d.lengde) for d in deler)


def _ville_hatt(id_: str, lista: list[Nivaa], alle: dict[UUID, Plassert], alternativ: Alternativ) -> bool:
    har = uten_plass(alle[UUID(id_)].deler)
    for nivaa in lista:
        if har and har in nivaa.alternativer:
            return False
        if alternativ in nivaa.alternativer:
            return True
    return False


# --- whether it is still true -----------------------------------------------------------------------------------------


def er_utdatert(sak: Forslag) -> bool:
    """Whether queue, wishes, places or rules have changed since the input was frozen."""
    naa = lag_inndata(sak.horisont_fra, sak.horisont_til, sak.inndata["valg"])
    return avtrykk(naa) != sak.inndata_sha256


# --- names ------------------------------------------------------------------------------------------------------------


def legenavn(ider: Iterable[str]) -> dict[str, str]:
    """Enrolment id → the doctor's name, in the order given."""
    ider = list(ider)
    navn = {str(pk): n for pk, n in Innmelding.objects.filter(pk__in=ider).values_list("pk", "lege__navn")}
    return {id_: navn[id_] for id_ in ider if id_ in navn}


def avdelingsnavn(inndata: dict[str, Any]) -> dict[str, str]:
    """Department id → its name and site. Wished departments that take nobody any more are named too."""
    ider = {a["id"] for a in inndata["avdelinger"]} | {o["avdeling"] for lege in inndata["leger"] for o in lege["onsker"]}
    return {str(a.pk): a.enhet.visningsnavn for a in Avdeling.objects.filter(pk__in=ider).select_related("enhet")}
