"""The municipality as training organisation keeps its plan and learning arenas (S1-I01, S1-I02)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon
from lis.lege.models import Laeringsarena, Laeringsmaal, Utdanningsvirksomhet

from .. import rules


@operasjon
def lagre_plan(
    virksomhet: Virksomhet,
    *,
    utfort_av: Bruker,
    versjon: int,
    registrert: date | None,
    plan_url: str,
    plan_gjelder_fra: date | None,
    om_planen: str,
) -> Utdanningsvirksomhet:
    """Status as training organisation, and where the public plan is. A plan is public, so it must have an address."""
    rad = _laas(virksomhet, utfort_av, versjon)
    if plan_gjelder_fra and not plan_url:
        raise ValidationError({"plan_url": _("Oppgi adressen der planen er publisert.")})
    rad.registrert, rad.plan_url, rad.plan_gjelder_fra, rad.om_planen = registrert, plan_url, plan_gjelder_fra, om_planen
    return _lagre(rad)


@operasjon
def lagre_arena(
    virksomhet: Virksomhet,
    *,
    utfort_av: Bruker,
    versjon: int,
    navn: str,
    enhet: Enhet | None,
    beskrivelse: str,
    laeringsmaal: Iterable[Laeringsmaal],
    arena: UUID | None = None,
) -> Laeringsarena:
    """A new learning arena, or a change of one: in the municipality itself, or at a unit of any party."""
    rad = _laas(virksomhet, utfort_av, versjon)
    _lagre(rad)
    felter: dict[str, Any] = {"navn": navn, "enhet": enhet, "beskrivelse": beskrivelse}
    sted = rad.laeringsarenaer.get(pk=arena) if arena else Laeringsarena(utdanning=rad)
    for felt, verdi in felter.items():
        setattr(sted, felt, verdi)
    try:
        with transaction.atomic():
            sted.save()
    except IntegrityError as feil:
        raise ValidationError({"navn": _("Det finnes allerede en læringsarena med dette navnet.")}) from feil
    sted.laeringsmaal.set(laeringsmaal)
    return sted


@operasjon
def fjern_arena(virksomhet: Virksomhet, arena: UUID, *, utfort_av: Bruker, versjon: int) -> None:
    """Take a learning arena out of the list. Gone already: nothing happens."""
    rad = _laas(virksomhet, utfort_av, versjon)
    _lagre(rad)
    rad.laeringsarenaer.filter(pk=arena).delete()


def _laas(virksomhet: Virksomhet, bruker: Bruker, versjon: int) -> Utdanningsvirksomhet:
    if not rules.steller_utdanning(bruker, virksomhet):
        raise Nektet
    # The party itself is the lock: the row may not be there yet.
    Virksomhet.objects.select_for_update(no_key=True).get(pk=virksomhet.pk)
    rad = Utdanningsvirksomhet.objects.filter(pk=virksomhet.pk).first() or Utdanningsvirksomhet(virksomhet=virksomhet)
    if rad.versjon != versjon:
        raise Utdatert
    return rad


def _lagre(rad: Utdanningsvirksomhet) -> Utdanningsvirksomhet:
    rad.versjon += 1
    rad.save()
    return rad
