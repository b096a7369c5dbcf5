"""When somebody who owes an answer pleads a lack of capacity: the guidance coordinator hears of it (S1-V12)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import operasjon

from .. import overganger as o
from .. import rules
from ..kapasitet import PLIKT_ABSOLUTT, viser_til_kapasitet
from ..models import Foresporsel
from .folger import folk, si_fra


@operasjon
def noter_kapasitet(sak: Foresporsel, tekst: str, *, utfort_av: Bruker, naa: datetime | None = None) -> bool:
    """Whether a text of the answering side pleads capacity; the coordinator is told the first time this person does.

    Call it with the text of any verb, inside that verb's operation or by itself. What the asker writes is never a
    plea. The case stays as it is, its version too, so a form that is open on it may still be sent.
    """
    if utfort_av.pk == sak.melder_id or not viser_til_kapasitet(tekst):
        return False
    # The row lock lets two posts at once tell it once.
    Foresporsel.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=sak.pk)
    tidligere = Hendelse.objects.for_sak(sak).filter(navn=o.NEVN_KAPASITET.navn, utfort_av=utfort_av)
    if not tidligere.exists():
        fullmakt = o.NEVN_KAPASITET.tillatt(utfort_av, sak)
        hendelse = Hendelse.objects.create(
            sak_type=ContentType.objects.get_for_model(sak),
            sak_id=sak.pk,
            navn=o.NEVN_KAPASITET.navn,
            fra=sak.tilstand,
            til=sak.tilstand,
            utfort_av=utfort_av,
            paa_vegne_av=fullmakt.paa_vegne_av if isinstance(fullmakt, Fullmakt) else None,
            tidspunkt=naa or timezone.now(),
        )
        si_fra(sak, hendelse, "kapasitet", folk(rules.koordinatorer(sak)))
    return True


NEVNER_KAPASITET = "nevner_kapasitet"
"""Key in the data of the event: the words plead capacity, and whoever wrote them says that they build on something else."""


def uten_kapasitet(*tekster: str, bekreftet: bool) -> dict[str, Any]:
    """What the event says of the words of a refusal. Raises `ValidationError` when they plead capacity unconfirmed."""
    if not any(viser_til_kapasitet(tekst) for tekst in tekster):
        return {}
    if not bekreftet:
        raise ValidationError({"ikke_kapasitet": [PLIKT_ABSOLUTT]})
    return {NEVNER_KAPASITET: True}


def krev_annen_grunn(
    sak: Foresporsel, *tekster: str, bekreftet: bool, utfort_av: Bruker, naa: datetime | None = None
) -> bool:
    """Send back a refusal that pleads capacity, unless it is confirmed that capacity is not what it builds on.

    In a transaction of its own, so that the coordinator is told though nothing else happens: call it before the verb.
    Raises `ValidationError` with the rule on `ikke_kapasitet`; returns whether the text matched.
    """
    traff = noter_kapasitet(sak, "\n\n".join(tekster), utfort_av=utfort_av, naa=naa)
    if traff:
        uten_kapasitet(*tekster, bekreftet=bekreftet)
    return traff
