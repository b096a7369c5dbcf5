"""A decision against the same statements in bare SQL: both undone, so that every round starts alike."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from hospitering import operations as op
from tests.rollebesetning import Cast

from .maaling import Opptak, linje, ms, send_bart, side_om_side

RUNDER = 60


def _angret(kjor: Callable[[], object]) -> Callable[[], None]:
    def forsok() -> None:
        with transaction.atomic():
            kjor()
            transaction.set_rollback(True)

    return forsok


def maal_vedtak(cast: Cast) -> None:
    """Own leader grants: lock, rules, transition, event, decision, signature, tasks, notices, row history."""
    sak = cast.innsendt()

    def innvilg() -> None:
        op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)

    opptak = Opptak()
    _angret(lambda: opptak.av(innvilg))()
    tid = side_om_side({"vår": _angret(innvilg), "grense": _angret(lambda: send_bart(opptak.setninger))}, runder=RUNDER)
    linje(
        "vedtak, innvilg_egen: av grensen",
        tid["grense"].vegg / tid["vår"].vegg,
        "≥ 0.22 (mål 0.40)",
        f"vår {ms(tid['vår'].vegg)}, grense {ms(tid['grense'].vegg)}, {len(opptak.setninger)} spørringer",
    )
