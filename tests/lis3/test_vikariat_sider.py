"""The pages of vacancies: who finds them, what is on them, and what happens when somebody else was faster."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from lis.lis3.models import Vikariat
from lis.lis3.operations import vikariat as op
from tests.lis3.folk import LisCast
from tests.lis3.test_vikariat import felter, klar, sok, utkast, utlyst

ALLE = ("avdelingsleder", "koordinator", "lis3", "kommune_lis", "alis_kontor", "utenfor")


def klient(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def statuser(lis: LisCast, adresse: str) -> dict[str, int]:
    return {kode: klient(lis.folk[kode]).get(adresse).status_code for kode in ALLE}


def test_hvem_som_finner_hver_side(lis: LisCast) -> None:
    sak = utlyst(lis)
    aapen = {"avdelingsleder": 200, "koordinator": 200, "lis3": 200, "kommune_lis": 200, "alis_kontor": 200, "utenfor": 404}
    lukket = dict.fromkeys(ALLE, 404)
    assert statuser(lis, reverse("lis3:vikariater")) == aapen
    assert statuser(lis, sak.get_absolute_url()) == aapen
    assert statuser(lis, reverse("lis3:vikariat_ny")) == lukket | {"avdelingsleder": 200}
    assert statuser(lis, reverse("lis3:klarmeldte")) == lukket | {"avdelingsleder": 200, "koordinator": 200}
    assert statuser(lis, reverse("lis3:vikariat_trekk", args=[sak.pk])) == dict.fromkeys(ALLE, 403) | {
        "avdelingsleder": 200, "utenfor": 404,
    }  # fmt: skip


@pytest.mark.krav("S1-I12", "S1-I24")
def test_en_lege_ser_egen_soknad_men_ikke_de_andres(lis: LisCast) -> None:
    for kode in ("lis3", "lis3b"):
        klar(lis, kode)
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    sok(lis, sak, "lis3b")
    ser = {kode: _side(lis.folk[kode], sak) for kode in ("lis3", "kommune_lis", "avdelingsleder", "koordinator")}
    assert {kode: ("Lage Listre" in side) for kode, side in ser.items()} == {
        "lis3": False, "kommune_lis": False, "avdelingsleder": True, "koordinator": True,
    }  # fmt: skip
    avdelingen = ser["avdelingsleder"]
    assert avdelingen.index("<strong>Liv Listre") < avdelingen.index("<strong>Lage Listre")  # the longer seniority first


def _side(bruker: Bruker, sak: Vikariat) -> str:
    return klient(bruker).get(sak.get_absolute_url()).content.decode()


def test_den_som_var_for_sen_ser_hvem_som_var_foerst_og_beholder_det_som_var_skrevet(lis: LisCast) -> None:
    klar(lis, "lis3")
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    data = {"versjon": sak.versjon, "besatt_med": "ekstern", "avvik_begrunnelse": "Dette skrev jeg lenge på."}
    svar = klient(lis.avdelingsleder).post(reverse("lis3:vikariat_besett", args=[sak.pk]), data)
    side = svar.content.decode()
    assert (svar.status_code, "Liv Listre registrerte at vikariatet er søkt" in side, "Dette skrev jeg" in side) == (
        409, True, True,
    )  # fmt: skip
    sak.refresh_from_db()
    op.besett(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, besatt_med="ingen")
    svar = klient(lis.avdelingsleder).post(reverse("lis3:vikariat_besett", args=[sak.pk]), data | {"versjon": sak.versjon})
    assert svar.status_code == 409
    assert klient(lis.koordinator).post(reverse("lis3:vikariat_besett", args=[sak.pk]), data).status_code == 403


def test_utkast_redigeres_publiseres_og_slettes_fra_siden(lis: LisCast) -> None:
    k, sak = klient(lis.avdelingsleder), utkast(lis)
    data: dict[str, Any] = {navn: v if isinstance(v, str) else f"{v:%d.%m.%Y}" for navn, v in felter().items()}
    data |= {"versjon": 1, "tittel": "Ny tittel", "publiser": "1"}
    assert k.post(reverse("lis3:vikariat_rediger", args=[sak.pk]), data).status_code == 302
    sak.refresh_from_db()
    assert (sak.tittel, sak.tilstand) == ("Ny tittel", "utlyst")
    assert k.get(reverse("lis3:vikariat_rediger", args=[sak.pk])).status_code == 409
    annet = utkast(lis)
    assert k.post(reverse("lis3:vikariat_slett", args=[annet.pk]), {"versjon": 7}).status_code == 409
    assert k.post(reverse("lis3:vikariat_slett", args=[annet.pk]), {"versjon": 1}).status_code == 302
    assert not Vikariat.objects.filter(pk=annet.pk).exists()


def test_listen_viser_ledige_og_filtrerer_paa_fag_og_sted(lis: LisCast) -> None:
    utlyst(lis, tittel="Ledig post")
    besatt = utlyst(lis, tittel="Besatt post")
    op.besett(besatt.pk, utfort_av=lis.avdelingsleder, versjon=besatt.versjon, besatt_med="ingen")
    viser = {}
    for sporring in ("", "?vis=alle", "?fag=psykiatri", "?sted=Gjøvik&vis=alle"):
        side = klient(lis.lis3).get(reverse("lis3:vikariater") + sporring).content.decode()
        viser[sporring] = ("Ledig post" in side, "Besatt post" in side)
    assert viser == {
        "": (True, False), "?vis=alle": (True, True), "?fag=psykiatri": (False, False),
        "?sted=Gjøvik&vis=alle": (True, True),
    }  # fmt: skip


def test_listen_spor_like_mye_for_tre_som_for_en(lis: LisCast) -> None:
    k, adresse = klient(lis.lis3), reverse("lis3:vikariater")
    utlyst(lis)
    k.get(adresse)
    with CaptureQueriesContext(connection) as en:
        k.get(adresse)
    for _nr in range(2):
        utlyst(lis)
    with CaptureQueriesContext(connection) as tre:
        k.get(adresse)
    assert len(tre) == len(en)
