"""The seed of a round is nowhere before the round is published, and open to those who read it afterwards (S1-L12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from lis.tildeling.models import Runde
from tests.avtrykk import innhold
from tests.tilgang.adresser import Sted, lag_sak

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("avslag_tegnes_en_gang")]

LESERE = ("koordinator", "rhf", "lis1lege")
I_ADMIN = ("tildeling", "saksgang", "jobb", "dokumenter", "oppgaver", "varsling")


def lest(klient: Client, adresse: str, **sporring: Any) -> bytes:
    svar = klient.get(adresse, sporring, follow=True)
    return b"".join(svar.streaming_content) if svar.streaming else svar.content


def sider(sted: Sted) -> Iterator[tuple[str, str, bytes]]:
    """Every page of the allocation, and admin of what it leaves, as those who may read most read them."""
    for navn, adresse in sted.adresser.items():
        if navn.startswith("tildeling:"):
            for rolle in LESERE:
                yield rolle, navn, lest(sted.klient(rolle), adresse)
    for modell in admin.site._registry:
        if modell._meta.app_label in I_ADMIN:
            navn = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
            yield "admin", navn, lest(sted.klient("admin"), reverse(f"{navn}_changelist"))
            for rad in modell._default_manager.all()[:3]:
                yield "admin", navn, lest(sted.klient("admin"), reverse(f"{navn}_change", args=[rad.pk]))


@pytest.mark.krav("S1-L12")
def test_froet_vises_ikke_foer_runden_er_publisert() -> None:
    """It is on no page, and in no row but the round's own and the frozen input that nobody can open."""
    sted = lag_sak("tildeling", "vedtatt")
    fro = Runde.objects.get().fro.encode()
    assert [(rolle, navn) for rolle, navn, side in sider(sted) if fro in side] == []
    med_fro = {tabell for tabell, rader in innhold().items() if any(fro in rad for rad in rader)}
    assert med_fro == {'"tildeling_runde"', '"tildeling_forslag"'}


@pytest.mark.krav("S1-L12")
def test_froet_er_det_foerste_alle_kan_kontrollere_naar_den_er_publisert() -> None:
    sted = lag_sak("tildeling", "publisert")
    fro = Runde.objects.get().fro.encode()
    for rolle in (*LESERE, "kommunekontakt"):
        assert fro in lest(sted.klient(rolle), sted.adresse("tildeling:runde")), rolle
    assert fro in lest(sted.klient("koordinator"), sted.adresse("tildeling:forslag_fil#inndata"))
