"""What every operation on parties, units and roles shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

P = ParamSpec("P")
R = TypeVar("R")
_ytterste: ContextVar[str] = ContextVar("ytterste_operasjon", default="")

# What the database refuses, said to people. The names are those of constraints and of raised exceptions.
_FORKLARINGER = {
    "rolle_ikke_dobbelt": _("Personen har allerede denne rollen på dette stedet i perioden."),
    "stedfortreder_ikke_dobbelt": _("Personen er allerede stedfortreder for rollen i perioden."),
    "deltakelse_ikke_dobbelt": _("Virksomheten deltar allerede i perioden."),
    "stedfortreder_for_seg_selv": _("Ingen kan være stedfortreder for seg selv. Velg en annen person."),
    "enhet_i_ring": _("En enhet kan ikke ligge under seg selv. Velg en annen overordnet enhet."),
    "enhet_annen_virksomhet": _("Overordnet enhet må høre til samme virksomhet."),
    "rolle_enhet_annen_virksomhet": _("Enheten hører ikke til virksomheten. Velg en annen enhet."),
    "enhet_unik_i_treet": _("Det finnes allerede en enhet med dette navnet på dette stedet."),
    "organmedlem_ikke_dobbelt": _("Personen har allerede et verv i utvalget i perioden. Avslutt det først."),
    "organmedlem_en_leder": _("Utvalget har allerede en leder i perioden. Avslutt det vervet først."),
    "organmedlem_vara_for_annet_organ": _("En vara må være vara for en annen person, som er medlem av det samme utvalget."),
    "organmedlem_plass_i_annet_organ": _("Den faste plassen hører til et annet utvalg. Velg en annen."),
    "representasjon_ikke_dobbelt": _("Utvalget har allerede en fast plass med dette navnet i perioden."),
    "bruker_epost": _("Det finnes allerede en bruker med denne e-postadressen."),
}


def sporbar(funksjon: Callable[P, R]) -> Callable[P, R]:
    """Make an operation one transaction, recorded with its own name and who did it.

    `utfort_av` is required and never None: time itself acts as the system user.
    """

    @wraps(funksjon)
    def med_spor(*args: P.args, **kwargs: P.kwargs) -> R:
        utfort_av: Any = kwargs.get("utfort_av")
        if utfort_av is None:
            raise TypeError(f"{funksjon.__name__}() needs utfort_av: who did this?")
        # An operation inside another is part of it: the history names what the person asked for.
        merke = _ytterste.set(_ytterste.get() or funksjon.__name__)
        try:
            with transaction.atomic(), pghistory.context(operasjon=_ytterste.get(), utfort_av=str(utfort_av.pk)):
                return funksjon(*args, **kwargs)
        finally:
            _ytterste.reset(merke)

    return med_spor


@contextmanager
def forklart() -> Iterator[None]:
    """Turn what a constraint or trigger refuses into a sentence, and keep the transaction usable."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, ProgrammingError) as feil:
        tekst = str(feil)
        # The longest name that fits: «rolle_enhet_annen_virksomhet» holds another inside it.
        if treff := max((navn for navn in _FORKLARINGER if navn in tekst), key=len, default=None):
            raise ValidationError(_FORKLARINGER[treff], code=treff) from feil
        raise


def krev(tillatt: bool) -> None:
    if not tillatt:
        raise PermissionDenied


def dag_for(naa: datetime | None) -> date:
    return timezone.localdate(naa) if naa else timezone.localdate()
