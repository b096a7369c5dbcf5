"""A proposal as pages show it: rows finished for the template, sentences, and two proposals side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.portal.dato import maaned
from grunnmur.portal.visning import Visning

from ..fordeling import Aarsak
from ..frister import maaned_slutt, maaned_start
from ..models import Forslag, Forslagstilstand, Innmelding, Tjeneste, Tjenestetilstand
from .forslag import Del, Plassert, avdelingsnavn, gjeldende, legenavn, uten_plass

VISNINGER = {
    Forslagstilstand.BESTILT: Visning.I_KO,
    Forslagstilstand.BEREGNET: Visning.FERDIG,
    Forslagstilstand.FEILET: Visning.FEILET,
    Forslagstilstand.BRUKT: Visning.AVSLUTTET,
    Forslagstilstand.FORKASTET: Visning.TRUKKET,
}


@dataclass(frozen=True)
class Sted:
    """Where one part is served, and when."""

    avdeling: str
    plass: str
    fra: date
    til: date


@dataclass(frozen=True)
class Rad:
    """One doctor in the proposal."""

    innmelding: UUID
    rang: int | None
    lege: str
    url: str
    visning: Visning
    onske: str
    steder: tuple[Sted, ...]
    forklaring: str
    flere: tuple[str, ...]
    overstyrt: bool
    begrunnelse: str
    tjeneste: Tjeneste | None


@dataclass(frozen=True)
class Tabell:
    """The whole proposal, and what it comes to."""

    rader: tuple[Rad, ...]
    forste: int
    plass: int
    uten: int
    endret: int
    bevist: bool


class Oppslag:
    """What the rows need to know, read once."""

    def __init__(self, sak: Forslag) -> None:
        self.avdelinger = avdelingsnavn(sak.inndata)
        self.rang = {lege["id"]: lege["rang"] for lege in sak.inndata["leger"]}
        self.plasser = {
            plass["id"]: plass["nummer"] for avdeling in sak.inndata["avdelinger"] for plass in avdeling["plasser"]
        }

    def sted(self, del_: Del) -> Sted:
        nummer = _("plass %(nr)s") % {"nr": self.plasser.get(del_.plass, "")}
        plass = _("tenkt plass") if del_.plass < 0 else nummer
        navn = self.avdelinger.get(del_.avdeling, "")
        return Sted(navn, plass, maaned_start(del_.start), maaned_slutt(del_.slutt))


def tabell(sak: Forslag) -> Tabell:
    """Every doctor by precedence. A fixed number of statements, however many doctors."""
    oppslag, alle = Oppslag(sak), gjeldende(sak)
    saker = {s.pk: s for s in Innmelding.objects.filter(pk__in=alle).select_related("lege")}
    laget = {t.innmelding_id: t for t in Tjeneste.objects.filter(forslag=sak).order_by("opprettet")}
    rader = []
    for rad in sak.resultat["plasseringer"]:
        pk = UUID(rad["lege"])
        plassert, grunner = alle[pk], [setning(g, oppslag.avdelinger, rang=oppslag.rang) for g in rad["grunner"]]
        rader.append(
            Rad(
                innmelding=pk,
                rang=oppslag.rang[rad["lege"]],
                lege=saker[pk].lege.navn,
                url=saker[pk].get_absolute_url(),
                visning=Visning.TILDELT if plassert.deler else Visning.UTEN_PLASS,
                onske=onsketekst(sak.inndata, plassert),
                steder=tuple(oppslag.sted(del_) for del_ in plassert.deler),
                forklaring=grunner[0] if grunner and not plassert.overstyrt else "",
                flere=() if plassert.overstyrt else tuple(grunner[1:]),
                overstyrt=plassert.overstyrt,
                begrunnelse=plassert.begrunnelse,
                tjeneste=laget.get(pk),
            )
        )
    forste = sum(rad["nivaa"] == 0 and not alle[UUID(rad["lege"])].overstyrt for rad in sak.resultat["plasseringer"])
    plass = sum(bool(p.deler) for p in alle.values())
    endret = sum(p.overstyrt for p in alle.values())
    return Tabell(tuple(rader), forste, plass, len(alle) - plass, endret, sak.resultat["bevist"])


# --- sentences --------------------------------------------------------------------------------------------------------


def setning(grunn: dict[str, Any], avdelinger: dict[str, str], *, rang: dict[str, int | None] | None = None) -> str:
    """Why a wish was not met. With `rang` the numbers of the others are in it: for the coordinator only."""
    data = {"avdeling": avdelinger.get(grunn["avdeling"], ""), "maaned": maaned(maaned_start(grunn["start"]))}
    aarsak = Aarsak(grunn["aarsak"])
    if aarsak == Aarsak.FULLT:
        numre = [str(rang[id_]) for id_ in grunn["av"] if rang.get(id_)] if rang else []
        if numre:
            return _("Fullt ved %(avdeling)s fra %(maaned)s av leger med lengre ansiennitet (nr. %(numre)s).") % {
                **data,
                "numre": ", ".join(numre),
            }
        return _("Fullt ved %(avdeling)s fra %(maaned)s av leger med lengre ansiennitet.") % data
    return {
        Aarsak.INGEN_PLASS: _("%(avdeling)s har ingen åpen plass fra %(maaned)s."),
        Aarsak.MAAL: _("%(avdeling)s kan ikke gi læringsmålene legen mangler."),
        Aarsak.UTENFOR: _("Ønsket om %(avdeling)s fra %(maaned)s ligger utenfor perioden som fordeles."),
        Aarsak.IKKE_GODKJENT: _("%(avdeling)s er ikke godkjent for tremånedersperioder."),
        Aarsak.IKKE_BEVIST: _("Beregningen ble avbrutt for %(avdeling)s fra %(maaned)s. Vurder plassen selv."),
    }[aarsak] % data


def aarsak_for_legen(sak: Forslag, innmelding: UUID) -> str:
    """Why the offer differs from the wish, as doctor and municipality may read it: no other doctor's number."""
    if any(rad.innmelding_id == innmelding for rad in sak.overstyringer.all()):
        return _("LIS-koordinator har valgt plassen etter en samlet vurdering av køen.")
    rad = next((r for r in sak.resultat["plasseringer"] if r["lege"] == str(innmelding)), None)
    return setning(rad["grunner"][0], avdelingsnavn(sak.inndata)) if rad and rad["grunner"] else ""


