"""Host units: the list to look for one in, and the page of one (S0-R05)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import (
    Bruker,
    Enhet,
    Faggruppe,
    Rolle,
    RolleType,
)
from grunnmur.organisasjon.selectors import tilgang_for

from ..models import AapenInvitasjon, Enhetsprofil, Invitasjonstilstand
from ..rules.enhet import steller_enheten
from ..rules.invitasjon import leder_enheten
from .kapasitet import UKE, forste_ledige, mandag
from .verter import verter

LANGT_FRAM = 26
"""Weeks ahead that the list looks for room in."""


def vertsenheter() -> QuerySet[Enhet]:
    """Open units of those who may host."""
    aktive = Enhet.objects.aktive().filter(virksomhet__in=verter().order_by().values("pk"))
    return aktive.select_related("virksomhet", "hospiteringsprofil")


def finn(*, q: str = "", virksomhet: str = "", faggruppe: str = "", tar_imot: str = "") -> QuerySet[Enhet]:
    """Units that match. A unit that names no professional group takes them all."""
    enheter = vertsenheter()
    if q:
        med_navn = Enhet.objects.aktive().sok(q).order_by().values("pk")
        enheter = enheter.filter(Q(pk__in=med_navn) | Q(hospiteringsprofil__kan_laere__icontains=q))
    if virksomhet:
        enheter = enheter.filter(virksomhet=UUID(virksomhet))
    if faggruppe:
        passer = Q(hospiteringsprofil__passer_for__contains=[faggruppe]) | Q(hospiteringsprofil__passer_for=[])
        enheter = enheter.filter(passer, hospiteringsprofil__isnull=False)
    if tar_imot:
        enheter = enheter.filter(hospiteringsprofil__tar_imot=True)
    return enheter


class Enhetsrad(NamedTuple):
    """A unit as a line of the list."""

    enhet: Enhet
    kan_laere: str
    passer_for: str
    plass: str
    ledig: bool
    invitasjoner: int


def rader(bruker: Bruker, enheter: Iterable[Enhet], dag: date | None = None) -> list[Enhetsrad]:
    """Three queries beside who the person is, whatever the number of rows."""
    alle = list(enheter)
    dag = dag or timezone.localdate()
    aapne = aapne_invitasjoner(bruker, dag).filter(enhet__in=alle)
    antall = dict(aapne.order_by().values_list("enhet").annotate(antall=Count("pk")))
    profiler = {e.pk: p for e in alle if (p := profil_til(e))}
    ledige = forste_ledige([p for p in profiler.values() if p.tar_imot], mandag(dag), LANGT_FRAM)
    svar = []
    for enhet in alle:
        profil = profiler.get(enhet.pk)
        plass, ledig = plasstekst(profil, ledige.get(enhet.pk), dag)
        svar.append(
            Enhetsrad(
                enhet,
                (profil.kan_laere if profil else "") or enhet.profil,
                faggrupper(profil.passer_for) if profil else "",
                plass,
                ledig,
                antall.get(enhet.pk, 0),
            )
        )
    return svar


def aapne_invitasjoner(bruker: Bruker, dag: date | None = None) -> QuerySet[AapenInvitasjon]:
    """Those that may be applied to today, the nearest deadline first."""
    synlige = AapenInvitasjon.objects.synlig_for(bruker).filter(tilstand=Invitasjonstilstand.AAPEN)
    return synlige.filter(frist__gte=dag or timezone.localdate()).order_by("frist", "pk")


def profil_til(enhet: Enhet) -> Enhetsprofil | None:
    return getattr(enhet, "hospiteringsprofil", None)


def plasstekst(profil: Enhetsprofil | None, uke: date | None, dag: date) -> tuple[str, bool]:
    """Whether there is room, in words, and whether that is good news."""
    if profil is None:
        return _("Ikke oppgitt"), False
    if not profil.tar_imot:
        return _("Tar ikke imot nå"), False
    if uke is None:
        return _("Fullt de neste %(antall)d ukene") % {"antall": LANGT_FRAM}, False
    if uke == mandag(dag):
        return _("Ledig nå"), True
    return _("Ledig fra uke %(uke)d") % {"uke": uke.isocalendar().week}, True


def faggrupper(koder: Iterable[str]) -> str:
    """The professional groups in words; none named is all of them."""
    navn = [str(Faggruppe(kode).label) for kode in koder]
    return ", ".join(navn) or _("Alle faggrupper")


# --- one unit ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Avsnitt:
    """One heading of the profile with its text."""

    tittel: str
    tekst: str


@dataclass(frozen=True)
class Enhetsside:
    """A unit as one person sees it."""

    enhet: Enhet
    profil: Enhetsprofil | None
    avsnitt: list[Avsnitt]
    passer_for: str
    ledere: list[str]
    invitasjoner: list[AapenInvitasjon]
    egen: bool
    """Where the person works: no place to apply to."""
    kan_soke: bool
    steller: bool
    """May write the profile and set how many."""
    kan_invitere: bool


def enhetsside(enhet: Enhet, bruker: Bruker) -> Enhetsside:
    profil = profil_til(enhet)
    leder = Rolle.objects.gjeldende().filter(enhet=enhet, type=RolleType.LEDER, bruker__is_active=True)
    return Enhetsside(
        enhet=enhet,
        profil=profil,
        avsnitt=avsnitt(enhet, profil),
        passer_for=faggrupper(profil.passer_for) if profil else "",
        ledere=list(leder.order_by("bruker__sortering").values_list("bruker__navn", flat=True).distinct()),
        invitasjoner=list(aapne_invitasjoner(bruker).filter(enhet=enhet)),
        egen=enhet.pk in {egen.pk for egen in tilgang_for(bruker).egne_enheter},
        kan_soke=profil is None or profil.tar_imot,
        steller=steller_enheten(bruker, enhet),
        kan_invitere=leder_enheten(bruker, AapenInvitasjon(enhet=enhet)) is not None,
    )


def avsnitt(enhet: Enhet, profil: Enhetsprofil | None) -> list[Avsnitt]:
    """What the unit has written, in the order a hospitant asks; what is blank is left out."""
    alle = [
        Avsnitt(_("Hva vi gjør"), (profil.hva_vi_gjor if profil else "") or enhet.profil),
        Avsnitt(_("Hva du kan lære her"), profil.kan_laere if profil else ""),
        Avsnitt(_("Praktisk"), profil.praktisk if profil else ""),
    ]
    return [ett for ett in alle if ett.tekst]


def profil_for(enhet_id: UUID) -> Enhetsprofil:
    """The profile to write; a new one (version 0) when none is begun."""
    return Enhetsprofil.objects.filter(pk=enhet_id).first() or Enhetsprofil(enhet_id=enhet_id, versjon=0)


def kommende_unntak(profil: Enhetsprofil, dag: date | None = None) -> list[tuple[date, date, int]]:
    """Weeks from this one on that differ from the usual: Monday, Sunday, number."""
    fra = mandag(dag or timezone.localdate())
    uker = profil.uker.filter(uke__gte=fra).values_list("uke", "antall") if profil.versjon else []
    return [(uke, uke + UKE - timedelta(days=1), antall) for uke, antall in uker]
