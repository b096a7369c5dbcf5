"""The page that tells a stranger whether a file is as we sealed it. It knows our keys, and trusts no file."""

import hashlib
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from grunnmur.dokumenter import seglkontroll, seglleser
from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.opplasting import MAKS_SEGL
from grunnmur.dokumenter.seglfunn import Seglnavn, Segltilstand
from grunnmur.dokumenter.seglnokkel import DEMOSEGL
from grunnmur.jobb.tasks import kjor_klare
from tests.dokumenter import provesegl as segl
from tests.dokumenter import proveskjema as prove
from tests.rollebesetning import Cast

Be = Callable[..., Any]
HELT = "Seglet er helt og dekker hele filen."
BRUK_DEN_IKKE = "Bruk den ikke. Be den du fikk den fra, om filen slik den ble lastet ned fra portalen."


@pytest.fixture
def dokument(cast: Cast, be_om: Be, settings: Any) -> Dokument:
    segl.bruk(settings)
    be_om(cast.innsendt())
    kjor_klare()
    return Dokument.objects.get()


@pytest.fixture(scope="module")
def forseglet() -> bytes:
    return segl.forseglet(prove.tegn(prove.utfylt()))


def last_opp(client: Client, innhold: bytes, adresse: str = "/verifiser/") -> str:
    svar = client.post(adresse, {"fil": SimpleUploadedFile("skjema.pdf", innhold)})
    assert svar.status_code == 200
    return re.sub(r"\s+", " ", svar.content.decode())


def test_filen_slik_den_ble_skrevet_ut(client: Client, dokument: Dokument) -> None:
    html = last_opp(client, bytes(dokument.pdf or b""))
    assert "Filen er ekte og uendret" in html
    assert "Seglet er portalens" in html
    assert HELT in html
    for privat in ("Synne", "Leif", "Palliativt", "Hjemvegen", "Sykepleier"):
        assert privat not in html
    assert "Forseglet av portalen" in client.get(f"/verifiser/{dokument.kode}/").content.decode()


