"""What must be green before anybody starts, as one person sees it: who does what, by when, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse, Signaturform
from grunnmur.saksgang.valg import Neste, Valg, Valgrad, neste_for, valg_for

from .. import overganger as o
from ..models import BINDENDE, Enhetsprofil, Forberedelsespunkt, Punkt, Side, Soknad, Taushetserklaering, Tilstand
from ..rules.avtale import side_til
from ..rules.klargjoring import kan_melde_gjort
from ..tekster import avtale as tekster
from .historikk import signert_av
from .sakfaner import Hode

T = Tilstand
Av = Callable[[Bruker, datetime], str]
GJOR = (o.FORBERED, "hospitering:forberedt", gettext_lazy("Gjort"))
ANGRE = (o.ANGRE_FORBEREDELSE, "hospitering:forberedelse_angret", gettext_lazy("Ikke gjort likevel"))


class Linje(NamedTuple):
    """One thing that must be done. `url` is where this person does it; `post` says that it is one button."""

    tittel: str
    gjort: str = ""
    """By whom and when; empty while it is left."""
    frist: date | None = None
    merknad: str = ""
    url: str = ""
    knapp: str = ""
    post: bool = False


@dataclass(frozen=True)
class Sidens:
    """What one side does."""

    side: Side
    hvem: str
    linjer: list[Linje]

    @property
    def ferdige(self) -> int:
        return sum(bool(linje.gjort) for linje in self.linjer)

    @property
    def er_ferdig(self) -> bool:
        return self.ferdige == len(self.linjer)


@dataclass(frozen=True)
class Klargjoringsside:
    """`neste`, `gjor` and `venter` are for `saksgang/gjor.html`."""

    sider: list[Sidens]
    begynt: bool
    """From the day the agreement is entered; before it the page says what will be asked."""
    profil: Enhetsprofil | None
    neste: Neste | None
    gjor: list[Valg]
    venter: str

    @property
    def alt_klart(self) -> bool:
        return self.begynt and all(side.er_ferdig for side in self.sider)


def klargjoringsside(sak: Soknad, hode: Hode) -> Klargjoringsside:
    """The page in a fixed number of queries. `sak` comes from `hent_med_avtale`."""
    begynt = sak.tilstand in BINDENDE or bool(sak.avtale.inngaatt_tid)
    frister = _frister(sak) if sak.tilstand == T.AVTALE_INNGAATT else {}
    erklaering = Taushetserklaering.objects.filter(pk=sak.pk).select_related("mottatt_av").first()
    lest = {lesing.side: lesing for lesing in sak.instrukslesinger.select_related("bruker")}
    papir, av = paa_papir(sak), _signaturer(sak)
    taushet = _taushet(sak, hode, av, erklaering, frister.get((tekster.TAUSHET, Side.HOSPITANT)), papir=papir)
    sider = []
    for side, hvem in ((Side.HOSPITANT, sak.soker_navn), (Side.VERT, sak.kontakt_navn)):
        kan_lese = "les_instruks" in hode.verb and hode.side == side and side not in lest
        instruks = Linje(
            _("Lese pasientinstruksen"),
            av(lest[side].bruker, lest[side].tidspunkt) if side in lest else "",
            frister.get((tekster.INSTRUKS, side)),
            url=reverse("hospitering:instruks", args=[sak.pk]) if kan_lese else "",
            knapp=_("Les instruksen"),
        )
        forberedelser = _forberedelser(sak, hode, av, side, frister.get((tekster.FORBERED, side)), begynt=begynt)
        sider.append(Sidens(side, hvem, [*([taushet] if side == Side.HOSPITANT else []), instruks, *forberedelser]))
    underskrevet = erklaering is not None
    neste = _neste(sak, hode.verb, underskrevet=underskrevet, lest=hode.side in lest, paa_papir=papir)
    return Klargjoringsside(
        sider=sider,
        begynt=begynt,
        profil=Enhetsprofil.objects.filter(enhet=sak.hospiteringsenhet_id).first(),
        neste=neste,
        gjor=valg_for(sak, () if underskrevet else VALG, hode.verb, neste),
        venter="" if neste else _venter(sak, hode, sider),
    )


def _frister(sak: Soknad) -> dict[tuple[str, Side], date | None]:
    """When what is left is due: the deadline of the task that asks for it."""
    aapne = Oppgave.objects.for_sak(sak).aapne().values_list("type", "person", "frist")
    return {(t, Side.HOSPITANT if person == sak.soker_id else Side.VERT): frist for t, person, frist in aapne}


def _taushet(
    sak: Soknad, hode: Hode, av: Av, erklaering: Taushetserklaering | None, frist: date | None, *, papir: bool
) -> Linje:
    tittel = _("Underskrive taushetserklæringen")
    if erklaering is None:
        merknad = _("Avtalt på papir, hos verten.") if papir else ""
        valg = [
            ("signer_taushet", "taushet", _("Les og underskriv")),
            ("motta_taushet", "taushet_papir", _("Registrer papir")),
        ]
        for verb, side, knapp in valg:
            if verb in hode.verb:
                return Linje(tittel, "", frist, merknad, reverse(f"hospitering:{side}", args=[sak.pk]), knapp)
        return Linje(tittel, "", frist, merknad)
    gjort = f"{sak.soker_navn}, {dato(erklaering.underskrevet)}"
    if erklaering.mottatt_av:
        mottatt = _("På papir. Registrert av %(hvem)s") % {"hvem": av(erklaering.mottatt_av, erklaering.registrert)}
        return Linje(tittel, gjort, merknad=mottatt)
    return Linje(tittel, gjort, merknad=_("Underskrevet i portalen."))


def _forberedelser(sak: Soknad, hode: Hode, av: Av, side: Side, frist: date | None, *, begynt: bool) -> list[Linje]:
    """The unit's points as they read when the agreement was entered; before that, as they read today."""
    if not begynt:
        punkter = Forberedelsespunkt.objects.filter(enhet=sak.hospiteringsenhet_id, aktiv=True, ansvarlig=side)
        return [Linje(punkt.tekst) for punkt in punkter]
    linjer = []
    for rad in sak.forberedelser.filter(ansvarlig=side).select_related("gjort_av"):
        gjort = av(rad.gjort_av, rad.gjort) if rad.gjort_av and rad.gjort else ""
        verb, rute, knapp = ANGRE if gjort else GJOR
        kan = verb.navn in hode.verb and kan_melde_gjort(hode.side, side)
        url = reverse(rute, args=[sak.pk, rad.pk]) if kan else ""
        linjer.append(Linje(rad.tekst, gjort, None if gjort else frist, url=url, knapp=str(knapp), post=True))
    return linjer


