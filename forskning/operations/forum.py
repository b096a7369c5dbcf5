"""Which parties are in a forum or a cluster (S0-F01, S1-F07). Its mandate, people and meetings are kept as a committee's."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Organ, Virksomhet
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.operations import operasjon

from .. import rules
from ..models import ER_FORUM, Forumdeltaker


@operasjon
def ta_med(organ: UUID, *, utfort_av: Bruker, virksomhet: Virksomhet, fra: date | None = None) -> Forumdeltaker:
    """A party of any kind, public, private or voluntary, is in the forum from this day."""
    if not rules.steller_fora(utfort_av):
        raise Nektet
    forum = Organ.objects.select_for_update(no_key=True).get(pk=organ)
    if forum.type not in ER_FORUM or forum.nedlagt:
        raise ValidationError(_("Velg et forum eller en klynge som ikke er nedlagt."))
    if Forumdeltaker.objects.filter(organ=forum, virksomhet=virksomhet, gyldig_til__isnull=True).exists():
        raise ValidationError({"virksomhet": [_("Virksomheten er allerede med.")]})
    return Forumdeltaker.objects.create(organ=forum, virksomhet=virksomhet, gyldig_fra=fra or timezone.localdate())


@operasjon
def ta_ut(deltaker: UUID, *, utfort_av: Bruker, til: date | None = None) -> Forumdeltaker:
    """The party is in the forum through this day."""
    if not rules.steller_fora(utfort_av):
        raise Nektet
    rad = Forumdeltaker.objects.select_for_update().get(pk=deltaker)
    if rad.gyldig_til is not None:
        raise ValidationError(_("Virksomheten er allerede tatt ut."))
    rad.gyldig_til = max(til or timezone.localdate(), rad.gyldig_fra)
    rad.save(update_fields=["gyldig_til"])
    return rad
