"""The steps of a procedure, as the stepper on cards and the numbered list on a case page draw them."""

from dataclasses import dataclass
from typing import Literal

Stegtilstand = Literal["ferdig", "naa", "venter", "stoppet"]

_DATA_STATE = {"ferdig": "done", "naa": "current", "venter": "todo", "stoppet": "stopped"}


@dataclass(frozen=True)
class Steg:
    """One step. `dato` is a finished text («2. nov.», «Svar innen 4. des.»); `undertekst` says who or where."""

    navn: str
    tilstand: Stegtilstand
    dato: str = ""
    undertekst: str = ""

    @property
    def data_state(self) -> str:
        """The value that the stylesheet knows."""
        return _DATA_STATE[self.tilstand]
