"""From order to issued document: made once, kept by content, never changed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connections, transaction

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.operations import tom_for_saker
from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.jobb.models import Jobb, Tilstand
from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.jobb.tasks import kjor_klare
from hospitering.skjema_pdf import filnavn, tomt_skjema
from tests.dokumenter.proveskjema import tekst, utfylt
from tests.rollebesetning import Cast

Be = Callable[..., Any]


def test_forst_jobb_saa_dokument(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    jobb = be_om(sak)
    assert isinstance(jobb, Jobb)
    assert not Dokument.objects.exists(), "asking never renders"
    kjor_klare()
    dokument = be_om(sak)
    assert isinstance(dokument, Dokument)
    assert (dokument.saksnummer, dokument.variant, dokument.versjon) == (sak.saksnummer, "full", sak.versjon)
    assert be_om(sak).pk == dokument.pk
    assert Jobb.objects.count() == 1


def test_dokumentet_baerer_sin_egen_kode(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    be_om(sak)
    kjor_klare()
    dokument = Dokument.objects.get()
    innhold = tekst(bytes(dokument.pdf or b""))
    assert "-".join((dokument.kode[:4], dokument.kode[4:8], dokument.kode[8:])) in innhold
    assert f"/verifiser/{dokument.kode}/" in innhold
    assert str(sak.saksnummer) in innhold


def test_nytt_innhold_gir_ny_utgave_som_erstatter_den_gamle(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    be_om(sak)
    kjor_klare()
    gammel = be_om(sak)
    assert isinstance(be_om(sak, utfylt(faggruppe="Lege")), Jobb)
    kjor_klare()
    ny = be_om(sak, utfylt(faggruppe="Lege"))
    assert ny.erstatter == gammel
    assert list(Dokument.objects.gjeldende()) == [ny]


def test_tilbake_til_gammelt_innhold_er_ogsaa_en_ny_utgave(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    for faggruppe in ("Lege", "Jordmor", "Lege"):
        be_om(sak, utfylt(faggruppe=faggruppe))
        kjor_klare()
    assert Dokument.objects.count() == 3
    assert be_om(sak, utfylt(faggruppe="Lege")).erstatter.erstatter.erstatter is None


def test_foreldet_bestilling_erstatter_ikke_en_nyere(cast: Cast, be_om: Be) -> None:
    """A job that was ordered before the case changed and runs after must not become the issue in force."""
    sak = cast.innsendt()
    be_om(sak, utfylt(faggruppe="Lege"))
    sak.versjon += 1
    be_om(sak, utfylt(faggruppe="Jordmor"))
    foreldet, fersk = ta_neste(), ta_neste()
    assert foreldet is not None and fersk is not None
    utfor(fersk)
    utfor(foreldet)
    foreldet.refresh_from_db()
    assert foreldet.tilstand == Tilstand.FERDIG
    assert [dokument.versjon for dokument in Dokument.objects.all()] == [sak.versjon]


def test_maalform_og_innsyn_er_egne_dokumenter(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    for valg in ({}, {"sprak": "nn"}, {"vis_privat": False}):
        be_om(sak, **valg)
    kjor_klare()
    assert sorted(Dokument.objects.gjeldende().values_list("sprak", "variant")) == [
        ("nb", "full"),
        ("nb", "uten_privat"),
        ("nn", "full"),
    ]


def test_private_felt_naar_verken_jobb_eller_fil(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    jobb = be_om(sak, vis_privat=False)
    assert "Hjemvegen" not in str(jobb.inndata)
    assert "400" not in str(jobb.inndata["kontekst"]["skjema"])
    kjor_klare()
    assert "Hjemvegen" not in tekst(bytes(Dokument.objects.get().pdf or b""))


def test_to_som_ber_faar_samme_dokument(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    assert be_om(sak).pk != be_om(sak, bestilt_av=cast.leder).pk
    kjor_klare()
    assert Dokument.objects.count() == 1
    assert be_om(sak, bestilt_av=cast.leder).pk == be_om(sak).pk


def test_utkast_blir_aldri_et_dokument(cast: Cast, be_om: Be) -> None:
    jobb = be_om(cast.utkast())
    assert jobb.adresse == ""
    kjor_klare()
    jobb.refresh_from_db()
    assert not Dokument.objects.exists()
    assert jobb.resultat_filnavn == "skjema-hospitering-utkast.pdf"
    assert "Kontrollkode" not in tekst(bytes(jobb.resultat))


@pytest.mark.krav("S1-H08")
def test_tomt_skjema_utstedes_uten_sak_og_kode(cast: Cast) -> None:
    valg = {"helsefellesskap": cast.helsefellesskap, "sprak": "nb", "adresse": "/hospitering/skjema-tomt.pdf"}
    assert isinstance(tomt_skjema(bestilt_av=cast.soker, **valg), Jobb)  # type: ignore[arg-type]
    kjor_klare()
    dokument = tomt_skjema(bestilt_av=cast.leder, **valg)  # type: ignore[arg-type]
    assert isinstance(dokument, Dokument)
    assert (dokument.kode, dokument.saksnummer, dokument.sak_id) == ("", "", None)
    assert dokument.skjemaversjon == "2024-05-08.1"


def test_svaret_er_fil_eller_ventesiden(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    jobb = be_om(sak)
    venter = dokumentsvar(jobb, filnavn=filnavn(sak))
    assert (venter.status_code, venter["Location"]) == (302, f"/jobb/{jobb.pk}/")
    kjor_klare()
    svar = dokumentsvar(be_om(sak), filnavn=filnavn(sak))
    assert svar.content.startswith(b"%PDF")
    assert svar["Content-Disposition"] == f'attachment; filename="skjema-hospitering-{sak.saksnummer}.pdf"'
    assert "no-store" in svar["Cache-Control"]


def test_tommes_innholdet_staar_kontrollsummen(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    be_om(sak)
    kjor_klare()
    foer = Dokument.objects.get()
    assert tom_for_saker(foer.sak_type_id, [sak.pk]) == 1
    etter = Dokument.objects.get()
    assert (etter.pdf, etter.pdf_sha256, etter.kode) == (None, foer.pdf_sha256, foer.kode)


@pytest.mark.parametrize(
    "endring", [{"kode": "0" * 12}, {"saksnummer": "H-2026-9999"}, {"pdf_sha256": "0" * 64}, {"pdf": b"x"}]
)
def test_databasen_lar_ingen_endre_et_dokument(cast: Cast, be_om: Be, endring: dict[str, Any]) -> None:
    be_om(cast.innsendt())
    kjor_klare()
    with pytest.raises(DatabaseError), transaction.atomic():
        Dokument.objects.update(**endring)
    Dokument.objects.update(pdf=None)


def test_databasen_lar_ingen_slette_et_dokument(cast: Cast, be_om: Be) -> None:
    be_om(cast.innsendt())
    kjor_klare()
    with pytest.raises(DatabaseError), transaction.atomic():
        Dokument.objects.all().delete()
    assert Dokument.objects.count() == 1


def test_dokument_til_en_sak_som_ikke_finnes_avvises(cast: Cast) -> None:
    felter = {"mal": "x", "sprak": "nb", "tittel": "x", "skjemaversjon": "1", "innhold_sha256": "0", "pdf_sha256": "0"}
    slag = ContentType.objects.get_for_model(cast.innsendt())
    with pytest.raises(DatabaseError), transaction.atomic():
        Dokument.objects.create(sak_type=slag, sak_id=uuid4(), **felter)
    Dokument.objects.create(**felter)


@pytest.mark.django_db(transaction=True)
def test_to_arbeidere_gir_en_utgave(cast: Cast, be_om: Be) -> None:
    sak = cast.innsendt()
    be_om(sak)
    be_om(sak, bestilt_av=cast.leder)
    jobber = [ta_neste(), ta_neste()]
    start = Barrier(2)

    def arbeid(jobb: Any) -> None:
        try:
            start.wait()
            utfor(jobb)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as traader:
        list(traader.map(arbeid, jobber))
    assert Dokument.objects.count() == 1
    assert list(Jobb.objects.values_list("tilstand", flat=True)) == ["ferdig", "ferdig"]
