"""Tell people, as part of the event they are told about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from grunnmur.jobb.operations import vekk
from grunnmur.organisasjon.models import Bruker, Varselvalg
from grunnmur.saksgang.models import Hendelse

from .maler import Varselmal, varselmal
from .models import Varsel

GAMMELT = timedelta(days=1)
"""An event told later than this is history being loaded: it is kept as already sent, and no mail goes out."""


def varsle(
    hendelse: Hendelse,
    *,
    mal: str,
    mottakere: Iterable[Bruker | None],
    adresse: str,
    data: dict[str, Any] | None = None,
    ogsaa_selv: bool = False,
) -> list[Varsel]:
    """Put a notice for each recipient beside the event, in its transaction; mail follows after commit.

    Nobody is told of what they did themselves (but for a receipt: `ogsaa_selv`), the system is never told,
    and nobody is told twice.
    """
    utseende = varselmal(mal)
    naa = timezone.now()
    historie = naa - hendelse.tidspunkt > GAMMELT
    selv = None if ogsaa_selv else hendelse.utfort_av_id
    unike = {b.pk: b for b in mottakere if b is not None and not b.er_system and b.pk != selv}
    rader = [
        Varsel(
            nokkel=f"h{hendelse.pk}:{mal}:{bruker.pk}",
            mottaker=bruker,
            mal=mal,
            data=data or {},
            adresse=adresse,
            hendelse=hendelse,
            sak_type_id=hendelse.sak_type_id,
            sak_id=hendelse.sak_id,
            opprettet=hendelse.tidspunkt,
            epost=Varsel.Epost.SENDT if historie else epostvalg(bruker, utseende),
            sendt=hendelse.tidspunkt if historie else None,
            lest=hendelse.tidspunkt if historie else None,
        )
        for bruker in unike.values()
    ]
    Varsel.objects.bulk_create(rader, ignore_conflicts=True)
    if any(rad.epost == Varsel.Epost.KLAR for rad in rader):
        vekk_senderen()
    return rader


def send_epost(
    *,
    mal: str,
    nokkel: str,
    til: Bruker | str,
    data: dict[str, Any] | None = None,
    adresse: str = "",
) -> Varsel | None:
    """A mail that belongs to no case: about an account, or to somebody who is no user yet (then an address).

    `nokkel` says what it is about: the same key is never sent twice, and then the answer is None. What is
    secret in it is made by the text's `lag_data` when it is sent.
    """
    utseende = varselmal(mal)
    bruker = til if isinstance(til, Bruker) else None
    varsel = Varsel(
        nokkel=nokkel,
        mottaker=bruker,
        til_epost="" if isinstance(til, Bruker) else til,
        mal=mal,
        data=data or {},
        adresse=adresse,
        epost=epostvalg(bruker, utseende) if bruker else Varsel.Epost.KLAR,
    )
    Varsel.objects.bulk_create([varsel], ignore_conflicts=True)
    vekk_senderen()
    return Varsel.objects.filter(pk=varsel.pk).first()


def epostvalg(bruker: Bruker, mal: Varselmal) -> str:
    """The state a new notice starts in: at once, in the daily digest, or not by mail for who cannot get any."""
    if not bruker.is_active:
        return Varsel.Epost.INGEN
    if bruker.varselvalg == Varselvalg.DAGLIG and not mal.bare_epost:
        return Varsel.Epost.SAMLES
    return Varsel.Epost.KLAR


def merk_lest(bruker: Bruker, *ider: UUID, naa: datetime | None = None) -> int:
    """The person has read these notices, or all of theirs when none is named. Returns how many were unread."""
    uleste = Varsel.objects.til(bruker).uleste()
    if ider:
        uleste = uleste.filter(pk__in=ider)
    return uleste.update(lest=naa or timezone.now())


def send_paa_nytt(ider: Iterable[UUID]) -> int:
    """An administrator chose to send these again, knowing that a doubtful one may arrive twice.

    Only what failed or is doubtful; the mail keeps its Message-ID, so a relay that has it may drop the copy.
    """
    antall = Varsel.objects.filter(pk__in=list(ider), epost__in=Varsel.KAN_SENDES_PAA_NYTT).update(
        epost=Varsel.Epost.KLAR, forsok=0, neste_forsok=None, tatt=None, feil=""
    )
    vekk_senderen()
    return antall


def vekk_senderen() -> None:
    """Wake the sender once when this transaction commits."""
    vekk("varsling.send_klare")


def slett_for_saker(sak_type_id: int, saker: list[UUID]) -> int:
    """Notices about cases that are emptied go: they name people, and lead nowhere any more."""
    antall, _per_modell = Varsel.objects.filter(sak_type=sak_type_id, sak_id__in=saker).delete()
    return antall
