"""What a person can change in an agreement, and what it means that something was changed."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.valg import Neste, Valgrad, neste_for

from .. import overganger as o
from ..models import Aarsak, Side, Soknad, Tilstand
from ..rules.avtale import ukvitterte
from ..tekster.avtale import IKKE_STARTET

ENDRINGER = (
    Valgrad(o.TREKK_FORSLAG, gettext_lazy("Trekk forslaget"), "hospitering:trekk_forslag", "undo", post=True),
    Valgrad(o.UTSETT, gettext_lazy("Utsett"), "hospitering:utsett", "calendar"),
    Valgrad(o.KORT_NED, gettext_lazy("Kort ned"), "hospitering:kort_ned", "calendar"),
    Valgrad(o.AVLYS, gettext_lazy("Avlys hospiteringen"), "hospitering:avlys", "x-octagon"),
    Valgrad(o.TREKK, gettext_lazy("Trekk deg fra hospiteringen"), "hospitering:trekk_avtalen", "x-octagon"),
)
"""The last lines of what one can do with an agreement."""


def neste_endring(sak: Soknad, side: Side | None, kan: set[str]) -> Neste | None:
    """What this side must do because something was changed, or could not start; None for others."""
    til = partial(neste_for, sak)
    if side and o.KVITTER.navn in kan and ukvitterte(sak, side).exists():
        return til(
            o.KVITTER, _("Det blir ikke noe av hospiteringen"), slutten(sak),
            _("Jeg har sett det"), "hospitering:kvitter", "check", True,
        )  # fmt: skip
    if side and o.UTSETT.navn in kan and venter_paa_ny_start(sak):
        return til(
            o.UTSETT, _("Den har ikke startet"),
            _("Startdagen er kommet, men ikke alt er klart. Utsett den, eller avlys eller trekk den. Blir alt klart før "
              "startdagen er over, starter den likevel."),
            _("Utsett"), "hospitering:utsett", "calendar",
        )  # fmt: skip
    return None


def venter_paa_ny_start(sak: Soknad) -> bool:
    """Both are asked to postpone or call off what could not start."""
    return Oppgave.objects.for_sak(sak).aapne().filter(type=IKKE_STARTET).exists()


def slutten(sak: Soknad) -> str:
    """«Avlyst. Grunn: kapasiteten hos vertsenheten.» Empty while it goes on."""
    if sak.tilstand not in (Tilstand.AVLYST, Tilstand.TRUKKET):
        return ""
    hva = _("Hospiteringen er avlyst.") if sak.tilstand == Tilstand.AVLYST else _("Hospitanten har trukket seg.")
    if not sak.avtale.slutt_aarsak:
        return hva
    grunn = str(Aarsak(sak.avtale.slutt_aarsak).label)
    return _("%(hva)s Grunn: %(grunn)s.") % {"hva": hva, "grunn": grunn[:1].lower() + grunn[1:]}
