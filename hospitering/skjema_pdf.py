"""The official form as a PDF: what it is filled with, and how to ask for it.

The views do three things: build a `Skjemadata` from a case, call `skjema_som_dokument` (or `tomt_skjema`), and
answer with `grunnmur.dokumenter.svar.dokumentsvar`. Whoever builds it decides nothing about looks; whoever calls
it has already decided that the person may see the case.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from grunnmur.dokumenter.operations import hent_eller_bestill
from grunnmur.portal.dato import tidspunkt
from hospitering import ledetekster as ledetekst
from hospitering.models import SKJEMAVERSJON

if TYPE_CHECKING:
    from grunnmur.dokumenter.models import Dokument
    from grunnmur.jobb.models import Jobb
    from grunnmur.organisasjon.models import Bruker, Helsefellesskap
    from grunnmur.saksgang.models import Sak

MAL = "hospitering_skjema"
UTGAVE = f"{SKJEMAVERSJON}.1"
"""Form version, and how many times its layout has changed since: raise it and every document is made anew."""

LEDETEKSTER = {
    "S01": ledetekst.JEG_SOKER,
    "S03": ledetekst.KOMMUNE,
    "S04": ledetekst.SOKERS_NAVN,
    "S05": ledetekst.HJEMMEADRESSE,
    "S06": ledetekst.TLF,
    "S07": ledetekst.ARBEIDSSTED,
    "S08": ledetekst.ADRESSE,
    "S09": ledetekst.TLF,
    "S10": ledetekst.ONSKET_ENHET,
    "S11": ledetekst.PERIODE,
    "S12": ledetekst.FRA,
    "S13": ledetekst.TIL,
    "begrunnelse": ledetekst.BEGRUNNELSE,
    "S14": ledetekst.TEMA_OG_MAAL,
    "S15": ledetekst.BIDRAG,
    "S16": ledetekst.FAGGRUPPE,
    "S17": ledetekst.DATO,
    "S18": ledetekst.UNDERSKRIFT,
    "S19": ledetekst.VEDTAK,
    "S20": ledetekst.LEDER_EGEN,
    "S21": ledetekst.INNVILGET,
    "S22": ledetekst.IKKE_INNVILGET_SE_KOMMENTAR,
    "S23": ledetekst.DATO,
    "S24": ledetekst.SIGNATUR,
    "S25": ledetekst.SENDES_MOTTAKER,
    "S26": ledetekst.SENDT_DATO,
    "S27": ledetekst.MOTTATT_DATO,
    "S28": ledetekst.EV_KOMMENTAR,
    "S29": ledetekst.LEDER_VERT,
    "S30": ledetekst.INNVILGET,
    "S31": ledetekst.IKKE_INNVILGET_SE_KOMMENTAR,
    "S32": ledetekst.DATO,
    "S33": ledetekst.SIGNATUR,
    "S34": ledetekst.EVENTUELLE_KOMMENTARER,
    "S35": ledetekst.FYLLES_UT_AV_VERTEN,
    "S36": ledetekst.NAVN_PAA_ENHET,
    "S37": ledetekst.KONTAKTPERSON,
    "S38": ledetekst.EPOST,
    "S39": ledetekst.TLF,
    "S40": ledetekst.TIDSPERIODE_AVTALES,
    "S41": ledetekst.TILBAKEMELDING,
    "S42": ledetekst.INNVILGET,
    "S43": ledetekst.IKKE_INNVILGET,
    "S44": ledetekst.DATO,
    "S45": ledetekst.SIGNATUR,
}
"""Row of `docs/krav.csv` → label. S02 is the trust's own name, from the register."""


@dataclass(frozen=True)
class Skjemadata:
    """What is written in the form, as it shall be read: plain text, dates already in words, None where it is open.

    The order is that of the paper, which knows `hf` and `kommune` of `sokes_i`; `annen_vert` names another host.
    `…_utfall` is `innvilget` or `ikke_innvilget`;
    signatures come from `signaturtekst` or `papirsignatur`.
    """

    sykehus: str
    sokes_i: str | None = None
    kommune: str | None = None
    annen_vert: str | None = None
    soker_navn: str | None = None
    hjemmeadresse: str | None = None
    tlf_privat: str | None = None
    arbeidssted: str | None = None
    arbeidssted_adresse: str | None = None
    tlf_arbeid: str | None = None
    onsket_enhet: str | None = None
    periode_fra: str | None = None
    periode_til: str | None = None
    begrunnelse: str | None = None
    tema_og_maal: str | None = None
    bidrag: str | None = None
    faggruppe: str | None = None
    soker_dato: str | None = None
    soker_signatur: str | None = None
    egen_leder: str | None = None
    egen_utfall: str | None = None
    egen_dato: str | None = None
    egen_signatur: str | None = None
    mottaker: str | None = None
    sendt_dato: str | None = None
    mottatt_dato: str | None = None
    egen_kommentar: str | None = None
    vert_leder: str | None = None
    vert_utfall: str | None = None
    vert_dato: str | None = None
    vert_signatur: str | None = None
    vert_kommentar: str | None = None
    vert_enhet: str | None = None
    kontaktperson: str | None = None
    kontakt_epost: str | None = None
    kontakt_tlf: str | None = None
    avtalt_periode: str | None = None
    tilbake_utfall: str | None = None
    tilbake_dato: str | None = None
    tilbake_signatur: str | None = None
    merknad: str | None = None
    """One line above the form, for what paper cannot say: «Utkast, ikke sendt», «Trukket 3. mars 2027»."""

    @classmethod
    def tomt(cls, *, sykehus: str) -> Skjemadata:
        """The blank form of a trust."""
        return cls(sykehus=sykehus)


