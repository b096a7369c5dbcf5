"""The official form on paper: every label, word for word, in the order of the annex, in both written languages."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from grunnmur.dokumenter.models import Dokument
from hospitering.skjema_pdf import Skjemadata
from tests.dokumenter import proveskjema as prove

LEDETEKSTER = [
    ("S1-S01", "Jeg søker om hospitering i (sett kryss/fyll inn for aktuelt alternativ)",
     "Eg søkjer om hospitering i (set kryss/fyll inn for aktuelt alternativ)"),
    ("S1-S02", "Sykehuset Innlandet", "Sykehuset Innlandet"),
    ("S1-S03", "kommune", "kommune"),
    ("S1-S04", "Søkerens navn:", "Namnet på søkjaren:"),
    ("S1-S05", "Hjemmeadresse:", "Heimeadresse:"),
    ("S1-S06", "Tlf.:", "Tlf.:"),
    ("S1-S07", "Arbeidssted:", "Arbeidsstad:"),
    ("S1-S08", "Adresse:", "Adresse:"),
    ("S1-S09", "Tlf.:", "Tlf.:"),
    ("S1-S10", "Ønsket hospiteringsenhet", "Ønskt hospiteringseining"),
    ("S1-S11", "Hospiteringsperiode", "Hospiteringsperiode"),
    ("S1-S12", "Fra", "Frå"),
    ("S1-S13", "Til", "Til"),
    ("G-01", "Begrunnelse for hospiteringen", "Grunngjeving for hospiteringa"),
    ("S1-S14", "Ønsket tema og mål for hospiteringen:", "Ønskt tema og mål for hospiteringa:"),
    ("S1-S15", "Hva jeg eventuelt kan bidra med til vertsenheten:", "Kva eg eventuelt kan bidra med til vertseininga:"),
    ("S1-S16", "Faggruppe:", "Faggruppe:"),
    ("S1-S17", "Dato:", "Dato:"),
    ("S1-S18", "Underskrift:", "Underskrift:"),
    ("S1-S19", "Vedtak", "Vedtak"),
    ("S1-S20", "Leder i egen enhet:", "Leiar i eiga eining:"),
    ("S1-S21", "Innvilget", "Innvilga"),
    ("S1-S22", "Ikke innvilget (se kommentarfelt)", "Ikkje innvilga (sjå kommentarfelt)"),
    ("S1-S23", "Dato:", "Dato:"),
    ("S1-S24", "Signatur:", "Signatur:"),
    ("S1-S25", "Sendes mottaker:", "Blir send mottakar:"),
    ("S1-S26", "Sendt dato:", "Dato sendt:"),
    ("S1-S27", "Mottatt dato:", "Dato motteken:"),
    ("S1-S28", "Ev. kommentar:", "Ev. kommentar:"),
    ("S1-S29", "Leder i hospiteringsenhet:", "Leiar i hospiteringseining:"),
    ("S1-S30", "Innvilget", "Innvilga"),
    ("S1-S31", "Ikke innvilget (se kommentarfelt)", "Ikkje innvilga (sjå kommentarfelt)"),
    ("S1-S32", "Dato:", "Dato:"),
    ("S1-S33", "Signatur:", "Signatur:"),
    ("S1-S34", "Eventuelle kommentarer:", "Eventuelle kommentarar:"),
    ("S1-S35", "Fylles ut av hospiteringsenheten:", "Blir fylt ut av hospiteringseininga:"),
    ("S1-S36", "Navn på enhet hospitering:", "Namn på eining hospitering:"),
    ("S1-S37", "Kontaktperson i vertsenheten:", "Kontaktperson i vertseininga:"),
    ("S1-S38", "E-postadresse:", "E-postadresse:"),
    ("S1-S39", "Tlf.:", "Tlf.:"),
    ("S1-S40", "Tidsperiode for hospitering avtales mellom kontaktperson i vertsenheten og hospitanten",
     "Tidsperiode for hospitering blir avtalt mellom kontaktpersonen i vertseininga og hospitanten"),
    ("S1-S41", "Tilbakemelding til hospitant/søkers virksomhet", "Tilbakemelding til hospitant/verksemda til søkjaren"),
    ("S1-S42", "Innvilget", "Innvilga"),
    ("S1-S43", "Ikke innvilget", "Ikkje innvilga"),
    ("S1-S44", "Dato:", "Dato:"),
    ("S1-S45", "Signatur:", "Signatur:"),
]  # fmt: skip

ALLE_RADER = (
    "S1-S01", "S1-S02", "S1-S03", "S1-S04", "S1-S05", "S1-S06", "S1-S07", "S1-S08", "S1-S09", "S1-S10", "S1-S11",
    "S1-S12", "S1-S13", "S1-S14", "S1-S15", "S1-S16", "S1-S17", "S1-S18", "S1-S19", "S1-S20", "S1-S21", "S1-S22",
    "S1-S23", "S1-S24", "S1-S25", "S1-S26", "S1-S27", "S1-S28", "S1-S29", "S1-S30", "S1-S31", "S1-S32", "S1-S33",
    "S1-S34", "S1-S35", "S1-S36", "S1-S37", "S1-S38", "S1-S39", "S1-S40", "S1-S41", "S1-S42", "S1-S43", "S1-S44",
    "S1-S45", "G-01",
)  # fmt: skip


def etter_hverandre(tekst: str, ledetekster: list[str]) -> list[str]:
    """The labels that are not found after the one before them."""
    mangler, sted = [], 0
    for ledetekst in ledetekster:
        funnet = tekst.find(ledetekst, sted)
        if funnet < 0:
            mangler.append(ledetekst)
        else:
            sted = funnet + len(ledetekst)
    return mangler


@pytest.mark.krav(
    "S1-H08", "S1-S01", "S1-S02", "S1-S03", "S1-S04", "S1-S05", "S1-S06", "S1-S07", "S1-S08", "S1-S09", "S1-S10",
    "S1-S11", "S1-S12", "S1-S13", "S1-S14", "S1-S15", "S1-S16", "S1-S17", "S1-S18", "S1-S19", "S1-S20", "S1-S21",
    "S1-S22", "S1-S23", "S1-S24", "S1-S25", "S1-S26", "S1-S27", "S1-S28", "S1-S29", "S1-S30", "S1-S31", "S1-S32",
    "S1-S33", "S1-S34", "S1-S35", "S1-S36", "S1-S37", "S1-S38", "S1-S39", "S1-S40", "S1-S41", "S1-S42", "S1-S43",
    "S1-S44", "S1-S45", "G-01",
)  # fmt: skip
@pytest.mark.parametrize(("sprak", "kolonne"), [("nb", 1), ("nn", 2)])
@pytest.mark.parametrize("hva", ["tomt", "utfylt", "overfylt"])
def test_alle_ledetekster_staar_ordrett_og_i_papirets_rekkefolge(hva: str, sprak: str, kolonne: int) -> None:
    pdf = prove.tomt(sprak) if hva == "tomt" else prove.tegn(getattr(prove, hva)(), sprak=sprak)
    assert tuple(rad for rad, *_ in LEDETEKSTER if rad != "G-01") == ALLE_RADER[:-1]
    assert etter_hverandre(prove.tekst(pdf), [rad[kolonne] for rad in LEDETEKSTER]) == []


def test_rekkefolgen_kan_vaere_feil() -> None:
    """The twin of the test above: it does notice a label that stands too early."""
    assert etter_hverandre("Vedtak Faggruppe:", ["Faggruppe:", "Vedtak"]) == ["Vedtak"]


@pytest.mark.krav("G-01")
def test_begrunnelse_staar_foran_felt_10_og_er_merket_som_krav() -> None:
    tekst = prove.tekst(prove.tomt())
    assert "Begrunnelse for hospiteringen (skal framgå etter samarbeidsprosedyren pkt. 1.2)" in tekst
    assert tekst.index("Begrunnelse for hospiteringen") < tekst.index("Ønsket tema og mål for hospiteringen:")


def test_alt_som_er_fylt_ut_staar_i_dokumentet() -> None:
    data = prove.utfylt()
    tekst = prove.tekst(prove.tegn(data))
    koder = {"sokes_i", "egen_utfall", "vert_utfall", "tilbake_utfall", "kommune", "annen_vert", "merknad"}
    verdier = [getattr(data, navn) for navn in prove.feltnavn() if navn not in koder]
    assert [verdi for verdi in verdier if " ".join(verdi.split()) not in tekst] == []


def test_merknad_og_kommune_vises() -> None:
    tekst = prove.tekst(
        prove.tegn(prove.utfylt(sokes_i="kommune", kommune="Hamar kommune", merknad="Trukket 3. mars 2027."))
    )
    assert "/ Hamar kommune" in tekst
    assert "kommune kommune" not in tekst
    assert "Trukket 3. mars 2027." in tekst


def test_signatur_sier_hvem_for_hvem_naar_og_hva() -> None:
    assert prove.signatur("Stine Stedfortreder", "Leif Leder").replace("\xa0", " ") == (
        "Elektronisk signert av Stine Stedfortreder (på vegne av Leif Leder), 18. november 2026 kl. 15.07, "
        "SHA-256 8a60bd3cf7b5"
    )


@pytest.mark.krav("S1-A05")
@pytest.mark.parametrize("pdf", [prove.tomt, lambda: prove.tegn(prove.overfylt())], ids=["tomt", "utfylt"])
def test_hver_side_viser_utvalg_sak_og_vedtaksdato(pdf) -> None:  # type: ignore[no-untyped-def]
    import pypdf

    sider = [" ".join(side.extract_text().split()) for side in pypdf.PdfReader(BytesIO(pdf())).pages]
    assert len(sider) >= 2
    assert [prove.PROSEDYRE in side for side in sider] == [True] * len(sider)
    assert ["Skjemaversjon 2024-05-08.1" in side for side in sider] == [True] * len(sider)


def test_utskriften_har_saksnummer_kode_adresse_og_tid() -> None:
    tekst = prove.tekst(prove.tegn(prove.utfylt()))
    for del_ in ("H-2026-0147", "K7QF-2MXW-9TRA", "https://portal.example/verifiser/K7QF2MXW9TRA/",
                 "Utskrift 18. november 2026 kl. 15.07"):  # fmt: skip
        assert del_ in tekst


def test_tomt_skjema_har_verken_sak_kode_eller_utskriftstid() -> None:
    tekst = prove.tekst(prove.tomt())
    for del_ in ("Saksnummer", "Kontrollkode", "verifiser", "Utskrift"):
        assert del_ not in tekst


def test_privat_adresse_og_telefon_skjules() -> None:
    synlig, skjult = prove.tekst(prove.tegn(prove.utfylt())), prove.tekst(prove.tegn(prove.utfylt(), privat_skjult=True))
    for privat in ("Hjemvegen 1", "400 00 123"):
        assert privat in synlig
        assert privat not in skjult
    assert skjult.count("Vises ikke") == 2


def test_vanlig_innhold_faar_plass_paa_en_side() -> None:
    assert prove.antall_sider(prove.tegn(prove.utfylt())) == 1


def test_fulle_felt_gaar_over_flere_sider_uten_aa_miste_noe() -> None:
    data = prove.overfylt()
    pdf = prove.tegn(data)
    assert 3 <= prove.antall_sider(pdf) <= 6
    assert prove.tekst(pdf).count("uten stans.") == 5 * (data.begrunnelse or "").count("uten stans.")


@pytest.mark.parametrize(
    ("data", "kryss"),
    [
        (Skjemadata.tomt(sykehus="Sykehuset Innlandet"), [0, 0, 0, 0, 0, 0, 0, 0]),
        (prove.utfylt(), [1, 0, 1, 0, 0, 1, 0, 1]),
        (prove.utfylt(sokes_i="kommune", kommune="Hamar", egen_utfall="ikke_innvilget"), [0, 1, 0, 1, 0, 1, 0, 1]),
    ],
)
def test_kryss_kan_leses_av_hjelpemidler(data: Skjemadata, kryss: list[int]) -> None:
    """A drawn box says nothing to a screen reader: each has an alternative text, in the order of the boxes."""
    with pikepdf.open(BytesIO(prove.tegn(data))) as pdf:
        alt = [str(node["/Alt"]) for node in prove.strukturelementer(pdf) if node["/S"] == "/Figure"]
    *boksene, koden = alt
    assert boksene == [["Ikke krysset av:", "Krysset av:"][ett] for ett in kryss]
    assert koden.startswith("QR-kode som fører til ")


def test_felter_som_er_tomme_faar_ingen_none() -> None:
    assert "None" not in prove.tekst(prove.tegn(replace(Skjemadata.tomt(sykehus="Sykehuset Innlandet"), soker_navn="Synne")))
    assert Dokument._meta.get_field("skjemaversjon").max_length >= len(prove.UTGAVE)
