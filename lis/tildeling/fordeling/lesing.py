"""From JSON to the input: nothing is guessed, and nothing unknown is passed over."""

from __future__ import annotations

from typing import Any

from .feil import Feilkode, UgyldigInndata
from .inndata import VERSJON, Inndata, Kandidat, Kommune
from .rekkefolge import Egne, Felles


def les(rad: object) -> Inndata:
    """Read what `Inndata.som_json` wrote, or somebody else did. Raises `UgyldigInndata`."""
    felter = _felter(rad, "versjon", "fro", "rekkefolge", "kandidater", "kommuner", "faste", sted="inndata")
    if felter["versjon"] != VERSJON:
        raise UgyldigInndata(Feilkode.VERSJON, versjon=felter["versjon"])
    return Inndata(
        fro=felter["fro"],
        rekkefolge=_rekkefolge(felter["rekkefolge"]),
        kandidater=tuple(_kandidat(rad) for rad in _liste(felter["kandidater"], "kandidater")),
        kommuner=tuple(_kommune(rad) for rad in _liste(felter["kommuner"], "kommuner")),
        faste=_kart(felter["faste"], "faste"),
    )


def _kandidat(rad: object) -> Kandidat:
    felter = _felter(rad, "id", "onsker", "grupper", sted="kandidat")
    onsker, grupper = _tekster(felter["onsker"], "onsker"), _tekster(felter["grupper"], "grupper")
    if len(set(grupper)) < len(grupper):
        raise UgyldigInndata(Feilkode.DOBBEL, kandidat=felter["id"], grupper=grupper)
    return Kandidat(felter["id"], tuple(onsker), frozenset(grupper))


def _kommune(rad: object) -> Kommune:
    felter = _felter(rad, "id", "plasser", "reservert", sted="kommune")
    return Kommune(felter["id"], felter["plasser"], _kart(felter["reservert"], "reservert"))


def _rekkefolge(rad: object) -> Felles | Egne:
    felter = _felter(rad, "slag", "poeng", sted="rekkefolge")
    poeng = _kart(felter["poeng"], "poeng")
    if felter["slag"] == "felles":
        return Felles(poeng)
    if felter["slag"] == "egne":
        return Egne({kommune: _kart(rader, "poeng") for kommune, rader in poeng.items()})
    raise UgyldigInndata(Feilkode.FORM, sted="rekkefolge", slag=felter["slag"])


def _felter(rad: object, *navn: str, sted: str) -> dict[str, Any]:
    kart = _kart(rad, sted)
    if galt := sorted(set(kart) ^ set(navn), key=repr):
        raise UgyldigInndata(Feilkode.FORM, sted=sted, felt=galt[0])
    return kart


def _kart(rad: object, sted: str) -> dict[str, Any]:
    if not isinstance(rad, dict) or not all(isinstance(nokkel, str) for nokkel in rad):
        raise UgyldigInndata(Feilkode.FORM, sted=sted)
    return rad


def _liste(rad: object, sted: str) -> list[Any]:
    if not isinstance(rad, list):
        raise UgyldigInndata(Feilkode.FORM, sted=sted)
    return rad


def _tekster(rad: object, sted: str) -> list[str]:
    if not all(isinstance(verdi, str) for verdi in _liste(rad, sted)):
        raise UgyldigInndata(Feilkode.FORM, sted=sted)
    return rad  # type: ignore[return-value]
