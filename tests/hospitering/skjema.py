"""The form as the applicant fills it in, and what the pages answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hospitering.models import Soknad, Tilstand
from tests.rollebesetning import Cast

SYNTETISK_FNR = "21917010045"  # month + 80: never given to anybody


def adresse(navn: str, sak: Soknad | None = None) -> str:
    return reverse(f"hospitering:{navn}", args=[sak.pk] if sak else [])


def innlogget(bruker: Any) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def tekst(svar: Any) -> str:
    return svar.content.decode()


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


def feil_i(svar: Any) -> dict[str, list[str]]:
    assert svar.status_code == 200
    assert tekst(svar).split("<title>")[1].startswith("Feil: ")
    return {felt: [str(en) for en in feil] for felt, feil in svar.context["form"].errors.items()}
