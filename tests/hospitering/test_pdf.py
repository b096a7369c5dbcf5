"""The form as a PDF from a real case, through the queue; and everything about a case as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.organisasjon.models import Bruker
from grunnmur.varsling.frister import minn_om_frister
from hospitering import operations
from hospitering.models import Soknad
from hospitering.selectors.eksport import hele_saken
from tests.rollebesetning import Cast


def hent(bruker: Bruker, sak: Soknad) -> Any:
    klient = Client()
    klient.force_login(bruker)
    return klient.get(reverse("hospitering:skjema_pdf", args=[sak.pk]))


def pdf(bruker: Bruker, sak: Soknad) -> str:
    """Order, let the worker do it, fetch: the text of the document."""
    assert hent(bruker, sak).status_code == 302
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    svar = hent(bruker, sak)
    assert (svar.status_code, svar["Content-Type"]) == (200, "application/pdf")
    tekst = "\n".join(side.extract_text() for side in PdfReader(BytesIO(svar.content)).pages)
    return " ".join(tekst.split())


@pytest.mark.krav("S1-H08", "S1-S17", "S1-S20", "S1-S24", "S1-S26", "S1-S27", "S1-S33", "S1-S37", "S1-S41", "S1-S45")
def test_skjemaet_er_fylt_ut_fra_saken(cast: Cast) -> None:
    sak = cast.besvart()
    tekst = pdf(cast.soker, sak)
    for ventet in (
        "Synne Søker", "Hjemvegen 1, 2815 Gjøvik", "Korttidsavdelingen, Gjøvik, Gjøvik kommune", "Palliativt senter, Gjøvik",
        "Avdelingen trenger mer kunnskap om lindring.", "Elektronisk signert av Leif Leder",
        "Elektronisk signert av Vera Vertsleder", "Kristin Kontakt", "kontakt@prove.example", sak.saksnummer,
    ):  # fmt: skip
        assert ventet in tekst, ventet


@pytest.mark.krav("S1-S05", "S1-S06")
def test_uten_private_felt_for_den_som_ikke_skal_se_dem(cast: Cast) -> None:
    sak = cast.oversendt()
    for bruker, ser in [(cast.mottak, True), (cast.sekretariat, False), (cast.overleder, False)]:
        if bruker is cast.overleder:
            tekst = " ".join(PdfReader(BytesIO(hent(bruker, sak).content)).pages[0].extract_text().split())
        else:
            tekst = pdf(bruker, sak)
        assert ("Hjemvegen 1" in tekst, "900 00 001" in tekst.replace("\N{NO-BREAK SPACE}", " ")) == (ser, ser)


def test_fremmed_faar_404(cast: Cast) -> None:
    assert hent(cast.utenfor, cast.besvart()).status_code == 404
    assert hent(cast.mottak, cast.innsendt()).status_code == 404


def test_tilbakekalt_vedtak_staar_ikke_i_skjemaet(cast: Cast) -> None:
    sak = cast.mottatt()
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(begrunnelse="Ny grunn."))
    tekst = pdf(cast.soker, sak)
    assert "Ny grunn." in tekst
    assert "Leif Leder" not in tekst


def test_avslag_baerer_kommentaren(cast: Cast) -> None:
    sak = cast.mottatt()
    operations.avslaa_vert(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, kommentar="Vi er fullbooket.")
    tekst = pdf(cast.leder, sak)
    assert "Vi er fullbooket." in tekst
    assert tekst.count("Elektronisk signert av Vera Vertsleder") == 2  # the decision, and the reply that inherits it


def test_eksporter_sak_gir_alt_om_saken(cast: Cast) -> None:
    sak = cast.besvart()
    ut = StringIO()
    call_command("eksporter_sak", sak.saksnummer.lower(), stdout=ut)
    alt = json.loads(ut.getvalue())
    assert list(alt) == [
        "soknad", "avtale", "perioder", "avklaringer", "reise", "taushetserklaering", "instrukslesinger",
        "forberedelser", "uker", "evalueringer", "hendelser", "vedtak", "oppgaver", "varsler", "dokumenter", "lesinger",
        "avvisninger", "lenker",
    ]  # fmt: skip
    assert alt["soknad"]["hjemmeadresse"] == "Hjemvegen 1, 2815 Gjøvik"
    assert alt["soknad"]["soker"]["navn"] == "Synne Søker"
    assert [v["av"]["navn"] for v in alt["vedtak"]] == ["Leif Leder", "Vera Vertsleder"]
    assert len([h for h in alt["hendelser"] if h["signatur"]]) == 4
    with pytest.raises(CommandError, match="Fant ingen sak"):
        call_command("eksporter_sak", "H-1999-9999", stdout=StringIO())


def test_eksporten_har_ogsaa_paaminnelser_og_dokumenter(cast: Cast) -> None:
    """Rows that point at the case, but at no event of it."""
    sak = cast.innsendt()
    minn_om_frister(naa=timezone.now() + timedelta(days=20))
    pdf(cast.leder, sak)
    alt = hele_saken(sak)
    assert {v["mal"] for v in alt["varsler"] if v["hendelse"] is None} == {"oppgave.paaminnelse", "oppgave.eskalert"}
    assert [d["variant"] for d in alt["dokumenter"]] == ["full"]
