"""Positions in the states a test needs, made by the verbs."""

from __future__ import annotations

from typing import Any

from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Kommunepraksis, Kull, Stilling
from lis.lis1.operations import stilling as op
from tests.lis1.folk import Lis1Cast

UTLYSNING = "https://stillinger.prove.example/annen-varighet"


def felter(lis: Lis1Cast, **andre: Any) -> dict[str, Any]:
    """An ordinary position: 12 + 6, coupled, the municipality to be allocated."""
    return {
        "enhet": lis.medisin, "kommunepraksis": Kommunepraksis.TILDELES, "kommune": None, "sykehus_maaneder": 12,
        "kommune_maaneder": 6, "avvik_begrunnelse": "", "avvik_url": "", "koblet": True, "ukoblet_begrunnelse": "",
    } | andre  # fmt: skip


def navngitt(lis: Lis1Cast, **andre: Any) -> dict[str, Any]:
    """The same, with practice in Gjøvik."""
    return felter(lis, **{"kommunepraksis": Kommunepraksis.NAVNGITT, "kommune": lis.gjovik, **andre})


def planlagt(lis: Lis1Cast, kull: Kull | None = None, **andre: Any) -> Stilling:
    return op.registrer_stillinger(utfort_av=lis.koordinator, kull=kull or lis.kull(2028), felter=felter(lis, **andre))[0]


def utlyst(lis: Lis1Cast, kull: Kull | None = None, **andre: Any) -> Stilling:
    stilling = planlagt(lis, kull, **andre)
    return op.lys_ut(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon)


def besatt(lis: Lis1Cast, epost: str = "", kull: Kull | None = None, **andre: Any) -> Stilling:
    """Filled by the doctor who has an account, unless told whom."""
    stilling = utlyst(lis, kull, **andre)
    ansatt = Legeopplysninger("Lise Lisen", epost or lis.leger["lis1lege"].epost)
    return op.ansett(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon, ansatt=ansatt)
