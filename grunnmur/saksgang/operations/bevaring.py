"""Empty what has been kept long enough, and decide how long that is."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import pluss_maaneder

from ..bevaring import TOMT, Bevaringsregel, folgere, regler
from ..models import Bevaringstid, Hendelse, Signatur, Tomming, Vedtak
from .sak import operasjon

TOM_BUNT = 500


@operasjon
def tom_utlopte(*, utfort_av: Bruker, naa: datetime | None = None) -> int:
    """Empty the next cases whose time is out, at most `TOM_BUNT` of each rule; return how many. 0 when all is done.

    The events of a case stay: what happened, when and by whom.
    """
    naa = naa or timezone.now()
    tider = {tid.regel: tid.maaneder for tid in Bevaringstid.objects.all() if tid.maaneder is not None}
    return sum([_tom(regel, tider[regel.kode], naa) for regel in regler() if regel.kode in tider])


def _tom(regel: Bevaringsregel, maaneder: int, naa: datetime) -> int:
    saker = regel.modell._default_manager
    sak_type = ContentType.objects.get_for_model(regel.modell)
    gjort = Tomming.objects.filter(sak_id=OuterRef("pk"), regel=regel.kode)
    utlopt = saker.filter(regel.utlopt(pluss_maaneder(timezone.localdate(naa), -maaneder))).exclude(Exists(gjort))
    laas = utlopt.select_for_update(skip_locked=True, of=("self",)).order_by("pk")
    ider = list(laas.values_list("pk", flat=True)[:TOM_BUNT])
    if not ider:
        return 0
    Tomming.objects.bulk_create(
        Tomming(sak_type=sak_type, sak_id=pk, regel=regel.kode, alt=regel.alt, tidspunkt=naa) for pk in ider
    )
    saker.filter(pk__in=ider).update(**regel.felter)
    _tom_radhistorikk(regel.modell, ider, dict(regel.felter))
    if regel.alt:
        _tom_alt(sak_type, ider)
    return len(ider)


def _tom_radhistorikk(modell: Any, ider: list[UUID], felter: dict[str, Any]) -> None:
    """The earlier versions of the rows held the same."""
    historikk = getattr(modell, "pgh_event_model", None)
    if historikk is not None:
        kjente = {felt.name for felt in historikk._meta.concrete_fields}
        felter = {navn: verdi for navn, verdi in felter.items() if navn in kjente}
        historikk.objects.filter(pgh_obj_id__in=ider).update(**felter)


def _tom_alt(sak_type: ContentType, ider: list[UUID]) -> None:
    hendelser = Hendelse.objects.filter(sak_type=sak_type, sak_id__in=ider)
    Signatur.objects.filter(hendelse__in=hendelser).update(innhold="")
    hendelser.update(kommentar="", data={})
    vedtak = Vedtak.objects.filter(sak_type=sak_type, sak_id__in=ider).exclude(kommentar="")
    vedtakene = list(vedtak.values_list("pk", flat=True))
    vedtak.update(kommentar=TOMT)
    _tom_radhistorikk(Vedtak, vedtakene, {"kommentar": TOMT})
    for folger in folgere():
        folger(sak_type.pk, ider)


@operasjon
def sett_bevaringstid(regel: str, *, maaneder: int | None, utfort_av: Bruker) -> Bevaringstid:
    """Decide how long what a rule names is kept. None: not decided, and nothing is emptied."""
    if regel not in {r.kode for r in regler()}:
        raise ValueError(f"no such rule: {regel}")
    tid, _ny = Bevaringstid.objects.update_or_create(regel=regel, defaults={"maaneder": maaneder})
    return tid
