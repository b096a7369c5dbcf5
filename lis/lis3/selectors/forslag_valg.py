"""What a coordinator may choose among about a proposal, and what another place for one doctor would mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker

from ..frister import maaned_nr
from ..models import Avdeling, Forslag, Innmelding, Plass
from .forslag import Plassert, Virkning, avdelingsnavn, gjeldende, legenavn, som_deler
from .forslag_visning import Oppslag, Sted, onsketekst


def valgbare_plasser(sak: Forslag) -> list[tuple[int, str]]:
    """Every real place in the proposal with the name of its department."""
    navn = avdelingsnavn(sak.inndata)
    ekte = set(Plass.objects.filter(avdeling__in=list(navn)).values_list("pk", flat=True))
    rader = [
        (plass["id"], f"{navn[avdeling['id']]}, {_('plass')} {plass['nummer']}")
        for avdeling in sak.inndata["avdelinger"]
        for plass in avdeling["plasser"]
        if plass["id"] in ekte and avdeling["id"] in navn
    ]
    return sorted(rader, key=lambda rad: rad[1])


@dataclass(frozen=True)
class Endringsside:
    """One doctor about to be placed otherwise: what is now, what it becomes, and whom it touches."""

    lege: str
    naa: str
    naa_steder: tuple[Sted, ...]
    blir: str
    blir_steder: tuple[Sted, ...]
    mister: tuple[tuple[UUID, str], ...]
    forbigaatt: tuple[str, ...]


def endringsside(
    sak: Forslag, innmelding: UUID, virkning: Virkning | None, plasser: list[int], start: date | None
) -> Endringsside:
    oppslag, plassert = Oppslag(sak), gjeldende(sak)[innmelding]
    ny = Plassert(innmelding, som_deler(sak.inndata, plasser, maaned_nr(start)) if plasser and start else ())
    mister = [p.innmelding for p in virkning.mister] if virkning else []
    forbigaatt = list(virkning.forbigaatt) if virkning else []
    navn = legenavn(str(pk) for pk in (innmelding, *mister, *forbigaatt))
    return Endringsside(
        lege=navn[str(innmelding)],
        naa=onsketekst(sak.inndata, plassert),
        naa_steder=tuple(oppslag.sted(d) for d in plassert.deler),
        blir=onsketekst(sak.inndata, ny),
        blir_steder=tuple(oppslag.sted(d) for d in ny.deler if d.avdeling),
        mister=tuple((pk, navn[str(pk)]) for pk in mister),
        forbigaatt=tuple(navn[str(pk)] for pk in forbigaatt),
    )


def mulige_avdelinger() -> list[tuple[str, str]]:
    """Departments that take LIS3, as choices."""
    return [(str(a.pk), a.enhet.visningsnavn) for a in Avdeling.objects.aktive().select_related("enhet")]


def mulige_leger(bruker: Bruker) -> list[tuple[str, str]]:
    """Doctors in the queue, as choices, by precedence."""
    koen = Innmelding.objects.synlig_for(bruker).i_koen().order_by("koplass__plassering", "lege__sortering")
    return [(str(pk), navn) for pk, navn in koen.values_list("pk", "lege__navn")]
