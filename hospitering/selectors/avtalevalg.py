"""What a person can do with the agreement now: the next step, the other choices, and what it waits for."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.dato import periode, tidspunkt
from grunnmur.saksgang.valg import Neste, Valgrad, neste_for

from .. import overganger as o
from ..models import Periodeforslag, Periodetilstand, Punkt, Side, Soknad, Tilstand
from .endringsvalg import ENDRINGER

VALG = (
    Valgrad(o.AVSLAA_PERIODE, gettext_lazy("Ikke godta perioden"), "hospitering:periode_avslaa", "x-octagon", post=True),
    Valgrad(o.NEKT_PERIODE, gettext_lazy("Ikke godkjenn perioden"), "hospitering:periode_nekt", "x-octagon", post=True),
    Valgrad(o.AVKLAR, gettext_lazy("Endre det dere har avklart"), "hospitering:avtale_vert", "pencil"),
    Valgrad(o.FORESLA_PERIODE, gettext_lazy("Foreslå en annen periode"), "hospitering:periode_foresla", "calendar"),
    Valgrad(o.FORESLA_REISE, gettext_lazy("Foreslå dekning av reise og opphold"), "hospitering:reise", "clipboard"),
    Valgrad(o.INVITER_KONTAKT, gettext_lazy("Inviter kontaktpersonen"), "hospitering:inviter_kontakt", "email", post=True),
    Valgrad(o.BYTT_KONTAKT, gettext_lazy("Bytt kontaktperson"), "hospitering:bytt_kontakt", "swap"),
    *ENDRINGER,
)


def forslagstekst(forslag: Periodeforslag) -> str:
    """«18.–29. januar 2027, evaluering 1. februar 2027 kl. 14.00 (digitalt)»."""
    return _("%(periode)s. Evaluering %(tid)s (%(form)s).") % {
        "periode": periode(forslag.fra, forslag.til),
        "tid": tidspunkt(forslag.evaluering_tidspunkt),
        "form": str(forslag.get_evaluering_form_display()).lower(),
    }


def neste_steg(sak: Soknad, kan: set[str], forslag: Periodeforslag | None, avklart: set[str]) -> Neste | None:
    """The one thing this person should do now; None where it waits for others."""
    til = partial(neste_for, sak)
    if o.BEKREFT_PERIODE.navn in kan and forslag:
        return til(
            o.BEKREFT_PERIODE, _("Passer perioden?"), forslagstekst(forslag),
            _("Bekreft perioden"), "hospitering:periode_bekreft", "check", True,
        )  # fmt: skip
    if o.GODKJENN_PERIODE.navn in kan and forslag:
        return til(
            o.GODKJENN_PERIODE, _("Kan denne perioden gjelde?"),
            _("Begge sider er enige, men perioden er utenfor den du innvilget: %(forslag)s")
            % {"forslag": forslagstekst(forslag)},
            _("Godkjenn perioden"), "hospitering:periode_godkjenn", "check", True,
        )  # fmt: skip
    if o.BEKREFT_REISE.navn in kan:
        return til(
            o.BEKREFT_REISE, _("Er dere enige om reise og opphold?"),
            _("Forslaget står under Reise og opphold. Bare arbeidsgiver og hospitant ser det."),
            _("Bekreft"), "hospitering:reise_bekreft", "check", True,
        )  # fmt: skip
    if o.INNGAA_AVTALE.navn in kan:
        return til(
            o.INNGAA_AVTALE, _("Alt er avklart"),
            _("Når avtalen er inngått, får begge sider vite hva som gjenstår før oppstart."),
            _("Inngå avtalen"), "hospitering:inngaa_avtale", "check-circle",
        )  # fmt: skip
    if o.AVKLAR.navn in kan and (Punkt.ANSVAR not in avklart or not (forslag or sak.avtale.fra)):
        return til(
            o.AVKLAR, _("Foreslå periode og avklar avtalen"),
            _("Ett skjema: perioden, tidspunkt for evaluering, og det dere som vert svarer for."),
            _("Fyll ut"), "hospitering:avtale_vert", "clipboard",
        )  # fmt: skip
    if o.FORESLA_REISE.navn in kan and Punkt.REISE not in avklart and not hasattr(sak, "reiseavtale"):
        return til(
            o.FORESLA_REISE, _("Avtal reise og opphold"),
            _("Dekning avtales mellom arbeidsgiver og hospitant. Bare dere to ser det."),
            _("Foreslå dekning"), "hospitering:reise", "clipboard",
        )  # fmt: skip
    return None


def venter_paa(sak: Soknad, forslag: Periodeforslag | None, avklart: set[str]) -> str:
    """What happens next, for somebody who has nothing to do now."""
    if sak.tilstand == Tilstand.AVTALE_INNGAATT:
        return _("Avtalen er inngått. Se hva som gjenstår før oppstart, under Klargjøring.")
    if forslag and forslag.tilstand == Periodetilstand.HOS_LEDER:
        return _("Leder i egen enhet tar stilling til perioden, som er utenfor det som var innvilget.")
    if forslag:
        hvem = _("vertsenheten") if forslag.side == Side.HOSPITANT else _("hospitanten")
        return _("Forslaget til periode venter på svar fra %(hvem)s.") % {"hvem": hvem}
    if sak.tilstand != Tilstand.AVTALE_UNDER_ARBEID:
        return ""
    if Punkt.ANSVAR not in avklart or Punkt.PERIODE not in avklart:
        return _("Vertsenheten foreslår periode og avklarer det den svarer for. Du får beskjed.")
    if Punkt.REISE not in avklart:
        return _("Arbeidsgiver og hospitant avtaler reise og opphold. Deretter kan vertsenheten inngå avtalen.")
    return _("Alt er avklart. Vertsenheten inngår avtalen.")
