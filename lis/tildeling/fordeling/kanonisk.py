"""One spelling of a JSON value, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def kanonisk(verdi: Any) -> bytes:
    """Keys in order, no spaces, UTF-8: the same bytes as the ground floor's `kanonisk`, without its database."""
    return json.dumps(verdi, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def avtrykk(verdi: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(kanonisk(verdi)).hexdigest()
