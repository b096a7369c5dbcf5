"""The seal itself: what it adds to an archivable file, that it is the same every time, and what it costs."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.seglleser import les_segl
from grunnmur.jobb.models import Jobb, Tilstand
from grunnmur.jobb.tasks import kjor_klare
from tests.dokumenter import provesegl as segl
from tests.dokumenter import proveskjema as prove
from tests.rollebesetning import Cast

Be = Callable[..., Any]


@pytest.fixture(scope="module", params=["utfylt", "tomt", "overfylt"])
def filer(request: pytest.FixtureRequest) -> Iterator[tuple[bytes, bytes]]:
    """The document as it was typeset, and sealed."""
    pdf = prove.tomt("nn") if request.param == "tomt" else prove.tegn(getattr(prove, request.param)(), sprak="nn")
    yield pdf, segl.forseglet(pdf)


def test_forseglet_dokument_er_det_samme_med_noe_etter(filer: tuple[bytes, bytes]) -> None:
    pdf, forseglet = filer
    assert forseglet.startswith(pdf)
    assert len(forseglet) - len(pdf) < 8000


def test_forseglet_dokument_er_fortsatt_pdf_a_2a(filer: tuple[bytes, bytes]) -> None:
    pdf, forseglet = filer
    with pikepdf.open(BytesIO(pdf)) as foer, pikepdf.open(BytesIO(forseglet)) as etter:
        assert etter.Root.Metadata.read_bytes() == foer.Root.Metadata.read_bytes()
        assert str(etter.docinfo) == str(foer.docinfo), "no clock is written into the title page"
        with etter.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert bool(etter.Root.MarkInfo.Marked) is True
        assert etter.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert len(prove.strukturelementer(etter)) == len(prove.strukturelementer(foer))
        assert etter.trailer.ID[0] == foer.trailer.ID[0]
        for ulovlig in ("/OpenAction", "/AA", "/Perms"):
            assert ulovlig not in etter.Root
        assert "/JavaScript" not in etter.Root.get("/Names", {})


def test_feltet_er_usynlig_paa_den_maaten_pdf_a_tillater(filer: tuple[bytes, bytes]) -> None:
    with pikepdf.open(BytesIO(filer[1])) as pdf:
        skjema = pdf.Root.AcroForm
        assert set(skjema.keys()) == {"/Fields", "/SigFlags"}, "no /NeedAppearances and no /XFA"
        (felt,) = skjema.Fields
        venstre, bunn, hoyre, topp = felt.Rect
        assert (venstre, bunn) == (hoyre, topp), "without an area it needs no appearance"
        assert venstre < 0 and bunn < 0, "outside the page it needs no tag"
        skrives_ut, skjult, vises_ikke, uten_visning = 4, 2, 1, 32
        assert int(felt.F) & (skrives_ut | skjult | vises_ikke | uten_visning) == skrives_ut
        assert str(felt.TU) == "Portalens segl"
        assert felt.objgen in {ett.objgen for ett in pdf.pages[0].Annots}
        assert "/Reference" not in felt.V, "PDF/A forbids the checksum that a certification would bring"
        assert (str(felt.V.SubFilter), str(felt.V.M)) == ("/ETSI.CAdES.detached", "D:20261118140700Z")


def test_seglet_dekker_hele_filen(filer: tuple[bytes, bytes]) -> None:
    (lest,) = les_segl(filer[1])
    assert lest == {"avtrykk": segl.nokkel().avtrykk, "navn": "Prøveportalen", "hel": True, "dekker": True}


def test_samme_innhold_og_tid_gir_samme_byte_ogsaa_i_en_annen_prosess() -> None:
    her = segl.forseglet(prove.tegn(prove.utfylt()))
    assert segl.forseglet(prove.tegn(prove.utfylt())) == her
    nokkel, sertifikat = segl.par("Prøveportalen")
    miljo = dict(os.environ, PROVE_NOKKEL=nokkel, PROVE_SERTIFIKAT=sertifikat)
    der = subprocess.run([sys.executable, "-c", _FORSEGL], capture_output=True, check=True, timeout=120, env=miljo).stdout
    assert der == her


def test_annen_tid_og_annen_nokkel_gir_andre_byte() -> None:
    pdf = prove.tegn(prove.utfylt())
    assert segl.forseglet(pdf, naa=prove.TID + timedelta(seconds=1)) != segl.forseglet(pdf)
    assert segl.forseglet(pdf, "En annen") != segl.forseglet(pdf)


# --- from order to sealed document -----------------------------------------------------------------------------------


def test_utstedt_dokument_er_forseglet_og_sier_med_hva(cast: Cast, be_om: Be, settings: Any) -> None:
    segl.bruk(settings)
    be_om(cast.innsendt())
    kjor_klare()
    dokument = Dokument.objects.get()
    assert dokument.seglnokkel == segl.nokkel().avtrykk
    (lest,) = les_segl(bytes(dokument.pdf or b""))
    assert (lest["avtrykk"], lest["hel"], lest["dekker"]) == (dokument.seglnokkel, True, True)
    with pikepdf.open(BytesIO(bytes(dokument.pdf or b""))) as pdf:
        signatur = pdf.Root.AcroForm.Fields[0].V
        assert str(signatur.Reason) == "Skrevet ut fra portalen. Kontroller dokumentet på http://localhost:8000/verifiser/"
        assert str(signatur.M) == f"D:{dokument.opprettet:%Y%m%d%H%M%S}Z"


def test_demonokkelen_sier_at_den_ikke_gjelder(cast: Cast, be_om: Be) -> None:
    be_om(cast.innsendt())
    kjor_klare()
    pdf = bytes(Dokument.objects.get().pdf or b"")
    assert les_segl(pdf)[0]["navn"] == "Demosegl, gjelder ikke"
    with pikepdf.open(BytesIO(pdf)) as aapen:
        assert str(aapen.Root.AcroForm.Fields[0].V.Reason) == "Demosegl, gjelder ikke"


def test_utkast_forsegles_ikke(cast: Cast, be_om: Be) -> None:
    jobb = be_om(cast.utkast())
    kjor_klare()
    jobb.refresh_from_db()
    assert b"/ByteRange" not in bytes(jobb.resultat)


@pytest.mark.parametrize("feil", ["ingen nøkkel", "en annens nøkkel"])
def test_uten_segl_blir_det_ikke_noe_dokument(cast: Cast, be_om: Be, settings: Any, feil: str) -> None:
    settings.SEGL_DEMOFIL = ""
    if feil == "en annens nøkkel":
        settings.SEGL_NOKKEL, settings.SEGL_SERTIFIKAT = segl.par("En annen")[0], segl.par("Prøveportalen")[1]
    jobb = be_om(cast.innsendt())
    kjor_klare()
    jobb.refresh_from_db()
    assert (jobb.tilstand, jobb.forsok) == (Tilstand.KLAR, 1), "it is tried again"
    assert not Dokument.objects.exists()
    segl.bruk(settings)
    Jobb.objects.update(tidligst=jobb.opprettet)
    kjor_klare()
    assert Dokument.objects.get().seglnokkel == segl.nokkel().avtrykk


_FORSEGL = """
import django; django.setup()
import os, sys
from grunnmur.dokumenter.segl import forsegl
from grunnmur.dokumenter.seglnokkel import les_nokkel
from tests.dokumenter import proveskjema as prove
nokkel = les_nokkel(os.environ["PROVE_NOKKEL"], os.environ["PROVE_SERTIFIKAT"])
sys.stdout.buffer.write(forsegl(prove.tegn(prove.utfylt()), nokkel, naa=prove.TID, grunn="Prøve", felt="Portalens segl"))
"""
