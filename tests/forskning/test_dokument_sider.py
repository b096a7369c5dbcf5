"""The pages of the knowledge base, the process and the logo."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.urls import reverse

from forskning.models import Dokument, Dokumentart, Mal
from forskning.operations import dokument as op
from tests.forskning.test_dokument import docx, gjelder
from tests.klient import som

A = Dokumentart


def url(navn: str, *hva: object) -> str:
    return reverse(f"forskning:{navn}", args=hva)


@pytest.mark.krav("S1-F01")
def test_the_four_parts_are_tabs_over_what_the_portal_knows(forsk: Any) -> None:
    gjelder(forsk, A.KUNNSKAPSGRUNNLAG)
    aapent, lukket = (
        forsk.ide(finansiering="egen", soknadsfrist=None, tittel=navn) for navn in ("Åpent spor", "Lukket spor")
    )
    for p in (aapent, lukket):
        type(p).objects.filter(pk=p.pk).update(tilstand="paagaar", versjon=F("versjon") + 1)
    type(lukket).objects.filter(pk=lukket.pk).update(begrensning="avtale")
    client = som(forsk.hamarsjef)
    for del_ in ("behov", "pagaende", "miljoer", "anbefalinger"):
        assert client.get(url("kunnskapsgrunnlag_del", del_)).status_code == 200
    side = client.get(url("kunnskapsgrunnlag_del", "pagaende")).content.decode()
    assert ("Åpent spor" in side, "Lukket spor" in side, "Se 1 prosjekt" in side) == (True, False, True)
    assert client.get(url("kunnskapsgrunnlag_del", "noe-annet")).status_code == 404


def test_strangers_find_none_of_it(forsk: Any) -> None:
    sak = gjelder(forsk)
    client = som(forsk.utenfor)
    for adresse in (url("kunnskapsgrunnlag"), url("prosess"), url("logo"), sak.get_absolute_url()):
        assert client.get(adresse).status_code == 404


@pytest.mark.krav("S0-F03")
def test_a_coordinator_writes_a_version_from_start_to_use(forsk: Any) -> None:
    client = som(forsk.fou)
    svar = client.post(url("dokument_ny", "prosess"), follow=True)
    sak = Dokument.objects.get()
    assert svar.redirect_chain[-1][0] == sak.get_absolute_url()
    ny = {"versjon": sak.versjon, "tittel": "Evaluer", "hvem": "Alle", "tekst": "Se tilbake på det dere gjorde."}
    assert client.post(url("dokumentdel_ny", sak.pk), ny).status_code == 302
    sak.refresh_from_db()
    assert client.post(url("dokumentdel_flytt", sak.pk, 8), {"versjon": sak.versjon, "opp": ""}).status_code == 302
    sak.refresh_from_db()
    assert sak.deler.get(nummer=7).tittel == "Evaluer"
    bruk = {"versjon": sak.versjon, "organ": forsk.ssu.pk, "vedtak_saksnummer": "04.24", "vedtatt": "08.05.2024"}
    assert client.post(url("dokument_ta_i_bruk", sak.pk), bruk).status_code == 302
    client = som(forsk.forsker)
    side = client.get(url("prosess")).content.decode()
    assert ("7. Evaluer" in side, "Strategisk samarbeidsutvalg" in side, "Sak 04.24" in side) == (True, True, True)


def test_a_refused_part_keeps_what_was_typed(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.PROSESS)
    client = som(forsk.fou)
    skrevet = {"versjon": sak.versjon, "tittel": "", "hvem": "Alle", "tekst": "Denne teksten blir stående."}
    svar = client.post(url("dokumentdel_ny", sak.pk), skrevet)
    assert (svar.status_code, "Denne teksten blir stående." in svar.content.decode()) == (200, True)
    op.endre(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, tittel="En annen var raskere")
    svar = client.post(url("dokumentdel_ny", sak.pk), skrevet | {"tittel": "Evaluer"})
    assert (svar.status_code, "Denne teksten blir stående." in svar.content.decode()) == (409, True)


@pytest.mark.krav("S4-F01")
def test_a_template_is_saved_and_never_shown_by_the_browser(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.LOGO)
    client = som(forsk.fou)
    innhold = docx()
    fil = SimpleUploadedFile("soknad.docx", innhold)
    svar = client.post(url("mal_ny", sak.pk), {"versjon": sak.versjon, "navn": "Søknad", "fil": fil})
    assert svar.status_code == 302
    mal = Mal.objects.get()
    svar = client.get(url("mal", mal.pk))
    assert svar["Content-Disposition"] == 'attachment; filename="soknad.docx"'
    assert (svar["X-Content-Type-Options"], svar.content) == ("nosniff", innhold)
    client = som(forsk.forsker)
    assert client.get(url("mal", mal.pk)).status_code == 404  # the draft is for those who write it
    sak.refresh_from_db()
    op.ta_i_bruk(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon)
    assert client.get(url("mal", mal.pk)).status_code == 200


def test_a_file_that_is_something_else_is_explained(forsk: Any) -> None:
    sak = op.skriv(utfort_av=forsk.fou, art=A.LOGO)
    client = som(forsk.fou)
    fil = SimpleUploadedFile("soknad.docx", b"noe helt annet")
    svar = client.post(url("mal_ny", sak.pk), {"versjon": sak.versjon, "navn": "Søknad", "fil": fil})
    assert (svar.status_code, "Filen inneholder ikke det navnet sier" in svar.content.decode()) == (200, True)
    assert not Mal.objects.exists()


def test_only_those_who_write_are_offered_to(forsk: Any) -> None:
    client = som(forsk.forsker)
    assert "Skriv en ny versjon" not in client.get(url("prosess")).content.decode()
    assert client.post(url("dokument_ny", "prosess")).status_code == 403
    client = som(forsk.fou)
    assert "Skriv en ny versjon" in client.get(url("prosess")).content.decode()