def onsketekst(inndata: dict[str, Any], plassert: Plassert) -> str:
    """Which wish a place meets, and how far from the wished month."""
    if not plassert.deler:
        return _("Ingen plass")
    lege = next(lege for lege in inndata["leger"] if lege["id"] == str(plassert.innmelding))
    deler = uten_plass(plassert.deler)
    numre = sorted(
        {next((nr for nr, o in enumerate(lege["onsker"], 1) if o["avdeling"] == del_.avdeling and _naar(o, deler[0].start)),
              next((nr for nr, o in enumerate(lege["onsker"], 1) if o["avdeling"] == del_.avdeling), 0)) for del_ in deler}
    )  # fmt: skip
    if 0 in numre:
        return _("Utenfor ønskene")
    avvik = deler[0].start - lege["onsker"][numre[0] - 1]["start"]
    tekst = _("%(numre)s. ønske") % {"numre": _(". og ").join(map(str, numre))}
    if not avvik:
        return tekst
    md = abs(avvik)
    if avvik > 0:
        return f"{tekst}, " + ngettext("%(md)d måned senere", "%(md)d måneder senere", md) % {"md": md}
    return f"{tekst}, " + ngettext("%(md)d måned tidligere", "%(md)d måneder tidligere", md) % {"md": md}


def _naar(onske: dict[str, Any], start: int) -> bool:
    return -onske["foer"] <= start - onske["start"] <= onske["etter"]


def utelatte(sak: Forslag) -> list[tuple[str, list[str]]]:
    """Those in the queue who take no part, by reason."""
    tekster = {
        "har_plass": _("Har plass eller tilbud fra før"),
        "paa_vent": _("Er satt på vent"),
        "deling_venter": _("Delt tjeneste venter på sykehusets vurdering"),
        "uten_rang": _("Står i køen uten rang"),
        "valgt_bort": _("Valgt bort i denne prøveberegningen"),
    }
    navn = legenavn(rad["id"] for rad in sak.inndata["utelatt"])
    svar: dict[str, list[str]] = {}
    for rad in sak.inndata["utelatt"]:
        if rad["id"] in navn:
            svar.setdefault(rad["grunn"], []).append(navn[rad["id"]])
    return [(tekster[grunn], sorted(svar[grunn])) for grunn in tekster if grunn in svar]


# --- side by side -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forskjell:
    """One doctor in two proposals. `utslag` is how the second is for the doctor: bedre, verre, likt, annet."""

    lege: str
    url: str
    a: str
    b: str
    a_steder: tuple[Sted, ...]
    b_steder: tuple[Sted, ...]
    utslag: str


def sammenlign(a: Forslag, b: Forslag) -> list[Forskjell]:
    """Everybody in either, by precedence in the first, then those only in the second."""
    alle_a, alle_b = gjeldende(a), gjeldende(b)
    ider = [*alle_a, *(pk for pk in alle_b if pk not in alle_a)]
    saker = {s.pk: s for s in Innmelding.objects.filter(pk__in=ider).select_related("lege")}
    oppslag = Oppslag(a), Oppslag(b)
    svar = []
    for pk in ider:
        pa, pb = alle_a.get(pk), alle_b.get(pk)
        svar.append(
            Forskjell(
                lege=saker[pk].lege.navn,
                url=saker[pk].get_absolute_url(),
                a=onsketekst(a.inndata, pa) if pa else _("Ikke med"),
                b=onsketekst(b.inndata, pb) if pb else _("Ikke med"),
                a_steder=tuple(oppslag[0].sted(d) for d in pa.deler) if pa else (),
                b_steder=tuple(oppslag[1].sted(d) for d in pb.deler) if pb else (),
                utslag=_utslag(a, b, pa, pb),
            )
        )
    return svar


def _utslag(a: Forslag, b: Forslag, pa: Plassert | None, pb: Plassert | None) -> str:
    if pa is None or pb is None:
        return "annet"
    foer, etter = _gode(a, pa), _gode(b, pb)
    return "likt" if foer == etter else "bedre" if etter < foer else "verre"


def _gode(sak: Forslag, plassert: Plassert) -> tuple[int, int]:
    """How good a place is for the doctor: less is better. Wish number, then months away from it."""
    if not plassert.deler:
        return (99, 0)
    lege = next(lege for lege in sak.inndata["leger"] if lege["id"] == str(plassert.innmelding))
    start = plassert.deler[0].start
    ved = {del_.avdeling for del_ in plassert.deler}
    beste = [
        (nr, abs(start - onske["start"]))
        for nr, onske in enumerate(lege["onsker"], 1)
        if onske["avdeling"] in ved and _naar(onske, start)
    ]
    return min(beste, default=(98, 0))


def venter_paa_tilbud(rader: Iterable[Rad]) -> list[Rad]:
    """Places made from the proposal that have not been offered yet."""
    return [r for r in rader if r.tjeneste is not None and r.tjeneste.tilstand == Tjenestetilstand.PLANLAGT]
