"""Why a candidate got what they got, in sentences: for the committee with names, for the candidate without."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..fordeling import Aarsak, Grunn, Inndata, Metode, Plassering, Stengt
from ..models import Endring, Kandidat, Runde, Rundetilstand
from .forslag import resultat_av
from .navn import Navn


def plasstekst(plassering: Plassering, navn: Navn) -> str:
    """Where, and by which wish."""
    if plassering.kommune is None:
        return _("Ingen plass")
    return navn.kommune(plassering.kommune)


def onsketekst(plassering: Plassering) -> str:
    """Which wish was met."""
    if plassering.kommune is None:
        return ""
    if plassering.onske is None:
        return _("Utenfor ønskene")
    return _("%(nr)s. ønske") % {"nr": plassering.onske}


def setninger(grunn: Grunn, metode: Metode, navn: Navn, *, for_kandidaten: bool = False) -> list[str]:
    """Why one wish was not met. For the candidate: own number, own points and how many; nobody else's name or points."""
    data = {
        "kommune": navn.kommune(grunn.kommune), "nummer": grunn.nummer, "poeng": grunn.poeng, "av": grunn.av,
        "faste": grunn.faste,
    }  # fmt: skip
    stengt = [_stengt(s, navn) for s in grunn.stengt]
    if grunn.aarsak == Aarsak.INGEN_PLASS:
        return [_("%(kommune)s har ingen plass i denne runden.") % data]
    if grunn.aarsak == Aarsak.RESERVERT:
        if for_kandidaten:
            return [_("Alle plassene i %(kommune)s er reservert for grupper du ikke er med i.") % data, *stengt]
        return [_("Alle plassene i %(kommune)s er reservert for grupper kandidaten ikke er med i.") % data, *stengt]
    svar = [_nummer(metode, for_kandidaten) % data]
    if grunn.av:
        svar.append(_gikk_til(grunn.av, for_kandidaten) % data)
    if grunn.siste is not None and not for_kandidaten:
        siste = {"navn": navn.kandidat(grunn.siste), "nummer": grunn.siste_nummer, "poeng": grunn.siste_poeng}
        svar.append(_("Den siste av dem er %(navn)s, nummer %(nummer)s med %(poeng)s poeng.") % siste)
    if grunn.lodd is not None:
        svar.append(_lodd(grunn, for_kandidaten))
    if grunn.faste:
        svar.append(
            ngettext(
                "Én plass i %(kommune)s var gitt på forhånd.",
                "%(faste)s plasser i %(kommune)s var gitt på forhånd.",
                grunn.faste,
            )
            % data
        )
    return svar + stengt


def _nummer(metode: Metode, for_kandidaten: bool) -> str:
    if metode == Metode.SERIELL:
        if for_kandidaten:
            return _("Du er nummer %(nummer)s i rekkefølgen, med %(poeng)s poeng.")
        return _("Nummer %(nummer)s i rekkefølgen, med %(poeng)s poeng.")
    if for_kandidaten:
        return _("Du er nummer %(nummer)s av dem som ønsker %(kommune)s, med %(poeng)s poeng.")
    return _("Nummer %(nummer)s av dem som ønsker %(kommune)s, med %(poeng)s poeng.")


def _gikk_til(antall: int, for_kandidaten: bool) -> str:
    if for_kandidaten:
        return ngettext(
            "Plassen i %(kommune)s gikk til én som kommer før deg.",
            "Plassene i %(kommune)s gikk til %(av)s som kommer før deg.",
            antall,
        )
    return ngettext(
        "Plassen i %(kommune)s gikk til én som kommer før.",
        "Plassene i %(kommune)s gikk til %(av)s som kommer før.",
        antall,
    )


def _lodd(grunn: Grunn, for_kandidaten: bool) -> str:
    if for_kandidaten:
        return _("Flere har like mange poeng, og loddet avgjorde.")
    return _("De har like mange poeng, og loddet avgjorde: %(lodd)s mot %(siste)s. Det laveste går først.") % {
        "lodd": (grunn.lodd or "")[:8],
        "siste": (grunn.siste_lodd or "")[:8],
    }


def _stengt(stengt: Stengt, navn: Navn) -> str:
    data = {"antall": stengt.plasser, "gruppe": navn.gruppe(stengt.gruppe), "ledige": stengt.ledige}
    tekst = ngettext(
        "Én plass er reservert for gruppen %(gruppe)s.",
        "%(antall)s plasser er reservert for gruppen %(gruppe)s.",
        stengt.plasser,
    )
    if stengt.ledige:
        ledig = ngettext("Én av dem står tom.", "%(ledige)s av dem står tomme.", stengt.ledige)
        return f"{tekst % data} {ledig % data}"
    return tekst % data


@dataclass(frozen=True)
class Onskerad:
    """One wish of a candidate, and what came of it."""

    nummer: int
    kommune: str
    moett: bool
    setninger: list[str]
    """Why it was not met; empty when it was, and for wishes below the one met."""
    etter: bool
    """Below the wish that was met: never asked about."""


def onskerader(inndata: Inndata, plassering: Plassering, navn: Navn, *, for_kandidaten: bool = False) -> list[Onskerad]:
    """The wishes of one candidate, best first."""
    grunner = {grunn.onske: grunn for grunn in plassering.grunner}
    svar = []
    for nummer, kommune in enumerate(inndata.kandidat[plassering.kandidat].onsker, 1):
        grunn = grunner.get(nummer)
        tekst = setninger(grunn, inndata.metode, navn, for_kandidaten=for_kandidaten) if grunn else []
        moett = plassering.onske == nummer
        etter = plassering.onske is not None and nummer > plassering.onske
        svar.append(Onskerad(nummer, navn.kommune(kommune), moett, tekst, etter))
    return svar


@dataclass(frozen=True)
class Forklaring:
    """What a candidate got and why, as the candidate may read it after publication."""

    sted: str
    """The municipality; empty without a place."""
    onske: int | None
    onske_tekst: str
    gruppe: str
    """The group that the place is reserved for, if it is."""
    fast: bool
    """The municipality was named in the position: the order had no say."""
    onsker: list[Onskerad]
    endring: Endring | None
    """The committee placed the candidate otherwise than the order says, and why."""

    @property
    def setninger(self) -> list[str]:
        """Why not more, one sentence after another, the best wish first."""
        return [setning for rad in self.onsker for setning in rad.setninger]


def for_kandidaten(runde: Runde, kandidat: Kandidat) -> Forklaring | None:
    """From the proposal that was decided, when the round is published; else nothing. No other person's name or points."""
    if runde.tilstand != Rundetilstand.PUBLISERT or runde.valgt is None:
        return None
    resultat = resultat_av(runde.valgt)
    plassering = resultat.plassering.get(str(kandidat.pk))
    if plassering is None:
        return None
    navn = Navn.fra(resultat.inndata)
    endring = runde.valgt.endringer.select_related("kommune").filter(kandidat=kandidat).first()
    return Forklaring(
        sted=navn.kommune(plassering.kommune) if plassering.kommune else "",
        onske=plassering.onske,
        onske_tekst=onsketekst(plassering),
        gruppe=navn.gruppe(plassering.reservert) if plassering.reservert else "",
        fast=plassering.fast and endring is None,
        onsker=onskerader(resultat.inndata, plassering, navn, for_kandidaten=True),
        endring=endring,
    )
