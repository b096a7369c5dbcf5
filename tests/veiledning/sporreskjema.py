"""Filling in the form of a question as a browser would."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from veiledning.models import Foresporsel

from .folk import virkedag

SYNTETISK_FNR = "21917010045"  # month + 80: never given to anybody


def adr(navn: str, sak: Foresporsel | None = None) -> str:
    return reverse(f"veiledning:{navn}", args=[sak.pk] if sak else [])


def tekst(svar: Any) -> str:
    return svar.content.decode()


def utfylt(veil: Any, **andre: Any) -> dict[str, Any]:
    """A general need from Gjøvik as a browser posts it."""
    return {
        "versjon": 1, "enhet_sok": "", "til_enhet": str(veil.palliativ.pk), "til_virksomhet": "", "fagomraade": "",
        "fagfelt": "somatikk", "omfang": "kunnskap", "overskrift": "Smertelindring i hjemmet",
        "behov": "Vi trenger å vite hvordan smertepumper brukes.", "ytelse": "veiledning", "form": "video",
        "hastegrad": "vanlig", "onsket_innen": "",
    } | andre  # fmt: skip


def ringing(veil: Any, **andre: Any) -> dict[str, Any]:
    return {
        "versjon": 1, "enhet_sok": "", "til_enhet": str(veil.palliativ.pk), "til_virksomhet": "", "fagomraade": "",
        "fagfelt": "somatikk", "ring_tlf": "61 00 00 01", "ring_dag": f"{virkedag(1):%Y-%m-%d}", "ring_fra": "09:00",
        "ring_til": "11:30",
    } | andre  # fmt: skip


def begynn(klient: Client, **valg: Any) -> Foresporsel:
    svar = klient.post(adr("ny"), {"omfang": "kunnskap"} | valg)
    assert svar.status_code == 302, tekst(svar)
    return Foresporsel.objects.order_by("-opprettet").first()
