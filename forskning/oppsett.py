"""What a first version of each document begins with: the facts of the agreements, for the coordinator to write on."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FIL = Path(__file__).parent / "data" / "dokumenter.json"
FIRE_DELER = ("behov", "pagaende", "miljoer", "anbefalinger")
"""The four parts of the knowledge report, in order (S1-F01). They are neither added to nor taken out of."""


@cache
def oppsettet(art: str) -> dict[str, Any]:
    """Title, and parts with heading, who, and text. In bokmål: a document is in the language of whoever writes it."""
    return json.loads(FIL.read_text(encoding="utf-8"))[art]
