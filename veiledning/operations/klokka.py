"""The answerer's clock stands still while the asker is asked back; not for ever, and not without somebody knowing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse

from .. import frister
from .. import overganger as o
from ..models import Foresporsel, Innstilling, Tilstand
from ..tekster import foresporsel as t

STANSER_GANGER = 2
"""So many times asking back stops the clock. After that it runs on, and the coordinator hears of it."""


def ganger_spurt(sak: Foresporsel) -> int:
    """How many times the asker has been asked back."""
    return Hendelse.objects.for_sak(sak).filter(navn=o.SPOR.navn).count()


def tilsvarsfrist(sak: Foresporsel, naa: datetime) -> date:
    """When the asker owes the answer to what was just asked back: once the clock runs on, by the deadline there is."""
    idag = lokal_dato(naa)
    dager = Innstilling.objects.gjeldende().frist_virkedager(sak.hastegrad)
    frist = pluss_virkedager(idag, dager)
    if ganger_spurt(sak) <= STANSER_GANGER or sak.svarfrist is None:
        return frist
    return min(frist, max(sak.svarfrist, pluss_virkedager(idag, 1)))


def klokka_gaar_igjen(sak: Foresporsel, naa: datetime) -> dict[str, Any]:
    """The columns of a question that leaves «asked back»: the working days it stood still are added to the deadline.

    A proposed day that is no later any more needs nobody's yes.
    """
    if sak.tilstand != Tilstand.SPURT or sak.svarfrist is None or ganger_spurt(sak) > STANSER_GANGER:
        return {}
    spurt = Hendelse.objects.for_sak(sak).filter(navn=o.SPOR.navn).order_by("-id").first()
    dager = frister.virkedager_mellom(lokal_dato(spurt.tidspunkt), lokal_dato(naa)) if spurt else 0
    frist = pluss_virkedager(sak.svarfrist, dager) if dager else sak.svarfrist
    felter: dict[str, Any] = {"svarfrist": frist}
    if sak.foreslaatt_frist and sak.foreslaatt_frist <= frist:
        felter |= frister.INGEN_NY_TID
    return felter


def falt_bort(sak: Foresporsel) -> list[str]:
    """What nobody is asked for when the clock runs again: what was asked back, and a day that is no later any more."""
    return [t.TILSVAR] if sak.foreslaatt_frist else [t.TILSVAR, t.NY_TID]
