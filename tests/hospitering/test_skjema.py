"""The applicant's pages, from the question about a patient to the receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hospitering.models import Soknad, Tilstand
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db


def adresse(navn: str, sak: Soknad | None = None) -> str:
    return reverse(f"hospitering:{navn}", args=[sak.pk] if sak else [])


def innlogget(bruker: Any) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


@pytest.fixture
def soker(cast: Cast) -> Client:
    return innlogget(cast.soker)


def utfylt(cast: Cast, **andre: Any) -> dict[str, Any]:
    """The whole form as a browser posts it."""
    start = timezone.localdate() + timedelta(days=60)
    return {
        "versjon": 1,
        "sokes_i": "hf",
        "kommune": "",
        "soker_navn": "Synne Søker",
        "hjemmeadresse": "Hjemvegen 1, 2815 Gjøvik",
        "tlf_privat": "900 00 001",
        "egen_enhet": str(cast.korttid.pk),
        "arbeidssted_adresse": "Haugvegen 2, 2821 Gjøvik",
        "tlf_arbeid": "61 00 00 01",
        "onsket_enhet_tekst": "Palliativt senter, Gjøvik",
        "onsket_enhet": str(cast.palliativ.pk),
        "enhet_sokt": "",
        "periode_fra": f"{start:%d.%m.%Y}",
        "periode_til": f"{start + timedelta(days=11):%d.%m.%Y}",
        "begrunnelse": "Avdelingen trenger mer kunnskap om lindring.",
        "tema_og_maal": "Kartlegging av symptomer.",
        "bidrag": "",
        "faggruppe": "sykepleier",
        "faggruppe_annen": "",
    } | andre


def nytt_utkast(klient: Client) -> Soknad:
    svar = klient.post(adresse("ny"), {"enkeltpasient": "nei"})
    assert svar.status_code == 302
    return Soknad.objects.get(tilstand=Tilstand.UTKAST)


@pytest.mark.krav("S1-H04", "S1-S17", "S1-S18")
def test_fra_nytt_utkast_til_kvittering(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    assert soker.get(adresse("utkast", utkast)).status_code == 200
    svar = soker.post(adresse("utkast", utkast), utfylt(cast))
    assert svar.status_code == 302, svar.context["form"].errors
    assert svar.url == adresse("se_over", utkast)
    side = soker.get(svar.url)
    assert "Signeres elektronisk av Synne Søker" in side.content.decode()
    svar = soker.post(adresse("se_over", utkast), {"versjon": 2, "bekreft": "on"})
    assert (svar.status_code, svar.url) == (302, adresse("kvittering", utkast))
    sak = Soknad.objects.get(pk=utkast.pk)
    assert (sak.tilstand, sak.vertsenhet) == (Tilstand.INNSENDT, cast.palliativ)
    kvittering = soker.get(svar.url).content.decode()
    assert sak.saksnummer in kvittering and "Leif Leder" in kvittering
