"""The page a person waits on."""

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.tasks import kjor_klare
from grunnmur.organisasjon.models import Bruker
from tests.jobb.slag import bestilling


@pytest.fixture
def klient(client: Client, synne: Bruker) -> Client:
    client.force_login(synne)
    return client


def test_venter_og_laster_seg_selv_uten_javascript(klient: Client, synne: Bruker) -> None:
    svar = klient.get(reverse("jobb:vis", args=[bestilling(synne).pk]))
    html = svar.content.decode()
    assert svar.status_code == 200
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html
    assert "Vi lager filen." in html
    assert "no-store" in svar["Cache-Control"]


def test_ferdig_side_har_lenke_til_filen(klient: Client, synne: Bruker) -> None:
    jobb = bestilling(synne, tekst="innhold")
    kjor_klare()
    html = klient.get(reverse("jobb:vis", args=[jobb.pk])).content.decode()
    assert "refresh" not in html.split("</head>")[0]
    adresse = reverse("jobb:fil", args=[jobb.pk])
    assert f'href="{adresse}"' in html
    fil = klient.get(adresse)
    assert (fil.content, fil["Content-Type"]) == (b"innhold", "text/plain")
    assert fil["Content-Disposition"] == "attachment; filename*=utf-8''ekko%20%C3%A6%C3%B8%C3%A5.txt"
    assert "no-store" in fil["Cache-Control"]


def test_ferdig_jobb_med_adresse_sender_dit(klient: Client, synne: Bruker) -> None:
    jobb = bestilling(synne, adresse="/hospitering/")
    kjor_klare()
    assert 'href="/hospitering/"' in klient.get(reverse("jobb:vis", args=[jobb.pk])).content.decode()


def test_feilet_jobb_sier_hva_man_kan_gjore(klient: Client, synne: Bruker) -> None:
    jobb = bestilling(synne, "umulig", adresse="/hospitering/")
    kjor_klare()
    html = klient.get(reverse("jobb:vis", args=[jobb.pk])).content.decode()
    assert "Velg færre rader og bestill på nytt." in html
    assert "Prøv igjen" in html


def test_uferdig_jobb_har_ingen_fil(klient: Client, synne: Bruker) -> None:
    assert klient.get(reverse("jobb:fil", args=[bestilling(synne).pk])).status_code == 404


@pytest.mark.parametrize("side", ["jobb:vis", "jobb:fil"])
def test_andre_faar_404_og_uinnlogget_maa_logge_inn(client: Client, synne: Bruker, utenfor: Bruker, side: str) -> None:
    jobb = bestilling(synne)
    kjor_klare()
    adresse = reverse(side, args=[jobb.pk])
    assert client.get(adresse).status_code == 302
    client.force_login(utenfor)
    assert client.get(adresse).status_code == 404
    client.force_login(synne)
    assert client.get(adresse).status_code == 200


def test_siden_endrer_ingenting(klient: Client, synne: Bruker) -> None:
    jobb = bestilling(synne)
    foer = Jobb.objects.filter(pk=jobb.pk).values().get()
    klient.get(reverse("jobb:vis", args=[jobb.pk]))
    assert klient.post(reverse("jobb:vis", args=[jobb.pk])).status_code == 405
    assert Jobb.objects.filter(pk=jobb.pk).values().get() == foer
