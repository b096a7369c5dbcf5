"""How the state of a question looks to the one who reads."""

from __future__ import annotations

from grunnmur.portal.visning import Visning

from ..models import Tilstand

T = Tilstand

VISNING = {
    T.UTKAST: Visning.UTKAST,
    T.MELDT: Visning.VENTER_PAA_SVAR,
    T.MOTTATT: Visning.TATT_IMOT,
    T.SPURT: Visning.SPURT_TILBAKE,
    T.AVTALT: Visning.AVTALT,
    T.SAMORDNET: Visning.SAMORDNET,
    T.GJENNOMFORT: Visning.VEILEDNING_GITT,
    T.LUKKET: Visning.AVSLUTTET,
    T.AVGRENSET: Visning.AVGRENSET,
    T.UTENFOR: Visning.UTENFOR_PLIKTEN,
    T.NY_VURDERING: Visning.NY_VURDERING,
    T.TRUKKET: Visning.TRUKKET,
}


def visning(tilstand: str, *, venter_paa_meg: bool) -> Visning:
    """The state as this reader sees it: «Venter på deg» for whoever must act."""
    return Visning.VENTER_PAA_DEG if venter_paa_meg else VISNING[T(tilstand)]
