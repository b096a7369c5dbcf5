"""How long LIS3 cases are kept, and what is emptied: the retention plan of this area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, Bevaringsregel, registrer_regel, tomt_om_utfylt
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
        {felt: tomt_om_utfylt(felt) for felt in ("deling_begrunnelse", "delingsvurdering_begrunnelse")},
    )
    _regel(
        "foresporsel",
        _("Kommentarer i seksmånedersforespørsler"),
        Seksmndforesporsel,
        _avsluttet(Foresporseltilstand.ERSTATTET, *BESVART),
        {"svar_kommentar": tomt_om_utfylt("svar_kommentar")},
    )
    _regel(
        "tjeneste",
        _("Planer og årsaker i sykehustjenester som er over"),
        Tjeneste,
        _avsluttet(Tjenestetilstand.GJENNOMFORT, Tjenestetilstand.AVBRUTT, *BORTFALT),
        {felt: tomt_om_utfylt(felt) for felt in ("avvik_aarsak", "veiledningsplan")},
    )
    _regel(
        "vikariat",
        _("Begrunnelser i vikariater som er besatt eller trukket"),
        Vikariat,
        _avsluttet(Vikariattilstand.BESATT, Vikariattilstand.TRUKKET),
        {"avvik_begrunnelse": tomt_om_utfylt("avvik_begrunnelse")},
    )
    _regel(
        "kommunepraksis",
        _("Behov og kommentarer i praksis i kommune som er over"),
        Kommunepraksis,
        _avsluttet(Kommunepraksistilstand.GJENNOMFORT, Kommunepraksistilstand.AVBRUTT, Kommunepraksistilstand.TRUKKET),
        {"behov": TOMT, "svar_kommentar": tomt_om_utfylt("svar_kommentar")},
    )
    _regel(
        "forslag",
        _("Resultatet i forslag til fordeling"),
        Forslag,
        _avsluttet(Forslagstilstand.BRUKT, Forslagstilstand.FORKASTET, Forslagstilstand.FEILET),
        {"resultat": {}},
    )