def test_en_bit_som_er_snudd(client: Client, dokument: Dokument) -> None:
    endret = bytearray(dokument.pdf or b"")
    endret[len(endret) // 3] ^= 1
    html = last_opp(client, bytes(endret))
    assert "Seglet er brutt" in html
    assert f"Filen er endret etter at den ble forseglet. {BRUK_DEN_IKKE}" in html
    assert "ekte og uendret" not in html


def test_ingen_byte_kan_endres_uten_at_seglet_sier_fra(forseglet: bytes) -> None:
    """Every part of the file, the seal's own digits with it: one spelling of it is right."""
    tall = forseglet.index(b"/Contents <") + len(b"/Contents <")
    for sted in [*range(9, len(forseglet), 397), tall + 1, tall + 40, *range(tall + 2000, tall + 2600, 31)]:
        endret = bytearray(forseglet)
        endret[sted] ^= 0x20 if chr(endret[sted]).isalpha() else 1
        try:
            funn = seglleser.les_segl(bytes(endret))
        except Exception:  # noqa: S112  (cannot be read, and that is told too)
            continue
        assert not [ett for ett in funn if ett["hel"] and ett["dekker"]], sted


@pytest.mark.parametrize("tillegg", ["oppdatering", "linje"])
def test_noe_er_lagt_til(client: Client, dokument: Dokument, tillegg: str) -> None:
    pdf = bytes(dokument.pdf or b"")
    html = last_opp(client, segl.med_tillegg(pdf) if tillegg == "oppdatering" else pdf + b"\n% mer\n")
    assert "Noe er lagt til etter at filen ble forseglet" in html
    assert f"Seglet dekker ikke hele filen. {BRUK_DEN_IKKE}" in html


def test_et_segl_som_er_strukket_ut_over_et_tillegg(forseglet: bytes, settings: Any) -> None:
    segl.bruk(settings)
    assert seglkontroll.kontroller_segl(segl.med_langt_segl(forseglet)).tilstand is Segltilstand.BRUTT


def test_seglet_er_klippet_av(client: Client, dokument: Dokument) -> None:
    """What was typeset, before the seal: every word is there, and nobody vouches for it."""
    pdf = bytes(dokument.pdf or b"")
    uten = pdf[: pdf.index(b"%%EOF") + 6]
    assert prove.tekst(uten) == prove.tekst(pdf)
    assert "Filen har ikke segl" in last_opp(client, uten)
    html = last_opp(client, uten, f"/verifiser/{dokument.kode}/")
    assert "Filen er ikke den vi skrev ut" in html
    assert "Portalen forseglet dokumentet da det ble skrevet ut, men filen har ikke segl." in html


def test_seglet_er_tatt_bort_av_et_redigeringsprogram(client: Client, dokument: Dokument) -> None:
    ut = BytesIO()
    with pikepdf.open(BytesIO(bytes(dokument.pdf or b""))) as pdf:
        del pdf.Root.AcroForm
        pdf.save(ut)
    html = last_opp(client, ut.getvalue())
    assert "Seglet er fjernet" in html
    assert BRUK_DEN_IKKE in html


def test_en_fremmed_nokkel_med_samme_navn(client: Client, db: None, settings: Any) -> None:
    segl.bruk(settings)
    fremmed = segl.nytt_par("Prøveportalen", bit=2048)
    falsk = segl.forsegl(
        prove.tegn(prove.utfylt()), segl.les_nokkel(*fremmed), naa=prove.TID, grunn="x", felt="Portalens segl"
    )
    html = last_opp(client, falsk)
    assert "Seglet er ikke portalens" in html
    assert BRUK_DEN_IKKE in html
    assert HELT not in html


def test_portalens_segl_paa_en_fil_portalen_ikke_har(client: Client, db: None, settings: Any, forseglet: bytes) -> None:
    segl.bruk(settings)
    html = last_opp(client, forseglet)
    assert "Vi kjenner ikke filen" in html
    assert "Men portalen har ikke registrert filen." in html


# --- keys come and go ------------------------------------------------------------------------------------------------


def test_etter_bytte_av_nokkel_er_det_gamle_fortsatt_portalens(client: Client, dokument: Dokument, settings: Any) -> None:
    segl.bruk(settings, "Neste nøkkel", eldre=segl.par("Enda eldre")[1] + segl.par("Prøveportalen")[1])
    html = last_opp(client, bytes(dokument.pdf or b""))
    assert "Seglet er portalens, satt med en eldre nøkkel" in html
    assert HELT in html
    assert "Forseglet av portalen" in client.get(f"/verifiser/{dokument.kode}/").content.decode()


def test_en_nokkel_som_er_tatt_av_listen_godtas_ikke(client: Client, dokument: Dokument, settings: Any) -> None:
    segl.bruk(settings, "Neste nøkkel")
    html = last_opp(client, bytes(dokument.pdf or b""))
    assert "Seglet er ikke portalens" in html
    side = client.get(f"/verifiser/{dokument.kode}/").content.decode()
    assert "Forseglet med en nøkkel portalen ikke lenger godtar" in side


def test_demosegl_sier_at_det_ikke_gjelder(client: Client, cast: Cast, be_om: Be, settings: Any) -> None:
    be_om(cast.innsendt())
    kjor_klare()
    dokument = Dokument.objects.get()
    assert "Demosegl, gjelder ikke" in client.get(f"/verifiser/{dokument.kode}/").content.decode()
    pdf = bytes(dokument.pdf or b"")
    assert "Demosegl, gjelder ikke" in last_opp(client, pdf)
    segl.bruk(settings)  # the same file, handed in at a portal in earnest
    html = last_opp(client, pdf)
    assert "Demosegl, gjelder ikke" in html
    assert HELT not in html


def test_nye_nokler_fra_kommandoen_beholder_de_gamle(tmp_path: Path) -> None:
    """What docs/drift.md tells an administrator to run, and what the compose file runs on its first start."""
    kommando = [sys.executable, "docker/hemmeligheter/segl.py", str(tmp_path)]
    rot = Path(__file__).resolve().parents[2]
    filer = ("nokkel.pem", "sertifikat.pem", "eldre.pem")
    subprocess.run(kommando, check=True, cwd=rot)
    forste = [(tmp_path / navn).read_text() for navn in filer]
    subprocess.run(kommando, check=True, cwd=rot)
    assert [(tmp_path / navn).read_text() for navn in filer] == forste, "a second start changes nothing"
    assert (tmp_path / "nokkel.pem").stat().st_mode & 0o077 == 0, "the key is its owner's alone"
    subprocess.run([*kommando, "--nytt"], check=True, cwd=rot)
    nokkel, sertifikat, eldre = ((tmp_path / navn).read_text() for navn in filer)
    assert (forste[2], eldre) == ("", forste[1])
    assert segl.les_nokkel(nokkel, sertifikat).avtrykk != segl.les_nokkel(*forste[:2]).avtrykk


# --- from before the seal --------------------------------------------------------------------------------------------


def test_dokument_fra_foer_seglet_kontrolleres_med_summen(client: Client, db: None) -> None:
    pdf = prove.tegn(prove.utfylt())
    Dokument.objects.create(
        mal="x", sprak="nb", tittel="Skjema", skjemaversjon="1", innhold_sha256="0" * 64, kode="K7QF2MXW9TRA",
        pdf=pdf, pdf_sha256=hashlib.sha256(pdf).hexdigest(),
    )  # fmt: skip
    html = last_opp(client, pdf)
    assert "Filen er ekte og uendret" in html
    assert "Skrevet ut før portalen begynte med segl" in html
    assert "Uten segl: skrevet ut før portalen begynte med segl" in client.get("/verifiser/K7QF2MXW9TRA/").content.decode()


# --- files that mean harm --------------------------------------------------------------------------------------------


def bombe() -> bytes:
    """A cross-reference table that unpacks to a thousand times its size."""
    pakket = zlib.compress(bytes(200 * 1024 * 1024), 9)
    hode = f"1 0 obj<</Type/XRef/Size 9/W[1 8 2]/Root 2 0 R/Filter/FlateDecode/Length {len(pakket)}>>stream\n"
    return b"%PDF-1.7\n%/ByteRange\n" + hode.encode() + pakket + b"\nendstream endobj\nstartxref\n20\n%%EOF"


ONDE: dict[str, Callable[[], bytes]] = {
    "søppel": lambda: b"%PDF-1.7\n/ByteRange\n%%EOF",
    "avkuttet": lambda: b"%PDF-1.7\n1 0 obj<</ByteRange[0 1 2 3]>>endobj\nstartxref\n9\n%%EOF",
    "ring": lambda: b"%PDF-1.7\n%/ByteRange\nxref\n0 0\ntrailer<</Size 1/Root 1 0 R/Prev 20>>\nstartxref\n20\n%%EOF",
    "dyp": lambda: b"%PDF-1.7\n%/ByteRange\n1 0 obj" + b"[" * 200_000 + b"]" * 200_000 + b"endobj\nstartxref\n9\n%%EOF",
    "bombe": bombe,
    "nuller": lambda: b"/ByteRange" + bytes(4 * 1024 * 1024),
}


@pytest.mark.parametrize("navn", ONDE)
def test_ond_fil_faar_et_svar(client: Client, db: None, navn: str) -> None:
    html = last_opp(client, ONDE[navn]())
    assert "Vi kjenner ikke filen" in html
    assert "Seglet kan ikke leses" in html or "Seglet er fjernet" in html
    assert BRUK_DEN_IKKE in html


def test_fil_som_tar_for_lang_tid_avbrytes(forseglet: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seglkontroll, "TIDSGRENSE", 0.01)
    for _gang in range(3):  # more often than there is room for: each one leaves its place
        assert seglkontroll.kontroller_segl(forseglet).tilstand is Segltilstand.ULESELIG


def test_leseren_har_lite_minne_og_kan_ikke_skrive(tmp_path: Path) -> None:
    kode = (
        f"import sys; sys.path.insert(0, {str(Path(seglleser.__file__).parent)!r})\n"
        "import seglleser, resource, signal\n"
        "seglleser.gjerd_inn()\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[1] == seglleser.SEKUNDER)\n"
        "try: bytearray(2 * seglleser.MINNE)\n"
        "except MemoryError: print('minne')\n"
        f"try: open({str(tmp_path / 'x')!r}, 'wb', 0).write(b'x')\n"
        "except OSError: print('fil')\n"
    )
    svar = subprocess.run([sys.executable, "-I", "-c", kode], capture_output=True, text=True, check=True)
    assert svar.stdout.split() == ["True", "minne", "fil"]


def test_mange_paa_en_gang_faar_vente(client: Client, db: None, forseglet: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seglkontroll, "VENTETID", 0)
    with seglkontroll.SAMTIDIG, seglkontroll.SAMTIDIG:
        html = last_opp(client, forseglet)
    assert "Last opp filen på nytt om et minutt." in html


def test_stor_fil_faar_bare_summen_kontrollert(client: Client, db: None) -> None:
    html = last_opp(client, b"/ByteRange" * (MAKS_SEGL // 10 + 1))
    assert "Filen er for stor til at seglet kan leses" in html


def test_fil_uten_spor_av_segl_leses_ikke(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seglkontroll, "TIDSGRENSE", 0.0001)  # a reader that was started would not come through
    assert seglkontroll.kontroller_segl(b"%PDF-1.7 helt vanlig").tilstand is Segltilstand.INGEN


def test_egen_nokkel_med_demonavn_er_demo_og_ikke_portalens(settings: Any) -> None:
    segl.bruk(settings, DEMOSEGL)
    funn = seglkontroll.kontroller_segl(segl.forseglet(prove.tegn(prove.utfylt()), DEMOSEGL))
    assert (funn.tilstand, funn.navn, funn.godt) == (Segltilstand.HELT, Seglnavn.DEMO, False)
