"""How long LIS1 cases are kept, and what is emptied: the retention plan of this area."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import Bevaringsregel, avsluttet, registrer_regel, tomt_om_utfylt

from .models import Kommuneplass, Kommuneplasstilstand, Stilling, Stillingstilstand

FORSLAG_MAANEDER = 36
"""Three years after the position was filled or withdrawn: the doctor has finished both parts by then."""


def registrer() -> None:
    """Left for statistics: cohort, unit, municipality, lengths and state."""
    registrer_regel(
        Bevaringsregel(
            "lis1.stilling",
            navn=_("Begrunnelser i LIS1-stillinger som er besatt eller trukket"),
            modell=Stilling,
            utlopt=avsluttet(Stillingstilstand.BESATT, Stillingstilstand.TRUKKET),
            felter={felt: tomt_om_utfylt(felt) for felt in ("avvik_begrunnelse", "ukoblet_begrunnelse")},
            forslag_maaneder=FORSLAG_MAANEDER,
            alt=True,
        )
    )
    registrer_regel(
        Bevaringsregel(
            "lis1.kommuneplass",
            navn=_("Merknader og kommentarer til kommuneplasser"),
            modell=Kommuneplass,
            utlopt=_avsluttet_plass,
            felter={felt: tomt_om_utfylt(felt) for felt in ("merknad", "svar_kommentar")},
            forslag_maaneder=FORSLAG_MAANEDER,
            alt=True,
        )
    )


def _avsluttet_plass(grense: date) -> Q:
    """Withdrawn or refused since before a day, or approved for a half-year that began before it."""
    uten = avsluttet(Kommuneplasstilstand.TRUKKET, Kommuneplasstilstand.IKKE_GODKJENT)
    return uten(grense) | Q(tilstand=Kommuneplasstilstand.GODKJENT, oppstart__lt=grense)
