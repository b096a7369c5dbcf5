"""How the states of research look, wherever they are drawn."""

from __future__ import annotations

from grunnmur.portal.visning import Visning

from ..models import Prosjekttilstand

PT = Prosjekttilstand

PROSJEKT = {
    PT.IDE: Visning.IDE,
    PT.TIDLIGFASE: Visning.TIDLIGFASE,
    PT.TIL_FORANKRING: Visning.TIL_FORANKRING,
    PT.FORANKRET: Visning.FORANKRET,
    PT.SOKNAD_SENDT: Visning.SOKNAD_SENDT,
    PT.PAAGAAR: Visning.PAAGAAR,
    PT.FULLFORT: Visning.FULLFORT,
    PT.IKKE_VIDEREFORT: Visning.IKKE_VIDEREFORT,
}


def prosjektvisning(tilstand: str) -> Visning:
    return PROSJEKT[PT(tilstand)]
