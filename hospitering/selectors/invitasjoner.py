"""Open invitations as people see them: the list, and one with what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.organisasjon.selectors import egne_enheter, tilgang_for
from grunnmur.portal.visning import Visning
from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.selectors import Historikklinje, feltendringer
from grunnmur.saksgang.valg import Neste, Valg, Valgrad, neste_for, valg_for

from .. import overganger as o
from ..models import AapenInvitasjon, Invitasjonstilstand, Soknad
from ..rules.invitasjon import kan_sokes
from .enheter import faggrupper
from .plasser import MED_PLASS
from .steg import visning as soknadsvisning

I = Invitasjonstilstand  # noqa: E741
FANER = {"aapne": "frist", "avsluttede": "-frist", "utkast": "-opprettet"}
"""The views of the list, and how each is sorted."""
VISNINGER = {
    I.UTKAST: Visning.UTKAST,
    I.AAPEN: Visning.AAPEN_UTLYSNING,
    I.LUKKET: Visning.LUKKET,
    I.TRUKKET: Visning.TATT_BORT,
}
VALG = (
    Valgrad(o.AAPNE_INVITASJON, gettext_lazy("Åpne invitasjonen"), "hospitering:invitasjon_aapne", "send", post=True),
    Valgrad(o.ENDRE_INVITASJON, gettext_lazy("Rediger"), "hospitering:invitasjon_rediger", "pencil"),
    Valgrad(o.LUKK_INVITASJON, gettext_lazy("Lukk for nye søknader"), "hospitering:invitasjon_lukk", "minus-circle"),
    Valgrad(o.TREKK_INVITASJON, gettext_lazy("Trekk invitasjonen"), "hospitering:invitasjon_trekk", "undo"),
)
LEDETEKSTER = {
    "tittel": gettext_lazy("Hva dere inviterer til"),
    "beskrivelse": gettext_lazy("Hva hospitanten får være med på"),
    "fra": gettext_lazy("Fra"),
    "til": gettext_lazy("Til"),
    "faggrupper": gettext_lazy("Hvem det passer for"),
    "plasser": gettext_lazy("Plasser"),
    "frist": gettext_lazy("Søknadsfrist"),
}


def visning(invitasjon: AapenInvitasjon) -> Visning:
    """How its state looks; a deadline that has passed counts before the clock has closed it."""
    if invitasjon.tilstand == I.AAPEN and not kan_sokes(invitasjon, timezone.localdate()):
        return Visning.FRISTEN_ER_UTE
    return VISNINGER[I(invitasjon.tilstand)]


# --- the list ---------------------------------------------------------------------------------------------------------


def finn(bruker: Bruker, fane: str, *, q: str = "", faggruppe: str = "") -> QuerySet[AapenInvitasjon]:
    """Those of a view that match, of what this person may see."""
    synlige = AapenInvitasjon.objects.synlig_for(bruker).select_related("enhet__virksomhet")
    i_dag = timezone.localdate()
    if fane == "utkast":
        synlige = synlige.filter(tilstand=I.UTKAST)
    elif fane == "avsluttede":
        synlige = synlige.filter(Q(tilstand=I.LUKKET) | Q(tilstand=I.AAPEN, frist__lt=i_dag))
    else:
        synlige = synlige.filter(tilstand=I.AAPEN, frist__gte=i_dag)
    if faggruppe:
        synlige = synlige.filter(Q(faggrupper__contains=[faggruppe]) | Q(faggrupper=[]))
    if q:
        enheter = Enhet.objects.sok(q).values("pk")
        synlige = synlige.filter(Q(tittel__icontains=q) | Q(enhet__in=enheter) | Q(saksnummer__iexact=q))
    return synlige


def har_utkast(bruker: Bruker) -> bool:
    return AapenInvitasjon.objects.synlig_for(bruker).filter(tilstand=I.UTKAST).exists()


def til_forsiden(bruker: Bruker, antall: int) -> list[AapenInvitasjon]:
    """Open to this person's professional group, from other units than the own; the nearest deadline first."""
    tilgang = tilgang_for(bruker)
    if not tilgang.parter:
        return []
    aapne = AapenInvitasjon.objects.filter(tilstand=I.AAPEN, frist__gte=timezone.localdate())
    aapne = aapne.filter(Q(faggrupper=[]) | Q(faggrupper__contains=[bruker.faggruppe]))
    aapne = aapne.exclude(enhet__in=[enhet.pk for enhet in tilgang.egne_enheter])
    return list(aapne.select_related("enhet").order_by("frist", "pk")[:antall])


