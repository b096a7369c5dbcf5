"""How long LIS3 cases are kept, and what is emptied: the retention plan of this area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Case, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, Bevaringsregel, registrer_regel
from grunnmur.saksgang.models import Sak

from .models import (
    BESVART,
    BORTFALT,
    Foresporseltilstand,
    Forslag,
    Forslagstilstand,
    Innmelding,
    Innmeldingstilstand,
    Kommunepraksis,
    Kommunepraksistilstand,
    Seksmndforesporsel,
    Tjeneste,
    Tjenestetilstand,
    Vikariat,
    Vikariattilstand,
)

FORSLAG_MAANEDER = 24
"""Two years after the case has ended: long enough to answer why somebody got a place before another."""


def _tomt_om_utfylt(felt: str) -> Case:
    """Blank stays blank; the rest may not be, for a reason that was required is still there."""
    return Case(When(**{felt: ""}, then=Value("")), default=Value(TOMT))


def _avsluttet(*tilstander: str) -> Callable[[date], Q]:
    """In one of the states that end a case since before a day."""
    return lambda grense: Q(tilstand__in=tilstander, endret__date__lt=grense)


def _regel(kode: str, navn: Promise, modell: type[Sak], utlopt: Callable[[date], Q], felter: Mapping[str, Any]) -> None:
    registrer_regel(
        Bevaringsregel(
            f"lis3.{kode}",
            navn=navn,
            modell=modell,
            utlopt=utlopt,
            felter=felter,
            forslag_maaneder=FORSLAG_MAANEDER,
            alt=True,
        )
    )


def registrer() -> None:
    """Left for statistics: doctor's municipality, departments, periods, outcome and times."""
    _regel(
        "innmelding",
        _("Begrunnelser i innmeldinger til sykehustjeneste som er fullført eller trukket"),
        Innmelding,
        _avsluttet(Innmeldingstilstand.FULLFORT, Innmeldingstilstand.TRUKKET),
        {felt: _tomt_om_utfylt(felt) for felt in ("deling_begrunnelse", "delingsvurdering_begrunnelse")},
    )
    _regel(
        "foresporsel",
        _("Kommentarer i seksmånedersforespørsler"),
        Seksmndforesporsel,
        _avsluttet(Foresporseltilstand.ERSTATTET, *BESVART),
        {"svar_kommentar": _tomt_om_utfylt("svar_kommentar")},
    )
    _regel(
        "tjeneste",
        _("Planer og årsaker i sykehustjenester som er over"),
        Tjeneste,
        _avsluttet(Tjenestetilstand.GJENNOMFORT, Tjenestetilstand.AVBRUTT, *BORTFALT),
        {felt: _tomt_om_utfylt(felt) for felt in ("avvik_aarsak", "veiledningsplan")},
    )
    _regel(
        "vikariat",
        _("Begrunnelser i vikariater som er besatt eller trukket"),
        Vikariat,
        _avsluttet(Vikariattilstand.BESATT, Vikariattilstand.TRUKKET),
        {"avvik_begrunnelse": _tomt_om_utfylt("avvik_begrunnelse")},
    )
    _regel(
        "kommunepraksis",
        _("Behov og kommentarer i praksis i kommune som er over"),
        Kommunepraksis,
        _avsluttet(Kommunepraksistilstand.GJENNOMFORT, Kommunepraksistilstand.AVBRUTT, Kommunepraksistilstand.TRUKKET),
        {"behov": TOMT, "svar_kommentar": _tomt_om_utfylt("svar_kommentar")},
    )
    _regel(
        "forslag",
        _("Resultatet i forslag til fordeling"),
        Forslag,
        _avsluttet(Forslagstilstand.BRUKT, Forslagstilstand.FORKASTET, Forslagstilstand.FEILET),
        {"resultat": {}},
    )
