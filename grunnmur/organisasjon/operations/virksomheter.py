"""Parties, their part in the cooperation, and the people an administrator registers."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import Bruker, Deltakelse, Enhet, Helsefellesskap, RolleType, Virksomhet
from ..rules import er_systemadministrator, kan_forvalte
from .roller import gi_rolle
from .sporbar import dag_for, forklart, krev, sporbar


@sporbar
def meld_deltakelse(
    virksomhet: Virksomhet,
    helsefellesskap: Helsefellesskap,
    *,
    utfort_av: Bruker,
    fra: date | None = None,
    til: date | None = None,
    naa: datetime | None = None,
) -> Deltakelse:
    """Record that a party takes part from a day on."""
    krev(er_systemadministrator(utfort_av))
    rad = Deltakelse(virksomhet=virksomhet, helsefellesskap=helsefellesskap, gyldig_fra=fra or dag_for(naa), gyldig_til=til)
    rad.validate_constraints()
    with forklart():
        rad.save(force_insert=True)
    return rad


@sporbar
def avslutt_deltakelse(
    deltakelse: Deltakelse, *, siste_dag: date, utfort_av: Bruker, naa: datetime | None = None
) -> Deltakelse:
    """Record the last day that a party takes part."""
    krev(er_systemadministrator(utfort_av))
    laast = Deltakelse.objects.select_for_update().get(pk=deltakelse.pk)
    if siste_dag < laast.gyldig_fra:
        raise ValidationError({"siste_dag": _("Siste dag kan ikke være før deltakelsen begynte.")})
    laast.gyldig_til = siste_dag
    with forklart():
        laast.save(update_fields=["gyldig_til"])
    return laast


@sporbar
def registrer_person(
    *,
    navn: str,
    epost: str,
    enhet: Enhet,
    utfort_av: Bruker,
    fra: date | None = None,
    til: date | None = None,
    naa: datetime | None = None,
    **profil: str,
) -> tuple[Bruker, bool]:
    """Make a person known and employed at a unit. Says whether the person was new.

    The account has no password: the person is let in by invitation or by the party's own sign-in. What
    somebody has already written about themselves is never overwritten.
    """
    krev(kan_forvalte(utfort_av, enhet.virksomhet_id, dag_for(naa)))
    bruker = Bruker.objects.filter(epost=epost.lower()).first()
    ny = bruker is None
    if bruker is None:
        bruker = Bruker(epost=epost.lower(), navn=navn, **profil)
        bruker.set_unusable_password()
        bruker.clean_fields(exclude=["password"])
        with forklart():
            bruker.save(force_insert=True)
    gi_rolle(
        bruker,
        RolleType.ANSATT,
        virksomhet=enhet.virksomhet,
        enhet=enhet,
        fra=fra,
        til=til,
        utfort_av=utfort_av,
        naa=naa,
    )
    return bruker, ny
