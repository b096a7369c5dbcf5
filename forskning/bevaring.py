"""How long research is kept, and what is emptied: the retention plan of this area.

Left of a project: what it was about, who took part, what anchored it, its money in numbers and what came of it. Calls,
themes and documents are about nobody: of them only what was said on the way goes.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import TOMT, avsluttet, registrer_alt, registrer_folger, tomt_om_utfylt

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


PROSJEKTETS_FELTER = {
    "brukerinvolvering": tomt_om_utfylt("brukerinvolvering"),
    "studenter_begrunnelse": tomt_om_utfylt("studenter_begrunnelse"),
    "personvernkontakt": "",
    "personvern_epost": "",
}


def registrer() -> None:
    registrer_folger("forskning", tom_for_saker)
    registrer_alt(
        "forskning.prosjekt",
        _("Dialog, begrunnelser, kontaktpersoner og navn i prosjekter som er fullført eller ikke videreført"),
        Prosjekt,
        avsluttet(Prosjekttilstand.FULLFORT, Prosjekttilstand.IKKE_VIDEREFORT),
        PROSJEKTETS_FELTER,
        PROSJEKT_MAANEDER,
    )
    registrer_alt(
        "forskning.behov",
        _("Begrunnelser for forskningsbehov som er besvart eller lukket"),
        Behov,
        avsluttet(Behovstilstand.BESVART, Behovstilstand.LUKKET),
        {"beskrivelse": TOMT},
        BEHOV_MAANEDER,
    )
    registrer_alt(
        "forskning.utlysning",
        _("Interesse og kommentarer om utlysninger der fristen er ute, eller som er tatt bort"),
        Utlysning,
        avsluttet(Utlysningstilstand.UTLOPT, Utlysningstilstand.TRUKKET),
        {},
        BEHOV_MAANEDER,
    )
    registrer_alt(
        "forskning.temaforslag",
        _("Begrunnelser for forslag til temaer som er avgjort eller trukket"),
        Temaforslag,
        avsluttet(Temaforslagtilstand.VEDTATT, Temaforslagtilstand.IKKE_VEDTATT, Temaforslagtilstand.TRUKKET),
        {"begrunnelse": TOMT},
        GRUNNLAG_MAANEDER,
    )
    registrer_alt(
        "forskning.dokument",
        _("Kommentarer i dokumenter om forskning som er avløst eller forkastet"),
        Dokument,
        avsluttet(Dokumenttilstand.AVLOST, Dokumenttilstand.FORKASTET),
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
