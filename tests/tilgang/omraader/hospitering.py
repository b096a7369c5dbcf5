"""An application from Gjøvik to the palliative centre at the hospital, in each of its states."""

from __future__ import annotations

import uuid

from grunnmur.oppgaver.models import Oppgave
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting

T = Tilstand
TILSTANDER = (T.MOTTATT.value, *(tilstand.value for tilstand in T if tilstand != T.MOTTATT))
FREMMEDE = ("utenfor", "hamarleder", "hamarmottak", "kommunemottak", "kontakt", "kontakt_adm")


def lag(cast: Cast, tilstand: str) -> Ting:
    sak = lag_sak(cast, tilstand)
    assert sak.tilstand == tilstand
    argumenter = {
        "hospitering:*": {"pk": sak.pk},
        "hospitering:papir_registrer": {"person": cast.soker.pk},
        "hospitering:liste_slett": {"pk": uuid.uuid4()},
    }
    # A task and a notice of the case belong to the floor below, and need a case to exist.
    if oppgave := Oppgave.objects.for_sak(sak).aapne().first():
        argumenter["oppgaver:oppgave"] = {"id": oppgave.pk}
    if varsel := Varsel.objects.filter(mottaker=cast.soker).first():
        argumenter |= {"varsel": {"id": varsel.pk}, "varsel_lest": {"id": varsel.pk}}
    return Ting(argumenter, (sak,))


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
        case T.TRUKKET:
            sak = cast.mottatt()
            return op.trekk(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
        case _:
            return cast.mottatt()
