"""Open needs across all parties of the network, and which of them are alike (S1-V11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.db.models import CharField, F, Func, Q, QuerySet
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.sider import Nokkelside
from grunnmur.portal.sok import SPRAK

from .. import overganger as o
from ..models import SVARER_SELV, Aktivitet, Foresporsel, Tilstand
from ..models.foresporsel import ForesporselQuerySet
from .gruppering import TERSKEL, Tekst, grupper, likhet, sjeldenhet, trekk

FLEST = 500
"""At most so many of the oldest open needs are compared."""
FLEST_LIKE = 5


@dataclass(frozen=True, slots=True)
class Behovsrad:
    """One need. `hindring` says why this person cannot join it to anything; empty where it can be."""

    sak: Foresporsel
    hindring: str

    @property
    def kan_samordnes(self) -> bool:
        return not self.hindring


@dataclass(frozen=True, slots=True)
class Behovsgruppe:
    """Needs that are alike, and the words they share."""

    rader: list[Behovsrad]
    felles: list[str]

    @property
    def antall_steder(self) -> int:
        return len({rad.sak.fra_virksomhet_id for rad in self.rader})

    @property
    def kan_samordnes(self) -> bool:
        return any(rad.kan_samordnes for rad in self.rader)


@dataclass(frozen=True, slots=True)
class Behovsside:
    """What a coordinator sees: suggested groups, and a page of the rest, the oldest first."""

    grupper: list[Behovsgruppe]
    andre: list[Behovsrad]
    side: Nokkelside
    antall: int
    avkortet: bool

    @property
    def kan_velge(self) -> bool:
        """Whether any of the rest can be joined."""
        return any(rad.kan_samordnes for rad in self.andre)


def aapne_behov(bruker: Bruker, *, fagfelt: str = "", part: UUID | None = None) -> ForesporselQuerySet:
    """Open general needs, of one field, from or to one party."""
    saker = Foresporsel.objects.samordnes_av(bruker)
    if fagfelt:
        saker = saker.filter(fagfelt=fagfelt)
    return saker.filter(Q(fra_virksomhet=part) | Q(til_virksomhet=part)) if part else saker


def behovsside(bruker: Bruker, *, fagfelt: str = "", part: UUID | None = None, markor: str | None = None) -> Behovsside:
    """The needs, grouped by likeness. Every row says whether this person may join it, and else why not."""
    saker = aapne_behov(bruker, fagfelt=fagfelt, part=part)
    eldste = list(saker.med_navn().defer("sokevektor").order_by("meldt_tid", "pk")[: FLEST + 1])
    avkortet, eldste = len(eldste) > FLEST, eldste[:FLEST]
    med_id = {sak.pk: sak for sak in eldste}
    funnet = grupper(tekster_av(saker, [sak.pk for sak in eldste]))
    i_gruppe = {nokkel for gruppe in funnet for nokkel in gruppe.nokler}
    egne = egne_parter(bruker)
    gruppene = [
        Behovsgruppe(
            [rad(med_id[nokkel], bruker, egne) for nokkel in gruppe.nokler],
            i_ord(gruppe.felles, [med_id[nokkel] for nokkel in gruppe.nokler]),
        )
        for gruppe in funnet
    ]
    rest = saker.exclude(pk__in=i_gruppe).med_navn().defer("sokevektor")
    side = Nokkelside(rest, sortering="meldt_tid", markor=markor)
    return Behovsside(gruppene, [rad(sak, bruker, egne) for sak in side.rader], side, len(eldste), avkortet)


def tekster_av(saker: QuerySet[Foresporsel], ider: Iterable[UUID]) -> list[Tekst]:
    """The words of these needs as the search knows them, in the order of the ids."""
    ord_liste = ArrayField(CharField())
    rader = (
        saker.filter(pk__in=ider)
        .annotate(
            emneordene=Func(SearchVector("overskrift", config=SPRAK), function="tsvector_to_array", output_field=ord_liste),
            ordene=Func(F("sokevektor"), function="tsvector_to_array", output_field=ord_liste),
        )
        .values_list("pk", "fagfelt", "emneordene", "ordene")
    )
    med_id = {pk: Tekst(pk, felt, frozenset(emne), frozenset(alle)) for pk, felt, emne, alle in rader}
    return [med_id[pk] for pk in ider if pk in med_id]


def ligner(sak: Foresporsel) -> list[Foresporsel]:
    """Open needs of the same field that are like this one, the most alike first. For coordinators only."""
    saker = Foresporsel.objects.aapne_behov().filter(fagfelt=sak.fagfelt)
    ider = list(saker.exclude(pk=sak.pk).order_by("meldt_tid", "pk").values_list("pk", flat=True)[:FLEST])
    egen, *andre = [*tekster_av(Foresporsel.objects.filter(pk=sak.pk), [sak.pk]), *tekster_av(saker, ider)]
    trekkene = {t.nokkel: trekk(t) for t in [egen, *andre]}
    idf = sjeldenhet(trekkene.values())
    grad: Mapping[UUID, float] = {pk: likhet(trekkene[sak.pk], trekkene[pk], idf) for pk in ider}
    nok = sorted((pk for pk in ider if grad[pk] >= TERSKEL), key=lambda pk: -grad[pk])[:FLEST_LIKE]
    funnet = saker.med_navn().in_bulk(nok)
    return [funnet[pk] for pk in nok if pk in funnet]


def egne_parter(bruker: Bruker) -> tuple[set[UUID], bool]:
    """The parties this person coordinates, and whether those who answer alone are among them (the trust's coordinator)."""
    egne = tilgang_for(bruker).virksomheter(RolleType.VEILEDNINGSKOORDINATOR)
    nettverket = Helsefellesskap.objects.gjeldende()
    return egne, nettverket is not None and nettverket.helseforetak_id in egne


def rad(sak: Foresporsel, bruker: Bruker, egne: tuple[set[UUID], bool]) -> Behovsrad:
    """Needs owed by other parties are shown, so that their coordinator can be rung; only the own can be joined."""
    parter, alene = egne
    til = sak.til_virksomhet
    if til is None or not (til.pk in parter or (alene and til.type in SVARER_SELV)):
        navn = til.fullt_navn if til else ""
        return Behovsrad(sak, _("Koordinatoren ved %(navn)s kan samordne dette.") % {"navn": navn})
    if sak.besvares_for_seg:
        return Behovsrad(sak, _("Den som spurte, har sagt at en felles aktivitet ikke dekker behovet."))
    if sak.tilstand == Tilstand.SPURT:
        return Behovsrad(sak, _("Venter på svar fra den som spurte."))
    if sak.melder_id == bruker.pk or sak.tilstand not in o.SAMORDNE.fra:
        return Behovsrad(sak, _("Du har spurt selv. En annen koordinator må samordne dette."))
    return Behovsrad(sak, "")


def valgbare(bruker: Bruker, ider: Iterable[UUID]) -> list[Foresporsel]:
    """Those of these needs that this person may join to an activity, the oldest first."""
    saker = Foresporsel.objects.samordnes_av(bruker).filter(pk__in=list(ider)).med_navn().defer("sokevektor")
    egne = egne_parter(bruker)
    return [sak for sak in saker.order_by("meldt_tid", "pk") if rad(sak, bruker, egne).kan_samordnes]


def valgbare_for(sak: Aktivitet) -> list[Foresporsel]:
    """Needs that may be joined to this activity: owed by the party that arranges it, of the same field first."""
    nettverket = Helsefellesskap.objects.gjeldende()
    hos = Q(til_virksomhet=sak.virksomhet_id)
    if nettverket is not None and nettverket.helseforetak_id == sak.virksomhet_id:
        hos |= Q(til_virksomhet__type__in=SVARER_SELV)
    samles = Q(tilstand__in=o.SAMORDNE.fra, besvares_for_seg=False)
    saker = Foresporsel.objects.aapne_behov().filter(hos, samles).med_navn().defer("sokevektor")
    return sorted(saker.order_by("meldt_tid", "pk")[:FLEST], key=lambda en: en.fagfelt != sak.fagfelt)


def i_ord(stammer: Iterable[str], saker: list[Foresporsel]) -> list[str]:
    """The shared words as people wrote them: the shortest that begins as the search has it."""
    skrevet = sorted(
        {ord_.lower() for sak in saker for ord_ in re.findall(r"[\w-]{2,}", f"{sak.overskrift} {sak.behov}")},
        key=lambda ord_: (len(ord_), ord_),
    )
    treff = (next((ord_ for ord_ in skrevet if ord_.startswith(stamme.rstrip("*"))), "") for stamme in stammer)
    return list(dict.fromkeys(filter(None, treff)))
