"""Places that only members of a group may have, and who is a member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Gruppemedlem, Kandidat, Kriteriegruppe, Kriterier, Reservasjon, Runde, Rundetilstand
from ..selectors.plasser import plasser_i
from ..selectors.utvalget import gjeldende_kriterier

RT = Rundetilstand


@operasjon
def reserver(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    antall: Mapping[tuple[UUID, UUID], int],
    naa: datetime | None = None,
) -> Runde:
    """So many places of a municipality for a group, by (municipality, group), instead of what was reserved.

    Only while wishes are not read: nobody reserves for somebody they have seen.
    """
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    nye = {nokkel: n for nokkel, n in antall.items() if n}
    kriterier = _kriterier(runde)
    grupper = {g.pk: g for g in kriterier.grupper.all()} if kriterier else {}
    if o.RESERVER.tillatt(utfort_av, runde) and runde.tilstand in o.RESERVER.fra:
        _kontroller(runde, nye, grupper)
    foer = {(r.kommune_id, r.gruppe_id): r.antall for r in runde.reservasjoner.all()}
    if foer == nye and runde.kriterier == kriterier and o.RESERVER.tillatt(utfort_av, runde):
        return runde
    navn = {p.kommune.pk: p.kommune.navn for p in plasser_i(runde)}
    linjer = [f"{navn.get(k)}: {n}, {grupper.get(g)}" for (k, g), n in nye.items()]
    felter = {"kriterier": kriterier} if runde.kriterier != kriterier else {}
    data = {"endringer": [{"felt": "reservasjoner", "fra": "", "til": sorted(linjer) or "–"}]}
    flytt(runde, o.RESERVER, utfort_av=utfort_av, felter=felter, data=data, naa=naa)
    runde.reservasjoner.all().delete()
    Reservasjon.objects.bulk_create(
        Reservasjon(runde=runde, kommune_id=kommune, gruppe_id=gruppe, antall=n) for (kommune, gruppe), n in nye.items()
    )
    return runde


def _kriterier(runde: Runde) -> Kriterier | None:
    """Until it opens a round follows the criteria that apply; after that its own."""
    return gjeldende_kriterier(runde.organ) if runde.tilstand == RT.PLANLAGT else runde.kriterier


def _kontroller(runde: Runde, nye: Mapping[tuple[UUID, UUID], int], grupper: Mapping[UUID, Kriteriegruppe]) -> None:
    plasser = {p.kommune.pk: p for p in plasser_i(runde)}
    summer: Counter[UUID] = Counter()
    for (kommune, gruppe), n in nye.items():
        if kommune not in plasser or gruppe not in grupper or n < 0:
            raise ValidationError(_("Velg en kommune i runden og en gruppe i kriteriene."))
        summer[kommune] += n
    for kommune, n in summer.items():
        if n > plasser[kommune].antall:
            tekst = ngettext(
                "%(kommune)s har %(antall)s plass i runden. Reserver ikke flere enn det.",
                "%(kommune)s har %(antall)s plasser i runden. Reserver ikke flere enn det.",
                plasser[kommune].antall,
            )
            raise ValidationError(tekst % {"kommune": plasser[kommune].kommune.navn, "antall": plasser[kommune].antall})


@operasjon
def sett_grupper(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    medlemmer: Mapping[UUID, set[UUID]],
    naa: datetime | None = None,
) -> Runde:
    """Confirm who belongs to the groups, by candidate; those that are not named keep theirs."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    kriterier = _kriterier(runde)
    grupper = {g.pk: g for g in kriterier.grupper.all()} if kriterier else {}
    rader = {k.pk: k for k in runde.kandidater.filter(pk__in=medlemmer).select_related("lege")}
    foer: dict[UUID, set[UUID]] = {pk_: set() for pk_ in rader}
    for medlem in Gruppemedlem.objects.filter(kandidat__in=rader):
        foer[medlem.kandidat_id].add(medlem.gruppe_id)
    nye = {pk_: set(medlemmer[pk_]) & set(grupper) for pk_ in rader}
    endret = sorted((k for k in rader if nye[k] != foer[k]), key=lambda k: rader[k].lege.sortering)
    if not endret and runde.kriterier == kriterier and o.SETT_GRUPPER.tillatt(utfort_av, runde):
        return runde
    linjer = [f"{rader[k].lege}: {', '.join(sorted(grupper[g].navn for g in nye[k])) or '–'}" for k in endret]
    felter = {"kriterier": kriterier} if runde.kriterier != kriterier else {}
    data = {"endringer": [{"felt": "grupper", "fra": "", "til": linjer}]} if linjer else {}
    flytt(runde, o.SETT_GRUPPER, utfort_av=utfort_av, felter=felter, data=data, naa=naa)
    for pk_ in endret:
        Gruppemedlem.objects.filter(kandidat=pk_).exclude(gruppe__in=nye[pk_]).delete()
        Gruppemedlem.objects.bulk_create(
            Gruppemedlem(kandidat_id=pk_, gruppe_id=gruppe, bekreftet_av=utfort_av) for gruppe in nye[pk_] - foer[pk_]
        )
        Kandidat.objects.filter(pk=pk_).update(versjon=rader[pk_].versjon + 1)
    return runde
