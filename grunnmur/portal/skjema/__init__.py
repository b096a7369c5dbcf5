"""Forms in the portal's look. Import from here: `from grunnmur.portal.skjema import Skjema, Datofelt, Kort`."""

from grunnmur.portal.skjema.base import Filterskjema, Modellskjema, Skjema, Skjemagrunn
from grunnmur.portal.skjema.felter import Datofelt, Klokkefelt, Radiovalg, Telefonfelt, Versjonsfelt, normaliser_telefon
from grunnmur.portal.skjema.layout import Datopar, Handlinger, Knapp, Kort, Lenkeknapp, Merknad, Par
from grunnmur.portal.skjema.oppsummering import feil_i
from grunnmur.portal.skjema.renderer import Portalrenderer

__all__ = [
    "Datofelt",
    "Datopar",
    "Filterskjema",
    "Handlinger",
    "Klokkefelt",
    "Knapp",
    "Kort",
    "Lenkeknapp",
    "Merknad",
    "Modellskjema",
    "Par",
    "Portalrenderer",
    "Radiovalg",
    "Skjema",
    "Skjemagrunn",
    "Telefonfelt",
    "Versjonsfelt",
    "feil_i",
    "normaliser_telefon",
]
