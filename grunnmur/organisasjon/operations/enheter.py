"""Units: opened, described, moved in the tree, closed. Never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from ..feil import Utdatert
from ..models import Beskrivelse, Bruker, Enhet, Rolle, Virksomhet
from ..rules import kan_endre_profil, kan_forvalte
from .roller import avslutt_rolle
from .sporbar import dag_for, forklart, krev, sporbar


@dataclass(frozen=True)
class Plass:
    """A place in the tree: under a unit, or at the top."""

    under: Enhet | None


_NAVNEFELT = frozenset({"navn", "sted"})


@sporbar
def opprett_enhet(
    virksomhet: Virksomhet,
    *,
    utfort_av: Bruker,
    overordnet: Enhet | None = None,
    naa: datetime | None = None,
    **beskrivelse: Unpack[Beskrivelse],
) -> Enhet:
    """Open a unit under `overordnet`, or at the top of the party's tree."""
    krev(kan_forvalte(utfort_av, virksomhet, dag_for(naa)))
    _laas_treet(virksomhet.id)
    _krev_aapen(overordnet)
    enhet = Enhet(virksomhet=virksomhet, overordnet=overordnet, **beskrivelse)
    enhet.clean_fields(exclude=["virksomhet", "overordnet"])
    with forklart():
        enhet.save(force_insert=True)
    return enhet


@sporbar
def endre_enhet(
    enhet: Enhet, *, utfort_av: Bruker, naa: datetime | None = None, **beskrivelse: Unpack[Beskrivelse]
) -> Enhet:
    """Change what is said about a unit. Its leader may, except for its name and site. No change, no write."""
    laast = _laas(enhet)
    endret = [felt for felt, verdi in beskrivelse.items() if getattr(laast, felt) != verdi]
    dag = dag_for(naa)
    krev(
        kan_forvalte(utfort_av, laast.virksomhet_id, dag)
        or (not _NAVNEFELT.intersection(endret) and kan_endre_profil(utfort_av, laast.id, laast.virksomhet_id, dag))
    )
    if not endret:
        return laast
    for felt in endret:
        setattr(laast, felt, beskrivelse[felt])  # type: ignore[literal-required]
    laast.clean_fields(exclude=["virksomhet", "overordnet"])
    with forklart():
        laast.save(update_fields=[*endret, "sortering", "sokeord"])
    return laast


@sporbar
def lagre_enhet(
    enhet: Enhet,
    *,
    utfort_av: Bruker,
    versjon: int,
    naa: datetime | None = None,
    plass: Plass | None = None,
    **beskrivelse: Unpack[Beskrivelse],
) -> Enhet:
    """What the page for a unit sends: its description, and its place in the tree where that was on the page too.

    Raises `Utdatert` when somebody changed the unit after `versjon`. The same page sent twice is one change.
    """
    if plass:
        _laas_treet(enhet.virksomhet_id)
    laast = _laas(enhet)
    ny_plass = plass is not None and laast.overordnet_id != (plass.under.id if plass.under else None)
    ny_tekst = any(getattr(laast, felt) != verdi for felt, verdi in beskrivelse.items())
    if (ny_plass or ny_tekst) and laast.versjon != versjon:
        krev(kan_endre_profil(utfort_av, laast.id, laast.virksomhet_id, dag_for(naa)))
        raise Utdatert
    endre_enhet(laast, utfort_av=utfort_av, naa=naa, **beskrivelse)
    if plass and ny_plass:
        flytt_enhet(laast, til=plass.under, utfort_av=utfort_av, naa=naa)
    return _laas(enhet)


@sporbar
def flytt_enhet(enhet: Enhet, *, til: Enhet | None, utfort_av: Bruker, naa: datetime | None = None) -> Enhet:
    """Move a unit, and all below it, under another unit of the same party; None is the top."""
    _laas_treet(enhet.virksomhet_id)
    laast = _laas(enhet)
    krev(kan_forvalte(utfort_av, laast.virksomhet_id, dag_for(naa)))
    _krev_aapen(til)
    if laast.overordnet_id == (til.id if til else None):
        return laast
    laast.overordnet = til
    with forklart():
        laast.save(update_fields=["overordnet"])
    return laast


@sporbar
def legg_ned_enhet(enhet: Enhet, *, utfort_av: Bruker, naa: datetime | None = None) -> Enhet:
    """Close a unit today. Its roles end with the day; units below must be moved or closed first."""
    laast = _laas(enhet)
    dag = dag_for(naa)
    krev(kan_forvalte(utfort_av, laast.virksomhet_id, dag))
    if laast.nedlagt is not None:
        raise ValidationError(_("Enheten er allerede nedlagt."))
    if laast.underenheter.aktive().exists():
        raise ValidationError(_("Enheten har underenheter. Flytt eller legg ned dem først."))
    for rolle in Rolle.objects.filter(Q(gyldig_til__isnull=True) | Q(gyldig_til__gt=dag), enhet=laast):
        # A role that has not begun by today is taken back.
        avslutt_rolle(rolle, siste_dag=dag if rolle.gyldig_fra <= dag else None, utfort_av=utfort_av, naa=naa)
    laast.nedlagt = dag
    laast.save(update_fields=["nedlagt"])
    return laast


@sporbar
def gjenaapne_enhet(enhet: Enhet, *, utfort_av: Bruker, naa: datetime | None = None) -> Enhet:
    """Open a closed unit again. The roles that ended with it stay ended."""
    laast = _laas(enhet)
    krev(kan_forvalte(utfort_av, laast.virksomhet_id, dag_for(naa)))
    _krev_aapen(laast.overordnet)
    laast.nedlagt = None
    laast.save(update_fields=["nedlagt"])
    return laast


def _laas_treet(virksomhet_id: UUID) -> None:
    """Taken before any unit, as the trigger of the tree does: two moves across each other wait, not deadlock."""
    Virksomhet.objects.select_for_update(no_key=True).values_list("pk").get(pk=virksomhet_id)


def _laas(enhet: Enhet) -> Enhet:
    return Enhet.objects.select_for_update(of=("self",), no_key=True).get(pk=enhet.pk)


def _krev_aapen(overordnet: Enhet | None) -> None:
    if overordnet is not None and _laas(overordnet).nedlagt is not None:
        raise ValidationError({"overordnet": _("Den overordnede enheten er nedlagt. Velg en annen.")})
