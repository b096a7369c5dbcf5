"""The declaration texts: a new version never touches an old one, for somebody may have signed it (S1-H14)."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.rules import er_systemadministrator
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon

from ..models import Taushetstekst
from ..rules.klargjoring import kan_skrive_taushetstekst

FIL = Path(__file__).resolve().parents[1] / "data" / "taushetserklaering.json"
"""The common text, in words of our own."""


@operasjon
def ny_taushetstekst(
    virksomhet: Virksomhet | None,
    *,
    utfort_av: Bruker,
    forrige: int,
    tekst_nb: str,
    tekst_nn: str = "",
    gjelder_fra: date | None = None,
    naa: datetime | None = None,
) -> Taushetstekst:
    """A new version of one organisation's text, or of the common one, from a day on.

    `forrige` is the number of the version it was written from. Raises `Utdatert` when another has come since,
    `ValidationError` by field.
    """
    naa = naa or timezone.now()
    if not kan_skrive_taushetstekst(utfort_av, virksomhet):
        raise Nektet
    if virksomhet is not None:
        Virksomhet.objects.select_for_update(no_key=True).get(pk=virksomhet.pk)  # two at once: the second is told
    alle = Taushetstekst.objects.filter(virksomhet=virksomhet)
    list(alle.order_by().select_for_update())
    siste = alle.aggregate(nummer=Max("versjon"), fra=Max("gjelder_fra"))
    if (siste["nummer"] or 0) != forrige:
        raise Utdatert
    idag = lokal_dato(naa)
    fra = gjelder_fra or idag
    feil = {}
    if not tekst_nb.strip():
        feil["tekst_nb"] = _("Skriv teksten som skal underskrives.")
    if fra < idag:
        feil["gjelder_fra"] = _("En ny tekst kan ikke gjelde fra en dag som er passert. Velg i dag eller senere.")
    elif siste["fra"] and fra < siste["fra"]:
        melding = _("En annen versjon gjelder fra %(dag)s. Velg den dagen eller senere.")
        feil["gjelder_fra"] = melding % {"dag": dato(siste["fra"])}
    if feil:
        raise ValidationError(feil)
    return Taushetstekst.objects.create(
        virksomhet=virksomhet, versjon=forrige + 1, tekst_nb=tekst_nb, tekst_nn=tekst_nn, gjelder_fra=fra
    )


@operasjon
def last_inn_taushetstekst(*, utfort_av: Bruker, gjelder_fra: date | None = None) -> Taushetstekst | None:
    """The common text as master data, where there is none. What an administrator has written since stays."""
    if not (utfort_av.er_system or er_systemadministrator(utfort_av)):
        raise Nektet
    if Taushetstekst.objects.filter(virksomhet=None).exists():
        return None
    data = json.loads(FIL.read_text(encoding="utf-8"))
    tekster = {maal: "\n\n".join(data[maal]) for maal in ("nb", "nn")}
    return Taushetstekst.objects.create(
        tekst_nb=tekster["nb"], tekst_nn=tekster["nn"], gjelder_fra=gjelder_fra or timezone.localdate()
    )
