"""Admin: rules and cohorts are set there, positions are only looked at, and reasons are not shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from lis.lis1.models import Innstilling, Kull, Stilling
from tests.lis1.folk import Lis1Cast
from tests.lis1.stillinger import planlagt


@pytest.fixture
def admin(lis: Lis1Cast) -> Client:
    Bruker.objects.filter(pk=lis.sekretariat.pk).update(is_staff=True, is_superuser=True)
    klient = Client()
    klient.force_login(Bruker.objects.get(pk=lis.sekretariat.pk))
    return klient


def adresse(modell: str, hva: str = "changelist", *valg: Any) -> str:
    return reverse(f"admin:lis1_{modell}_{hva}", args=valg)


def test_stillinger_kan_ses_men_ikke_endres(lis: Lis1Cast, admin: Client) -> None:
    stilling = planlagt(lis, koblet=False, ukoblet_begrunnelse="Avtale med et annet foretak.")
    assert admin.get(adresse("stilling"), {"q": stilling.saksnummer}).context["cl"].result_count == 1
    assert admin.get(adresse("stilling", "add")).status_code == 403
    side = admin.get(adresse("stilling", "change", stilling.pk))
    assert (side.status_code, 'name="_save"' in side.content.decode()) == (200, False)
    assert "Avtale med et annet foretak." not in side.content.decode()
    assert admin.post(adresse("stilling", "change", stilling.pk), {"koblet": "on"}).status_code == 403
    assert admin.post(adresse("stilling", "delete", stilling.pk), {"post": "yes"}).status_code == 403
    assert Stilling.objects.get().koblet is False


@pytest.mark.krav("S1-L16")
def test_reglene_settes_her_og_oppstarten_flyttes_ikke_herfra(lis: Lis1Cast, admin: Client) -> None:
    regler, kull = Innstilling.objects.get(), lis.kull(2028)
    felter = {
        "sykehus_maaneder": 18, "kommune_maaneder": 6, "horisont_aar": 4, "restplass_dager": 14, "koblet_hjemmel": "kap. 3",
        "hdir_url": "", "forskrift_url": "",
    }  # fmt: skip
    assert admin.post(adresse("innstilling", "change", regler.pk), felter).status_code == 302
    regler.refresh_from_db()
    assert (regler.sykehus_maaneder, regler.horisont_aar, regler.versjon) == (18, 4, 2)
    assert admin.post(adresse("innstilling", "change", regler.pk), felter | {"horisont_aar": 0}).status_code == 200
    svar = admin.post(adresse("kull", "change", kull.pk), {"start": "01.04.2028", "soknadsfrist": "05.09.2027"})
    assert svar.status_code == 302
    kull = Kull.objects.get(pk=kull.pk)
    assert (kull.start.month, kull.soknadsfrist is not None, kull.versjon) == (3, True, 2)
