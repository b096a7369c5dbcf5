"""What the database of hospitering refuses, by name, and a way to see each refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import pgtrigger
import pytest
from django.db import DatabaseError, models, transaction

from hospitering import models as m
from hospitering.models import vern

Forsok = Callable[[Any, m.Soknad], object]
"""One attempt on a case, past the operations."""

HISTORIKK = ("insert_insert", "update_update", "delete_delete")
"""Triggers that write the row history and refuse nothing."""

AVTALENS = (m.Avtale, m.Periodeforslag, m.Avklaring, m.Reiseavtale)
ANDRE = (
    m.Taushetstekst, m.Taushetserklaering, m.Instrukslesing, m.Forberedelsespunkt, m.Forberedelse, m.Evaluering,
    m.Enhetsprofil, m.Ukeskapasitet, m.Ukebelegg, m.AapenInvitasjon, m.Innstilling, m.Purrefrist,
)  # fmt: skip


def navn_paa(modeller: Iterable[type[models.Model]]) -> set[str]:
    """Every refusal that these tables promise: constraints by name, triggers by each thing they say."""
    navn: set[str] = set()
    for modell in modeller:
        navn.update(str(c.name) for c in modell._meta.constraints)
        navn.update(_ord(modell._meta.triggers))  # type: ignore[attr-defined]
    return navn


def soknadens_nye() -> set[str]:
    """What the application promises, but for what has its own tests (the state machine, the form)."""
    return set(_ord(vern.soknadens_vern()))


def _ord(triggere: Iterable[pgtrigger.Trigger]) -> list[str]:
    """A trigger with words of its own by those; one that protects, by its name. What every case has is the ground's."""
    alle: list[str] = []
    for trigger in triggere:
        if trigger.name in HISTORIKK or str(trigger.name).startswith("aapeninvitasjon_"):
            continue
        sagt = re.findall(r"RAISE EXCEPTION '(\w+)'", str(trigger.func or ""))
        alle += sagt or [str(trigger.name)]
    return alle


SIER = {
    "slettes_ikke": "Cannot delete rows",
    "periode_er_den_som_ble_foreslatt": "Cannot update rows",
    "periode_tilstand": "Invalid transition",
    "evaluering_tilstand": "Invalid transition",
    "taushet_staar": "Cannot (update|delete|update or delete) rows",
    "belegg_flyttes_ikke": "Cannot update rows",
    "instruks_lest_endres_ikke": "Cannot update rows",
    "forberedelse_er_den_som_ble_avtalt": "Cannot update rows",
    "taushetstekst_er_den_som_ble_signert": "Cannot update rows",
    "hospinvitasjon_er_enhetens": "Cannot update rows",
}
"""What those that protect say instead of their own name."""


def alle_nektes(tabell: Mapping[str, Forsok], cast: Any, sak: m.Soknad) -> None:
    """Every attempt is refused by what it is named for, and leaves nothing."""
    for navn, forsok in tabell.items():
        match = next((sier for ende, sier in SIER.items() if navn.endswith(ende)), navn)
        with pytest.raises(DatabaseError, match=match), transaction.atomic():
            forsok(cast, sak)
            pytest.fail(f"{navn}: not refused")


def flytt(sak: m.Soknad, til: str, **felter: Any) -> None:
    """Past the rules, in SQL; the triggers still stand."""
    m.Soknad.objects.filter(pk=sak.pk).update(tilstand=til, versjon=sak.versjon + 1, **felter)


def slett(rader: models.QuerySet[Any]) -> None:
    """One DELETE, past what the ORM itself would protect."""
    rader._raw_delete(rader.db)


def periode(sak: m.Soknad, **andre: Any) -> m.Periodeforslag:
    """A proposal of the host, as a row."""
    gammel = m.Periodeforslag.objects.filter(avtale=sak.pk).order_by("foreslatt").first()
    assert gammel
    felter = {
        "avtale_id": sak.pk, "fra": gammel.fra, "til": gammel.til, "evaluering_tidspunkt": gammel.evaluering_tidspunkt,
        "evaluering_form": "digital", "side": "vert", "foreslatt_av": gammel.foreslatt_av,
    }  # fmt: skip
    return m.Periodeforslag.objects.create(**felter | andre)


def besvar(sak: m.Soknad, av: Any, naa: datetime, **andre: Any) -> None:
    """Whatever waits is answered by this person."""
    aapne = m.Periodeforslag.objects.filter(avtale=sak.pk, tilstand="foreslatt")
    assert aapne.update(besvart_av=av, besvart=naa, **andre) == 1
