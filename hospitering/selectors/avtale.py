"""The page of the agreement: the period, the points of pkt. 1.2, travel for those two, and the contact person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, periode, tidspunkt
from grunnmur.saksgang.models import Signaturform
from grunnmur.saksgang.valg import Neste, Valg, valg_for

from .. import overganger as o
from ..models import (
    Avklaring,
    Avtale,
    Instrukslesing,
    Periodeforslag,
    Periodetilstand,
    Punkt,
    Reiseavtale,
    Side,
    Soknad,
    Taushetserklaering,
    Tilstand,
)
from ..rules.avtale import kontakten_mangler_konto, ser_reise
from .avtalevalg import VALG, neste_steg, venter_paa
from .endringsvalg import neste_endring, slutten
from .historikk import signert_av
from .kapasitet import fulle_uker
from .sakfaner import Hode

P = Periodetilstand
EVALUERING = (Punkt.EVALUERINGSTID, Punkt.EVALUERINGSFORM)
INSTRUKS = (Punkt.SAMTYKKE, Punkt.RESERVASJON, Punkt.KOMPETANSE)
FASTE = {
    Punkt.SOKNAD: gettext_lazy("Søknaden er sendt"),
    Punkt.BEGRUNNELSE: gettext_lazy("Står i søknaden"),
    Punkt.MAAL: gettext_lazy("Står i søknaden"),
    Punkt.HVOR: gettext_lazy("Står i søknaden"),
    Punkt.SKJEMA: gettext_lazy("Skjema hospitering fra prosedyren"),
    Punkt.MOTTAK: gettext_lazy("Søknaden er tatt imot"),
    Punkt.TARIFF: gettext_lazy("Beholdes hos egen arbeidsgiver"),
    Punkt.REISE: gettext_lazy("Avtalt mellom arbeidsgiver og hospitant"),
    Punkt.UTEN_SKRIFT: gettext_lazy("Portalen lagrer ingenting om pasienter"),
}
"""What a point says when it is clarified, where that is always the same."""


@dataclass(frozen=True)
class Punktlinje:
    """One point of pkt. 1.2, and what is left to carry out of it."""

    punkt: Punkt
    avklart: bool
    hvem: str
    naar: datetime | None
    innhold: str
    """What was clarified, or who clarifies it."""
    utfores: str
    """Who carries out what by when, and whether it is done (S1-H14, H16–H18, H20)."""


@dataclass(frozen=True)
class Avtaleside:
    linjer: list[Punktlinje]
    forslag: Periodeforslag | None
    """The one that waits for somebody."""
    tidligere: list[Periodeforslag]
    tariff: Punktlinje
    ser_reise: bool
    reise: Reiseavtale | None
    uten_konto: bool
    fulle_uker: list[date]
    neste: Neste | None
    gjor: list[Valg]
    venter: str

    @property
    def antall_avklart(self) -> int:
        return sum(linje.avklart for linje in self.linjer)


def avtaleside(bruker: Bruker, sak: Soknad, hode: Hode) -> Avtaleside:
    """Everything the page shows to this person. Travel is read only for those who may know of it."""
    rader = {rad.punkt: rad for rad in sak.avklaringer.select_related("av", "paa_vegne_av")}
    perioder = list(sak.avtale.perioder.select_related("foreslatt_av", "besvart_av", "leder"))
    forslag = next((p for p in perioder if p.tilstand in (P.FORESLATT, P.HOS_LEDER)), None)
    avklart, privat = set(rader), ser_reise(bruker, sak)
    linjer = punktlinjer(sak, rader)
    neste = neste_steg(sak, hode.verb, forslag, avklart) or neste_endring(sak, hode.side, hode.verb)
    skjult = {o.FORESLA_PERIODE.navn} if neste and neste.verb == o.AVKLAR else set()
    return Avtaleside(
        linjer=linjer,
        forslag=forslag,
        tidligere=[p for p in reversed(perioder) if p.tilstand in (P.AVSLATT, P.ERSTATTET)],
        tariff=next(linje for linje in linjer if linje.punkt == Punkt.TARIFF),
        ser_reise=privat,
        reise=_reise(sak) if privat else None,
        uten_konto=kontakten_mangler_konto(sak),
        fulle_uker=_fulle(sak, forslag) if hode.side else [],
        neste=neste,
        gjor=valg_for(sak, VALG, hode.verb - skjult, neste),
        venter="" if neste else slutten(sak) or venter_paa(sak, forslag, avklart),
    )


def _reise(sak: Soknad) -> Reiseavtale | None:
    return Reiseavtale.objects.select_related("foreslatt_av", "bekreftet_av").filter(pk=sak.pk).first()


def _fulle(sak: Soknad, forslag: Periodeforslag | None) -> list[date]:
    """Weeks without room, while there is still time to choose others."""
    if sak.tilstand != Tilstand.AVTALE_UNDER_ARBEID or sak.hospiteringsenhet_id is None:
        return []
    valgt = forslag or sak.avtale
    if not (valgt.fra and valgt.til):
        return []
    return fulle_uker(sak.hospiteringsenhet_id, valgt.fra, valgt.til, unntatt=sak.pk)


def punktlinjer(sak: Soknad, rader: dict[str, Avklaring]) -> list[Punktlinje]:
    """Every point in the order of the procedure, clarified or not (S1-H03)."""
    taushet = Taushetserklaering.objects.filter(pk=sak.pk).first()
    lest = Instrukslesing.objects.filter(soknad=sak).count() == len(Side)
    return [
        Punktlinje(
            punkt,
            rad is not None,
            signert_av(rad.av, rad.paa_vegne_av) if rad else "",
            rad.tidspunkt if rad else None,
            _innhold(sak, punkt) if rad else _hvem_avklarer(punkt),
            _utfores(punkt, rad, sak.avtale, taushet, lest) if rad else "",
        )
        for punkt in Punkt
        for rad in [rader.get(punkt)]
    ]


def _innhold(sak: Soknad, punkt: Punkt) -> str:
    avtale: Avtale = sak.avtale
    if punkt == Punkt.PERIODE:
        return periode(avtale.fra, avtale.til)
    if punkt == Punkt.EVALUERINGSTID and avtale.evaluering_tidspunkt:
        return tidspunkt(avtale.evaluering_tidspunkt)
    if punkt == Punkt.EVALUERINGSFORM and avtale.evaluering_form:
        return str(avtale.get_evaluering_form_display())
    if punkt == Punkt.ANSVAR and sak.vertsvirksomhet:
        return _("%(navn)s, org.nr. %(orgnr)s") % {
            "navn": sak.vertsvirksomhet.fullt_navn,
            "orgnr": sak.vertsvirksomhet.orgnr,
        }
    return str(FASTE.get(punkt, ""))


def _hvem_avklarer(punkt: Punkt) -> str:
    if punkt in (Punkt.PERIODE, Punkt.EVALUERINGSTID):
        return _("Avtales mellom kontaktpersonen og hospitanten")
    if punkt == Punkt.REISE:
        return _("Avtales mellom arbeidsgiver og hospitant")
    return _("Avklares av vertsenheten")


def _utfores(punkt: Punkt, rad: Avklaring, avtale: Avtale, taushet: Taushetserklaering | None, lest: bool) -> str:
    if punkt == Punkt.TAUSHET:
        if taushet:
            return _("Underskrevet %(dag)s") % {"dag": dato(taushet.underskrevet)}
        tekst = (
            _("Hospitanten underskriver på papir innen %(dag)s")
            if rad.hvordan == Signaturform.PAPIR
            else _("Hospitanten underskriver elektronisk innen %(dag)s")
        )
        return tekst % {"dag": dato(rad.naar)} if rad.naar else ""
    if punkt in INSTRUKS:
        if lest:
            return _("Instruksen er lest av begge sider")
        return _("Begge sider leser instruksen innen %(dag)s") % {"dag": dato(rad.naar)} if rad.naar else ""
    if punkt == Punkt.EVALUERING:
        if avtale.fullfort_tid:
            return _("Fullført %(dag)s") % {"dag": dato(avtale.fullfort_tid)}
        if avtale.evaluering_tidspunkt:
            return _("Begge sider evaluerer %(dag)s") % {"dag": dato(avtale.evaluering_tidspunkt)}
        return _("Begge sider evaluerer når hospiteringen er over")
    return ""
