"""Open invitations: a host unit asks for hospitants, and employees of the network apply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Faggruppe, Rolle, RolleType
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon
from grunnmur.varsling.operations import varsle

from .. import overganger as o
from ..models import AapenInvitasjon, Invitasjonstilstand, Soknad, Tilstand
from ..rules.invitasjon import leder_enheten
from ..selectors.enheter import vertsenheter
from ..selectors.plasser import innvilgede

T = Tilstand
UAVGJORT = (T.UTKAST, T.INNSENDT, T.MANGLER_SVAR, T.OVERSENDT, T.RETURNERT, T.MOTTATT)
"""Applications that still count on a place."""


@operasjon
def lag(enhet_id: UUID, *, utfort_av: Bruker, felter: dict[str, Any], naa: datetime | None = None) -> AapenInvitasjon:
    """Write an invitation as a draft, which those who lead the unit see. Raises `Nektet`, and `ValidationError` by field."""
    naa = naa or timezone.now()
    enhet = Enhet.objects.select_related("virksomhet").get(pk=enhet_id)
    invitasjon = AapenInvitasjon(
        enhet=enhet, laget_av=utfort_av, tilstand=Invitasjonstilstand.UTKAST, opprettet=naa, endret=naa,
        **{navn: felter[navn] for navn in AapenInvitasjon.FELTER if navn in felter},
    )  # fmt: skip
    if not leder_enheten(utfort_av, invitasjon):
        raise Nektet
    _kontroller(invitasjon, dag=lokal_dato(naa))
    invitasjon.save(force_insert=True)
    return invitasjon


@operasjon
def aapne(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> AapenInvitasjon:
    """Let employees of the network apply. Leaders of the network are told, so that they can tell theirs."""
    naa = naa or timezone.now()
    invitasjon = AapenInvitasjon.objects.select_related("enhet__virksomhet").laas(pk, versjon)
    if invitasjon.tilstand == Invitasjonstilstand.UTKAST:
        _kontroller(invitasjon, dag=lokal_dato(naa))
    nummer = invitasjon.saksnummer or Saksteller.neste(AapenInvitasjon.PREFIKS, naa)
    hendelse = flytt(invitasjon, o.AAPNE_INVITASJON, utfort_av=utfort_av, felter={"saksnummer": nummer}, naa=naa)
    _si_fra(invitasjon, hendelse, "invitasjon_aapnet", _ledere_i_nettet(lokal_dato(naa)))
    return invitasjon


@operasjon
def endre(
    pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> AapenInvitasjon:
    """Change what it says. Those who have applied are told when days, places or the deadline move."""
    naa = naa or timezone.now()
    invitasjon = AapenInvitasjon.objects.select_related("enhet__virksomhet").laas(pk, versjon)
    ny = {n: felter[n] for n in AapenInvitasjon.FELTER if n in felter and felter[n] != getattr(invitasjon, n)}
    if not ny:
        return invitasjon
    endringer = [
        {"felt": navn, "fra": _som_tekst(getattr(invitasjon, navn)), "til": _som_tekst(verdi)} for navn, verdi in ny.items()
    ]
    for navn, verdi in ny.items():
        setattr(invitasjon, navn, verdi)
    _kontroller(invitasjon, dag=lokal_dato(naa), endret=set(ny))
    hendelse = flytt(invitasjon, o.ENDRE_INVITASJON, utfort_av=utfort_av, felter=ny, data={"endringer": endringer}, naa=naa)
    if {"fra", "til", "plasser", "frist"} & set(ny):
        _si_fra(invitasjon, hendelse, "invitasjon_endret", _sokere(invitasjon))
    return invitasjon


@operasjon
def lukk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> AapenInvitasjon:
    """No more applications. Those that are sent go on as they are."""
    invitasjon = AapenInvitasjon.objects.select_related("enhet__virksomhet").laas(pk, versjon)
    flytt(invitasjon, o.LUKK_INVITASJON, utfort_av=utfort_av, naa=naa)
    return invitasjon


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> AapenInvitasjon:
    """It comes to nothing. Those who have applied are told; the leader decides their applications as any other."""
    invitasjon = AapenInvitasjon.objects.select_related("enhet__virksomhet").laas(pk, versjon)
    hendelse = flytt(invitasjon, o.TREKK_INVITASJON, utfort_av=utfort_av, naa=naa)
    _si_fra(invitasjon, hendelse, "invitasjon_trukket", _sokere(invitasjon))
    return invitasjon


def lukk_utlopte(*, naa: datetime | None = None) -> int:
    """Close every invitation whose last day has passed; return how many. A rerun changes nothing."""
    naa = naa or timezone.now()
    utlopte = AapenInvitasjon.objects.filter(tilstand=Invitasjonstilstand.AAPEN, frist__lt=lokal_dato(naa))
    return hver_for_seg(list(utlopte.order_by("frist", "pk").values_list("pk", "versjon")), lukk, naa=naa)


def plass_i_invitasjonen(soknad: Soknad) -> dict[str, Any]:
    """What a grant does with the invitation the application answers: takes a place in it.

    Where it was sent to another unit, or the invitation was withdrawn, it is granted as an application like any other.
    Raises `ValidationError` when every place is taken. The lock is the invitation.
    """
    if soknad.invitasjon_id is None:
        return {}
    invitasjon = AapenInvitasjon.objects.select_for_update().get(pk=soknad.invitasjon_id)
    if soknad.vertsenhet_id != invitasjon.enhet_id or invitasjon.tilstand == Invitasjonstilstand.TRUKKET:
        return {"invitasjon": None}
    if innvilgede(invitasjon).exclude(pk=soknad.pk).count() >= invitasjon.plasser:
        raise ValidationError(
            _("Alle plassene i invitasjonen %(nummer)s er tatt. Øk antallet plasser i invitasjonen, eller ikke innvilg.")
            % {"nummer": invitasjon.saksnummer}
        )
    return {}


# --- what an invitation must be, and who is told ----------------------------------------------------------------------


def _kontroller(invitasjon: AapenInvitasjon, *, dag: date, endret: set[str] | None = None) -> None:
    """Raise `ValidationError` by field. Of days that have passed only those that are written now are wrong."""
    feil: dict[str, str] = {}
    skrives = set(AapenInvitasjon.FELTER) if endret is None else endret
    if not invitasjon.tittel.strip():
        feil["tittel"] = _("Skriv hva dere inviterer til.")
    if not invitasjon.beskrivelse.strip():
        feil["beskrivelse"] = _("Skriv hva hospitanten får være med på.")
    if invitasjon.til < invitasjon.fra:
        feil["til"] = _("Til-dato kan ikke være før fra-dato.")
    if invitasjon.fra < dag and "fra" in skrives:
        feil["fra"] = _("Hospiteringen kan ikke starte i fortiden. Velg en dato fra og med i dag.")
    if invitasjon.frist < dag and "frist" in skrives:
        feil["frist"] = _("Søknadsfristen har gått ut. Velg en dag fra og med i dag.")
    elif invitasjon.frist > invitasjon.til and "til" not in feil:
        feil["frist"] = _("Søknadsfristen kan ikke være etter at hospiteringen er over.")
    tatt = innvilgede(invitasjon).count()
    if invitasjon.plasser < max(tatt, 1):
        feil["plasser"] = (
            _("%(antall)d har fått plass. Velg minst så mange plasser.") % {"antall": tatt}
            if tatt
            else _("Velg minst én plass.")
        )
    if endret is None and not vertsenheter().filter(pk=invitasjon.enhet_id).exists():
        feil["tittel"] = _("Enheten kan ikke ta imot hospitanter.")
    if feil:
        raise ValidationError(feil)


def _som_tekst(verdi: Any) -> str:
    if isinstance(verdi, date):
        return dato(verdi)
    return ", ".join(str(Faggruppe(kode).label) for kode in verdi) if isinstance(verdi, list) else str(verdi)


def _ledere_i_nettet(dag: date) -> list[Bruker]:
    """Everybody who leads a unit of a party that takes part."""
    deltar = Deltakelse.objects.gjeldende(dag).values("virksomhet")
    ledere = Rolle.objects.gjeldende(dag).filter(type=RolleType.LEDER, virksomhet__in=deltar, bruker__is_active=True)
    return list(Bruker.objects.filter(pk__in=ledere.values("bruker")))


def _sokere(invitasjon: AapenInvitasjon) -> list[Bruker]:
    return list(Bruker.objects.filter(pk__in=invitasjon.soknader.filter(tilstand__in=UAVGJORT).values("soker")))


def _si_fra(invitasjon: AapenInvitasjon, hendelse: Hendelse, mal: str, til: Iterable[Bruker]) -> None:
    varsle(
        hendelse,
        mal=f"hospitering.{mal}",
        mottakere=til,
        adresse=invitasjon.get_absolute_url(),
        data={"saksnummer": invitasjon.saksnummer or "", "enhet": invitasjon.enhet.visningsnavn},
    )
