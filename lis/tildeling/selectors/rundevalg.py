"""What this person can do with a round now: one next step, and the other choices."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.saksgang.valg import Neste, Valg, Valgrad, neste_for, valg_for

from .. import overganger as o
from ..models import Runde, Rundetilstand

RT = Rundetilstand


VALG = (
    Valgrad(
        o.HENT_KANDIDATER, gettext_lazy("Hent kandidatene fra stillingene"), "tildeling:runde_hent", "refresh", post=True
    ),
    Valgrad(o.LEGG_TIL_KANDIDAT, gettext_lazy("Legg til en kandidat"), "tildeling:kandidat_ny", "person-plus"),
    Valgrad(o.RESERVER, gettext_lazy("Reserver plasser"), "tildeling:reservasjoner", "lock"),
    Valgrad(o.SETT_GRUPPER, gettext_lazy("Bekreft grupper"), "tildeling:grupper", "group"),
    Valgrad(o.SETT_POENG, gettext_lazy("Gi poeng"), "tildeling:poeng", "table"),
    Valgrad(o.ENDRE_RUNDE, gettext_lazy("Endre runden"), "tildeling:runde_endre", "pencil"),
    Valgrad(o.AVLYS, gettext_lazy("Avlys runden"), "tildeling:runde_avlys", "minus-circle"),
)


def neste_steg(runde: Runde, kan: set[str], antall: int) -> Neste | None:
    steg = partial(neste_for, runde)
    if o.HENT_KANDIDATER.navn in kan and not antall:
        return steg(
            o.HENT_KANDIDATER, _("Hvem skal ha plass?"),
            _("Kandidatene er legene som har LIS1-stilling med kommunedel i halvåret. De legges inn med navn og stilling."),
            _("Hent kandidatene"), "tildeling:runde_hent", "refresh", True,
        )  # fmt: skip
    if o.AAPNE.navn in kan:
        return steg(
            o.AAPNE, _("Klar til å åpne?"),
            _("Kandidatene får beskjed og kan levere ønsker til fristen. Kriteriene kan ikke byttes etterpå."),
            _("Åpne for ønsker"), "tildeling:runde_aapne", "send",
        )  # fmt: skip
    if o.LUKK_TIDLIG.navn in kan:
        return steg(
            o.LUKK_TIDLIG, _("Alle har levert ønsker"),
            _("Du kan lukke før fristen. Da står ønskene, og utvalget kan lese dem."),
            _("Lukk for ønsker"), "tildeling:runde_lukk", "lock",
        )  # fmt: skip
    return None


def andre_valg(runde: Runde, kan: set[str], neste: Neste | None) -> list[Valg]:
    """The rest. Places are reserved and groups set by the criteria of the round."""
    return valg_for(runde, VALG, kan if runde.kriterier else kan - {o.RESERVER.navn, o.SETT_GRUPPER.navn}, neste)
