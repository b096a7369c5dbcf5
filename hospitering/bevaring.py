"""How long applications are kept, and what is emptied: the retention plan of this area."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, Bevaringsregel, registrer_regel, tomt_om_utfylt

from .models import Soknad, Tilstand

T = Tilstand
UTEN_HOSPITERING = (T.AVSLAATT_EGEN, T.AVSLAATT_VERT, T.TRUKKET)

PRIVATE = dict.fromkeys(Soknad.PRIVATE, "")

INNHOLD = PRIVATE | {
    "soker_navn": TOMT,
    "arbeidssted_adresse": "",
    "tlf_arbeid": "",
    "onsket_enhet_tekst": tomt_om_utfylt("onsket_enhet_tekst"),
    "begrunnelse": TOMT,
    "tema_og_maal": TOMT,
    "bidrag": "",
    "faggruppe_annen": "",
    "kontakt_navn": tomt_om_utfylt("kontakt_navn"),
    "kontakt_epost": tomt_om_utfylt("kontakt_epost"),
    "kontakt_tlf": tomt_om_utfylt("kontakt_tlf"),
    "kontakt_bruker": None,
}
"""Left for statistics: units, parties, period, professional group, outcome and times."""


def uten_hospitering(grense: date) -> Q:
    """Refused or withdrawn before that day."""
    return Q(tilstand__in=UTEN_HOSPITERING, endret__date__lt=grense)


def gjennomfort(grense: date) -> Q:
    """Granted, and the period was over before that day."""
    return Q(tilstand=T.AVTALE_UNDER_ARBEID, periode_til__lt=grense)


def avsluttet(grense: date) -> Q:
    return uten_hospitering(grense) | gjennomfort(grense)


def registrer() -> None:
    for regel in (
        Bevaringsregel(
            "hospitering.privat",
            navn=_("Hjemmeadresse og privat telefon i søknader om hospitering"),
            modell=Soknad,
            utlopt=avsluttet,
            felter=PRIVATE,
            forslag_maaneder=3,
        ),
        Bevaringsregel(
            "hospitering.uten",
            navn=_("Innholdet i søknader om hospitering som ble avslått eller trukket"),
            modell=Soknad,
            utlopt=uten_hospitering,
            felter=INNHOLD,
            forslag_maaneder=12,
            alt=True,
        ),
        Bevaringsregel(
            "hospitering.gjennomfort",
            navn=_("Innholdet i søknader om hospitering som ble innvilget"),
            modell=Soknad,
            utlopt=gjennomfort,
            felter=INNHOLD,
            forslag_maaneder=60,
            alt=True,
        ),
    ):
        registrer_regel(regel)
