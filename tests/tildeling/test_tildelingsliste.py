"""The shared list of candidates with a place (S1-L05): filters, who is missing, the share from other trusts, Excel."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grunnmur.saksgang.models import Lagretfilter
from lis.lis1.models import Sesong
from lis.tildeling.operations import forsinkelse
from tests.lis1.stillinger import besatt

from .test_tildeling_sider import LISTE, som
from .tildelinger import SLUTT, ansatt, fra_annet_hf, frafalt, gjor, tildelt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _uten_husket_valgliste() -> None:
    caches["lokal"].clear()


def leger(lis: Any, **valg: Any) -> set[str]:
    return {rad.saksnummer for rad in som(lis.koordinator).get(LISTE, valg).context["rader"]}


@pytest.fixture
def blandet(lis: Any) -> tuple[Any, dict[str, str]]:
    nye = {
        "tildelt": tildelt(lis, "kandidat2"),
        "ansatt": ansatt(lis, kommune=lis.hamar),
        "frafalt": frafalt(lis, "kandidat3"),
        "annet": fra_annet_hf(lis),
    }
    gjor(forsinkelse.meld_forsinkelse, nye["ansatt"], lis.koordinator, gjelder="kommune", ny_dato=SLUTT + timedelta(days=3))
    return lis, {navn: sak.saksnummer or "" for navn, sak in nye.items()}


@pytest.mark.krav("S1-L05", "S1-L06")
@pytest.mark.parametrize(
    ("valg", "ventet"),
    [
        ({}, {"tildelt", "ansatt", "frafalt", "annet"}),
        ({"tilstand": "ansatt"}, {"ansatt"}),
        ({"hf": "annet"}, {"annet"}),
        ({"hf": "eget"}, {"tildelt", "ansatt", "frafalt"}),
        ({"forsinket": "ja"}, {"ansatt"}),
        ({"halvaar": "2029-03-01"}, {"tildelt", "ansatt", "frafalt", "annet"}),
        ({"q": "frida"}, {"annet"}),
        ({"q": "hamar"}, {"ansatt"}),
        ({"q": "finnes ikke"}, set()),
        ({"tilstand": "tull"}, {"tildelt", "ansatt", "frafalt", "annet"}),
    ],
)
def test_listen_snevres_inn_med_hvert_filter(blandet: Any, valg: dict[str, str], ventet: set[str]) -> None:
    lis, numre = blandet
    assert leger(lis, **valg) == {numre[navn] for navn in ventet}


@pytest.mark.krav("S1-L06", "S1-L20")
def test_andelen_fra_andre_foretak_staar_over_listen_og_unntaket_paa_raden(blandet: Any) -> None:
    lis, _numre = blandet
    tekst = som(lis.rhf).get(LISTE).content.decode()
    assert "1 av 3 med plass (33 %) kommer fra et annet helseforetak." in tekst  # whoever fell away has no place
    assert tekst.count("<strong>unntak</strong>") == 1
    assert "Alle med plass kommer fra vårt helseforetak." in som(lis.rhf).get(LISTE, {"hf": "eget"}).content.decode()


@pytest.mark.krav("S1-L05")
def test_hvem_som_mangler_plass_i_halvaaret_staar_under_listen(blandet: Any) -> None:
    lis, _numre = blandet
    lis.stilling("kandidat4")
    besatt(lis, "senere@lege.example", lis.kull(2028, Sesong.HOST))
    uten = som(lis.koordinator).get(LISTE, {"halvaar": "2029-03-01"}).context["uten"]
    assert len(uten) == 2  # kandidat4, and kandidat3 who fell away
    assert som(lis.koordinator).get(LISTE).context["uten"] == []


def test_listen_spoer_like_mye_for_tre_som_for_en(lis: Any) -> None:
    klient = som(lis.koordinator)
    sak = tildelt(lis)

    def antall(adresse: str) -> int:
        klient.get(adresse)
        with CaptureQueriesContext(connection) as sporringer:
            klient.get(adresse)
        return len(sporringer)

    sider = [LISTE, f"{LISTE}?halvaar=2029-03-01", sak.get_absolute_url()]
    foer = [antall(adresse) for adresse in sider]
    tildelt(lis, "kandidat2", kommune=lis.hamar)
    tildelt(lis, "kandidat3")
    assert [antall(adresse) for adresse in sider] == foer


def test_et_filter_lagres_og_slettes_av_den_som_eier_det(lis: Any) -> None:
    klient = som(lis.statsforvalter)
    klient.post(f"{LISTE}visning/", {"navn": "Unntakene", "sporring": "hf=annet&tull=1"})
    lagret = Lagretfilter.objects.get(bruker=lis.statsforvalter)
    assert (lagret.liste, lagret.sporring) == ("tildeling.tildelinger", "hf=annet")
    som(lis.rhf).post(f"{LISTE}visning/{lagret.pk}/slett/")
    assert Lagretfilter.objects.count() == 1
    klient.post(f"{LISTE}visning/{lagret.pk}/slett/")
    assert Lagretfilter.objects.count() == 0


def test_regnearket_har_radene_i_filteret_og_aldri_begrunnelsen(blandet: Any, tmp_path: Any) -> None:
    lis, numre = blandet
    fil = tmp_path / "kandidater.xlsx"
    fil.write_bytes(b"".join(som(lis.rhf).get(f"{LISTE}excel/?hf=annet")))
    with ZipFile(fil) as ark:
        innhold = "".join(ark.read(navn).decode() for navn in ark.namelist() if navn.endswith(".xml"))
    assert (numre["annet"] in innhold, numre["tildelt"] in innhold, "Avtale om bytte" in innhold) == (True, False, False)
