"""The picture at the end of a document leads a telephone to the page that says that it is genuine."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
import zxingcpp
from django.test import Client

from grunnmur.dokumenter.kontrollbilde import kontrollbilde
from grunnmur.dokumenter.models import Dokument
from grunnmur.jobb.tasks import kjor_klare
from tests.dokumenter import proveskjema as prove
from tests.rollebesetning import Cast

Be = Callable[..., Any]


def lest_av_kamera(pdf: bytes, *, punkter: int = 120) -> list[str]:
    """What a reader of codes finds on the pages, drawn as coarsely as a poor printer."""
    return [
        kode.text
        for side in pypdfium2.PdfDocument(pdf)
        for kode in zxingcpp.read_barcodes(side.render(scale=punkter / 72).to_pil(), formats=zxingcpp.BarcodeFormat.QRCode)
    ]


def test_koden_i_filen_forer_til_siden_som_sier_at_den_er_ekte(client: Client, cast: Cast, be_om: Be, settings: Any) -> None:
    settings.BASE_URL = "https://portal.example"
    be_om(cast.innsendt())
    kjor_klare()
    dokument = Dokument.objects.get()
    (adresse,) = lest_av_kamera(bytes(dokument.pdf or b""))
    assert adresse == f"https://portal.example/verifiser/{dokument.kode}/"
    svar = client.get(urlsplit(adresse).path)
    assert svar.status_code == 200
    assert "Koden er ekte" in svar.content.decode()


def test_lang_adresse_leses_ogsaa() -> None:
    adresse = "https://samarbeidsportalen.helsefellesskap-innlandet.example.no/verifiser/K7QF2MXW9TRA/"
    pdf = prove.tegn(prove.utfylt(), ut=prove.utgave(adresse=adresse))
    assert lest_av_kamera(pdf) == [adresse]
    assert prove.antall_sider(pdf) == 1


def test_koden_staar_paa_siste_side_av_et_langt_dokument() -> None:
    pdf = prove.tegn(prove.overfylt())
    assert lest_av_kamera(pdf) == ["https://portal.example/verifiser/K7QF2MXW9TRA/"]
    siste = pypdfium2.PdfDocument(pdf)[prove.antall_sider(pdf) - 1].render(scale=2).to_pil()
    assert len(zxingcpp.read_barcodes(siste)) == 1


def test_uten_kontrollkode_ikke_noe_bilde() -> None:
    assert lest_av_kamera(prove.tomt()) == []
    assert lest_av_kamera(prove.tegn(prove.utfylt(), ut=prove.utgave(**prove.UTEN_SAK))) == []


def test_samme_adresse_gir_samme_bilde() -> None:
    assert kontrollbilde("https://portal.example/verifiser/A/") == kontrollbilde("https://portal.example/verifiser/A/")
    assert kontrollbilde("https://portal.example/verifiser/A/") != kontrollbilde("https://portal.example/verifiser/B/")
