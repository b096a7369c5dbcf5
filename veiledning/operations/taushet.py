"""The deadline has passed and nobody has answered: it goes upward, and never closes (S1-V12)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import rules
from ..models import Foresporsel, Paamelding, Paameldingssvar, Side, Tilstand
from ..tekster import foresporsel as t
from .folger import emne_for, folk, si_fra

FOLGER_OPP_INNEN = 2
"""Working days the coordinator has before silence goes further up."""


@operasjon
def meld_taushet(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """The guidance coordinator of the party that owes the answer must follow it up.

    Where nobody coordinates, the administrative contact is asked to appoint somebody, as for every role.
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.MELD_TAUSHET, utfort_av=utfort_av, felter={"taus_siden": naa}, naa=naa)
    aapne_oppgave(
        sak,
        t.TAUS,
        hendelse,
        emne=emne_for(sak, Side.MELDER),
        undertekst=sak.saksnummer or "",
        rolletype=RolleType.VEILEDNINGSKOORDINATOR,
        virksomhet=rules.koordineres_ved(sak),
        unntatt={sak.melder_id},
        frist_virkedager=FOLGER_OPP_INNEN,
    )
    mal = "taus_hos_melder" if sak.tilstand == Tilstand.SPURT else "taus"
    si_fra(sak, hendelse, mal, [*folk(rules.koordinatorer(sak)), sak.melder, sak.ansvarlig])
    return sak


def bryt_taushet(sak: Foresporsel, hendelse: Hendelse) -> dict[str, Any]:
    """There is an answer, or another day both agree on: the coordinator is done. Returns the columns that follow."""
    lukk_oppgaver(sak, hendelse, t.TAUS)
    return {"taus_siden": None}


def bryt_taushet_i_tide(sak: Foresporsel, hendelse: Hendelse) -> dict[str, Any]:
    """As `bryt_taushet`, but for a question that is past its deadline still: then the coordinator goes on."""
    if sak.svarfrist and sak.svarfrist < lokal_dato(hendelse.tidspunkt):
        return {}
    return bryt_taushet(sak, hendelse)


def meld_taushet_forfalte(naa: datetime | None = None) -> int:
    """Say so of every question past its deadline that nobody has been told of yet; return how many."""
    naa = naa or timezone.now()
    idag = lokal_dato(naa)
    ute = Q(tilstand__in=[Tilstand.MELDT, Tilstand.MOTTATT], svarfrist__lt=idag)
    # What is agreed was to be noted as given the working day after.
    ikke_holdt = Q(tilstand=Tilstand.AVTALT, svarfrist__lt=pluss_virkedager(idag, -1))
    # The asker who was asked back, or the leader who looks again, owes the next move by a day of its own.
    forfalt = Oppgave.objects.aapne().filter(sak_id=OuterRef("pk"), type__in=[t.TILSVAR, t.NY_VURDERING], frist__lt=idag)
    andres_trekk = Q(Exists(forfalt), tilstand__in=[Tilstand.SPURT, Tilstand.NY_VURDERING])
    # A joint session is an answer to whoever has said to come, and a later time to everybody else.
    kommer = Paamelding.objects.filter(
        aktivitet=OuterRef("samordnet_til"), bruker=OuterRef("melder"), svar=Paameldingssvar.JA
    )
    ikke_godtatt = Q(~Exists(kommer), tilstand=Tilstand.SAMORDNET, svarfrist__lt=idag)
    tause = Foresporsel.objects.filter(ute | ikke_holdt | andres_trekk | ikke_godtatt, taus_siden__isnull=True)
    return hver_for_seg(list(tause.values_list("pk", "versjon")), meld_taushet, naa=naa)
