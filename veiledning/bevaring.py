"""How long questions, joint activities and answers are kept, and what is emptied: the retention plan of guidance.

The number to ring is no part of it: it goes with the last word of the case (`operations.utfall`, `operations.foresporsel`).
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, Bevaringsregel, avsluttet, registrer_folger, registrer_regel, tomt_om_utfylt

from .models import (
    AVSLUTTET,
    Aktivitet,
    Aktivitetstilstand,
    Avgrensning,
    Banksvar,
    Banktilstand,
    Bankversjon,
    Foresporsel,
    Innlegg,
    Lenke,
    Tilstand,
    Utdatertmelding,
    Utfall,
    Veiledningsavtale,
)

SPORSMAAL_MAANEDER = 12
"""A year after the case has ended: both half-yearly reports have been read."""
ANDRE_MAANEDER = 24
UTKAST_MAANEDER = 3


def tom_for_saker(_sak_type_id: int, saker: list[UUID]) -> None:
    """What hangs on these cases loses its words; who did what and when, the codes and the numbers stay."""
    Innlegg.objects.filter(foresporsel__in=saker).update(tekst=TOMT)
    Lenke.objects.filter(Q(innlegg__foresporsel__in=saker) | Q(banksvar__in=saker)).delete()
    Veiledningsavtale.objects.filter(foresporsel__in=saker).update(innhold=TOMT, sted="", lenke="")
    Avgrensning.objects.filter(foresporsel__in=saker).update(
        vurdering=TOMT, henvist_til=tomt_om_utfylt("henvist_til"), ny_vurdering=tomt_om_utfylt("ny_vurdering")
    )
    Utfall.objects.filter(foresporsel__in=saker).update(kommentar="")
    Bankversjon.objects.filter(banksvar__in=saker).update(sporsmaal=TOMT, svar=TOMT)
    Utdatertmelding.objects.filter(banksvar__in=saker).update(tekst=TOMT)


def registrer() -> None:
    registrer_folger("veiledning", tom_for_saker)
    registrer_regel(
        Bevaringsregel(
            "veiledning.sporsmaal",
            navn=_("Tekst i spørsmål, tråd, avtale og vurdering når saken er avsluttet"),
            modell=Foresporsel,
            utlopt=avsluttet(*AVSLUTTET),
            felter={"overskrift": tomt_om_utfylt("overskrift"), "behov": tomt_om_utfylt("behov"), "ring_tlf": ""},
            forslag_maaneder=SPORSMAAL_MAANEDER,
            alt=True,
        )
    )
    registrer_regel(
        Bevaringsregel(
            "veiledning.utkast",
            navn=_("Tekst og telefonnummer i spørsmål som aldri ble sendt"),
            modell=Foresporsel,
            utlopt=avsluttet(Tilstand.UTKAST),
            felter={"overskrift": "", "behov": "", "ring_tlf": ""},
            forslag_maaneder=UTKAST_MAANEDER,
        )
    )
    registrer_regel(
        Bevaringsregel(
            "veiledning.aktivitet",
            navn=_("Beskrivelse av felles aktiviteter som er holdt eller avlyst"),
            modell=Aktivitet,
            utlopt=avsluttet(Aktivitetstilstand.GJENNOMFORT, Aktivitetstilstand.AVLYST),
            felter={"beskrivelse": TOMT, "sted": "", "lenke": ""},
            forslag_maaneder=ANDRE_MAANEDER,
            alt=True,
        )
    )
    registrer_regel(
        Bevaringsregel(
            # One that has expired may still be renewed: its author or either side takes it back first.
            "veiledning.banksvar",
            navn=_("Svar som er trukket tilbake fra svarbanken, eller ikke ble publisert"),
            modell=Banksvar,
            utlopt=avsluttet(Banktilstand.TRUKKET, Banktilstand.AVSLAATT),
            felter={"sporsmaal": TOMT, "svar": TOMT},
            forslag_maaneder=ANDRE_MAANEDER,
            alt=True,
        )
    )
