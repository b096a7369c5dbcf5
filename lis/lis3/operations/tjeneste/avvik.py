"""The municipality has moved the start past an agreed place: the coordinator keeps the place, or withdraws it (S1-I07)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from ... import overganger as o
from ... import rules
from ...models import Innmelding, Tjeneste
from ...tekster import tjeneste as tekster
from ..folger import be_koordinator
from .grunnlag import avdelingsledere, deler, endring, flytt_planlagt_start, fortell, kommunen, laas


def etter_endring(innmelding: Innmelding, hendelse: Hendelse) -> None:
    """Inside the transaction of a change: the coordinator owes a decision while plan and agreed place differ."""
    sak = Tjeneste.objects.filter(innmelding=innmelding, tilstand__in=o.BEHOLD.fra).first()
    if sak is None:
        return
    sak.innmelding = innmelding
    if not rules.plassen_avviker(sak):
        lukk_oppgaver(sak, hendelse, tekster.VURDER_PLASS)
        return
    if Oppgave.objects.for_sak(sak).aapne().filter(type=tekster.VURDER_PLASS).exists():
        return
    avdeling = deler(sak)[0].plass.avdeling.enhet.visningsnavn
    be_koordinator(sak, tekster.VURDER_PLASS, hendelse, undertekst=avdeling)


@operasjon
def behold_plassen(pk: UUID, *, utfort_av: Bruker, versjon: int, begrunnelse: str, naa: datetime | None = None) -> Tjeneste:
    """The place stands as agreed: its start is the planned start again, and the deadlines move with it.

    The other answer is to withdraw the place (`trekk_tilbud`).
    """
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if rules.er_koordinator(utfort_av, sak) and not begrunnelse.strip():
        raise ValidationError({"begrunnelse": _("Skriv hvorfor plassen beholdes. Legen og kommunen ser det.")})
    fra, innmelding = deler(sak)[0].fra, sak.innmelding
    data = endring("planlagt_start", fra.isoformat(), innmelding.planlagt_start)
    hendelse = flytt(sak, o.BEHOLD, utfort_av=utfort_av, kommentar=begrunnelse, data=data, naa=naa)
    lukk_oppgaver(sak, hendelse, tekster.VURDER_PLASS)
    flytt_planlagt_start(innmelding, hendelse, fra, naa=naa)
    fortell(sak, hendelse, "beholdt", [innmelding.lege.bruker, *kommunen(innmelding), *avdelingsledere(sak)])
    return sak
