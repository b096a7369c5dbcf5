"""Cases brought to each state after the reply, by the operations people use. A test owns its clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from hospitering.models import Soknad, Taushetstekst
from hospitering.operations import avklaring, avtale, evaluering, gjennomforing, klargjoring, periode
from tests.rollebesetning import Cast

TAUSHET = "Jeg lover å holde taushet om det jeg får vite om pasienter og ansatte."
SVAR = {"form": "digital", "maalnaaelse": 3, "utbytte": 4, "igjen": True, "laerte": "Mye.", "verdt": "Vaktene.", "bedre": ""}


def kl(dag: date, time_: int = 9) -> datetime:
    """That hour of a day, in Norway."""
    return timezone.make_aware(datetime.combine(dag, time(time_)))


def naa_er(sak: Soknad) -> Soknad:
    """The case as it is now."""
    return Soknad.objects.get(pk=sak.pk)


def perioden(sak: Soknad, **andre: Any) -> dict[str, Any]:
    """The period that was wished for, evaluated the day after."""
    assert sak.periode_fra and sak.periode_til
    return {
        "fra": sak.periode_fra,
        "til": sak.periode_til,
        "evaluering_tidspunkt": kl(sak.periode_til + timedelta(days=1)),
    } | andre


def foreslaatt(cast: Cast, sak: Soknad | None = None, **andre: Any) -> Soknad:
    """The host has clarified its points and proposed a period."""
    sak = naa_er(sak or cast.besvart())
    assert sak.periode_fra
    sak = avklaring.avklar(
        sak.pk,
        utfort_av=cast.kontakt,
        versjon=sak.versjon,
        ansvar=True,
        taushet_form="elektronisk",
        taushet_naar=sak.periode_fra,
        instruks_naar=sak.periode_fra,
    )
    return periode.foresla_periode(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **perioden(sak, **andre))


def med_reise(cast: Cast, sak: Soknad) -> Soknad:
    sak = avtale.foresla_reise(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, dekning="dekkes", merknad="Buss.")
    return avtale.bekreft_reise(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)


def avklart(cast: Cast, sak: Soknad | None = None, **andre: Any) -> Soknad:
    """Every point is clarified; the agreement is not entered."""
    sak = foreslaatt(cast, sak, **andre)
    sak = periode.bekreft_periode(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    return med_reise(cast, sak)


def inngaatt(cast: Cast, sak: Soknad | None = None, **andre: Any) -> Soknad:
    sak = avklart(cast, sak, **andre)
    return avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)


def tekst() -> Taushetstekst:
    return Taushetstekst.objects.get_or_create(virksomhet=None, versjon=1, defaults={"tekst_nb": TAUSHET})[0]


def klar(cast: Cast, sak: Soknad | None = None, *, naa: datetime | None = None, **andre: Any) -> Soknad:
    """Ready: signed, read by both sides."""
    sak = inngaatt(cast, sak, **andre)
    tekst()
    sak = klargjoring.signer_taushet(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, naa=naa)
    sak = klargjoring.les_instruks(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, naa=naa)
    return klargjoring.les_instruks(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, naa=naa)


def paagaar(cast: Cast, **andre: Any) -> Soknad:
    """Started by the clock on its first day."""
    sak = klar(cast, **andre)
    return gjennomforing.start(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon, naa=kl(sak.avtale.fra))


def gjennomfort(cast: Cast, **andre: Any) -> Soknad:
    """Ended by the clock, the day after its last day."""
    sak = paagaar(cast, **andre)
    etter = kl(sak.avtale.til + timedelta(days=1), 1)
    return gjennomforing.avslutt(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon, naa=etter)


def evaluert(cast: Cast, **andre: Any) -> Soknad:
    sak = gjennomfort(cast, **andre)
    for hvem in (cast.soker, cast.kontakt):
        sak = evaluering.lever_evaluering(sak.pk, utfort_av=hvem, versjon=sak.versjon, svar=SVAR)
    return sak
