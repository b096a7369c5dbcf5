"""The rules in force, with their sources; changed by the coordinator, and never by a slip when ranks move."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, Utdatert
from lis.lis3.models import Ansiennitetsregel, Innstilling, Spesialisering
from lis.lis3.operations.regler import endre_regler
from tests.lis3.folk import LisCast

FRATREKK = {"ansiennitetsregel": Ansiennitetsregel.MED_FRATREKK}


def klient(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


@pytest.mark.krav("S1-L03", "G-10")
def test_alle_i_lis3_ser_reglene_og_kildene_og_bare_koordinator_kan_endre(lis: LisCast) -> None:
    Innstilling.objects.update(hjemmel_url="https://lovdata.prove.example/spesialistforskriften")
    ser = {}
    for kode in ("koordinator", "kommune_lis", "lis3", "avdelingsleder", "alis_kontor", "soker", "utenfor"):
        svar = klient(lis.folk[kode]).get(reverse("lis3:regler"))
        ser[kode] = (svar.status_code, klient(lis.folk[kode]).get(reverse("lis3:regler_endre")).status_code)
        if kode == "lis3":
            innhold = svar.content.decode()
    assert ser == {
        "koordinator": (200, 200), "kommune_lis": (200, 404), "lis3": (200, 404), "avdelingsleder": (200, 404),
        "alis_kontor": (200, 404), "soker": (404, 404), "utenfor": (404, 404),
    }  # fmt: skip
    for ventet in (
        "Startdato i spesialiseringen, uten fratrekk", "Samarbeidsprosedyre 2, pkt. 2.2", "Prosedyren tier",
        "lovdata.prove.example", "6 måneder sammenhengende",
    ):  # fmt: skip
        assert ventet in innhold, ventet


@pytest.mark.krav("G-10")
def test_ny_ansiennitetsregel_maa_bekreftes_og_avgjort_likhet_faller_bort(lis: LisCast) -> None:
    Spesialisering.objects.filter(lege=lis.leger["lis3b"]).update(lik_rekkefolge=1)
    with pytest.raises(ValidationError, match="endrer rangeringen av alle"):
        endre_regler(utfort_av=lis.koordinator, versjon=1, felter=FRATREKK)
    assert Innstilling.objects.get().ansiennitetsregel == "startdato"
    regler = endre_regler(utfort_av=lis.koordinator, versjon=1, felter=FRATREKK, bekreftet=True)
    assert (regler.ansiennitetsregel, regler.versjon) == ("med_fratrekk", 2)
    assert Spesialisering.objects.get(lege=lis.leger["lis3b"]).lik_rekkefolge == 0
    with pytest.raises(Utdatert):
        endre_regler(utfort_av=lis.koordinator, versjon=1, felter={"svarfrist_virkedager": 5})
    for fremmed in (lis.kommune_lis, lis.avdelingsleder):
        with pytest.raises(Nektet):
            endre_regler(utfort_av=fremmed, versjon=2, felter={"svarfrist_virkedager": 5})


def skjema(**andre: Any) -> dict[str, Any]:
    return {
        "versjon": 1, "ansiennitetsregel": "startdato", "foresporsel_sendes_maaneder": 7, "svarfrist_virkedager": 10,
        "tilbud_svarfrist_virkedager": 10, "innmelding_virkedager": 10,
    } | andre  # fmt: skip


def test_siden_viser_hvem_som_endret_sist_og_beholder_det_som_var_skrevet(lis: LisCast) -> None:
    k, adresse = klient(lis.koordinator), reverse("lis3:regler_endre")
    assert "endrer rangeringen av alle" in k.post(adresse, skjema(ansiennitetsregel="med_fratrekk")).content.decode()
    svar = k.post(adresse, skjema(foresporsel_sendes_maaneder=3))
    assert "seks til tolv måneder" in svar.content.decode()
    assert k.post(adresse, skjema(svarfrist_virkedager=8)).status_code == 302
    assert "Sist endret av Karl Koordinator" in k.get(reverse("lis3:regler")).content.decode()
    svar = k.post(adresse, skjema(svarfrist_virkedager=12))
    assert (svar.status_code, 'value="12"' in svar.content.decode()) == (409, True)
    assert Innstilling.objects.get().svarfrist_virkedager == 8
