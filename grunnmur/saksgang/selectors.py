"""What pages ask about cases in general."""

from __future__ import annotations

from typing import NamedTuple

from .bevaring import regler
from .models import Bevaringstid


class Bevaring(NamedTuple):
    """One line of the retention plan as people read it. `maaneder` is None where it is not decided."""

    navn: str
    maaneder: int | None
    forslag: int


def bevaringsplan() -> list[Bevaring]:
    """What is emptied, and how long after a case has ended."""
    tider = dict(Bevaringstid.objects.values_list("regel", "maaneder"))
    return [
        Bevaring(str(r.navn), tider.get(r.kode), r.forslag_maaneder)
        for r in sorted(regler(), key=lambda regel: regel.forslag_maaneder)
    ]
