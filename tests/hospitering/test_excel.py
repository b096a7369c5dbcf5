"""The list as a workbook: same rows, same people, no private field, no live formula."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from grunnmur.jobb import regneark
from grunnmur.jobb.models import Jobb
from grunnmur.jobb.tasks import kjor_klare
from grunnmur.organisasjon.models import Bruker
from hospitering.models import Soknad
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


# --- too large for a page: made by a job -------------------------------------------------------------------------------


@pytest.fixture
def stort(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two cases, where a page may write one row."""
    monkeypatch.setattr(regneark, "MAKS_STRAKS", 1)
    return [sak.saksnummer or "" for sak in (cast.oversendt(), cast.oversendt())]


def bestill(klient: Client) -> str:
    """Order the list and give the address of the page to wait on."""
    svar = klient.get(ADRESSE, {"vis": "alle", "q": "synne", "sorter": "innsendt"})
    assert svar.status_code == 302
    return str(svar["Location"])


def innlogget(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def saksnumre(svar: Any) -> list[object]:
    return [rad[0].value for rad in load_workbook(BytesIO(svar.content)).active.iter_rows(min_row=2)]


def test_stort_utvalg_lages_av_en_jobb_og_hentes_av_den_som_bestilte(cast: Cast, stort: list[str]) -> None:
    klient = innlogget(cast.leder)
    side = bestill(klient)
    assert side == bestill(klient), "the same order once more is the same job"
    assert "Vi lager filen." in klient.get(side).content.decode()
    kjor_klare()
    html = klient.get(side).content.decode()
    assert "Bare du kan hente den. Den slettes " in html
    assert f'href="{side}fil/"' in html
    svar = klient.get(f"{side}fil/")
    assert saksnumre(svar) == stort
    assert svar["Content-Disposition"].endswith('.xlsx"')
    assert innlogget(cast.mottak).get(f"{side}fil/").status_code == 404


def test_tilgangen_vurderes_naar_filen_lages(cast: Cast, stort: list[str]) -> None:
    side = bestill(innlogget(cast.leder))
    Soknad.objects.filter(saksnummer=stort[0]).update(egen_enhet=cast.hamarhelse, vertsenhet=None)
    kjor_klare()
    assert saksnumre(innlogget(cast.leder).get(f"{side}fil/")) == stort[1:]


def test_tilgangen_vurderes_paa_nytt_naar_filen_hentes(cast: Cast, stort: list[str]) -> None:
    klient = innlogget(cast.leder)
    side = bestill(klient)
    kjor_klare()
    assert klient.get(f"{side}fil/").status_code == 200
    Soknad.objects.filter(saksnummer=stort[0]).update(egen_enhet=cast.hamarhelse, vertsenhet=None)
    svar = klient.get(f"{side}fil/")
    assert svar.status_code == 403
    assert "Den har saker du ikke lenger har tilgang til." in svar.content.decode()
    assert stort[0] not in svar.content.decode()


def test_altfor_stort_utvalg_sier_hva_en_skal_gjore(cast: Cast, stort: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regneark, "MAKS_RADER", 1)
    klient = innlogget(cast.leder)
    side = bestill(klient)
    kjor_klare()
    assert "Utvalget har mer enn 1 rader. Avgrens det med filteret, og bestill på nytt." in klient.get(side).content.decode()


def test_stengt_konto_faar_ingen_fil(cast: Cast, stort: list[str]) -> None:
    side = bestill(innlogget(cast.leder))
    Bruker.objects.filter(pk=cast.leder.pk).update(is_active=False)
    kjor_klare()
    assert Jobb.objects.get(pk=side.split("/")[2]).tilstand == "feilet"
