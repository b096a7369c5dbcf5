"""What the file is: archivable, tagged, with its own fonts, the same every time, and closed to the outside."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from grunnmur.dokumenter.pdf import UlovligKilde, html_til_pdf
from tests.dokumenter import proveskjema as prove


@pytest.fixture(scope="module", params=["utfylt", "tomt", "overfylt"])
def dokument(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    pdf = prove.tomt("nn") if request.param == "tomt" else prove.tegn(getattr(prove, request.param)(), sprak="nn")
    with pikepdf.open(BytesIO(pdf)) as aapen:
        yield aapen


def test_er_pdf_a_2a(dokument: pikepdf.Pdf) -> None:
    with dokument.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["dc:title"].startswith("Skjema hospitering")
    assert dokument.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert dokument.is_encrypted is False


def test_er_merket_for_hjelpemidler(dokument: pikepdf.Pdf) -> None:
    rot = dokument.Root
    assert bool(rot.MarkInfo.Marked) is True
    assert str(rot.Lang) == "nn"
    assert bool(rot.ViewerPreferences.DisplayDocTitle) is True
    slag = [str(node["/S"]) for node in prove.strukturelementer(dokument)]
    assert slag.count("/H1") == 1
    assert slag.count("/H2") == 2
    assert slag.index("/H1") < slag.index("/H2")
    assert slag.count("/TH") == 36
    assert slag.index("/H1") < slag.index("/Table"), "tables are for the form, never for the page"
    # Eight boxes to tick, and the code that leads to the check: a blank form cannot be checked.
    tekster = [str(node.get("/Alt", "")) for node in prove.strukturelementer(dokument)]
    koder = [ett for ett in tekster if ett.endswith("https://portal.example/verifiser/K7QF2MXW9TRA/")]
    assert len(koder) == (1 if "H-2026-0147" in str(dokument.docinfo.get("/Title")) else 0)
    assert slag.count("/Figure") == 8 + len(koder)


def test_hver_figur_har_tekst(dokument: pikepdf.Pdf) -> None:
    figurer = [node for node in prove.strukturelementer(dokument) if node["/S"] == "/Figure"]
    assert [node for node in figurer if not str(node.get("/Alt", ""))] == []


def test_skriftene_er_med_og_kan_kopieres(dokument: pikepdf.Pdf) -> None:
    skrifter = {}
    for side in dokument.pages:
        for skrift in side.Resources.Font.values():
            skrifter[str(skrift.BaseFont)] = skrift
    navn = sorted(re.sub(r"^/[A-Z]{6}\+", "", ett) for ett in skrifter)
    assert [ett for ett in navn if not ett.startswith("Inter")] == []
    for skrift in skrifter.values():
        beskrivelse = skrift.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in beskrivelse or "/FontFile3" in beskrivelse
        assert "/ToUnicode" in skrift


def test_har_verken_skript_handlinger_eller_vedlegg(dokument: pikepdf.Pdf) -> None:
    assert "/OpenAction" not in dokument.Root
    assert "/AA" not in dokument.Root
    assert "/EmbeddedFiles" not in dokument.Root.get("/Names", {})
    assert "/JavaScript" not in dokument.Root.get("/Names", {})
    assert "/AcroForm" not in dokument.Root
    lenker = [ett.A.get("/URI") for side in dokument.pages for ett in side.get("/Annots", []) if "/A" in ett]
    assert {str(uri) for uri in lenker} <= {"https://portal.example/verifiser/K7QF2MXW9TRA/"}


def test_samme_innhold_gir_samme_byte_ogsaa_i_en_annen_prosess() -> None:
    her = prove.tegn(prove.utfylt())
    assert prove.tegn(prove.utfylt()) == her
    der = subprocess.run([sys.executable, "-c", _TEGN], capture_output=True, check=True, timeout=120).stdout
    assert der == her


def test_annet_innhold_gir_andre_byte() -> None:
    assert prove.tegn(prove.utfylt()) != prove.tegn(prove.utfylt(faggruppe="Lege"))


def test_navn_fra_hele_europa_bruker_egen_skrift() -> None:
    navn = "Łukasz Žydrūnė Ђорђе Γιώργος Çağrı Nguyễn Đặng ŋ ≥ ½ … → €"
    pdf = prove.tegn(prove.utfylt(soker_navn=navn))
    assert navn in prove.tekst(pdf)
    with pikepdf.open(BytesIO(pdf)) as aapen:
        skrifter = {str(skrift.BaseFont) for side in aapen.pages for skrift in side.Resources.Font.values()}
    assert [ett for ett in skrifter if "+Inter" not in ett] == []


@pytest.mark.parametrize("tekst", ["😀 👩‍⚕️", "مرحبا", "你好", "\u200b\u202e\u2028\ufeff", "a\u0301" * 300, "\U0010fffd"])
def test_tegn_vi_ikke_har_velter_ingenting(tekst: str) -> None:
    assert prove.antall_sider(prove.tegn(prove.utfylt(begrunnelse=tekst))) >= 1


# --- closed to the outside -------------------------------------------------------------------------------------------


@pytest.fixture
def lytter() -> Iterator[tuple[str, list[str]]]:
    """A web server on loopback that writes down every visit."""
    besok: list[str] = []

    class Svar(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            besok.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

        def log_message(self, *args: object) -> None:
            """Quiet."""

    tjener = HTTPServer(("127.0.0.1", 0), Svar)
    traad = threading.Thread(target=tjener.serve_forever, args=(0.01,), daemon=True)
    traad.start()
    yield f"http://127.0.0.1:{tjener.server_port}", besok
    tjener.shutdown()
    tjener.server_close()


@pytest.fixture
def kanarifil(tmp_path: Path) -> Path:
    fil = tmp_path / "kanari.svg"
    fil.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>KANARI-4711</text></svg>")
    return fil


MAATER = {
    "bilde": '<img alt="x" src="{url}">',
    "stil": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "skrift": '<style>@font-face {{ font-family: X; src: url("{url}") }} p {{ font-family: X }}</style><p>x</p>',
    "bakgrunn": '<style>p {{ background: url("{url}") }}</style><p>x</p>',
    "liste": '<style>li {{ list-style-image: url("{url}") }}</style><ul><li>x</li></ul>',
    "innhold": '<style>p::before {{ content: url("{url}") }}</style><p>x</p>',
    "vedlegg": '<link rel="attachment" href="{url}">',
    "vedlegg i lenke": '<a rel="attachment" href="{url}">x</a>',
    "objekt": '<object data="{url}" type="image/svg+xml"></object>',
    "innebygd": '<embed src="{url}" type="image/svg+xml">',
    "svg-bilde": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{url}" width="9"/></svg>',
    "svg-bruk": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="{url}#a"/></svg>',
    "base": '<base href="{url}"><img alt="x" src="x.png">',
}  # fmt: skip

INGEN_HENTING = {"objekt", "svg-bruk"}
"""What WeasyPrint need not fetch at all: then there is nothing to refuse, and a document without it comes out."""


@pytest.mark.parametrize("maate", MAATER)
@pytest.mark.parametrize("slag", ["http", "file", "data", "opp", "pakke"])
def test_ingenting_utenfra_hentes(maate: str, slag: str, lytter: tuple[str, list[str]], kanarifil: Path) -> None:
    url, besok = lytter
    adresse = {
        "http": f"{url}/x.svg",
        "file": kanarifil.as_uri(),
        "data": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>".replace("<", "%3C").replace(">", "%3E"),
        "opp": f"app:/../../../../../..{kanarifil}",
        "pakke": "app:/../pdf.py",
    }[slag]
    html = f'<html lang="nb"><title>x</title><body>{MAATER[maate].format(url=adresse)}</body></html>'
    try:
        pdf = html_til_pdf(html)
    except UlovligKilde:
        pdf = b""
    assert besok == []
    assert b"KANARI" not in pdf
    if pdf:
        assert maate in INGEN_HENTING
        with pikepdf.open(BytesIO(pdf)) as aapen:
            assert "/EmbeddedFiles" not in aapen.Root.get("/Names", {})


def test_lytteren_hoerer_den_som_faktisk_kommer(lytter: tuple[str, list[str]], kanarifil: Path) -> None:
    """The twin: with WeasyPrint's own fetcher the same document does reach the listener and the file."""
    from weasyprint import HTML

    url, besok = lytter
    HTML(string=f'<img src="{url}/x.svg"><img src="{kanarifil.as_uri()}">').write_pdf()
    assert besok == ["/x.svg"]


def test_pakkede_filer_hentes() -> None:
    assert html_til_pdf('<html lang="nb"><title>x</title><img alt="x" src="app:/kryss.png"></html>').startswith(b"%PDF")


def test_html_i_feltene_er_bare_tekst(lytter: tuple[str, list[str]]) -> None:
    url, besok = lytter
    ondt = f'</td><img src="{url}/a.png"><link rel=attachment href={url}/b><script>alert(1)</script>'
    felter = [navn for navn in prove.feltnavn() if not navn.endswith("utfall") and navn != "sokes_i"]
    pdf = prove.tegn(prove.utfylt(**dict.fromkeys(felter, ondt)))
    assert besok == []
    # Narrow cells break the text anywhere, so white space is left out of the comparison.
    assert re.sub(r"\s", "", prove.tekst(pdf)).count(re.sub(r"\s", "", ondt)) == len(felter)
    with pikepdf.open(BytesIO(pdf)) as aapen:
        assert "/EmbeddedFiles" not in aapen.Root.get("/Names", {})


_TEGN = """
import django; django.setup()
import sys
from tests.dokumenter import proveskjema as prove
sys.stdout.buffer.write(prove.tegn(prove.utfylt()))
"""
