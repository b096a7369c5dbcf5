"""The draft: saved as it is written, conflicts, deletion; and who and what never gets to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hospitering.models import Soknad, Tilstand
from tests.hospitering.skjema import adresse, innlogget, nytt_utkast, tekst, utfylt
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db


# --- autosave, conflict, deletion -------------------------------------------------------------------------------------


def test_autolagring_svarer_med_ny_versjon(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("lagre_utkast", utkast), utfylt(cast, begrunnelse="Underveis", periode_fra="tull"))
    assert (svar.status_code, svar.json()["versjon"]) == (200, 2)
    assert svar.json()["melding"].startswith("Lagret kl.")
    assert "Ikke lagret: Fra." in svar.json()["melding"]
    assert Soknad.objects.get().begrunnelse == "Underveis"


def test_autolagring_fra_et_gammelt_vindu_overskriver_ikke(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    soker.post(adresse("lagre_utkast", utkast), utfylt(cast, begrunnelse="Fra vindu 1"))
    svar = soker.post(adresse("lagre_utkast", utkast), utfylt(cast, begrunnelse="Fra vindu 2"))
    assert svar.status_code == 409
    assert "endret siden du åpnet den" in svar.json()["melding"]
    assert Soknad.objects.get().begrunnelse == "Fra vindu 1"


def test_konflikt_viser_hva_som_er_skjedd_og_beholder_det_som_er_skrevet(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    soker.post(adresse("utkast", utkast), utfylt(cast, begrunnelse="Fra vindu 1", lagre="1"))
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, begrunnelse="Fra vindu 2"))
    assert svar.status_code == 409
    assert "Utkastet er endret i et annet vindu" in tekst(svar)
    assert "Fra vindu 2" in tekst(svar)
    assert Soknad.objects.get().begrunnelse == "Fra vindu 1"


def test_utkast_slettes_bare_av_sokeren_og_bare_for_det_er_sendt(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    assert "Nei, behold det" in tekst(soker.get(adresse("slett", utkast)))
    assert innlogget(cast.leder).post(adresse("slett", utkast), {"versjon": 1}).status_code == 404
    assert soker.post(adresse("slett", utkast), {"versjon": 7}).url == adresse("slett", utkast)
    assert Soknad.objects.count() == 1
    assert soker.post(adresse("slett", utkast), {"versjon": 1}).url == adresse("liste")
    assert Soknad.objects.count() == 0
    sendt = cast.innsendt()
    assert soker.post(adresse("slett", sendt), {"versjon": 2}).url == sendt.get_absolute_url()
    assert Soknad.objects.count() == 1


# --- strangers, GET, odd input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["utkast", "lagre_utkast", "se_over", "kvittering", "slett"])
@pytest.mark.parametrize("rolle", ["utenfor", "leder", "mottak", "sekretariat", "kontakt_adm"])
def test_ingen_andre_naar_sokerens_sider(cast: Cast, side: str, rolle: str) -> None:
    klient = innlogget(cast.folk[rolle])
    for sak in (cast.utkast(), cast.innsendt()):
        if side != "kvittering":
            assert klient.post(adresse(side, sak), {"versjon": 1, "bekreft": "on"}).status_code == 404
        if side != "lagre_utkast":
            assert klient.get(adresse(side, sak)).status_code == 404
    assert sorted(Soknad.objects.values_list("tilstand", "versjon")) == [("innsendt", 2), ("utkast", 1)]


def test_uten_innlogging_kommer_innloggingen(cast: Cast) -> None:
    svar = Client().get(adresse("utkast", cast.utkast()))
    assert svar.status_code == 302
    assert svar.url.startswith("/logg-inn/")


def test_aa_lese_sidene_skriver_ingenting(cast: Cast, soker: Client) -> None:
    utkast, sendt = cast.utkast(), cast.innsendt()
    sider = [adresse("ny"), adresse("enkeltpasient"), adresse("utkast", utkast), adresse("se_over", utkast),
             adresse("slett", utkast), adresse("kvittering", sendt)]  # fmt: skip
    soker.get(sider[0])
    with CaptureQueriesContext(
        connection,
    ) as sporringer:
        for side in sider:
            assert soker.get(side).status_code == 200
    skriv = [q["sql"] for q in sporringer if q["sql"].split(" ")[0] in ("INSERT", "UPDATE", "DELETE")]
    assert [sql for sql in skriv if "hospitering" in sql or "saksgang" in sql] == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"versjon": "9" * 40},
        {"versjon": "-1"},
        {"versjon": 1, "kommune": "x", "sokes_i": "kommune", "onsket_enhet": "'; --", "egen_enhet": "[]"},
        {"versjon": 1, "periode_fra": "99999999999999999999", "periode_til": "-1", "tlf_privat": "٣" * 12},
        {"versjon": 1, "begrunnelse": "x" * 5000, "soker_navn": "y" * 500, "enhet_sokt": "%_\\" * 60},
        {"versjon": 1, "sokes_i": ["hf", "kommune"], "onsket_enhet": ["", "a"], "sok_enheter": "1"},
        {"versjon": 1, "tilstand": "innvilget_vert", "soker": "x", "saksnummer": "H-1", "lagre": "1"},
    ],
)
def test_rare_data_gir_aldri_serverfeil(cast: Cast, soker: Client, data: dict[str, Any]) -> None:
    utkast = cast.utkast()
    for side in ("utkast", "lagre_utkast", "se_over", "slett"):
        assert soker.post(adresse(side, utkast), data).status_code in (200, 302, 409)
    lagret = Soknad.objects.get()
    assert (lagret.tilstand, lagret.saksnummer, lagret.soker) == (Tilstand.UTKAST, None, cast.soker)


def test_nul_avvises_for_den_naar_basen(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    assert soker.post(adresse("utkast", utkast), utfylt(cast, begrunnelse="a\x00b")).status_code == 400
    assert soker.get(adresse("enkeltpasient"), {"q": "\x00"}).status_code == 400


@pytest.mark.parametrize("side", ["utkast", "se_over"])
def test_antall_sporringer_vokser_ikke_med_antall_soknader(cast: Cast, soker: Client, side: str) -> None:
    utkast = cast.utkast()
    soker.get(adresse(side, utkast))  # content types are looked up once per process
    with CaptureQueriesContext(connection) as en:
        soker.get(adresse(side, utkast))
    for _nr in range(3):
        cast.innsendt()
        cast.utkast()
    with CaptureQueriesContext(connection) as flere:
        soker.get(adresse(side, utkast))
    assert len(flere) == len(en)
    assert len(en) <= 16


# --- from a question about guidance -----------------------------------------------------------------------------------


@pytest.mark.krav("S0-K05")
def test_enheten_en_kommer_fra_staar_i_utkastet(cast: Cast, soker: Client) -> None:
    svar = soker.get(adresse("ny"), {"enhet": str(cast.palliativ.pk)})
    assert f'name="enhet" value="{cast.palliativ.pk}"' in tekst(svar)
    for _ in range(2):
        soker.post(adresse("ny"), {"enkeltpasient": "nei", "enhet": str(cast.palliativ.pk)})
    sak = Soknad.objects.get()
    assert (sak.onsket_enhet, sak.sokes_i, sak.vertsvirksomhet) == (cast.palliativ, "hf", cast.sykehus)


@pytest.mark.parametrize("enhet", ["tull", "00000000-0000-0000-0000-000000000000", "utenforenhet"])
def test_en_enhet_som_ikke_kan_velges_blir_ikke_tatt_med(cast: Cast, soker: Client, enhet: str) -> None:
    pk = str(cast.utenforenhet.pk) if enhet == "utenforenhet" else enhet
    assert soker.post(adresse("ny"), {"enkeltpasient": "nei", "enhet": pk}).status_code == 302
    assert Soknad.objects.get().onsket_enhet is None


@pytest.mark.krav("S1-H02")
def test_en_enkelt_pasient_leder_til_veiledning(cast: Cast, soker: Client) -> None:
    assert 'href="/veiledning/ny/?omfang=enkeltpasient"' in tekst(soker.get(adresse("enkeltpasient")))
