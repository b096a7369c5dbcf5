"""Anyone may ask whether a document is genuine, and learns nothing about people."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from grunnmur.dokumenter.koder import ALFABET, les_kode, ny_kode, vis_kode
from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.opplasting import MAKS_BYTE
from grunnmur.jobb.models import Jobb
from grunnmur.jobb.tasks import kjor_klare
from tests.dokumenter.proveskjema import utfylt
from tests.rollebesetning import Cast

Be = Callable[..., Any]


@pytest.fixture
def dokument(cast: Cast, be_om: Be) -> Dokument:
    be_om(cast.innsendt())
    kjor_klare()
    return Dokument.objects.get()


def side(client: Client, adresse: str) -> str:
    return re.sub(r"\s+", " ", client.get(adresse).content.decode())


def last_opp(client: Client, adresse: str, innhold: bytes, navn: str = "skjema.pdf") -> str:
    svar = client.post(adresse, {"fil": SimpleUploadedFile(navn, innhold)})
    assert svar.status_code == 200
    return re.sub(r"\s+", " ", svar.content.decode())


def test_ekte_kode_sier_sak_dato_og_ikke_noe_mer(client: Client, dokument: Dokument) -> None:
    html = side(client, f"/verifiser/{dokument.kode}/")
    assert "Koden er ekte" in html
    assert dokument.saksnummer in html
    for privat in ("Synne", "Leif", "Palliativt", "Hjemvegen", "Sykepleier"):
        assert privat not in html


def test_ukjent_kode_er_404_med_raad(client: Client, dokument: Dokument) -> None:
    svar = client.get("/verifiser/0000-0000-0000/")
    assert svar.status_code == 404
    assert "Vi kjenner ikke koden" in svar.content.decode()


@pytest.mark.parametrize("form", [str.lower, vis_kode, lambda kode: kode.replace("0", "O").replace("1", "l")])
def test_koden_leses_som_folk_skriver_den(client: Client, dokument: Dokument, form: Callable[[str], str]) -> None:
    svar = client.get("/verifiser/", {"kode": f" {form(dokument.kode)} "})
    assert (svar.status_code, svar["Location"]) == (302, f"/verifiser/{dokument.kode}/")


def test_for_kort_kode_faar_en_setning_om_hva_som_mangler(client: Client, db: None) -> None:
    assert "Koden har tolv bokstaver og sifre." in client.get("/verifiser/", {"kode": "K7QF"}).content.decode()
    assert "ds-error-summary" in client.get("/verifiser/", {"kode": ""}).content.decode()


@pytest.mark.parametrize("kode", ["x" * 5000, "ÆØÅÆØÅÆØÅÆØÅ", "٠١٢٣٤٥٦٧٨٩٠١", "%27%20OR%201", "ßßßßßß", "..", "-"])
def test_rare_koder_er_bare_ukjente(client: Client, dokument: Dokument, kode: str) -> None:
    assert client.get(f"/verifiser/{kode}/").status_code == 404


def test_uendret_fil(client: Client, dokument: Dokument) -> None:
    html = last_opp(client, "/verifiser/", bytes(dokument.pdf or b""))
    assert "Filen er ekte og uendret" in html
    assert dokument.saksnummer in html


def test_endret_fil(client: Client, dokument: Dokument) -> None:
    endret = bytearray(dokument.pdf or b"")
    endret[100] ^= 1
    assert "Vi kjenner ikke filen" in last_opp(client, "/verifiser/", bytes(endret))
    html = last_opp(client, f"/verifiser/{dokument.kode}/", bytes(endret))
    assert "Filen er ikke den vi skrev ut" in html
    assert dokument.saksnummer in html


def test_erstattet_dokument_er_fortsatt_ekte(client: Client, cast: Cast, be_om: Be, dokument: Dokument) -> None:
    sak = type(cast.innsendt()).objects.get(pk=dokument.sak_id)
    be_om(sak, utfylt(faggruppe="Lege"))
    kjor_klare()
    assert "Koden er ekte, men dokumentet er erstattet" in side(client, f"/verifiser/{dokument.kode}/")
    assert "Filen er ekte og uendret, men erstattet" in last_opp(client, "/verifiser/", bytes(dokument.pdf or b""))
    ny = Dokument.objects.gjeldende().get()
    assert "erstattet" not in side(client, f"/verifiser/{ny.kode}/")


def test_opplastet_fil_lagres_ikke(client: Client, db: None, tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.MEDIA_ROOT = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    assert "Vi kjenner ikke filen" in last_opp(client, "/verifiser/", b"x" * 200_000)
    assert list(tmp_path.iterdir()) == []


def test_vanlige_opplastinger_ville_ha_naadd_disken(rf: Any, tmp_path: Path, settings: Any) -> None:
    """The twin: without our handler the same file is written to the temporary folder."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    foresporsel = rf.post("/", {"fil": SimpleUploadedFile("x.pdf", b"x" * 200_000)})
    assert len(foresporsel.FILES) == 1
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("data", [{}, {"fil": "ikke en fil"}])
def test_uten_fil_faar_man_vite_hva_som_mangler(client: Client, db: None, data: dict[str, str]) -> None:
    html = client.post("/verifiser/", data).content.decode()
    assert "Velg PDF-filen du vil kontrollere." in html


def test_for_stor_fil_kontrolleres_ikke(client: Client, db: None) -> None:
    assert "Velg PDF-filen du vil kontrollere." in last_opp(client, "/verifiser/", b"x" * (MAKS_BYTE + 1))


def test_ingenting_skrives(client: Client, dokument: Dokument) -> None:
    foer = list(Dokument.objects.values()), list(Jobb.objects.values())
    client.get(f"/verifiser/{dokument.kode}/")
    last_opp(client, f"/verifiser/{dokument.kode}/", b"%PDF-")
    assert (list(Dokument.objects.values()), list(Jobb.objects.values())) == foer


def test_antall_sporringer_staar(client: Client, dokument: Dokument, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(3):
        client.get(f"/verifiser/{dokument.kode}/")


def test_posting_uten_token_avvises(dokument: Dokument) -> None:
    streng = Client(enforce_csrf_checks=True)
    assert streng.post("/verifiser/", {"fil": SimpleUploadedFile("x.pdf", b"x")}).status_code == 403


def test_koder_kan_ikke_gjettes_og_leses_tilbake() -> None:
    koder = {ny_kode() for _ in range(2000)}
    assert len(koder) == 2000
    assert {tegn for kode in koder for tegn in kode} == set(ALFABET)
    assert [kode for kode in koder if les_kode(vis_kode(kode).lower()) != kode] == []
