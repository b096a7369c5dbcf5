"""An application from Gjøvik to the palliative centre at the hospital, in each of its states."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import AapenInvitasjon, Soknad, Tilstand
from hospitering.operations import gjennomforing, invitasjon
from tests.hospitering import avtaler
from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting

T = Tilstand
TILSTANDER = (T.MOTTATT.value, *(tilstand.value for tilstand in T if tilstand != T.MOTTATT))
ENHETENS = ("enhet", "enhet_rediger", "enhet_kapasitet", "forberedelser", "invitasjon_ny")
INVITASJONENS = (
    "invitasjon", "invitasjon_rediger", "invitasjon_aapne", "invitasjon_lukk", "invitasjon_trekk",
)  # fmt: skip
FREMMEDE = ("utenfor", "hamarleder", "hamarmottak", "kommunemottak", "kontakt", "kontakt_adm")


def lag(cast: Cast, tilstand: str) -> Ting:
    avtaler.tekst()
    sak = lag_sak(cast, tilstand)
    assert sak.tilstand == tilstand
    enhet = {"pk": cast.palliativ.pk}
    argumenter = {
        "hospitering:*": {"pk": sak.pk},
        "hospitering:papir_registrer": {"person": cast.soker.pk},
        "hospitering:liste_slett": {"pk": uuid.uuid4()},
        "hospitering:forberedt": {"pk": sak.pk, "punkt": uuid.uuid4()},
        "hospitering:forberedelse_angret": {"pk": sak.pk, "punkt": uuid.uuid4()},
        "hospitering:frigi": {"pk": sak.pk, "side": "vert"},
        "hospitering:skjul": {"pk": sak.pk, "side": "vert"},
        "hospitering:taushetstekst": {"pk": cast.sykehus.pk},
        "hospitering:aarsrapport": {"aar": timezone.localdate().year},
        "hospitering:enhet_fjern_uke": enhet | {"uke": "2027-01-04"},
        **{f"hospitering:{navn}": enhet for navn in ENHETENS},
        **{f"hospitering:{navn}": enhet | {"punkt": uuid.uuid4()} for navn in ("fjern_forberedelse", "forberedelse_opp")},
    }
    if tilstand == TILSTANDER[0]:
        aapen = {"pk": en_invitasjon(cast).pk}
        argumenter |= {f"hospitering:{navn}": aapen for navn in INVITASJONENS}
    # A task and a notice of the case belong to the floor below, and need a case to exist.
    if oppgave := Oppgave.objects.for_sak(sak).aapne().first():
        argumenter["oppgaver:oppgave"] = {"id": oppgave.pk}
    if varsel := Varsel.objects.filter(mottaker=cast.soker).first():
        argumenter |= {"varsel": {"id": varsel.pk}, "varsel_lest": {"id": varsel.pk}}
    return Ting(argumenter, (sak,))


def en_invitasjon(cast: Cast) -> AapenInvitasjon:
    """An open invitation of the host unit."""
    om_to_uker = timezone.localdate() + timedelta(days=14)
    felter = {
        "tittel": "Følg teamet", "beskrivelse": "To dager.", "fra": om_to_uker, "til": om_to_uker + timedelta(days=9),
        "faggrupper": [], "plasser": 2, "frist": om_to_uker,
    }  # fmt: skip
    sak = invitasjon.lag(cast.palliativ.pk, utfort_av=cast.vertsleder, felter=felter)
    return invitasjon.aapne(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)


def lag_sak(cast: Cast, tilstand: str) -> Soknad:
    """The shortest way to this state."""
    match tilstand:
        case T.UTKAST:
            return cast.utkast()
        case T.INNSENDT:
            return cast.innsendt()
        case T.MANGLER_SVAR:
            sak = cast.innsendt()
            return op.spor_soker(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, sporsmaal="Hvem dekker vaktene?")
        case T.AVSLAATT_EGEN:
            sak = cast.innsendt()
            return op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="Ingen vikarer.")
        case T.OVERSENDT:
            return cast.oversendt()
        case T.RETURNERT:
            sak = cast.oversendt()
            return op.returner(sak.pk, utfort_av=cast.mottak, versjon=sak.versjon, kommentar="Prøv Hamar.")
        case T.AVSLAATT_VERT:
            sak = cast.mottatt()
            return op.avslaa_vert(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, kommentar="Fullt.")
        case T.INNVILGET_VERT:
            return cast.innvilget()
        case T.AVTALE_UNDER_ARBEID:
            return cast.besvart()
        case T.AVTALE_INNGAATT:
            return avtaler.inngaatt(cast)
        case T.KLAR:
            return avtaler.klar(cast)
        case T.PAAGAAR:
            return avtaler.paagaar(cast)
        case T.GJENNOMFORT:
            return avtaler.gjennomfort(cast)
        case T.EVALUERT:
            return avtaler.evaluert(cast)
        case T.AVLYST:
            sak = avtaler.inngaatt(cast)
            return gjennomforing.avlys(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, aarsak="kapasitet")
        case T.TRUKKET:
            sak = cast.mottatt()
            return op.trekk(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
        case _:
            return cast.mottatt()
