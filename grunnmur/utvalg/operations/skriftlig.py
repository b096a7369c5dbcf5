"""Answers in a written procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import tekster as t
from ..models import Mote, Motesvar, Svarvalg
from ..rules import plasser_for


@operasjon
def svar(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    svarene: Mapping[int, tuple[str, str]],
    naa: datetime | None = None,
) -> Mote:
    """Answer every item (number → answer and remark) for the seat one has; again before the deadline replaces it."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    plasser = plasser_for(utfort_av, mote)
    hendelse = flytt(mote, o.SVAR, utfort_av=utfort_av, naa=naa)
    if naa >= mote.slutt:
        raise ValidationError(_("Svarfristen er ute. Ta kontakt med sekretæren."))
    saker = {sak.nummer: sak for sak in mote.saker.aktive()}
    if set(svarene) != set(saker) or any(valg not in Svarvalg.values for valg, _merknad in svarene.values()):
        raise ValidationError(_("Svar på alle sakene."))
    for plass in plasser:
        for nummer, (valg, merknad) in svarene.items():
            Motesvar.objects.update_or_create(
                motesak=saker[nummer],
                medlem=plass,
                defaults={"mote": mote, "bruker": utfort_av, "svar": valg, "merknad": merknad, "tidspunkt": naa},
            )
        lukk_oppgaver(mote, hendelse, t.SVAR, person=plass.bruker)
    return mote
