"""Whom one may let in, who has not come yet, and what an opened link is worth."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Enhet, Invitasjon, RolleType
from grunnmur.organisasjon.rules import kan_gi_rolle
from grunnmur.organisasjon.selectors import forvaltede_virksomheter, tilgang_for
from helsefellesskap.konto.post import hemmelighetens_avtrykk
from helsefellesskap.konto.rules import LEGER, er_aapen, kan_stenge


@dataclass(frozen=True)
class Mottatt:
    """An invitation as the one who opened its link may use it."""

    epost: str
    navn: str
    sted: str
    virksomhet: str
    invitert_av: str
    rolle: str
    maa_logge_inn: bool
    er_innlogget_som: bool

    def utforer(self, leser: Bruker | AnonymousUser) -> Bruker:
        """Who takes the invitation into use: the person when signed in, else the system for somebody new."""
        return leser if self.er_innlogget_som and isinstance(leser, Bruker) else Bruker.objects.systemet()


def enheter_aa_invitere_til(bruker: Bruker) -> QuerySet[Enhet]:
    """Units of parties one administers, units one leads, and those of the trust whose doctors one coordinates."""
    foretak = tilgang_for(bruker).virksomheter(RolleType.LIS_KOORDINATOR)
    return Enhet.objects.aktive().filter(_egne(bruker) | Q(virksomhet__in=foretak)).select_related("virksomhet")


def _egne(bruker: Bruker) -> Q:
    """Units where the person may invite employees."""
    ledede = tilgang_for(bruker).enheter(RolleType.LEDER)
    return Q(virksomhet__in=forvaltede_virksomheter(bruker)) | Q(pk__in=ledede)


def roller_aa_tilby(bruker: Bruker) -> list[tuple[str, str]]:
    """What one may give at some place. The operation weighs each place."""
    virksomheter = list(forvaltede_virksomheter(bruker)[:1] if bruker.is_staff else forvaltede_virksomheter(bruker))
    tilgang = tilgang_for(bruker)
    koordinerer = tilgang.har(RolleType.LIS_KOORDINATOR)
    ansatte = not koordinerer or bool(virksomheter) or bool(tilgang.enheter(RolleType.LEDER))
    return [
        (type_.value, str(type_.label))
        for type_ in RolleType
        if (type_ == RolleType.ANSATT and ansatte)
        or (type_ in LEGER and koordinerer)
        or any(kan_gi_rolle(bruker, type_, v) for v in virksomheter)
    ]


def ventende(bruker: Bruker) -> QuerySet[Invitasjon]:
    """Invitations to the person's units that nobody has used yet, newest first; of doctors where one coordinates them."""
    foretak = tilgang_for(bruker).virksomheter(RolleType.LIS_KOORDINATOR)
    hvilke = Q(enhet__in=Enhet.objects.aktive().filter(_egne(bruker))) | Q(
        enhet__virksomhet__in=foretak, rolletype__in=LEGER
    )
    return (
        Invitasjon.objects.filter(hvilke, brukt=None, trukket=None, utloper__gt=timezone.now())
        .select_related("enhet", "invitert_av")
        .order_by("-opprettet")[:100]
    )


def mottatt_invitasjon(hemmelighet: str, leser: Bruker | AnonymousUser) -> Mottatt | None:
    """What the link offers, or None when it offers nothing any more."""
    invitasjon = (
        Invitasjon.objects.filter(hemmelighet_sha256=hemmelighetens_avtrykk(hemmelighet))
        .select_related("enhet__virksomhet", "invitert_av")
        .first()
    )
    if invitasjon is None or not er_aapen(invitasjon, timezone.now()):
        return None
    finnes = Bruker.objects.filter(epost=invitasjon.epost).first()
    if finnes is not None and not finnes.is_active:
        return None
    innlogget = finnes is not None and leser.is_authenticated and leser.pk == finnes.pk
    return Mottatt(
        epost=invitasjon.epost,
        navn=finnes.navn if finnes else invitasjon.navn,
        sted=invitasjon.enhet.visningsnavn,
        virksomhet=invitasjon.enhet.virksomhet.fullt_navn,
        invitert_av=invitasjon.invitert_av.navn,
        rolle=str(RolleType(invitasjon.rolletype).label),
        maa_logge_inn=finnes is not None and finnes.has_usable_password(),
        er_innlogget_som=innlogget,
    )


def kan_stenges_av(bruker: Bruker, bruker_id: UUID) -> Bruker | None:
    """The open account, when `bruker` may close it."""
    annen = Bruker.objects.filter(pk=bruker_id, is_active=True).first()
    return annen if annen is not None and kan_stenge(bruker, annen) else None
