"""What this person can do with a round now: one next step, and the other choices."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import overganger as o
from ..models import Runde, Rundetilstand

RT = Rundetilstand


class Valg(NamedTuple):
    """A choice as a link, or as a button that is posted."""

    tekst: str
    url: str
    ikon: str
    post: bool = False


class Neste(NamedTuple):
    """The step that moves the round on."""

    navn: str
    tittel: str
    tekst: str
    knapp: str
    url: str
    ikon: str
    post: bool = False


VALG: tuple[tuple[str, Promise, str, str, bool], ...] = (
    (o.HENT_KANDIDATER.navn, gettext_lazy("Hent kandidatene fra stillingene"), "runde_hent", "refresh", True),
    (o.LEGG_TIL_KANDIDAT.navn, gettext_lazy("Legg til en kandidat"), "kandidat_ny", "person-plus", False),
    (o.RESERVER.navn, gettext_lazy("Reserver plasser"), "reservasjoner", "lock", False),
    (o.SETT_GRUPPER.navn, gettext_lazy("Bekreft grupper"), "grupper", "group", False),
    (o.SETT_POENG.navn, gettext_lazy("Gi poeng"), "poeng", "table", False),
    (o.ENDRE_RUNDE.navn, gettext_lazy("Endre runden"), "runde_endre", "pencil", False),
    (o.AVLYS.navn, gettext_lazy("Avlys runden"), "runde_avlys", "minus-circle", False),
)


def neste_steg(runde: Runde, kan: set[str], antall: int) -> Neste | None:
    def steg(navn: str, tittel: str, tekst: str, knapp: str, url: str, ikon: str, post: bool = False) -> Neste | None:
        return Neste(navn, tittel, tekst, knapp, reverse(f"tildeling:{url}", args=[runde.pk]), ikon, post)

    if o.HENT_KANDIDATER.navn in kan and not antall:
        return steg(
            o.HENT_KANDIDATER.navn, _("Hvem skal ha plass?"),
            _("Kandidatene er legene som har LIS1-stilling med kommunedel i halvåret. De legges inn med navn og stilling."),
            _("Hent kandidatene"), "runde_hent", "refresh", True,
        )  # fmt: skip
    if o.AAPNE.navn in kan:
        return steg(
            o.AAPNE.navn, _("Klar til å åpne?"),
            _("Kandidatene får beskjed og kan levere ønsker til fristen. Kriteriene kan ikke byttes etterpå."),
            _("Åpne for ønsker"), "runde_aapne", "send",
        )  # fmt: skip
    if o.LUKK_TIDLIG.navn in kan:
        return steg(
            o.LUKK_TIDLIG.navn, _("Alle har levert ønsker"),
            _("Du kan lukke før fristen. Da står ønskene, og utvalget kan lese dem."),
            _("Lukk for ønsker"), "runde_lukk", "lock",
        )  # fmt: skip
    return None


def valg_for(runde: Runde, kan: set[str], neste: Neste | None) -> list[Valg]:
    """The other choices, without the one that is next."""
    har_kriterier = runde.kriterier is not None
    return [
        Valg(str(tekst), reverse(f"tildeling:{url}", args=[runde.pk]), ikon, post)
        for navn, tekst, url, ikon, post in VALG
        if navn in kan
        and (neste is None or neste.navn != navn)
        and (har_kriterier or navn not in (o.RESERVER.navn, o.SETT_GRUPPER.navn))
    ]
