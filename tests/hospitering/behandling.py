"""Ways to press the buttons of the case page and read what comes back."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker, Enhet
from hospitering.models import Soknad, Tilstand

T = Tilstand


def post(bruker: Bruker, navn: str, sak: Soknad, **data: Any) -> Any:
    klient = Client()
    klient.force_login(bruker)
    return klient.post(reverse(f"hospitering:{navn}", args=[sak.pk]), {"versjon": sak.versjon, **data})


def se(bruker: Bruker, sak: Soknad) -> Any:
    klient = Client()
    klient.force_login(bruker)
    return klient.get(sak.get_absolute_url())


def naa(sak: Soknad) -> Soknad:
    return Soknad.objects.get(pk=sak.pk)


def innvilg(sak: Soknad, **andre: Any) -> dict[str, Any]:
    """The own leader's form as the page gives it, granted."""
    return {
        "vedtak": "innvilget",
        "kommentar": "",
        "vertsvirksomhet": sak.vertsvirksomhet_id,
        "vertsenhet": sak.vertsenhet_id or "",
        "enhetssok": "",
    } | andre


def kontakt(enhet: Enhet, **andre: Any) -> dict[str, Any]:
    return {
        "vertsenhet": enhet.pk,
        "kontakt_navn": "Kristin Kontakt",
        "kontakt_epost": "kontakt@prove.example",
        "kontakt_tlf": "62 00 00 01",
    } | andre


def gaar_til_saken(svar: Any, sak: Soknad) -> bool:
    return (svar.status_code, svar.get("Location")) == (302, sak.get_absolute_url())


def feil(svar: Any) -> dict[str, list[str]]:
    return {felt: list(tekster) for felt, tekster in svar.context["form"].errors.items()}
