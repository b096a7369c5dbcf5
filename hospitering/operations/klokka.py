"""What the calendar does: it starts, ends, asks about what has not come about, and closes. A rerun changes nothing.

Days that were missed are taken together: what should have started and ended meanwhile is started and then ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import hver_for_seg

from .. import overganger as o
from ..models import Evaluering, Evalueringstilstand, Soknad, Tilstand
from .evaluering import utlop
from .gjennomforing import avslutt, meld_ikke_klar, start
from .invitasjon import lukk_utlopte
from .kontakt import folg_opp_uteblitte

T = Tilstand
KLAR_I_TIDE = Q(avtale__klar_tid__date__lte=F("avtale__fra"))
"""Ready no later than on the first day, Norwegian days."""


def folg(*, naa: datetime | None = None) -> int:
    """Do everything the day asks for, one case a transaction; return to how many cases something was done."""
    naa = naa or timezone.now()
    gjort = sum(hver_for_seg(_ider(saker(naa)), verb, naa=naa) for saker, verb in TIDEN)
    return gjort + lukk_utlopte(naa=naa) + folg_opp_uteblitte(naa=naa)


def _ider(saker: QuerySet[Soknad]) -> Iterable[tuple[UUID, int]]:
    return list(saker.values_list("pk", "versjon"))


def som_starter(naa: datetime) -> QuerySet[Soknad]:
    """Ready in time, and the first day has come."""
    return Soknad.objects.filter(KLAR_I_TIDE, tilstand=T.KLAR, avtale__fra__lte=lokal_dato(naa)).order_by(
        "avtale__fra", "pk"
    )


def som_er_over(naa: datetime) -> QuerySet[Soknad]:
    """The last day has passed."""
    return Soknad.objects.filter(tilstand=T.PAAGAAR, avtale__til__lt=lokal_dato(naa)).order_by("avtale__til", "pk")


def som_ikke_startet(naa: datetime) -> QuerySet[Soknad]:
    """The first day has come, it cannot start, and nobody has been asked about that day."""
    meldte = Hendelse.objects.filter(
        sak_type=ContentType.objects.get_for_model(Soknad), sak_id=OuterRef("pk"), navn=o.MELD_IKKE_KLAR.navn
    )
    meldt = meldte.annotate(dag=Cast(KT("data__fra"), DateField())).filter(dag=OuterRef("avtale__fra"))
    ventende = Q(tilstand=T.AVTALE_INNGAATT) | (Q(tilstand=T.KLAR) & ~KLAR_I_TIDE)
    return Soknad.objects.filter(ventende, ~Exists(meldt), avtale__fra__lte=lokal_dato(naa)).order_by("avtale__fra", "pk")


def som_ikke_er_evaluert(naa: datetime) -> QuerySet[Soknad]:
    """An evaluation is still waited for after its deadline."""
    sene = Evaluering.objects.filter(soknad=OuterRef("pk"), tilstand=Evalueringstilstand.VENTER, frist__lt=lokal_dato(naa))
    return Soknad.objects.filter(Exists(sene), tilstand=T.GJENNOMFORT).order_by("pk")


TIDEN: tuple[tuple[Callable[[datetime], QuerySet[Soknad]], Callable[..., object]], ...] = (
    (som_starter, start),
    (som_er_over, avslutt),
    (som_ikke_startet, meld_ikke_klar),
    (som_ikke_er_evaluert, utlop),
)
"""In this order: each asks anew, so that what starts late is ended in the same round."""
