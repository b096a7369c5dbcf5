"""Remembers what is already done, so that a second start does not do it again."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def avtrykk(filer: Iterable[Path], *tillegg: str) -> str:
    """Return one hash for the content of the files and the additions."""
    sum_ = hashlib.sha256("\0".join(tillegg).encode())
    for fil in sorted(filer):
        sum_.update(str(fil).encode() + b"\0" + fil.read_bytes())
    return sum_.hexdigest()


class Stempler:
    """A small file of step → hash of what the step was done with."""

    def __init__(self, fil: Path) -> None:
        self.fil = fil
        try:
            self.gjort: dict[str, str] = json.loads(fil.read_text())
        except (OSError, ValueError):
            self.gjort = {}

    def gjelder(self, steg: str, hash_: str) -> bool:
        """Return whether the step was done with exactly this."""
        return self.gjort.get(steg) == hash_

    def glem(self, steg: str) -> None:
        """Let the step be done again."""
        self.gjort.pop(steg, None)

    def sett(self, steg: str, hash_: str) -> None:
        """Record the step as done."""
        self.gjort[steg] = hash_
        self.fil.write_text(json.dumps(self.gjort, indent=1))
