"""Places left over: advertised, agreed with another trust, or filled by the municipality (S1-L13, L18, L23)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Helsefellesskap
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, operasjon
from lis.lis1.models import Kommuneplass

from .. import overganger as o
from ..models import Frafall, Restplass, Restplasstilstand

FRIST_DAGER = 14


@operasjon
def oppstaa(
    plass: Kommuneplass, *, utfort_av: Bruker, fra: date, frafall: Frafall | None = None, naa: datetime | None = None
) -> Restplass:
    """Nobody has this place from a day: the trust sees to it until somebody else does."""
    naa = naa or timezone.now()
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    rest = Restplass.objects.create(
        plass=plass, frafall=frafall, fra=fra, ansvarlig=helsefellesskap.helseforetak,  # type: ignore[union-attr]
        frist=lokal_dato(naa) + timedelta(days=FRIST_DAGER), tilstand=Restplasstilstand.LEDIG,
        saksnummer=Saksteller.neste(Restplass.PREFIKS, naa), opprettet=naa, endret=naa,
    )  # fmt: skip
    flytt(rest, o.OPPSTAA, utfort_av=utfort_av, naa=naa)
    return rest
