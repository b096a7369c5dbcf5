"""Which parties may host: the trust and the municipalities, and others where the network has opened for it (G-13)."""

from __future__ import annotations

from django.db.models import QuerySet

from grunnmur.organisasjon.models import Deltakelse, Virksomhet, Virksomhetstype

from ..models import Innstilling, SokesI

VANLIGE_VERTER = (Virksomhetstype.HELSEFORETAK, Virksomhetstype.KOMMUNE)


def sokes_i_for(virksomhet: Virksomhet) -> SokesI:
    """What the first line of the form says about this host."""
    if virksomhet.type == Virksomhetstype.HELSEFORETAK:
        return SokesI.HF
    return SokesI.KOMMUNE if virksomhet.type == Virksomhetstype.KOMMUNE else SokesI.ANNEN


def andre_er_aapnet() -> bool:
    """Whether others than trust and municipalities may host. The form of the procedure knows only those two."""
    return Innstilling.objects.gjeldende().andre_verter


def verter() -> QuerySet[Virksomhet]:
    """Who may host today, of those that take part."""
    deltar = Virksomhet.objects.filter(pk__in=Deltakelse.objects.gjeldende().values("virksomhet")).order_by("sortering")
    return deltar if andre_er_aapnet() else deltar.filter(type__in=VANLIGE_VERTER)


def andre_verter() -> QuerySet[Virksomhet]:
    """Those that are neither; none unless the network has opened for it."""
    return verter().exclude(type__in=VANLIGE_VERTER)
