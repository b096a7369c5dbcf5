"""A filled-in form, an overfull one and what both are printed for. Only synthetic people."""

import hashlib
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
from django.utils import translation

from grunnmur.dokumenter.pdf import render_pdf
from grunnmur.organisasjon.models import Helsefellesskap
from hospitering.skjema_pdf import MAL, UTGAVE, Skjemadata, signaturtekst, skjemakontekst

TID = datetime(2026, 11, 18, 14, 7, tzinfo=UTC)
PROSEDYRE = (
    "Samarbeidsprosedyre 2 – Samarbeid om kompetansedeling, utdanning, innovasjon og forskning, sak 04.24 i SSU 8.5.2024"
)
FELLESSKAP = Helsefellesskap(
    navn="Helsefellesskap Innlandet", prosedyre=PROSEDYRE, helseforetak_kortnavn="Sykehuset Innlandet"
)


def signatur(navn: str, paa_vegne_av: str | None = None) -> str:
    with translation.override("nb"):
        avtrykk = hashlib.sha256(navn.encode()).hexdigest()
        return signaturtekst(navn=navn, tid=TID, sha256=avtrykk, paa_vegne_av=paa_vegne_av)


def utfylt(**andre: Any) -> Skjemadata:
    """Typical content, every field used."""
    data = Skjemadata(
        sykehus="Sykehuset Innlandet",
        sokes_i="hf",
        soker_navn="Synne Søker",
        hjemmeadresse="Hjemvegen 1, 2815 Gjøvik",
        tlf_privat="400 00 123",
        arbeidssted="Korttidsavdelingen, Gjøvik kommune",
        arbeidssted_adresse="Haugvegen 2, 2821 Gjøvik",
        tlf_arbeid="61 00 02 00",
        onsket_enhet="Palliativt senter, Sykehuset Innlandet Gjøvik",
        periode_fra="18. januar 2027",
        periode_til="29. januar 2027",
        begrunnelse="Avdelingen får flere pasienter med behov for lindring enn før, og mangler erfaring med smertepumpe.",
        tema_og_maal="Kartlegging med ESAS-r og bruk av smertepumpe.\nMålet er å lære opp kollegene mine.",
        bidrag="Erfaring med utskrivning til kommunal korttidsplass.",
        faggruppe="Sykepleier",
        soker_dato="18. november 2026",
        soker_signatur=signatur("Synne Søker"),
        egen_leder="Leif Leder, Korttidsavdelingen",
        egen_utfall="innvilget",
        egen_dato="19. november 2026",
        egen_signatur=signatur("Stine Stedfortreder", "Leif Leder"),
        mottaker="Mona Mottak, Sykehuset Innlandet",
        sendt_dato="19. november 2026",
        mottatt_dato="20. november 2026",
        egen_kommentar="God plan for opplæring etterpå.",
        vert_leder="Vera Vertsleder, Palliativt senter",
        vert_utfall="ikke_innvilget",
        vert_dato="23. november 2026",
        vert_signatur=signatur("Vera Vertsleder"),
        vert_kommentar="Vi har ikke plass i denne perioden.",
        vert_enhet="Palliativt senter, Gjøvik",
        kontaktperson="Kristin Kontakt",
        kontakt_epost="kontakt@prove.example",
        kontakt_tlf="62 00 00 01",
        avtalt_periode="18.–29. januar 2027",
        tilbake_utfall="ikke_innvilget",
        tilbake_dato="24. november 2026",
        tilbake_signatur=signatur("Kristin Kontakt"),
    )
    return replace(data, **andre)


def overfylt() -> Skjemadata:
    """As much as the fields can hold."""
    lang = ("Lang tekst om samhandling og lindring uten stans. " * 100)[:4000]
    lange = dict.fromkeys(("begrunnelse", "tema_og_maal", "bidrag", "egen_kommentar", "vert_kommentar"), lang)
    return utfylt(soker_navn="N" * 120, arbeidssted="Ø" * 260, onsket_enhet="W" * 200, kontaktperson="K" * 120, **lange)


def utgave(**andre: Any) -> dict[str, Any]:
    """What issuing adds."""
    return {
        "kode": "K7QF-2MXW-9TRA",
        "adresse": "https://portal.example/verifiser/K7QF2MXW9TRA/",
        "tid": TID,
        "saksnummer": "H-2026-0147",
        "skjemaversjon": UTGAVE,
    } | andre


UTEN_SAK = {"kode": "", "adresse": "", "saksnummer": ""}


def tegn(data: Skjemadata, *, sprak: str = "nb", ut: dict[str, Any] | None = None, **valg: Any) -> bytes:
    """The form as PDF, past the queue."""
    with translation.override(sprak):
        kontekst = skjemakontekst(data, helsefellesskap=FELLESSKAP, **valg) | {"utgave": ut or utgave()}
    return render_pdf(MAL, kontekst, sprak=sprak, tittel="Skjema hospitering")


def tomt(sprak: str = "nb") -> bytes:
    return tegn(Skjemadata.tomt(sykehus="Sykehuset Innlandet"), sprak=sprak, ut=utgave(**UTEN_SAK), tomt=True)


def tekst(pdf: bytes) -> str:
    """What a reader can copy out, with every stretch of white space as one space."""
    sider = (side.extract_text() for side in pypdf.PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", " ".join(sider))


def antall_sider(pdf: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(pdf)).pages)


def strukturelementer(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every element of the structure tree, in reading order."""
    funn: list[pikepdf.Object] = []

    def gaa(node: pikepdf.Object) -> None:
        barn = node.get("/K", [])
        for ett in barn if isinstance(barn, pikepdf.Array) else [barn]:
            if isinstance(ett, pikepdf.Dictionary) and "/S" in ett:
                funn.append(ett)
                gaa(ett)

    gaa(pdf.Root.StructTreeRoot)
    return funn


def feltnavn() -> list[str]:
    return [felt.name for felt in fields(Skjemadata)]