def signaturtekst(*, navn: str, tid: datetime, sha256: str, paa_vegne_av: str | None = None) -> str:
    """«Elektronisk signert av Leif Leder (på vegne av …), 18. november 2026 kl. 15.07, SHA-256 …», current language."""
    hvem = _("%(navn)s (på vegne av %(annen)s)") % {"navn": navn, "annen": paa_vegne_av} if paa_vegne_av else navn
    return _("Elektronisk signert av %(hvem)s, %(tid)s, SHA-256\N{NO-BREAK SPACE}%(avtrykk)s") % {
        "hvem": hvem,
        "tid": tidspunkt(tid),
        "avtrykk": sha256[:12],
    }


def papirsignatur(*, registrert_av: str, tid: datetime) -> str:
    """«Underskrevet på papir. Registrert av …», for forms that came on paper (S1-S18)."""
    return _("Underskrevet på papir. Registrert av %(navn)s, %(tid)s") % {"navn": registrert_av, "tid": tidspunkt(tid)}


def skjema_som_dokument(
    sak: Sak,
    data: Skjemadata,
    *,
    helsefellesskap: Helsefellesskap,
    bestilt_av: Bruker,
    sprak: str,
    vis_privat: bool,
    adresse: str,
) -> Dokument | Jobb:
    """The filled-in form: the document, or the job that is making it.

    Without `vis_privat` the home address and the private phone never reach the job, the file or its hash. `data`
    is written in `sprak` already. `adresse` is the page that called.
    """
    if not vis_privat:
        data = replace(data, hjemmeadresse=None, tlf_privat=None)
    with translation.override(sprak):
        kontekst = skjemakontekst(
            data, helsefellesskap=helsefellesskap, privat_skjult=not vis_privat, logo=helsefellesskap.logo_sha256
        )
        return hent_eller_bestill(
            sak,
            MAL,
            kontekst,
            bestilt_av=bestilt_av,
            sprak=sprak,
            variant="full" if vis_privat else "uten_privat",
            tittel=_("Skjema hospitering"),
            skjemaversjon=UTGAVE,
            adresse=adresse,
            filnavn=filnavn(sak),
        )


def tomt_skjema(*, helsefellesskap: Helsefellesskap, bestilt_av: Bruker, sprak: str, adresse: str) -> Dokument | Jobb:
    """The blank form for pen and paper: no case, no verification code, the form's version at the foot (S1-H08)."""
    data = Skjemadata.tomt(sykehus=helsefellesskap.helseforetak_kortnavn)
    with translation.override(sprak):
        return hent_eller_bestill(
            None,
            MAL,
            skjemakontekst(data, helsefellesskap=helsefellesskap, tomt=True, logo=helsefellesskap.logo_sha256),
            bestilt_av=bestilt_av,
            sprak=sprak,
            variant="tomt",
            blankt=True,
            tittel=_("Skjema hospitering"),
            skjemaversjon=UTGAVE,
            adresse=adresse,
            filnavn=filnavn(None),
        )


def filnavn(sak: Sak | None) -> str:
    """«skjema-hospitering-H-2026-0147.pdf»."""
    if sak is None:
        return "skjema-hospitering-tomt.pdf"
    return f"skjema-hospitering-{sak.saksnummer}.pdf" if sak.saksnummer else "skjema-hospitering-utkast.pdf"


def skjemakontekst(
    data: Skjemadata, *, helsefellesskap: Helsefellesskap, privat_skjult: bool = False, tomt: bool = False, logo: str = ""
) -> dict[str, Any]:
    """What the template takes, in the current language. The labels are part of it, so a new wording is a new document."""
    skjema: dict[str, Any] = {navn: verdi or "" for navn, verdi in asdict(data).items() if navn != "merknad"}
    skjema["kommune"] = skjema["kommune"].removesuffix(" kommune")
    if not skjema["annen_vert"]:
        del skjema["annen_vert"]  # a form to the trust or a municipality is the paper's, word for word
    skjema["i_sykehus"], skjema["i_kommune"] = data.sokes_i == "hf", data.sokes_i == "kommune"
    for steg in ("egen", "vert", "tilbake"):
        utfall = skjema.pop(f"{steg}_utfall")
        skjema[f"{steg}_innvilget"], skjema[f"{steg}_ikke_innvilget"] = utfall == "innvilget", utfall == "ikke_innvilget"
    return ({"logo": logo} if logo else {}) | {
        "skjema": skjema,
        "tekst": {rad: str(tekst) for rad, tekst in LEDETEKSTER.items()}
        | {"begrunnelse_krav": _("(skal framgå etter samarbeidsprosedyren pkt. 1.2)")},
        "avsender": helsefellesskap.navn,
        "styrende": helsefellesskap.prosedyre,
        "merknad": data.merknad or "",
        "privat_skjult": privat_skjult,
        "tomt": tomt,
    }
