"""What the pages of a job ask."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from grunnmur.jobb.models import OPPBEVING, Jobb
from grunnmur.jobb.typer import jobbtype

if TYPE_CHECKING:
    from grunnmur.organisasjon.models import Bruker


def kan_hentes(jobb: Jobb, bruker: Bruker) -> bool:
    """Whether a finished file may be given out now. One of a kind that nobody knows any more may not."""
    try:
        return jobbtype(jobb.type).kan_hentes(jobb, bruker)
    except KeyError:
        return False


def slettes(jobb: Jobb) -> datetime | None:
    """When a finished job and the file it holds are cleared away."""
    return jobb.ferdig + OPPBEVING if jobb.ferdig else None


def jobben_bak(jobb_id: UUID | None) -> Jobb | None:
    """The job that a case keeps the id of: how it goes, for whoever may see the case, whoever ordered it."""
    if jobb_id is None:
        return None
    return Jobb.objects.filter(pk=jobb_id).defer("resultat", "radnokler", "inndata").first()
