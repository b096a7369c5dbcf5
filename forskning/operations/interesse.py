"""A party would like to be in on an idea, or to work towards a call together with others (S1-F03)."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Interesse, Prosjekt, Utlysning
from ..models.adgang import i_nettverket
from .folger import de_som_styrer, si_fra


@operasjon
def meld(
    *,
    utfort_av: Bruker,
    virksomhet: Virksomhet,
    prosjekt: UUID | None = None,
    utlysning: UUID | None = None,
    naa: datetime | None = None,
) -> Interesse:
    """Say that a party one belongs to is interested in an idea or a call. Saying it twice changes nothing.

    The project's leader is told; of a call, those who said so before. Raises `Nektet` for a party of others.
    """
    naa = naa or timezone.now()
    sak = _laas(prosjekt, utlysning)
    egen = Interesse.objects.filter(
        prosjekt=prosjekt, utlysning=utlysning, bruker=utfort_av, virksomhet=virksomhet, trukket=None
    ).first()
    if egen:
        return egen
    verb = o.MELD_INTERESSE if isinstance(sak, Prosjekt) else o.ONSK_SAMARBEID
    hendelse = flytt(sak, verb, utfort_av=utfort_av, data={"virksomhet": virksomhet.fullt_navn}, naa=naa)
    if virksomhet.pk not in tilgang_for(utfort_av).parter:
        raise Nektet
    if isinstance(sak, Prosjekt) and sak.partnere.med().filter(virksomhet=virksomhet).exists():
        raise ValidationError({"virksomhet": [_("Virksomheten er allerede med i prosjektet, eller invitert til det.")]})
    ny = Interesse.objects.create(
        prosjekt_id=prosjekt, utlysning_id=utlysning, virksomhet=virksomhet, bruker=utfort_av, tidspunkt=naa
    )
    _si_fra(sak, hendelse, virksomhet)
    return ny


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, naa: datetime | None = None) -> Interesse:
    """Take one's own interest back. Done already is done."""
    naa = naa or timezone.now()
    rad = Interesse.objects.get(pk=pk)
    sak = _laas(rad.prosjekt_id, rad.utlysning_id)
    rad = Interesse.objects.select_for_update(of=("self",)).select_related("virksomhet").get(pk=pk)
    if rad.bruker_id != utfort_av.pk:
        raise Nektet
    if rad.trukket is None:
        verb = o.TREKK_INTERESSE if isinstance(sak, Prosjekt) else o.TREKK_ONSKET
        flytt(sak, verb, utfort_av=utfort_av, data={"virksomhet": rad.virksomhet.fullt_navn}, naa=naa)
        rad.trukket = naa
        rad.save(update_fields=["trukket"])
    return rad


def _laas(prosjekt: UUID | None, utlysning: UUID | None) -> Prosjekt | Utlysning:
    """People say it side by side, so the case is locked without a version."""
    if utlysning is None:
        return Prosjekt.objects.select_for_update(of=("self",)).get(pk=cast(UUID, prosjekt))
    return Utlysning.objects.select_for_update(of=("self",)).get(pk=utlysning)


def _si_fra(sak: Prosjekt | Utlysning, hendelse: Hendelse, virksomhet: Virksomhet) -> None:
    hvem = {"virksomhet": virksomhet.fullt_navn, "av": hendelse.utfort_av.navn}
    if isinstance(sak, Prosjekt):
        si_fra(sak, hendelse, "interesse_meldt", de_som_styrer(sak), **hvem)
        return
    andre = sak.interesser.filter(trukket=None, bruker__is_active=True).exclude(bruker=hendelse.utfort_av)
    til = {i.bruker_id: i.bruker for i in andre.select_related("bruker") if i_nettverket(i.bruker)}
    si_fra(sak, hendelse, "interesse_utlysning", til.values(), **hvem)
