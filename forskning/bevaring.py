"""How long research is kept, and what is emptied: the retention plan of this area.

Left of a project: what it was about, who took part, what anchored it, its money in numbers and what came of it. Calls,
themes and documents are about nobody: of them only what was said on the way goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, Bevaringsregel, registrer_folger, registrer_regel, tomt_om_utfylt
from grunnmur.saksgang.models import Sak

from .models import (
    Behov,
    Behovstilstand,
    Dokument,
    Dokumenttilstand,
    Innlegg,
    Interesse,
    Partner,
    Prosjekt,
    Prosjektdeltaker,
    Prosjekttilstand,
    Soknad,
    Temaforslag,
    Temaforslagtilstand,
    Utlysning,
    Utlysningstilstand,
)

PROSJEKT_MAANEDER = 60
"""Five years after it was completed or not pursued: reports to who paid are in, and others have had the use of it."""
BEHOV_MAANEDER = 36
GRUNNLAG_MAANEDER = 60


def _avsluttet(*tilstander: str) -> Callable[[date], Q]:
    """In one of the states that end a case since before a day."""
    return lambda grense: Q(tilstand__in=tilstander, endret__date__lt=grense)


def _regel(
    kode: str, navn: Promise, modell: type[Sak], utlopt: Callable[[date], Q], felter: Mapping[str, Any], maaneder: int
) -> None:
    registrer_regel(
        Bevaringsregel(
            f"forskning.{kode}",
            navn=navn,
            modell=modell,
            utlopt=utlopt,
            felter=felter,
            forslag_maaneder=maaneder,
            alt=True,
        )
    )


PROSJEKTETS_FELTER = {
    "brukerinvolvering": tomt_om_utfylt("brukerinvolvering"),
    "studenter_begrunnelse": tomt_om_utfylt("studenter_begrunnelse"),
    "personvernkontakt": "",
    "personvern_epost": "",
}


def registrer() -> None:
    registrer_folger("forskning", tom_for_saker)
    _regel(
        "prosjekt",
        _("Dialog, begrunnelser, kontaktpersoner og navn i prosjekter som er fullført eller ikke videreført"),
        Prosjekt,
        _avsluttet(Prosjekttilstand.FULLFORT, Prosjekttilstand.IKKE_VIDEREFORT),
        PROSJEKTETS_FELTER,
        PROSJEKT_MAANEDER,
    )
    _regel(
        "behov",
        _("Begrunnelser for forskningsbehov som er besvart eller lukket"),
        Behov,
        _avsluttet(Behovstilstand.BESVART, Behovstilstand.LUKKET),
        {"beskrivelse": TOMT},
        BEHOV_MAANEDER,
    )
    _regel(
        "utlysning",
        _("Interesse og kommentarer om utlysninger der fristen er ute, eller som er tatt bort"),
        Utlysning,
        _avsluttet(Utlysningstilstand.UTLOPT, Utlysningstilstand.TRUKKET),
        {},
        BEHOV_MAANEDER,
    )
    _regel(
        "temaforslag",
        _("Begrunnelser for forslag til temaer som er avgjort eller trukket"),
        Temaforslag,
        _avsluttet(Temaforslagtilstand.VEDTATT, Temaforslagtilstand.IKKE_VEDTATT, Temaforslagtilstand.TRUKKET),
        {"begrunnelse": TOMT},
        GRUNNLAG_MAANEDER,
    )
    _regel(
        "dokument",
        _("Kommentarer i dokumenter om forskning som er avløst eller forkastet"),
        Dokument,
        _avsluttet(Dokumenttilstand.AVLOST, Dokumenttilstand.FORKASTET),
        {},
        GRUNNLAG_MAANEDER,
    )


def tom_for_saker(_sak_type: int, saker: list[UUID]) -> None:
    """What rows beside the emptied cases say; ids of cases are unique across kinds.

    Whoever answered for a party, and what the committee decided, is what anchored the project: that stays, but for the
    names of people without an account.
    """
    Innlegg.objects.filter(prosjekt__in=saker).update(tekst=TOMT)
    Prosjektdeltaker.objects.filter(prosjekt__in=saker).exclude(navn="").update(navn=TOMT)
    Partner.objects.filter(prosjekt__in=saker).update(bidrag="", bekreftet_navn=tomt_om_utfylt("bekreftet_navn"))
    Soknad.objects.filter(prosjekt__in=saker).update(uforankret_tekst=tomt_om_utfylt("uforankret_tekst"))
    Interesse.objects.filter(Q(prosjekt__in=saker) | Q(utlysning__in=saker)).delete()
