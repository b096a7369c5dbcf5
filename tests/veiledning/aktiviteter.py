"""Joint activities as the tests plan and hold them: who owes what, and who was told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.varsling.models import Varsel
from veiledning.models import Aktivitet, Foresporsel
from veiledning.operations import aktivitet as op

from .folk import VeilCast, virkedag


def om(dager: int, time: int = 13) -> datetime:
    return timezone.make_aware(datetime.combine(virkedag(dager), datetime.min.time())) + timedelta(hours=time)


def felter(veil: VeilCast, **andre: Any) -> dict[str, Any]:
    return {
        "tittel": "Smertepumper i hjemmet", "beskrivelse": "Innstilling, skifte av kassett og feilsøking.",
        "fagfelt": "somatikk", "svarer": veil.svarer, "form": "video", "start": om(10), "varighet": 60,
    } | andre  # fmt: skip


def planlagt(veil: VeilCast, *behov: Foresporsel, **andre: Any) -> Aktivitet:
    return op.planlegg(
        utfort_av=veil.koordinator, virksomhet=veil.sykehus, felter=felter(veil, **andre), behov=[b.pk for b in behov]
    )


def holdt(veil: VeilCast, sak: Aktivitet, **andre: Any) -> Aktivitet:
    sak.refresh_from_db()
    alle = list(sak.paameldinger.values_list("bruker_id", flat=True))
    valg = {"utfort_av": veil.koordinator, "versjon": sak.versjon, "var_med": alle, "naa": sak.start + timedelta(hours=2)}
    return op.hold(sak.pk, **(valg | andre))


def oppgaver(sak: Any) -> list[tuple[str, Bruker | None, str]]:
    aapne = Oppgave.objects.for_sak(sak).aapne().order_by("type", "person__sortering")
    return [(o.type.removeprefix("veiledning."), o.person, o.rolletype) for o in aapne.select_related("person")]


def fortalt(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"veiledning.{mal}").values_list("mottaker__navn", flat=True))
