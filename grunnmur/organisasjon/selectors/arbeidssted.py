"""Where somebody works among the parties of the network, and whom to ring there."""

from __future__ import annotations

from ..models import Bruker, Deltakelse, Enhet
from ..tilgang import tilgang_for
from .oversikt import registrerte_enheter

FLEST_ENHETER = 30


def egne_enheter(bruker: Bruker) -> list[Enhet]:
    """Where the person works today among the parties of the network, each unit once."""
    enheter = {enhet.pk: enhet for enhet in tilgang_for(bruker).egne_enheter}
    deltar = set(
        Deltakelse.objects.gjeldende()
        .filter(virksomhet__in={e.virksomhet_id for e in enheter.values()})
        .values_list("virksomhet_id", flat=True)
    )
    return [enhet for enhet in enheter.values() if enhet.virksomhet_id in deltar]


def arbeider_utenfor(bruker: Bruker) -> bool:
    """Whether the person works somewhere, but at no party of the network."""
    return bool(tilgang_for(bruker).egne_enheter) and not egne_enheter(bruker)


def enheter_med_telefon(sok: str) -> tuple[list[Enhet], bool]:
    """Units of the network to call about a patient, as many as one reads on a page; and whether there are more."""
    deltar = Deltakelse.objects.gjeldende().values("virksomhet")
    svar = registrerte_enheter(sok).filter(virksomhet__in=deltar).exclude(telefon="")
    enheter = list(svar.order_by("virksomhet__sortering", "sortering")[: FLEST_ENHETER + 1])
    return enheter[:FLEST_ENHETER], len(enheter) > FLEST_ENHETER
