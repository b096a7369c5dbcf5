"""The knowledge base, the described process and the rules for the logo: versions that stand once they apply."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from forskning.models import Dokument, Dokumentart, Dokumentdel, Mal
from forskning.operations import dokument as op
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert

A = Dokumentart


def gjelder(forsk: Any, art: str = A.PROSESS) -> Dokument:
    sak = op.skriv(utfort_av=forsk.fou, art=art)
    return op.ta_i_bruk(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon)


def docx(*flere: str) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as arkiv:
        for navn in ("[Content_Types].xml", "word/document.xml", *flere):
            arkiv.writestr(navn, "<x/>")
    return ut.getvalue()


@pytest.mark.krav("S1-F01")
def test_the_knowledge_base_has_its_four_parts_and_no_others(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.KUNNSKAPSGRUNNLAG)
    deler = ["Kunnskapsbehov", "Pågående forskning", "Aktuelle miljøer", "Anbefalinger"]
    assert list(sak.deler.values_list("tittel", flat=True)) == deler
    with pytest.raises(ValidationError):
        op.sett_del(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, tittel="En femte", tekst="Tekst")
    with pytest.raises(ValidationError):
        op.fjern_del(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, nummer=1)
    op.sett_del(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, nummer=1, tittel="Noe annet", tekst="Rus og psykiatri.")
    assert sak.deler.values_list("tittel", "tekst").get(nummer=1) == ("Kunnskapsbehov", "Rus og psykiatri.")


@pytest.mark.krav("S0-F03")
def test_the_process_names_who_does_each_step(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.PROSESS)
    stegene = list(sak.deler.values_list("tittel", "hvem"))
    assert stegene[0] == ("Registrer ideen", "Den som har ideen")
    assert all(hvem for _tittel, hvem in stegene)


@pytest.mark.krav("S0-F03")
def test_a_new_version_begins_as_the_one_that_applies_and_takes_its_place(forsk: Any) -> None:
    forste = gjelder(forsk)
    neste = op.skriv(utfort_av=forsk.fou, art=A.PROSESS)
    assert (neste.nummer, neste.deler.count()) == (2, forste.deler.count())
    ny = op.sett_del(
        neste.pk, utfort_av=forsk.fou, versjon=neste.versjon, tittel="Evaluer", hvem="Alle", tekst="Se tilbake."
    )
    neste = Dokument.objects.get(pk=neste.pk)
    neste = op.ta_i_bruk(neste.pk, utfort_av=forsk.fou, versjon=neste.versjon)
    forste.refresh_from_db()
    assert (forste.tilstand, neste.tilstand, ny.nummer) == ("avlost", "gjelder", forste.deler.count() + 1)


@pytest.mark.krav("S1-A05")
def test_who_adopted_it_is_said_whole_or_not_at_all(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.LOGO)
    halvt = {"utfort_av": forsk.fou, "versjon": sak.versjon, "organ": forsk.ssu, "vedtatt": timezone.localdate()}
    with pytest.raises(ValidationError):
        op.ta_i_bruk(sak.pk, **halvt)
    with pytest.raises(DatabaseError, match="vedtak_er_helt"), transaction.atomic():
        Dokument.objects.filter(pk=sak.pk).update(organ=forsk.ssu)
    assert op.ta_i_bruk(sak.pk, **halvt, vedtak_saksnummer="04.24").vedtak_saksnummer == "04.24"


def test_what_applies_stands(forsk: Any) -> None:
    sak = gjelder(forsk)
    with pytest.raises(UlovligOvergang):
        op.sett_del(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, nummer=1, tittel="Nytt")
    for gjor in (
        lambda: Dokumentdel.objects.filter(dokument=sak).update(tekst="Omskrevet"),
        lambda: Dokumentdel.objects.filter(dokument=sak).delete(),
        lambda: Mal.objects.create(
            dokument=sak, navn="Ny", filnavn="a.pdf", mediatype="x", innhold=b"", storrelse=0, sha256=""
        ),
    ):
        with pytest.raises(DatabaseError, match="_staar"), transaction.atomic():
            gjor()


def test_only_coordinators_and_the_secretariat_write(forsk: Any) -> None:
    for kode in ("forsker", "hamarsjef", "utenfor"):
        with pytest.raises(PermissionDenied):
            op.skriv(utfort_av=forsk.folk[kode], art=A.PROSESS)
    assert op.skriv(utfort_av=forsk.sekretariat, art=A.PROSESS).tilstand == "utkast"
    with pytest.raises(ValidationError):
        op.skriv(utfort_av=forsk.fou, art=A.PROSESS)


def test_who_reads_a_draft(forsk: Any) -> None:
    utkast, i_bruk = op.skriv(utfort_av=forsk.fou, art=A.LOGO), gjelder(forsk)
    assert set(Dokument.objects.synlig_for(forsk.sykehusfou)) == {utkast, i_bruk}
    assert set(Dokument.objects.synlig_for(forsk.forsker)) == {i_bruk}
    assert not Dokument.objects.synlig_for(forsk.utenfor).exists()


def test_a_stale_page_is_told(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.PROSESS)
    op.endre(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, tittel="Ny tittel")
    with pytest.raises(Utdatert):
        op.endre(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, tittel="For sent")


def test_parts_change_place_and_keep_their_numbers_in_a_row(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.LOGO)
    foerst, sist = sak.deler.values_list("tittel", flat=True)
    sak = op.flytt_del(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, nummer=2, opp=True)
    assert list(sak.deler.values_list("nummer", "tittel")) == [(1, sist), (2, foerst)]
    sak = op.flytt_del(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, nummer=1, opp=True)
    sak = op.fjern_del(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, nummer=1)
    assert list(sak.deler.values_list("nummer", "tittel")) == [(1, foerst)]


@pytest.mark.krav("S4-F01")
@pytest.mark.parametrize(
    ("filnavn", "innhold", "ord"),
    [
        ("mal.exe", b"MZ", "typen docx"),
        ("mal.docx", b"%PDF-1.7", "navnet sier"),
        ("mal.pdf", docx(), "navnet sier"),
        ("mal.odt", docx(), "navnet sier"),
        ("mal.docx", docx("word/vbaProject.bin"), "makroer"),
        ("mal.docx", docx() + b"x" * 5 * 1024 * 1024, "for stor"),
    ],
)
def test_a_template_is_what_its_name_says(forsk: Any, filnavn: str, innhold: bytes, ord: str) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.LOGO)
    with pytest.raises(ValidationError, match=ord):
        op.legg_til_mal(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, navn="Søknad", filnavn=filnavn, innhold=innhold)


@pytest.mark.krav("S4-F01")
def test_a_template_follows_the_next_version(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.LOGO)
    alt = {"utfort_av": forsk.fou, "navn": "Søknad med begge logoer", "filnavn": "../../ Søknad æ.docx", "innhold": docx()}
    mal = op.legg_til_mal(sak.pk, versjon=sak.versjon, **alt)
    assert (mal.filnavn, mal.mediatype.rsplit(".", 1)[1]) == ("Søknad_æ.docx", "document")
    sak.refresh_from_db()
    op.ta_i_bruk(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon)
    neste = op.skriv(utfort_av=forsk.fou, art=A.LOGO)
    assert neste.maler.get().sha256 == mal.sha256
    op.fjern_mal(neste.pk, utfort_av=forsk.fou, versjon=neste.versjon, mal=neste.maler.get().pk)
    assert (neste.maler.count(), sak.maler.count()) == (0, 1)
