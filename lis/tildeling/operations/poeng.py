"""Points by the adopted criteria, to one candidate at a time (S1-L12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Kandidat, Kriterium, Poeng, Runde
from ..selectors.plasser import plasser_i
from ..selectors.poeng import Nokkel


@operasjon
def sett_poeng(
    pk: UUID,
    kandidat: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    poeng: Mapping[Nokkel, int | None],
    naa: datetime | None = None,
) -> Kandidat:
    """Set these points; None takes them away, and what is not named stands. `versjon` is that of the candidate."""
    naa = naa or timezone.now()
    runde = Runde.objects.select_for_update(of=("self",)).get(pk=pk)
    rad = runde.kandidater.select_for_update(of=("self",)).select_related("lege").get(pk=kandidat)
    if rad.versjon != versjon:
        raise Utdatert
    kriterier = {k.pk: k for k in runde.kriterier.kriterium.all()} if runde.kriterier else {}
    if o.SETT_POENG.tillatt(utfort_av, runde) and runde.tilstand in o.SETT_POENG.fra:
        _kontroller(runde, kriterier, poeng)
    foer = {(p.kriterium_id, p.kommune_id): p for p in rad.poeng.all()}
    endret = {n: v for n, v in poeng.items() if v != (foer[n].poeng if n in foer else None)}
    if not endret and o.SETT_POENG.tillatt(utfort_av, runde):
        return rad
    flytt(runde, o.SETT_POENG, utfort_av=utfort_av, data={"hvem": rad.lege.navn}, naa=naa)
    for nokkel, verdi in endret.items():
        if verdi is None:
            foer[nokkel].delete()
        elif nokkel in foer:
            Poeng.objects.filter(pk=foer[nokkel].pk).update(poeng=verdi, satt_av=utfort_av)
        else:
            Poeng.objects.create(kandidat=rad, kriterium_id=nokkel[0], kommune_id=nokkel[1], poeng=verdi, satt_av=utfort_av)
    rad.versjon += 1
    rad.save(update_fields=["versjon"])
    return rad


def _kontroller(runde: Runde, kriterier: Mapping[UUID, Kriterium], poeng: Mapping[Nokkel, int | None]) -> None:
    steder = {p.kommune.pk for p in plasser_i(runde)}
    for (kriterium, kommune), verdi in poeng.items():
        valgt = kriterier.get(kriterium)
        if valgt is None or valgt.per_kommune != (kommune is not None) or (kommune and kommune not in steder):
            raise ValidationError(_("Gi poeng etter kriteriene som gjelder for runden."))
        if verdi is not None and not 0 <= verdi <= valgt.hoyest:
            tekst = _("«%(kriterium)s» gir fra 0 til %(hoyest)s poeng.")
            raise ValidationError(tekst % {"kriterium": valgt.navn, "hoyest": valgt.hoyest})