def _signaturer(sak: Soknad) -> Av:
    """How who did something, and when, is written: on behalf of whom too, as the event of that moment says."""
    borte = Hendelse.objects.for_sak(sak).filter(paa_vegne_av__isnull=False).select_related("paa_vegne_av")
    paa_vegne = {(h.utfort_av_id, h.tidspunkt): h.paa_vegne_av for h in borte}

    def av(hvem: Bruker, naar: datetime) -> str:
        return f"{signert_av(hvem, paa_vegne.get((hvem.pk, naar)))}, {dato(naar)}"

    return av


def _neste(sak: Soknad, kan: Collection[str], *, underskrevet: bool, lest: bool, paa_papir: bool) -> Neste | None:
    neste = partial(neste_for, sak)
    if "signer_taushet" in kan and not underskrevet:
        tekst = _("Du leser hele teksten først, og underskriver i portalen.")
        if paa_papir:
            tekst = _("Dere har avtalt at du gjør det på papir hos verten. Du kan også gjøre det her.")
        return neste(
            o.SIGNER_TAUSHET, _("Underskriv taushetserklæringen"), tekst,
            _("Les og underskriv"), "hospitering:taushet", "pencil",
        )  # fmt: skip
    if "les_instruks" in kan and not lest:
        return neste(
            o.LES_INSTRUKS, _("Les pasientinstruksen"),
            _("Den sier hva pasienter og pårørende har rett til når en hospitant er til stede."),
            _("Les instruksen"), "hospitering:instruks", "eye",
        )  # fmt: skip
    if "motta_taushet" in kan and not underskrevet and paa_papir:
        return neste(
            o.MOTTA_TAUSHET, _("Registrer taushetserklæringen"),
            _("Dere har avtalt at hospitanten underskriver på papir hos dere."),
            _("Registrer papir"), "hospitering:taushet_papir", "clipboard",
        )  # fmt: skip
    return None


VALG = (
    Valgrad(o.MOTTA_TAUSHET, gettext_lazy("Registrer taushetserklæring på papir"), "hospitering:taushet_papir", "clipboard"),
)


def _venter(sak: Soknad, hode: Hode, sider: list[Sidens]) -> str:
    """What happens next where nothing is for this person to do."""
    if sak.tilstand == T.AVTALE_UNDER_ARBEID:
        return _("Klargjøringen begynner når avtalen er inngått.")
    if sak.tilstand == T.KLAR:
        if sak.avtale.klar_tid and sak.avtale.fra and lokal_dato(sak.avtale.klar_tid) > sak.avtale.fra:
            return _("Alt ble klart etter startdagen. Hospiteringen må utsettes før den kan starte.")
        return _("Hospiteringen starter av seg selv den dagen som er avtalt.")
    if sak.tilstand != T.AVTALE_INNGAATT:
        return ""
    mangler = [s for s in sider if not s.er_ferdig]
    if hode.side and any(s.side == hode.side for s in mangler):
        return _("Gjør ferdig punktene på din side. Ingen starter før alt er klart.")
    navn = _(" og ").join(s.hvem for s in mangler)
    return _("Venter på %(hvem)s. Ingen starter før alt er klart.") % {"hvem": navn}


def paa_papir(sak: Soknad) -> bool:
    """Whether the two sides have agreed that the declaration is signed on paper."""
    return sak.avklaringer.filter(punkt=Punkt.TAUSHET, hvordan=Signaturform.PAPIR).exists()


def er_underskrevet(sak: Soknad) -> bool:
    """Whether the declaration is signed, or registered from paper."""
    return Taushetserklaering.objects.filter(pk=sak.pk).exists()


def lest_paa_siden(sak: Soknad, bruker: Bruker) -> bool:
    """Whether the side this person is on has read the instruction."""
    return sak.instrukslesinger.filter(side=side_til(bruker, sak) or "").exists()


def enhetens_punkter(enhet: Enhet) -> list[Forberedelsespunkt]:
    """What the unit wants done before a hospitant comes, in its order."""
    return list(Forberedelsespunkt.objects.filter(enhet=enhet, aktiv=True))
