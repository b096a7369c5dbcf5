"""An event that is announced, and the same planned, held and called off.

`arrangoren` made it for Gjøvik, `sykehussvarer` answers for the hospital, which is asked to arrange it too, and
`hamarsvarer` for Hamar, which is not. `kontakt` is invited, `soker` works in the network. `utenfor` and `admin` do not.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from grunnmur.arrangement.models import Gjest
from grunnmur.arrangement.operations import arrangement as op
from tests.arrangement.folk import ArrCast, bygg_paa, om
from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting

TILSTANDER = ("kunngjort", "planlagt", "lukket", "gjennomfort", "avlyst")
FREMMEDE = ("utenfor", "admin")
ROLLER = ("anonym", "fremmed", "arrangoren", "kontakt_adm", "sykehussvarer", "hamarsvarer", "kontakt", "soker")


def lag(cast: Cast, tilstand: str) -> Ting:
    sak = SITUASJONER[tilstand](bygg_paa(cast))
    return Ting({"arrangement:*": {"pk": sak.pk}, **_apne()}, (sak,))


def _apne() -> dict[str, dict[str, Any]]:
    """The addresses of guests: a secret that opens nothing."""
    return {f"arrangement:{navn}": {"token": "finnes-ikke"} for navn in ("svar", "svar_kalender")}


def planlagt(arr: ArrCast, **felter: Any) -> Any:
    """A course with the hospital asked, one who works there and a guest invited."""
    sak = arr.planlagt(**felter)
    arr.be(sak, arr.sykehus)
    arr.inviter(sak, Gjest(arr.kontakt.epost), Gjest("gro@frivillig.example", "Gro Gjest"))
    return arr.ny(sak)


def kunngjort(arr: ArrCast, **felter: Any) -> Any:
    sak = planlagt(arr, **felter)
    return op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)


def avlyst(arr: ArrCast) -> Any:
    sak = kunngjort(arr)
    return op.avlys(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)


def gjennomfort(arr: ArrCast) -> Any:
    sak = kunngjort(arr)
    naa = om(30) + timedelta(hours=8)
    return op.hold(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon, var_med=[], naa=naa)


SITUASJONER: dict[str, Any] = {
    "kunngjort": kunngjort,
    "planlagt": planlagt,
    "lukket": lambda arr: kunngjort(arr, hvem="inviterte"),
    "gjennomfort": gjennomfort,
    "avlyst": avlyst,
}
