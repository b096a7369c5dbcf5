"""Admin: master data is kept there, cases are only looked at, and nothing people wrote is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from lis.lis3.models import Innstilling, Stenging, Tjeneste
from tests.lis3.folk import LisCast
from tests.lis3.test_kommunepraksis import sendt
from tests.lis3.test_vikariat import utlyst
from tests.lis3.tjenester import klar

SAKER = ("innmelding", "seksmndforesporsel", "tjeneste", "vikariat", "kommunepraksis", "forslag")
STAMDATA = ("avdeling", "plass", "stenging", "innstilling")


@pytest.fixture
def admin(lis: LisCast) -> Client:
    Bruker.objects.filter(pk=lis.sekretariat.pk).update(is_staff=True, is_superuser=True)
    klient = Client()
    klient.force_login(Bruker.objects.get(pk=lis.sekretariat.pk))
    return klient


def adresse(modell: str, hva: str = "changelist", *valg: Any) -> str:
    return reverse(f"admin:lis3_{modell}_{hva}", args=valg)


def test_saker_kan_ses_og_sokes_i_men_ikke_endres(lis: LisCast, admin: Client) -> None:
    sak, vikariat, praksis = klar(lis), utlyst(lis), sendt(lis)
    for modell in SAKER:
        assert admin.get(adresse(modell), {"q": "liv"}).status_code == 200
        assert admin.get(adresse(modell, "add")).status_code == 403
    for modell, objekt in [("tjeneste", sak), ("vikariat", vikariat), ("kommunepraksis", praksis)]:
        side = admin.get(adresse(modell, "change", objekt.pk))
        assert (side.status_code, 'name="_save"' in side.content.decode()) == (200, False)
        assert admin.post(adresse(modell, "change", objekt.pk), {"versjon": 9}).status_code == 403
        assert admin.post(adresse(modell, "delete", objekt.pk), {"post": "yes"}).status_code == 403
    side = admin.get(adresse("tjeneste", "change", sak.pk)).content.decode()
    assert Tjeneste.objects.get().veiledningsplan not in side


def test_stamdata_endres_her_og_en_opptatt_plass_stenges_ikke(lis: LisCast, admin: Client) -> None:
    sak = klar(lis)
    for modell in STAMDATA:
        assert admin.get(adresse(modell), {"q": "med"}).status_code == 200
        assert admin.get(adresse(modell, "add")).status_code == 200
    fra = sak.deler.get().fra
    stengt = {"plass": lis.plass("medisin").pk, "fra": f"{fra:%d.%m.%Y}", "til": f"{fra:%d.%m.%Y}", "grunn": "Ombygging"}
    side = admin.post(adresse("stenging", "add"), stengt)
    assert "Flytt tjenesten før du stenger plassen." in side.content.decode()
    assert admin.post(adresse("stenging", "add"), stengt | {"plass": lis.plass("medisin", 2).pk}).status_code == 302
    assert Stenging.objects.get().grunn == "Ombygging"


def test_ansiennitetsregelen_endres_ikke_her(lis: LisCast, admin: Client) -> None:
    regler = Innstilling.objects.get()
    felter = {
        "ansiennitetsregel": "med_fratrekk", "foresporsel_sendes_maaneder": 8, "svarfrist_virkedager": 10,
        "tilbud_svarfrist_virkedager": 10, "innmelding_virkedager": 10, "lengde_maaneder": 6, "delperiode_maaneder": 3,
    }  # fmt: skip
    assert admin.post(adresse("innstilling", "change", regler.pk), felter).status_code == 302
    regler.refresh_from_db()
    assert (regler.ansiennitetsregel, regler.foresporsel_sendes_maaneder, regler.versjon) == ("startdato", 8, 2)


@pytest.mark.parametrize("kode", ["koordinator", "avdelingsleder", "lis3"])
def test_ingen_andre_kommer_inn(lis: LisCast, kode: str) -> None:
    klient = Client()
    klient.force_login(lis.folk[kode])
    assert {klient.get(adresse(m)).status_code for m in (*SAKER, *STAMDATA)} <= {302, 403}


def test_en_ny_plass_legges_til_paa_avdelingen(lis: LisCast, admin: Client) -> None:
    avdeling = lis.avdelinger["dps"]
    felter = {
        "spesialitet": "psykiatri", "aktiv": "on", "plasser-TOTAL_FORMS": 2, "plasser-INITIAL_FORMS": 1,
        "plasser-0-id": lis.plass("dps").pk, "plasser-0-avdeling": avdeling.pk, "plasser-0-nummer": 1,
        "plasser-0-fra": "01.01.2020", "plasser-1-avdeling": avdeling.pk, "plasser-1-nummer": 2,
        "plasser-1-fra": "01.01.2027",
    }  # fmt: skip
    assert admin.post(adresse("avdeling", "change", avdeling.pk), felter).status_code == 302
    assert avdeling.plasser.get(nummer=2).fra == date(2027, 1, 1)