class Invitasjonsrad(NamedTuple):
    invitasjon: AapenInvitasjon
    visning: Visning
    faggrupper: str
    ledige: int


def rader(invitasjoner: Iterable[AapenInvitasjon]) -> list[Invitasjonsrad]:
    """One query, whatever the number of rows."""
    alle = list(invitasjoner)
    tatt = dict(
        Soknad.objects.filter(invitasjon__in=alle, tilstand__in=MED_PLASS)
        .order_by()
        .values_list("invitasjon")
        .annotate(n=Count("pk"))
    )
    return [Invitasjonsrad(i, visning(i), faggrupper(i.faggrupper), max(i.plasser - tatt.get(i.pk, 0), 0)) for i in alle]


# --- one --------------------------------------------------------------------------------------------------------------


class Svar(NamedTuple):
    """An application that answers it, of those this person may see."""

    soknad: Soknad
    visning: Visning


@dataclass(frozen=True)
class Invitasjonsside:
    """One invitation as one person sees it."""

    visning: Visning
    faggrupper: str
    ledige: int
    neste: Neste | None
    gjor: list[Valg]
    venter: str
    svar: list[Svar]
    historikk: list[Historikklinje]


def invitasjonsside(sak: AapenInvitasjon, bruker: Bruker) -> Invitasjonsside:
    kan = {overgang.navn for overgang in o.INVITASJONER.fullmakter(bruker, sak)}
    [rad] = rader([sak])
    neste = _neste(sak, bruker, kan, rad.ledige)
    svar = Soknad.objects.synlig_for(bruker).filter(invitasjon=sak).order_by("-innsendt_tid", "pk")
    return Invitasjonsside(
        visning=rad.visning,
        faggrupper=rad.faggrupper,
        ledige=rad.ledige,
        neste=neste,
        gjor=valg_for(sak, VALG, kan, neste),
        venter="" if neste else _venter(sak, rad.ledige),
        svar=[Svar(s, soknadsvisning(s.tilstand, venter_paa_meg=False)) for s in svar[:100]],
        historikk=saksgang.historikk(sak, endringer=partial(feltendringer, ledetekster=LEDETEKSTER)),
    )


def _neste(sak: AapenInvitasjon, bruker: Bruker, kan: set[str], ledige: int) -> Neste | None:
    neste = partial(neste_for, sak)
    if o.AAPNE_INVITASJON.navn in kan:
        return neste(
            o.AAPNE_INVITASJON, _("Åpne for søknader"), _("Ansatte i helsefellesskapet kan søke, og lederne får beskjed."),
            _("Åpne invitasjonen"), "hospitering:invitasjon_aapne", "send", post=True,
        )  # fmt: skip
    egne = {enhet.pk for enhet in egne_enheter(bruker)}
    if not egne or sak.enhet_id in egne or not ledige or not kan_sokes(sak, timezone.localdate()):
        return None
    return Neste(
        None, _("Vil du være med?"), _("Enhet og tidsrom er fylt ut for deg. Søknaden går først til lederen din."),
        _("Søk"), f"{reverse('hospitering:ny')}?invitasjon={sak.pk}", "plus",
    )  # fmt: skip


def _venter(sak: AapenInvitasjon, ledige: int) -> str:
    if not kan_sokes(sak, timezone.localdate()):
        return _("Invitasjonen tar ikke imot flere søknader. Du kan fortsatt søke om hospitering ved enheten.")
    if not ledige:
        return _("Alle plassene er tatt. Du kan fortsatt søke om hospitering ved enheten.")
    return ""
