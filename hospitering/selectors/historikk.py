"""What has happened to a case, as people read it: who did what, on whose behalf, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, periode
from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.selectors import Endring, Historikklinje

from ..innhold import ledetekst
from ..ledetekster import PERIODE
from ..models import Aarsak, Frafallsgrunn, SokesI, Soknad


def historikk(sak: Soknad, hendelser: Iterable[Hendelse], *, ser_private: bool) -> list[Historikklinje]:
    """Newest first. That a private field changed is told only to those who may see it."""
    return saksgang.historikk(
        sak, hendelser, undertekst=_undertekst, endringer=partial(endringslinjer, ser_private=ser_private)
    )


def _undertekst(hendelse: Hendelse) -> str:
    data = hendelse.data
    if mottaker := data.get("mottaker", ""):
        return _("Mottaker: %(mottaker)s") % {"mottaker": mottaker}
    deler = []
    if data.get("fra") and data.get("til"):
        deler.append(periode(date.fromisoformat(data["fra"]), date.fromisoformat(data["til"])))
    if aarsak := data.get("aarsak"):
        deler.append(_("Grunn: %(grunn)s") % {"grunn": str(Aarsak(aarsak).label).lower()})
    if data.get("grunn"):
        deler.append(_("Grunn: %(grunn)s") % {"grunn": str(Frafallsgrunn(data["grunn"]).label).lower()})
    return ". ".join(deler)


def signert_av(bruker: Bruker, paa_vegne_av: Bruker | None) -> str:
    """«Stine Stedfortreder (på vegne av Leif Leder)», as a signature reads."""
    if paa_vegne_av is None:
        return bruker.navn
    return _("%(navn)s (på vegne av %(annen)s)") % {"navn": bruker.navn, "annen": paa_vegne_av.navn}


def endringslinjer(rader: list[dict[str, Any]], *, ser_private: bool) -> Iterable[Endring]:
    """What changed, with the form's own labels. A field that was empty says so."""
    for rad in rader:
        skjult = bool(rad.get("skjult"))
        if skjult and not ser_private:
            continue
        fra, til = (_verdi(rad["felt"], rad.get(ende, "")) for ende in ("fra", "til"))
        yield Endring(_feltnavn(rad["felt"]), fra or "–", til, skjult=skjult)


def _feltnavn(felt: str) -> str:
    """The label, told apart where the form uses the same word twice."""
    if felt.startswith("periode_"):
        return f"{PERIODE} {ledetekst(felt).lower()}"
    if felt == "tlf_privat":
        return _("Tlf. (privat)")
    if felt == "tlf_arbeid":
        return _("Tlf. (arbeidssted)")
    return ledetekst(felt)


def _verdi(felt: str, verdi: str) -> str:
    if felt.startswith("periode_") and verdi:
        return dato(date.fromisoformat(verdi))
    if felt == "sokes_i" and verdi:
        return str(SokesI(verdi).label)
    return verdi
