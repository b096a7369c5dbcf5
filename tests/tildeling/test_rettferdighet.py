"""Fairness over rounds, and who may read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.saksgang.operations import flytt
from lis.tildeling import overganger as o
from lis.tildeling.models import Kandidat, Onske

from .forslag import beregnet, kandidat, publisert, runde_med_onsker
from .test_endring import taperen
from .test_forslag import to_om_en, utelukk
from .tilstander import gjeldende, planlagt, system, utkast

pytestmark = pytest.mark.django_db


# --- over time --------------------------------------------------------------------------------------------------------


def test_rettferdighet_over_runder(client: Client, lis: Any) -> None:
    url = reverse("tildeling:rettferdighet")
    runde = to_om_en(lis)
    client.force_login(lis.koordinator)
    assert "når den første runden er publisert" in client.get(url).content.decode()
    sak = beregnet(lis, runde)
    publisert(lis, runde, sak)
    side = client.get(url).context["side"]
    assert [(r.forste_prosent, r.forslag_url) for r in side.runder] == [(50, sak.get_absolute_url())]
    assert [(k.navn, k.plasser, k.forste_onsker) for k in side.kommuner] == [("Gjøvik", 1, 2), ("Hamar", 1, 0)]
    assert side.flergangs == []
    client.force_login(lis.kommunekontakt)
    assert client.get(url).status_code == 404
    client.force_login(lis.lis1lege)
    assert client.get(url).status_code == 404


def test_den_som_sto_uten_plass_sist_sees_i_neste_runde(client: Client, lis: Any) -> None:
    lis.plass(lis.gjovik)
    lis.plass(lis.hamar)
    forst = runde_med_onsker(lis, {"lis1lege": [lis.gjovik], "kandidat2": [lis.gjovik]})
    sak = beregnet(lis, forst)
    _vant, tapte = taperen(lis, sak)
    publisert(lis, forst, sak)
    gammel = kandidat(lis, forst, tapte)
    neste = planlagt(lis, "kandidat3", kriterier=forst.kriterier)
    igjen = Kandidat.objects.create(runde=neste, lege=gammel.lege, stilling=gammel.stilling, hf=lis.sykehus)
    flytt(neste, o.AAPNE, utfort_av=lis.koordinator)
    Onske.objects.create(kandidat=igjen, kommune=lis.gjovik, rang=1)
    Kandidat.objects.filter(pk=igjen.pk).update(onsker_levert=timezone.now())
    flytt(neste, o.LUKK, utfort_av=system())
    publisert(lis, neste, beregnet(lis, neste))
    client.force_login(lis.koordinator)
    side = client.get(reverse("tildeling:rettferdighet")).context["side"]
    assert [(f.navn, f.linjer) for f in side.flergangs] == [
        (gammel.lege.navn, ["Vår 2029: uten plass", "Vår 2029: Gjøvik, 1. ønske"])
    ]
    assert [(k.navn, k.tomme, k.paa_rad) for k in side.kommuner] == [
        ("Gjøvik", 0, ""), ("Hamar", 2, "Tom plass 2 runder på rad"),
    ]  # fmt: skip
    client.force_login(lis.rhf)
    svar = client.get(reverse("tildeling:rettferdighet"))
    assert svar.context["side"].flergangs is None and {r.forslag_url for r in svar.context["side"].runder} == {""}
    assert gammel.lege.navn not in svar.content.decode()


def test_rettferdighet_uten_den_utelukkede(client: Client, lis: Any) -> None:
    runde = to_om_en(lis, kriterier=gjeldende(lis, utkast(lis, beslutningsdyktig=2)))
    utelukk(lis, runde, "kommuneoverlege")
    publisert(lis, runde, beregnet(lis, runde), "statsforvalter", "koordinator")
    client.force_login(lis.kommuneoverlege)
    assert client.get(reverse("tildeling:rettferdighet")).context["side"].runder == []
    client.force_login(lis.statsforvalter)
    assert len(client.get(reverse("tildeling:rettferdighet")).context["side"].runder) == 1
