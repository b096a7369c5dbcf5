"""The weeks that an agreement takes at a unit. The database keeps that they never are more than there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato

from ..models import Soknad, Ukebelegg
from ..selectors.kapasitet import fulle_uker, ukene


@contextmanager
def _forklart(soknad: Soknad, enhet: UUID, fra: date, til: date) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as feil:
        if "belegg_over_kapasiteten" not in str(feil):
            raise
        fulle = ", ".join(dato(uke) for uke in fulle_uker(enhet, fra, til, unntatt=soknad.pk))
        raise ValidationError(
            _("Enheten har ikke plass til flere hospitanter i uken som begynner %(uker)s. Velg en annen periode.")
            % {"uker": fulle}
        ) from feil


def ta_ukene(soknad: Soknad, fra: date, til: date) -> None:
    """Take exactly the weeks of the period, instead of those taken before. Raises `ValidationError` when one is full.

    Weeks are taken in order of time, so that two who want the same wait for each other and never for ever.
    """
    enhet = soknad.hospiteringsenhet
    if enhet is None:
        raise ValueError("an agreement is at a unit")
    with _forklart(soknad, enhet.pk, fra, til):
        Ukebelegg.objects.filter(soknad=soknad).exclude(uke__in=ukene(fra, til)).delete()
        har = set(Ukebelegg.objects.filter(soknad=soknad).values_list("uke", flat=True))
        for uke in ukene(fra, til):
            if uke not in har:
                Ukebelegg.objects.create(soknad=soknad, enhet=enhet, uke=uke)


def slipp_ukene(soknad: Soknad) -> None:
    """Give every week back, before the case leaves the states that take them."""
    Ukebelegg.objects.filter(soknad=soknad).delete()
