"""Guidance has been given: what every way of giving it shares."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt
from grunnmur.saksgang.overgang import Overgang

from .. import frister
from ..models import Foresporsel
from .avlysning import avlys_avtale
from .utfall import be_om_utfall


def har_svart(sak: Foresporsel, naa: datetime) -> dict[str, Any]:
    """The answerer's first word is noted once."""
    return {"forste_svar_tid": sak.forste_svar_tid or naa}


def gi(sak: Foresporsel, overgang: Overgang, *, utfort_av: Bruker, naa: datetime | None = None) -> Hendelse:
    """The duty is met: nobody owes an answer any longer, and both sides say what came of it.

    What was agreed for later is called off. The caller tells the asker.
    """
    naa = naa or timezone.now()
    felter = {**har_svart(sak, naa), "gjennomfort_tid": naa, "taus_siden": None, **frister.INGEN_NY_TID}
    hendelse = flytt(sak, overgang, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(sak, hendelse)
    avlys_avtale(sak, hendelse)
    be_om_utfall(sak, hendelse)
    return hendelse
