"""The buttons of the case page when something is in the way: a stale page, too late, twice, broken input."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.saksgang.models import Vedtak
from hospitering import operations
from tests.hospitering.behandling import T, feil, gaar_til_saken, innvilg, naa, post
from tests.rollebesetning import Cast


def test_utdatert_side_sier_hvem_som_endret_hva_og_beholder_kommentaren(cast: Cast) -> None:
    sak = cast.innsendt()
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(bidrag="Noe nytt."))
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, kommentar="Skrev lenge på dette."))
    html = svar.content.decode()
    assert svar.status_code == 409
    assert "Saken er endret siden du åpnet den" in html
    assert "<p>Synne Søker endret søknaden, " in html
    assert "Skrev lenge på dette.</textarea>" in html
    assert f'name="versjon" value="{naa(sak).versjon}"' in html
    assert not Vedtak.objects.for_sak(sak).exists()
    assert gaar_til_saken(post(cast.leder, "egen_leder", naa(sak), **innvilg(sak)), sak)


def test_utdatert_paa_egen_side_beholder_teksten(cast: Cast) -> None:
    sak = cast.innsendt()
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(bidrag="Noe nytt."))
    svar = post(cast.leder, "sporsmal", sak, kommentar="Hva mener du med lindring?")
    html = svar.content.decode()
    assert (svar.status_code, naa(sak).tilstand) == (409, T.INNSENDT)
    assert "Synne Søker endret søknaden" in html
    assert "Hva mener du med lindring?</textarea>" in html


def test_to_trykk_gir_ett_vedtak(cast: Cast) -> None:
    sak = cast.innsendt()
    assert gaar_til_saken(post(cast.leder, "egen_leder", sak, **innvilg(sak)), sak)
    andre = post(cast.leder, "egen_leder", sak, **innvilg(sak))
    assert andre.status_code == 409
    assert "Leif Leder innvilget søknaden og sendte den til mottaker" in andre.content.decode()
    assert Vedtak.objects.for_sak(sak).count() == 1


def test_for_sent_forklares_i_en_setning(cast: Cast) -> None:
    sak = cast.mottatt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak))
    assert svar.status_code == 409
    assert "Saken har gått videre" in svar.content.decode()
    assert post(cast.mottak, "mottak", sak, vertsenhet=cast.palliativ.pk).status_code == 409


@pytest.mark.parametrize("mangel", [{"vedtak": "", "vertsenhet": "x"}, {"versjon": "x"}, {"versjon": 1}, {}])
def test_den_som_ikke_har_rett_faar_vite_det_foer_noe_annet(cast: Cast, mangel: dict[str, Any]) -> None:
    """Also with a form that is wrong, old, or too late; whoever has the right is told what is wrong."""
    sak = cast.besvart()
    har_rett = {
        "egen_leder": cast.leder,
        "ny_mottaker": cast.leder,
        "mottak": cast.mottak,
        "vertsleder": cast.vertsleder,
        "vertsdel": cast.vertsleder,
        "returner": cast.mottak,
        "videresend": cast.mottak,
        "sporsmal": cast.vertsleder,
    }
    for navn, hvem in har_rett.items():
        fremmed, kjent = (post(bruker, navn, sak, **innvilg(sak, **mangel)) for bruker in (cast.soker, hvem))
        assert (navn, fremmed.status_code, kjent.status_code) == (navn, 403, 409)


@pytest.mark.parametrize("versjon", ["", "x", "-1", "99999999999999999999", "\N{ARABIC-INDIC DIGIT ONE}x"])
def test_oedelagt_versjon_er_en_setning(cast: Cast, versjon: str) -> None:
    sak = cast.innsendt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, versjon=versjon))
    assert feil(svar) == {"versjon": ["Siden er utdatert. Last den inn på nytt og prøv en gang til."]}


@pytest.mark.parametrize(
    ("felt", "verdi"),
    [
        ("vertsvirksomhet", "ikke-en-uuid"),
        ("vertsenhet", "00000000-0000-0000-0000-000000000000"),
        ("vertsenhet", "x" * 5000),
        ("vedtak", "kanskje"),
        ("kommentar", "a" * 4001),
        ("kommentar", "Pasienten har nummer 01 81 90 10028"),
    ],
)
def test_oedelagte_felt_blir_feil_ved_feltet(cast: Cast, felt: str, verdi: str) -> None:
    sak = cast.innsendt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, **{felt: verdi}))
    assert svar.status_code in (200, 302)
    if svar.status_code == 200:
        assert list(feil(svar)) == [felt]
        assert naa(sak).tilstand == T.INNSENDT


def test_get_paa_beslutningsadressene_gjor_ingenting(cast: Cast) -> None:
    sak = cast.innsendt()
    klient = Client()
    klient.force_login(cast.leder)
    for navn in ("egen_leder", "ny_mottaker", "mottak", "vertsleder", "vertsdel"):
        assert klient.get(reverse(f"hospitering:{navn}", args=[sak.pk])).status_code == 405
    assert naa(sak).versjon == sak.versjon


def test_endringen_vises_for_den_som_blir_spurt_paa_nytt(cast: Cast) -> None:
    sak = cast.oversendt()
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(begrunnelse="Ny grunn."))
    klient = Client()
    klient.force_login(cast.leder)
    html = klient.get(sak.get_absolute_url()).content.decode()
    panel = html[html.index('id="h-vedtak"') : html.index('name="vedtak"')]
    assert "Søkeren endret dette" in panel
    assert "Ny grunn.</ins>" in panel
