"""A conversation about a question, as the tests hold it: who owes what, and what is agreed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.varsling.models import Varsel
from tests.veiledning.folk import VeilCast, virkedag
from veiledning.models import Foresporsel, Veiledningsavtale
from veiledning.operations import avtale


def skylder(sak: Foresporsel) -> list[tuple[str, str]]:
    """Who owes the next move: type of task and code of the person, or the role."""
    aapne = Oppgave.objects.for_sak(sak).aapne().select_related("person").order_by("type", "person__navn")
    return [(o.type.removeprefix("veiledning."), o.person.navn if o.person else o.rolletype) for o in aapne]


def fortalt(sak: Foresporsel, mal: str) -> set[str]:
    """The names of those who were told."""
    rader = Varsel.objects.filter(sak_id=sak.pk, mal=f"veiledning.{mal}")
    return set(rader.values_list("mottaker__navn", flat=True))


def klokka(dager: int, time_: int = 12) -> datetime:
    """A moment on a working day from today."""
    return timezone.make_aware(datetime.combine(virkedag(dager), time(time_)))


def forslag(veil: VeilCast, *, start: datetime | None = None, **andre: Any) -> dict[str, Any]:
    """What an agreement needs, on video two working days from now."""
    return {
        "innhold": "Gjennomgang av smertepumper",
        "form": "video",
        "start": start or klokka(2),
        "varighet": 45,
        "sted": "",
        "lenke": "https://video.example/rom-7",
        "ansvarlig_melder": veil.soker,
        "ansvarlig_svarer": veil.svarer,
    } | andre


def foreslaa(
    veil: VeilCast, sak: Foresporsel, *, av: str = "svarer", naa: datetime | None = None, **felter: Any
) -> Foresporsel:
    avtale.foreslaa_avtale(sak.pk, utfort_av=veil.folk[av], versjon=sak.versjon, felter=forslag(veil, **felter), naa=naa)
    return Foresporsel.objects.get(pk=sak.pk)


def avtalt(veil: VeilCast, sak: Foresporsel | None = None, *, naa: datetime | None = None, **felter: Any) -> Foresporsel:
    """Proposed by the answerer and confirmed by the asker."""
    sak = foreslaa(veil, sak or veil.tatt(naa=naa), naa=naa, **felter)
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, naa=naa)
    return Foresporsel.objects.get(pk=sak.pk)


def har_begynt(sak: Foresporsel) -> None:
    """Move the agreement an hour back in time."""
    Veiledningsavtale.objects.filter(foresporsel=sak).update(start=timezone.now() - timedelta(hours=1))
