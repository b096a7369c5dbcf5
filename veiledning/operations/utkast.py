"""The first press: a draft to write in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.saksgang.operations import operasjon

from ..innhold import FELTER, renset
from ..models import Foresporsel, Tilstand
from .foresporsel import opprett_utkast


@operasjon
def paabegynn(*, utfort_av: Bruker, fra_enhet: Enhet, felter: dict[str, Any], naa: datetime | None = None) -> Foresporsel:
    """Start a draft, or give back one that nobody has written in: pressing twice, also at once, makes one."""
    Bruker.objects.select_for_update(no_key=True).get(pk=utfort_av.pk)
    som_ny = renset({navn: verdi for navn, verdi in felter.items() if navn in FELTER})
    urort = Foresporsel.objects.filter(
        melder=utfort_av, fra_enhet=fra_enhet, tilstand=Tilstand.UTKAST, versjon=1, **som_ny
    ).first()
    return urort or opprett_utkast(utfort_av=utfort_av, fra_enhet=fra_enhet, felter=felter, naa=naa)
