"""A question from Gjøvik to the palliative centre at the hospital, a joint activity, and an answer in the bank.

`soker` asks, `svarer` has it, `svarer2` answers there too, `vertsleder` leads there, `koordinator` coordinates for the
trust. `kommunesvarer` answers for the asker's own unit, `sykehuslege` works at the centre and answers nothing. `utenfor`
works at no party of the network.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting
from tests.veiledning import banken, plikt, samtale
from tests.veiledning.folk import VeilCast, bygg_paa
from veiledning.models import Aktivitet, Foresporsel, Svarvakt, Tilbakemelding
from veiledning.operations import aktivitet, traad
from veiledning.operations.halvaar import forrige_halvaar, lag_tilbakemeldinger
from veiledning.views.aktivitet import HANDLINGER as PAA_AKTIVITETEN
from veiledning.views.bank import HANDLINGER as PAA_SVARET
from veiledning.views.verb import HANDLINGER

TILSTANDER = ("meldt", "utkast", "mottatt", "spurt", "avtalt", "gjennomfort", "ny_vurdering", "samordnet", "ringing")
FREMMEDE = ("utenfor", "admin")
ROLLER = (
    "anonym", "fremmed", "soker", "svarer", "svarer2", "vertsleder", "koordinator", "kommunesvarer", "sykehuslege",
    "sekretariat",
)  # fmt: skip


def lag(cast: Cast, tilstand: str) -> Ting:
    veil = bygg_paa(cast)
    saker = SITUASJONER[tilstand](veil)
    argumenter: dict[str, dict[str, Any]] = {}
    for sak in saker:
        argumenter |= _stier(sak)
    if tilstand == TILSTANDER[0]:
        argumenter |= _andre(veil)
    return Ting(argumenter, tuple(saker))


# --- the situations ---------------------------------------------------------------------------------------------------


def meldt(veil: VeilCast) -> list[Any]:
    """Sent, and nobody has taken it; an activity is planned, an answer published."""
    svar = banken.publisert(veil)
    return [veil.meldt(), planlagt(veil), svar]


def utkast(veil: VeilCast) -> list[Any]:
    return [veil.utkast()]


def mottatt(veil: VeilCast) -> list[Any]:
    """Taken; an answer waits for the asker's consent; the activity is called off."""
    svar = banken.foreslaatt(veil)
    avlyst = planlagt(veil)
    return [veil.tatt(), aktivitet.avlys(avlyst.pk, utfort_av=veil.koordinator, versjon=avlyst.versjon), svar]


def spurt(veil: VeilCast) -> list[Any]:
    """Waits for the asker."""
    sak = veil.tatt()
    return [traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hvilken pumpe har dere?")]


def avtalt(veil: VeilCast) -> list[Any]:
    return [samtale.avtalt(veil)]


def gjennomfort(veil: VeilCast) -> list[Any]:
    """Answered, and both sides owe the outcome; the activity is held."""
    holdt = planlagt(veil)
    etter = holdt.start + timedelta(hours=2)
    return [
        banken.besvart(veil),
        aktivitet.hold(holdt.pk, utfort_av=veil.koordinator, versjon=holdt.versjon, var_med=[], naa=etter),
    ]


def ny_vurdering(veil: VeilCast) -> list[Any]:
    return [plikt.til_ny_vurdering(veil)]


def samordnet(veil: VeilCast) -> list[Any]:
    """Joined to an activity that is planned."""
    sak = veil.meldt()
    felles = planlagt(veil, sak)
    return [Foresporsel.objects.get(pk=sak.pk), felles]


def ringing(veil: VeilCast) -> list[Any]:
    """About one patient, and taken: somebody is to ring."""
    return [veil.tatt(veil.tilbakering())]


SITUASJONER = {f.__name__: f for f in (meldt, utkast, mottatt, spurt, avtalt, gjennomfort, ny_vurdering, samordnet, ringing)}


# --- what they are made of --------------------------------------------------------------------------------------------


def planlagt(veil: VeilCast, *behov: Foresporsel) -> Aktivitet:
    felter = {
        "tittel": "Smertepumper i hjemmet", "beskrivelse": "Innstilling og feilsøking.", "fagfelt": "somatikk",
        "svarer": veil.svarer, "form": "video", "start": timezone.now() + timedelta(days=14), "varighet": 60,
    }  # fmt: skip
    valgte = [b.pk for b in behov]
    return aktivitet.planlegg(utfort_av=veil.koordinator, virksomhet=veil.sykehus, felter=felter, behov=valgte)


def _stier(sak: Any) -> dict[str, dict[str, Any]]:
    pk = {"pk": sak.pk}
    if isinstance(sak, Foresporsel):
        egne = ("sak", "utkast", "lagre_utkast", "lignende_utkast", "se_over", "kvittering", "slett", "avtale_ics")
        return {f"veiledning:{navn.replace('-', '_')}": pk for navn in (*egne, *HANDLINGER)}
    if isinstance(sak, Aktivitet):
        navn = ["aktivitet", *(f"aktivitet_{n}" for n in ("kalender", "meld_paa", "meld_av", *PAA_AKTIVITETEN))]
        return {f"veiledning:{n}": pk for n in navn}
    return {f"veiledning:{n}": pk for n in ("banksvar", *(f"bank_{kode.replace('-', '_')}" for kode in PAA_SVARET))}


def _andre(veil: VeilCast) -> dict[str, dict[str, Any]]:
    """The centre's rota and a line of it, nobody's filter, and what the centre was told of its last half-year."""
    aar, halvaar = forrige_halvaar(timezone.localdate())
    veil.meldt(naa=datetime(aar, 3 if halvaar == 1 else 9, 2, 9, tzinfo=ZoneInfo("Europe/Oslo")))
    lag_tilbakemeldinger(timezone.now())
    fortalt = Tilbakemelding.objects.get()
    enhet, linje = {"pk": veil.palliativ.pk}, {"pk": Svarvakt.objects.first().pk}
    return {
        "veiledning:liste_slett": {"pk": uuid.uuid4()},
        "veiledning:vaktliste": enhet,
        "veiledning:vaktlinje_ny": enhet,
        "veiledning:vaktlinje": linje,
        "veiledning:vaktlinje_avslutt": linje,
        "veiledning:tilbakemelding": {"sted": fortalt.enhet_id, "aar": fortalt.aar, "halvaar": fortalt.halvaar},
    }
