"""Somebody says that they come to a joint activity, or that they do not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Aktivitet, Paamelding, Paameldingssvar
from ..overganger import Overgang
from ..tekster.aktivitet import KOMMER
from .samordning import kommer, laas_behov

P = Paameldingssvar


@operasjon
def meld_paa(pk: UUID, *, utfort_av: Bruker, naa: datetime | None = None) -> Paamelding:
    """Come. The row of the activity is locked, so two who want the last place come one after the other.

    No version is asked for: that somebody else signed on meanwhile is no reason to send anybody back.
    """
    naa = naa or timezone.now()
    sak, hendelse = _flytt(pk, o.MELD_PAA, utfort_av, naa)
    if sak.svarer_id == utfort_av.pk:
        raise ValidationError(_("Du står som den som svarer, og er med uansett."))
    andre = sak.paameldinger.filter(svar=P.JA).exclude(bruker=utfort_av).count()
    if sak.plasser is not None and andre >= sak.plasser:
        raise ValidationError(_("Alle plassene er tatt. Ta kontakt med %(navn)s.") % {"navn": sak.laget_av.navn})
    return _svar(sak, hendelse, P.JA)


@operasjon
def meld_av(pk: UUID, *, utfort_av: Bruker, naa: datetime | None = None) -> Paamelding:
    """Not come. A question of one's own stays in the activity until the asker says that it does not meet the need."""
    naa = naa or timezone.now()
    sak, hendelse = _flytt(pk, o.MELD_AV, utfort_av, naa)
    return _svar(sak, hendelse, P.NEI)


def _flytt(pk: UUID, overgang: Overgang, bruker: Bruker, naa: datetime) -> tuple[Aktivitet, Hendelse]:
    sak = Aktivitet.objects.select_for_update(of=("self",)).select_related("laget_av").get(pk=pk)
    hendelse = flytt(sak, overgang, utfort_av=bruker, naa=naa)
    if sak.start <= naa:
        raise ValidationError(_("Aktiviteten har begynt, så påmeldingen er stengt."))
    return sak, hendelse


def _svar(sak: Aktivitet, hendelse: Hendelse, svar: str) -> Paamelding:
    paamelding, _ny = Paamelding.objects.update_or_create(
        aktivitet=sak, bruker=hendelse.utfort_av, defaults={"svar": svar, "tidspunkt": hendelse.tidspunkt}
    )
    for en in laas_behov(sak):
        if en.melder_id == hendelse.utfort_av_id:
            lukk_oppgaver(en, hendelse, KOMMER)
            if svar == P.JA:
                kommer(en, hendelse)
    return paamelding
