"""What can be wrong with an input: a code and the ids it is about, from which a page makes its sentence."""

from __future__ import annotations

from enum import StrEnum


class Feilkode(StrEnum):
    """Why an input is refused."""

    FORM = "form"
    """Not the shape asked for: a key too many or too few, or a value of another kind."""
    VERSJON = "versjon"
    FRO = "fro"
    """The seed is not 32–128 lower-case hexadecimal digits."""
    ID = "id"
    """An id or a group code is empty, too long, or has characters that cannot be printed."""
    TALL = "tall"
    """A number is not a whole number within the limits."""
    DOBBEL = "dobbel"
    """The same candidate, municipality, wish or group twice."""
    UKJENT_KANDIDAT = "ukjent_kandidat"
    UKJENT_KOMMUNE = "ukjent_kommune"
    UTEN_POENG = "uten_poeng"
    """A candidate has no points where the order needs them."""
    FOR_MANGE_RESERVERT = "for_mange_reservert"
    """More places reserved than there are places, or for more groups than can be checked."""
    FASTE_FAR_IKKE_PLASS = "faste_far_ikke_plass"
    """Those placed beforehand cannot all sit in the municipality: too few places, or reserved for others."""


class UgyldigInndata(ValueError):
    """The input cannot be used. `kode` says why, `hvor` names what it is about."""

    def __init__(self, kode: Feilkode, **hvor: object) -> None:
        self.kode, self.hvor = kode, hvor
        super().__init__(
            ": ".join(filter(None, [kode.value, ", ".join(f"{navn}={verdi!r}" for navn, verdi in hvor.items())]))
        )
