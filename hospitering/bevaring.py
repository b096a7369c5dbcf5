"""How long applications are kept, and what is emptied: the retention plan of this area."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang import bevaring as grunnen
from grunnmur.saksgang.bevaring import TOMT, Bevaringsregel, registrer_alt, registrer_folger, registrer_regel, tomt_om_utfylt

from .models import MED_AVTALE, AapenInvitasjon, Evaluering, Invitasjonstilstand, Reiseavtale, Soknad, Tilstand

T = Tilstand
UTEN_HOSPITERING = (T.AVSLAATT_EGEN, T.AVSLAATT_VERT, T.TRUKKET, T.AVLYST)
INVITASJON_MAANEDER = 36

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
"""Left for statistics: units, parties, period, professional group, outcome and times; of an agreement its period, the
points and who clarified them, the weeks, and the numbers of the evaluations. Its words go with `tom_for_saker`."""


def uten_hospitering(grense: date) -> Q:
    """Refused, withdrawn or called off before that day."""
    return Q(tilstand__in=UTEN_HOSPITERING, endret__date__lt=grense)


def gjennomfort(grense: date) -> Q:
    """Granted, and the agreed period, else the one that was wished for, was over before that day."""
    avtalt = Q(avtale__til__lt=grense) | Q(avtale__til__isnull=True, periode_til__lt=grense)
    return Q(tilstand__in=MED_AVTALE) & avtalt


def avsluttet(grense: date) -> Q:
    return uten_hospitering(grense) | gjennomfort(grense)


def registrer() -> None:
    registrer_folger("hospitering", tom_for_saker)
    # What a unit invited to was written to be read by all, and is about nobody: only what was said on the way goes.
    registrer_alt(
        "hospitering.invitasjon",
        _("Kommentarer i åpne invitasjoner til hospitering som er lukket eller trukket"),
        AapenInvitasjon,
        grunnen.avsluttet(Invitasjonstilstand.LUKKET, Invitasjonstilstand.TRUKKET),
        {},
        INVITASJON_MAANEDER,
    )
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
            navn=_("Innholdet i søknader om hospitering som ble avslått, trukket eller avlyst"),
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


def tom_for_saker(_sak_type: int, saker: list[UUID]) -> None:
    """What rows beside the emptied cases say in words; ids of cases are unique across kinds.

    Who signed, read, confirmed and answered, and when, stays with the events; words that both sides let others read go too,
    for whoever was there may be known by them.
    """
    Reiseavtale.objects.filter(soknad__in=saker).update(merknad=tomt_om_utfylt("merknad"))
    ordene = ("laerte", "verdt", "bedre", "frafalt_merknad")
    Evaluering.objects.filter(soknad__in=saker).update(**{felt: tomt_om_utfylt(felt) for felt in ordene})
