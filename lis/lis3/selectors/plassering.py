"""Who in the queue fits a free place, and who would be passed over (S1-I13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch

from ..frister import maaned_nr, maaned_slutt, maaned_start
from ..models import FORAN, Deling, Innmelding, Innmeldingstilstand, Innstilling, Onske, Plass, Tjeneste, Tjenestetilstand
from .ledighet import Plassledighet, ledighet


@dataclass(frozen=True)
class Kandidat:
    """A doctor in the queue who holds no place, with wishes in order and the length of the (first) part."""

    innmelding: Innmelding
    onsker: tuple[Onske, ...]
    lengde: int
    rang: int | None
    plassering: int

    @property
    def navn(self) -> str:
        return self.innmelding.lege.navn

    @property
    def paa_vent(self) -> bool:
        return self.innmelding.tilstand == Innmeldingstilstand.PAA_VENT

    @property
    def delt(self) -> bool:
        return self.innmelding.deling == Deling.DELT

    def starter(self, plass: Plassledighet) -> list[tuple[Onske, int]]:
        """Wishes that this place can meet, best first, each with the nearest month to what was wished."""
        treff = []
        for onske in self.onsker:
            onsket = maaned_nr(onske.start)
            if mulige := plass.starter(onske, self.lengde):
                treff.append((onske, min(mulige, key=lambda nr: (abs(nr - onsket), nr))))
        return treff


def kandidater() -> list[Kandidat]:
    """Everybody in the queue without a place, in the order of the queue: those with rank first."""
    regler = Innstilling.objects.gjeldende()
    har_plass = Tjeneste.objects.filter(innmelding=OuterRef("pk"), tilstand__in=[*FORAN, Tjenestetilstand.PAAGAAR])
    saker = (
        Innmelding.objects.i_koen()
        .filter(~Exists(har_plass))
        .select_related("lege__kommune", "koplass")
        .prefetch_related(Prefetch("onsker", Onske.objects.select_related("avdeling__enhet__virksomhet")))
        .order_by("koplass__plassering")
    )
    return [
        Kandidat(
            innmelding=sak,
            onsker=tuple(sak.onsker.all()),
            lengde=regler.delperiode_maaneder if sak.deling == Deling.DELT else regler.lengde_maaneder,
            rang=sak.koplass.rang,
            plassering=sak.koplass.plassering,
        )
        for sak in saker
    ]


def horisont(leger: Iterable[Kandidat], fra: int, til: int) -> tuple[date, date]:
    """The days from the first to the last month that anybody here could be placed in, at least `fra` to `til`."""
    for kandidat in leger:
        for onske in kandidat.onsker:
            nr = maaned_nr(onske.start)
            fra = min(fra, nr - onske.slakk_foer)
            til = max(til, nr + onske.slakk_etter + kandidat.lengde)
    return maaned_start(fra), maaned_slutt(til)


@dataclass(frozen=True)
class Treff:
    """One doctor who fits a place: by which wish, from when."""

    kandidat: Kandidat
    onske: Onske
    start: date


def som_passer(leger: Iterable[Kandidat], plass: Plassledighet) -> list[Treff]:
    """Doctors whose wishes the place can meet, in the order of the queue; nobody who is on hold."""
    treff = []
    for kandidat in leger:
        if not kandidat.paa_vent and (mulige := kandidat.starter(plass)):
            onske, nr = mulige[0]
            treff.append(Treff(kandidat, onske, maaned_start(nr)))
    return treff


def forbigaatte(
    leger: Iterable[Kandidat], valgt: Kandidat, plass: Plass, fra: date, til: date, ledige: Mapping[int, Plassledighet]
) -> list[Treff]:
    """Those with rank before `valgt` whose wish for this place would be lost to the period chosen.

    Nobody is passed over when another place of the department can meet the same wish.
    """
    opptatt = set(range(maaned_nr(fra), maaned_nr(til) + 1))
    her = ledige[plass.pk]
    etter = Plassledighet(her.plass, her.ledige - opptatt)
    andre = [p for pk, p in ledige.items() if pk != plass.pk and p.plass.avdeling_id == plass.avdeling_id]
    treff = []
    for ett in som_passer((k for k in leger if k.rang is not None and k.plassering < valgt.plassering), her):
        ennaa = any(p.starter(ett.onske, ett.kandidat.lengde) for p in (etter, *andre))
        if not ennaa:
            treff.append(ett)
    return treff


def ledige_for(leger: Iterable[Kandidat], fra: date, maaneder: int) -> dict[int, Plassledighet]:
    """What is free from `fra` this many months on, and as far as anybody's wishes reach."""
    nr = maaned_nr(fra)
    return ledighet(*horisont(leger, nr, nr + maaneder))
