"""A guest's link, as the mail would carry it."""

from __future__ import annotations

from typing import Any

from grunnmur.arrangement.gjestelenke import lenke_til_svar
from grunnmur.arrangement.models import Deltaker
from grunnmur.varsling.models import Varsel


def brev_til(gjest: Deltaker, mal: str = "invitert") -> Varsel:
    return Varsel.objects.get(til_epost=gjest.epost, mal=f"arrangement.gjest_{mal}")


def lenke(gjest: Deltaker, mal: str = "invitert") -> str:
    """A path that opens the page, made as when the mail is written."""
    return str(lenke_til_svar(brev_til(gjest, mal))["adresse"])


def hemmelighet(gjest: Deltaker, mal: str = "invitert") -> str:
    return lenke(gjest, mal).strip("/").rpartition("/")[2]


def innhold(svar: Any) -> str:
    return " ".join(svar.content.decode().split())
