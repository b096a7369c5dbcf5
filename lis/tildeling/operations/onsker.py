"""A candidate says which municipalities they wish for, best first: names and nothing else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.varsling.operations import varsle

from .. import overganger as o
from ..models import Kandidat, Onske, Runde
from ..selectors.plasser import kommuner_aa_onske
from ..tekster import runde as tekster


@operasjon
def lever(pk: UUID, *, utfort_av: Bruker, versjon: int, kommuner: list[UUID], naa: datetime | None = None) -> Kandidat:
    """The candidate's wishes, instead of those there were; as often as they like until the deadline.

    `versjon` is that of the candidate: what others in the round do is no reason to be told to read again.
    """
    naa = naa or timezone.now()
    runde = Runde.objects.select_for_update(of=("self",)).get(pk=pk)
    rad = runde.kandidater.select_for_update(of=("self",)).filter(lege__bruker=utfort_av, trukket=None).first()
    if rad and rad.versjon != versjon:
        raise Utdatert
    _i_tide(runde, naa)
    hendelse = flytt(runde, o.ONSK, utfort_av=utfort_av, naa=naa)
    if rad is None:  # the rule of the transition has said so already
        raise Nektet
    kandidat = _skriv(runde, rad, kommuner, naa)
    lukk_oppgaver(runde, hendelse, tekster.ONSKER, person=utfort_av)
    varsle(
        hendelse, mal="tildeling.onsker_levert", mottakere=[utfort_av], adresse=runde.get_absolute_url(), ogsaa_selv=True,
        data={"saksnummer": runde.saksnummer or "", "frist": runde.frist.isoformat()},
    )  # fmt: skip
    return kandidat


@operasjon
def onsk_for(
    pk: UUID,
    kandidat: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    kommuner: list[UUID],
    naa: datetime | None = None,
) -> Kandidat:
    """Write in the wishes received from a candidate who has no account. Who has one, says it themselves."""
    naa = naa or timezone.now()
    runde = Runde.objects.select_for_update(of=("self",)).get(pk=pk)
    rad = runde.kandidater.select_for_update(of=("self",)).select_related("lege").get(pk=kandidat)
    if rad.lege.bruker_id is not None:
        raise Nektet
    if rad.versjon != versjon:
        raise Utdatert
    _i_tide(runde, naa)
    flytt(runde, o.ONSK_FOR, utfort_av=utfort_av, data={"hvem": rad.lege.navn}, naa=naa)
    return _skriv(runde, rad, kommuner, naa)


def _i_tide(runde: Runde, naa: datetime) -> None:
    """The clock may be some minutes late with closing; the deadline is not."""
    if runde.frist <= naa:
        raise UlovligOvergang(_("Fristen for ønsker er ute."))


def _skriv(runde: Runde, kandidat: Kandidat, kommuner: list[UUID], naa: datetime) -> Kandidat:
    _kontroller(runde, kandidat, kommuner)
    kandidat.onsker.all().delete()
    Onske.objects.bulk_create(
        Onske(kandidat=kandidat, kommune_id=kommune, rang=rang) for rang, kommune in enumerate(kommuner, start=1)
    )
    kandidat.onsker_levert, kandidat.versjon = naa, kandidat.versjon + 1
    kandidat.save(update_fields=["onsker_levert", "versjon"])
    return kandidat


def _kontroller(runde: Runde, kandidat: Kandidat, kommuner: list[UUID]) -> None:
    if kandidat.trukket is not None or kandidat.fast_kommune_id is not None:
        raise ValidationError(_("Kandidaten skal ikke ønske kommune i denne runden."))
    if not kommuner:
        raise ValidationError(_("Velg minst én kommune. Uten ønsker kan du ikke få plass."))
    if len(set(kommuner)) < len(kommuner):
        raise ValidationError(_("Den samme kommunen står to ganger. Ta bort den ene."))
    if set(kommuner) - {rad.kommune.pk for rad in kommuner_aa_onske(runde)}:
        raise ValidationError(_("En av kommunene har ikke lenger plasser i runden. Se over ønskene på nytt."))
