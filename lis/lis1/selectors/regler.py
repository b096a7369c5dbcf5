"""The rules of LIS1 as the pages name them, with links to where they come from (S1-L03, L04)."""

from __future__ import annotations

from typing import Any

from ..models import Innstilling


def regelkontekst() -> dict[str, Any]:
    return {"regler": Innstilling.objects.gjeldende()}
