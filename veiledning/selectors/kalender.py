"""Agreed guidance in the calendar feed of those who are responsible for it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.adresse import full_adresse

from ..kalender import nokkel, tittel
from ..models import Tilstand, Veiledningsavtale


def avtaler(bruker: Bruker) -> Iterable[Kalenderpost]:
    """What both have confirmed and is still to come or was just held: the same id as the invitation has."""
    gjeldende = (
        Veiledningsavtale.objects.filter(
            Q(ansvarlig_melder=bruker) | Q(ansvarlig_svarer=bruker) | Q(foresporsel__melder=bruker),
            foresporsel__tilstand=Tilstand.AVTALT,
            bekreftet_melder__isnull=False,
            bekreftet_svarer__isnull=False,
            avlyst__isnull=True,
        )
        .select_related("foresporsel__fra_virksomhet", "foresporsel__til_virksomhet", "foresporsel__til_enhet")
        .order_by("start")
    )
    for avtale in gjeldende:
        sak = avtale.foresporsel
        yield Kalenderpost(
            nokkel=nokkel(sak),
            fra=avtale.start,
            til=avtale.slutt,
            tittel=tittel(sak),
            adresse=full_adresse(sak.get_absolute_url()),
            laget=avtale.bekreftet_svarer or sak.opprettet,
        )


def registrer() -> None:
    registrer_kilde(avtaler)
