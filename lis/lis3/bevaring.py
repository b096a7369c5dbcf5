"""How long LIS3 cases are kept, and what is emptied: the retention plan of this area."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, avsluttet, registrer_alt, tomt_om_utfylt

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


def registrer() -> None:
    """Left for statistics: doctor's municipality, departments, periods, outcome and times."""
    registrer_alt(
        "lis3.innmelding",
        _("Begrunnelser i innmeldinger til sykehustjeneste som er fullført eller trukket"),
        Innmelding,
        avsluttet(Innmeldingstilstand.FULLFORT, Innmeldingstilstand.TRUKKET),
        {felt: tomt_om_utfylt(felt) for felt in ("deling_begrunnelse", "delingsvurdering_begrunnelse")},
        FORSLAG_MAANEDER,
    )
    registrer_alt(
        "lis3.foresporsel",
        _("Kommentarer i seksmånedersforespørsler"),
        Seksmndforesporsel,
        avsluttet(Foresporseltilstand.ERSTATTET, *BESVART),
        {"svar_kommentar": tomt_om_utfylt("svar_kommentar")},
        FORSLAG_MAANEDER,
    )
    registrer_alt(
        "lis3.tjeneste",
        _("Planer og årsaker i sykehustjenester som er over"),
        Tjeneste,
        avsluttet(Tjenestetilstand.GJENNOMFORT, Tjenestetilstand.AVBRUTT, *BORTFALT),
        {felt: tomt_om_utfylt(felt) for felt in ("avvik_aarsak", "veiledningsplan")},
        FORSLAG_MAANEDER,
    )
    registrer_alt(
        "lis3.vikariat",
        _("Begrunnelser i vikariater som er besatt eller trukket"),
        Vikariat,
        avsluttet(Vikariattilstand.BESATT, Vikariattilstand.TRUKKET),
        {"avvik_begrunnelse": tomt_om_utfylt("avvik_begrunnelse")},
        FORSLAG_MAANEDER,
    )
    registrer_alt(
        "lis3.kommunepraksis",
        _("Behov og kommentarer i praksis i kommune som er over"),
        Kommunepraksis,
        avsluttet(Kommunepraksistilstand.GJENNOMFORT, Kommunepraksistilstand.AVBRUTT, Kommunepraksistilstand.TRUKKET),
        {"behov": TOMT, "svar_kommentar": tomt_om_utfylt("svar_kommentar")},
        FORSLAG_MAANEDER,
    )
    registrer_alt(
        "lis3.forslag",
        _("Resultatet i forslag til fordeling"),
        Forslag,
        avsluttet(Forslagstilstand.BRUKT, Forslagstilstand.FORKASTET, Forslagstilstand.FEILET),
        {"resultat": {}},
        FORSLAG_MAANEDER,
    )
