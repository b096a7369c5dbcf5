"""How long the words of meetings are kept. What was decided is public administration: the proposal is ten years."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, Bevaringsregel, avsluttet, registrer_folger, registrer_regel, tomt_om_utfylt

from .models import Mote, Motesak, Motesvar, Motetilstand

MAANEDER = 120


def tom_for_saker(_sak_type_id: int, saker: list[UUID]) -> None:
    """Items keep their numbers and outcomes, answers what they were; the words go."""
    tomt = {felt: tomt_om_utfylt(felt) for felt in ("innstilling", "vedtak", "ettermeldt_grunn")}
    Motesak.objects.filter(mote__in=saker).update(tittel=TOMT, **tomt)
    Motesvar.objects.filter(mote__in=saker).update(merknad="")


def registrer() -> None:
    registrer_folger("utvalg", tom_for_saker)
    registrer_regel(
        Bevaringsregel(
            "utvalg.mote",
            navn=_("Saksliste og protokoll fra møter i utvalg"),
            modell=Mote,
            utlopt=avsluttet(Motetilstand.GODKJENT, Motetilstand.AVLYST),
            felter={"lenke": ""},
            forslag_maaneder=MAANEDER,
            alt=True,
        )
    )
