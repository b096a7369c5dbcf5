"""What a hospitant and a contact person find about themselves on the page of everything stored about them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from hospitering.operations import evaluering
from tests.rollebesetning import Cast

from . import avtaler

VERTENS = avtaler.SVAR | {"laerte": "Vertens ord om dagene."}


def fila(bruker: Bruker) -> dict[str, Any]:
    klient = Client()
    klient.force_login(bruker)
    return json.loads(klient.get(reverse("last_ned_mine_data")).content)["tabeller"]


def siden(bruker: Bruker) -> str:
    klient = Client()
    klient.force_login(bruker)
    return klient.get(reverse("mine_data")).content.decode()


@pytest.mark.krav("S1-H12", "S1-H14", "S1-H20")
def test_hospitanten_finner_alt_om_seg_og_ikke_vertens_ord_foer_sine_egne(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    sak = evaluering.lever_evaluering(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, svar=VERTENS)
    alt = fila(cast.soker)
    for modell, antall in (("Avtale", 1), ("Avklaring", 18), ("Taushetserklaering", 1), ("Periodeforslag", 1)):
        assert len(alt[f"hospitering.{modell}"]) == antall, modell
    assert alt["hospitering.Reiseavtale"][0]["merknad"] == "Buss."
    assert [rad["side"] for rad in alt["hospitering.Evaluering"]] == ["hospitant"]
    assert len(alt["hospitering.Instrukslesing.bruker"]) == 1
    assert "Buss." in siden(cast.soker)
    assert "Vertens ord" not in siden(cast.soker) + json.dumps(alt, ensure_ascii=False)
    evaluering.lever_evaluering(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, svar=avtaler.SVAR)
    assert "Vertens ord" in siden(cast.soker)
    assert len(fila(cast.soker)["hospitering.Evaluering"]) == 2


@pytest.mark.krav("S1-H12", "S1-H20")
def test_kontaktpersonen_finner_sine_ord_og_ikke_reisen_eller_hospitantens(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    sak = evaluering.lever_evaluering(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, svar=VERTENS)
    hans = avtaler.SVAR | {"laerte": "Hospitantens ord."}
    evaluering.lever_evaluering(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, svar=hans)
    alt = json.dumps(fila(cast.kontakt), ensure_ascii=False) + siden(cast.kontakt)
    assert "Vertens ord" in alt
    assert "Hospitantens ord" not in alt and "Buss." not in alt
    assert len(fila(cast.kontakt)["hospitering.Periodeforslag"]) == 1
    assert "Buss." not in json.dumps(fila(cast.leder), ensure_ascii=False)  # about the hospitant, not the leader
