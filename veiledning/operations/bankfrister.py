"""What time does to the answer bank: ask for a review, let expire, and find who looks after what somebody left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Rolle
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from ..models import Banksvar, Banktilstand
from ..rules.bank import har_sluttet
from ..tekster import bank as t
from .bankfolger import FORVALTERENS, be_forvalteren, forvaltere, forvalterens_oppgaver, si_fra, svar_paa_meldinger

FORVARSEL = timedelta(days=30)
"""How long before the review date it is asked for."""


@operasjon
def be_om_gjennomgang(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Banksvar:
    """The review date is near: whoever looks after the answer renews it, or it expires."""
    svar = Banksvar.objects.laas(pk, versjon)
    hendelse = flytt(svar, o.BE_OM_GJENNOMGANG, utfort_av=utfort_av, naa=naa)
    be_forvalteren(svar, t.GJENNOMGAA, hendelse, frist=svar.gjennomgaas)
    si_fra(svar, hendelse, "gjennomgaa", forvaltere(svar))
    return svar


@operasjon
def utlop(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Banksvar:
    """Nobody renewed it: it leaves the bank. Nothing more is owed, but it may still be renewed."""
    svar = Banksvar.objects.laas(pk, versjon)
    hendelse = flytt(svar, o.UTLOP, utfort_av=utfort_av, naa=naa)
    svar_paa_meldinger(svar, hendelse, "utdatert_borte")
    lukk_oppgaver(svar, hendelse)
    si_fra(svar, hendelse, "utlopt", [*forvaltere(svar), svar.melder])
    return svar


@operasjon
def overlat(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Banksvar:
    """The author has left, or is back: what is owed goes to whoever looks after the answer now, by the same days."""
    svar = Banksvar.objects.laas(pk, versjon)
    hendelse = flytt(svar, o.OVERLAT, utfort_av=utfort_av, naa=naa)
    for oppgave in forvalterens_oppgaver(svar):
        lukk_oppgaver(svar, hendelse, oppgave.type)
        be_forvalteren(svar, oppgave.type, hendelse, frist=oppgave.frist)
    si_fra(svar, hendelse, "overlatt" if har_sluttet(svar) else "tilbake", forvaltere(svar))
    return svar


# --- what is due ------------------------------------------------------------------------------------------------------


def folg_svarbanken(*, naa: datetime | None = None) -> int:
    """Move what is owed by who has left, take out what was not renewed, ask for the reviews that are near.

    Returns how many answers were moved; a rerun moves none.
    """
    naa = naa or timezone.now()
    dag = lokal_dato(naa)
    aapne = Oppgave.objects.aapne().filter(
        sak_type=ContentType.objects.get_for_model(Banksvar), sak_id=OuterRef("pk"), type__in=FORVALTERENS
    )
    er_her = Exists(
        Rolle.objects.gjeldende(dag).filter(
            bruker=OuterRef("forfatter"), virksomhet=OuterRef("virksomhet"), bruker__is_active=True
        )
    )
    feil_eier = Q(~er_her, Exists(aapne.filter(person__isnull=False))) | Q(er_her, Exists(aapne.filter(person__isnull=True)))
    publiserte = Q(tilstand=Banktilstand.PUBLISERT)
    naert = publiserte & Q(gjennomgaas__lte=dag + FORVARSEL) & Q(~Exists(aapne.filter(type=t.GJENNOMGAA)))
    verb: list[tuple[Q, Callable[..., Banksvar]]] = [
        (publiserte & Q(gjennomgaas__lt=dag), utlop),
        (Q(tilstand__in=[Banktilstand.PUBLISERT, Banktilstand.UTLOPT]) & feil_eier, overlat),
        (naert, be_om_gjennomgang),
    ]
    saker = Banksvar.objects.values_list("pk", "versjon")
    return sum(hver_for_seg(saker.filter(vilkaar), gjor, naa=naa) for vilkaar, gjor in verb)
