"""A meeting of LIS1-utvalget with one item, and a written procedure beside it in the states that have one.

`utvalgsleder` leads and led the meeting, `medlem` sits there, `vara` is deputy for `medlem`, `organsekretaer` is its own
secretary. `utvalgssekretaer` and `sekretariat` keep every committee. `annetmedlem` sits in another one.
"""

from __future__ import annotations

from typing import Any

from grunnmur.utvalg.views.verb import HANDLINGER
from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting
from tests.utvalg.folk import UtvalgCast, bygg_paa

TILSTANDER = ("sendt", "planlagt", "skriftlig", "holdt", "protokollert", "godkjent", "avlyst")
FREMMEDE = ("utenfor", "leder", "admin")
ROLLER = (
    "anonym", "fremmed", "utvalgsleder", "medlem", "vara", "organsekretaer", "utvalgssekretaer", "sekretariat",
    "annetmedlem",
)  # fmt: skip


def lag(cast: Cast, tilstand: str) -> Ting:
    utv = bygg_paa(cast)
    mote = SITUASJONER[tilstand](utv)
    argumenter: dict[str, dict[str, Any]] = {
        "utvalg:*": {"pk": utv.organ.pk},  # type: ignore[union-attr]
        "utvalg:avslutt_verv": {"pk": utv.verv("medlem").pk},
        "utvalg:avslutt_plass": {"pk": utv.organ.representasjoner.first().pk},  # type: ignore[union-attr]
    }
    i_motet = (
        "mote", "mote_ics", "saksliste_pdf", "protokoll_pdf", "send_saksliste", "til_godkjenning", "godkjenn",
        "meld_forfall", "trekk_forfall",
    )  # fmt: skip
    for navn in (*i_motet, *(f"mote_{kode.replace('-', '_')}" for kode in HANDLINGER)):
        argumenter[f"utvalg:{navn}"] = {"pk": mote.pk}
    for kode in ("endre", "trekk", "vedtak"):
        argumenter[f"utvalg:sak_{kode}"] = {"pk": mote.pk, "nummer": 1}
    return Ting(argumenter, (mote,))


def avlyst(utv: UtvalgCast) -> Any:
    from grunnmur.utvalg.operations.mote import avlys

    mote = utv.sendt()
    return avlys(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=mote.versjon)


SITUASJONER: dict[str, Any] = {
    "sendt": lambda utv: utv.sendt(),
    "planlagt": lambda utv: utv.planlagt(),
    "skriftlig": lambda utv: utv.sendt(utv.skriftligfelter()),
    "holdt": lambda utv: utv.holdt(),
    "protokollert": lambda utv: utv.protokollert(),
    "godkjent": lambda utv: utv.godkjent(),
    "avlyst": avlyst,
}
