"""The list as a workbook: same rows, same people, no private field, no live formula."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from grunnmur.organisasjon.models import Bruker
from hospitering.views import liste
from tests.rollebesetning import Cast

ADRESSE = "/hospitering/eksport.xlsx"


def bok(bruker: Bruker, **valg: str) -> list[list[object]]:
    klient = Client()
    klient.force_login(bruker)
    svar = klient.get(ADRESSE, valg)
    assert svar.status_code == 200
    ark = load_workbook(BytesIO(svar.getvalue())).active
    return [[celle.value for celle in rad] for rad in ark.iter_rows()]


def test_arbeidsboken_har_radene_i_listen(cast: Cast) -> None:
    sak = cast.oversendt()
    titler, rad = bok(cast.leder, vis="alle")
    assert titler == [
        "Saksnummer", "Søker", "Arbeidssted", "Enhet", "Virksomhet", "Fra", "Til", "Faggruppe", "Sendt", "Tilstand",
    ]  # fmt: skip
    assert rad[:5] == [
        sak.saksnummer, "Synne Søker", "Korttidsavdelingen, Gjøvik, Gjøvik kommune", "Palliativt senter, Gjøvik",
        "Sykehuset Innlandet HF",
    ]  # fmt: skip
    assert rad[5] == datetime.combine(sak.periode_fra, datetime.min.time())
    assert rad[7:] == ["Sykepleier", rad[8], "Sendt til vertsvirksomheten"]


def test_filteret_og_synligheten_gjelder_ogsaa_her(cast: Cast) -> None:
    cast.innsendt()
    assert len(bok(cast.leder, vis="alle")) == 2
    assert len(bok(cast.leder, vis="alle", tilstand="trukket")) == 1
    assert len(bok(cast.mottak, vis="alle")) == 1
    assert len(bok(cast.utenfor, vis="alle")) == 1


@pytest.mark.krav("S1-S05", "S1-S06")
def test_ingen_privat_opplysning_for_noen(cast: Cast) -> None:
    cast.besvart()
    for bruker in (cast.soker, cast.leder, cast.mottak, cast.vertsleder, cast.sekretariat):
        alt = str(bok(bruker, vis="alle"))
        assert "Synne Søker" in alt
        assert "Hjemvegen" not in alt
        assert "90000001" not in alt


@pytest.mark.parametrize("navn", ["=1+1", "+47", "-2", "@SUM(A1)", "{=1}", "http://eksempel.example"])
def test_det_noen_har_skrevet_blir_aldri_en_formel(cast: Cast, navn: str) -> None:
    cast.innsendt(soker_navn=navn)
    klient = Client()
    klient.force_login(cast.leder)
    ark = load_workbook(BytesIO(klient.get(ADRESSE, {"vis": "alle"}).getvalue())).active
    celle = ark["B2"]
    assert (celle.value, celle.data_type, celle.hyperlink) == (navn, "s", None)


def test_for_stort_utvalg_sier_hva_en_skal_gjore(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.innsendt()
    cast.innsendt()
    monkeypatch.setattr(liste, "MAKS_RADER", 1)
    klient = Client()
    klient.force_login(cast.leder)
    svar = klient.get(ADRESSE, {"vis": "alle", "q": "synne"})
    assert (svar.status_code, svar["Location"]) == (302, "/hospitering/?vis=alle&q=synne")
