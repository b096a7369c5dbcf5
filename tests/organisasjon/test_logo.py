"""The network's own mark: what is let in, where it shows, and that it is drawn anew."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, PngImagePlugin

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.tasks import kjor_klare
from grunnmur.organisasjon import operations
from grunnmur.organisasjon.logo import som_png
from grunnmur.organisasjon.models import Helsefellesskap, Logo
from hospitering.skjema_pdf import tomt_skjema

from .hus import Rollebesetning


def bilde(format_: str = "PNG", storrelse: tuple[int, int] = (300, 100), **valg: Any) -> bytes:
    ut = BytesIO()
    Image.new("RGBA", storrelse, (0, 90, 120, 255)).save(ut, format_, **valg)
    return ut.getvalue()


@pytest.fixture
def nett(hus: Rollebesetning) -> Helsefellesskap:
    return Helsefellesskap.objects.create(navn="Prøvefellesskapet", helseforetak=hus.kommune, helseforetak_kortnavn="HF")


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_bildet_tegnes_paa_nytt_og_blir_lite(format_: str) -> None:
    png = som_png(bilde(format_, (1600, 400)))
    with Image.open(BytesIO(png)) as ut:
        assert (ut.format, ut.size) == ("PNG", (640, 160))


def test_det_som_foelger_med_i_filen_blir_borte() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    inn = bilde(pnginfo=info) + b"<svg onload=alert(1)>"
    assert b"script" in inn
    assert b"script" not in (ut := som_png(inn))
    assert b"svg" not in ut


@pytest.mark.parametrize(
    "innhold",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"",
        b"\x89PNG\r\n\x1a\n" + b"0" * 50,
        bilde()[:30],
        bilde("GIF"),
        bilde("BMP"),
    ],
    ids=["svg", "tom", "oedelagt", "avkortet", "gif", "bmp"],
)
def test_annet_enn_png_og_webp_stoppes(innhold: bytes) -> None:
    with pytest.raises(ValidationError, match="Filen er ikke et bilde vi kan bruke"):
        som_png(innhold)


def test_for_store_bilder_stoppes() -> None:
    with pytest.raises(ValidationError, match="for mange punkter"):
        som_png(bilde(storrelse=(3000, 2000)))
    with pytest.raises(ValidationError, match="høyst 1 MB"):
        som_png(b"0" * (1024 * 1024 + 1))


def test_bare_administratoren_setter_logo(hus: Rollebesetning, nett: Helsefellesskap) -> None:
    with pytest.raises(PermissionDenied):
        operations.sett_logo(nett, bilde=bilde(), utfort_av=hus.kontakt)
    assert operations.sett_logo(nett, bilde=bilde(), utfort_av=hus.admin) == Logo.objects.get()


def test_logoen_vises_i_toppen_for_alle_og_kan_tas_bort(hus: Rollebesetning, nett: Helsefellesskap) -> None:
    merke = re.compile(r'class="brand"[^>]*>\s*<img[^>]*src="([^"]+)"')
    assert merke.search(Client().get("/").content.decode())[1].endswith("img/logo.svg")  # type: ignore[index]
    operations.sett_logo(nett, bilde=bilde(), utfort_av=hus.admin)
    adresse = merke.search(Client().get("/").content.decode())[1]  # type: ignore[index]
    svar = Client().get(adresse)
    assert (svar.status_code, svar["Content-Type"]) == (200, "image/png")
    assert "immutable" in svar["Cache-Control"]
    assert svar.content == bytes(Logo.objects.get().png)
    operations.sett_logo(nett, bilde=None, utfort_av=hus.admin)
    assert Client().get(adresse).status_code == 404
    assert merke.search(Client().get("/").content.decode())[1].endswith("img/logo.svg")  # type: ignore[index]


def test_administrasjonen_tar_imot_og_avviser(hus: Rollebesetning, nett: Helsefellesskap, som: Any) -> None:
    klient = som(hus.admin)
    adresse = reverse("admin:organisasjon_helsefellesskap_change", args=[nett.pk])
    data = {
        "navn": nett.navn, "helseforetak": hus.kommune.pk, "helseforetak_kortnavn": "HF", "formaal_nb": "",
        "formaal_nn": "", "prosedyre": "", "prosedyre_url": "", "kontakt_epost": "", "purrefrist_virkedager": "",
        "deltakelser-TOTAL_FORMS": 0, "deltakelser-INITIAL_FORMS": 0,
    }  # fmt: skip
    svg = SimpleUploadedFile("logo.png", b"<svg/>", content_type="image/png")
    avvist = klient.post(adresse, data | {"ny_logo": svg})
    assert "Filen er ikke et bilde vi kan bruke." in avvist.content.decode()
    assert not Logo.objects.exists()
    assert klient.post(adresse, data | {"ny_logo": SimpleUploadedFile("l.png", bilde())}).status_code == 302
    assert Logo.objects.get().helsefellesskap == nett
    assert klient.post(adresse, data).status_code == 302
    assert Logo.objects.exists(), "an empty field leaves it"
    assert klient.post(adresse, data | {"fjern_logo": "on"}).status_code == 302
    assert not Logo.objects.exists()


def test_dokumentet_faar_logoen_og_blir_laget_paa_nytt(hus: Rollebesetning, nett: Helsefellesskap) -> None:
    def skjema() -> bytes:
        valg: dict[str, Any] = {"bestilt_av": hus.leder, "sprak": "nb", "adresse": "/"}
        dokument = tomt_skjema(helsefellesskap=Helsefellesskap.objects.gjeldende(), **valg)  # type: ignore[arg-type]
        if isinstance(dokument, Jobb):
            kjor_klare()
            dokument = tomt_skjema(helsefellesskap=Helsefellesskap.objects.gjeldende(), **valg)  # type: ignore[arg-type]
        assert not isinstance(dokument, Jobb)
        return bytes(dokument.pdf or b"")

    def bilder(pdf: bytes) -> set[tuple[int, int]]:
        from pypdf import PdfReader

        return {b.image.size for b in PdfReader(BytesIO(pdf)).pages[0].images if b.image}

    uten = bilder(skjema())
    operations.sett_logo(nett, bilde=bilde(), utfort_av=hus.admin)
    assert bilder(skjema()) - uten == {(300, 100)}
