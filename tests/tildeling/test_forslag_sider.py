"""The pages of proposals as the committee meets them, and as nobody else does."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.jobb.models import Jobb
from grunnmur.saksgang.operations import flytt
from lis.tildeling import overganger as o
from lis.tildeling.models import Endring, Forslag
from lis.tildeling.operations import forslag as op
from lis.tildeling.selectors.forklaring import for_kandidaten
from lis.tildeling.selectors.forslag_inndata import Valg

from .forslag import beregnet, bestill, endret, kandidat, publisert, runde_med_onsker
from .test_endring import taperen
from .test_forslag import to_om_en, utelukk
from .tilstander import aapen, ny, vedtatt

pytestmark = pytest.mark.django_db


@pytest.fixture
def som(client: Client, lis: Any) -> Client:
    client.force_login(lis.koordinator)
    return client


def adresser(sak: Forslag, hvem: Any) -> list[str]:
    runde = sak.runde_id
    return [
        reverse("tildeling:forslagsliste", args=[runde]),
        reverse("tildeling:forslag_ny", args=[runde]),
        reverse("tildeling:forslag_sammenlign", args=[runde]),
        sak.get_absolute_url(),
        reverse("tildeling:forslag_kandidat", args=[sak.pk, hvem]),
        reverse("tildeling:forslag_endre", args=[sak.pk, hvem]),
        reverse("tildeling:forslag_etterprov", args=[sak.pk]),
        reverse("tildeling:forslag_fil", args=[sak.pk, "resultat"]),
    ]


def test_bare_de_som_behandler_runden_finner_sidene(client: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    alle = adresser(sak, kandidat(lis, runde, "lis1lege").pk)
    for kode in ("koordinator", "kommuneoverlege", "vara"):
        client.force_login(lis.folk[kode])
        assert [client.get(url).status_code for url in alle] == [200] * len(alle), kode
    utelukk(lis, runde, "kommuneoverlege")
    for kode in ("kommuneoverlege", "kommunekontakt", "lis1lege", "utenfor"):
        client.force_login(lis.folk[kode])
        assert {client.get(url).status_code for url in alle} <= {403, 404}, kode
        assert {client.get(url).status_code for url in alle[3:]} == {404}, kode
        for navn in ("forslag_beregn", "forslag_forkast"):
            svar = client.post(reverse(f"tildeling:{navn}", args=[sak.pk]), {"versjon": sak.versjon})
            assert svar.status_code == 404
        felter = {"versjon": sak.versjon, "grunn": "avtale", "begrunnelse": "x"}
        assert client.post(alle[5] + "?kommune=", felter).status_code == 404
        assert client.post(alle[1], {"navn": "x"}).status_code in {403, 404}
    assert Forslag.objects.count() == 1


def test_foer_fristen_sier_listen_naar_og_det_kan_ikke_lages(som: Client, lis: Any) -> None:
    runde = aapen(lis, "lis1lege", onsker={"lis1lege": [lis.gjovik]})
    assert "når fristen for ønsker er ute" in som.get(reverse("tildeling:forslagsliste", args=[runde.pk])).content.decode()
    assert som.post(reverse("tildeling:forslag_ny", args=[runde.pk]), {"navn": "x"}).status_code == 409
    assert not Forslag.objects.exists()


def test_et_nytt_forslag_bestilles_og_viser_at_det_er_paa_vei(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    svar = som.post(reverse("tildeling:forslag_ny", args=[runde.pk]), {"navn": "Vår"})
    sak = Forslag.objects.get()
    assert svar["Location"] == sak.get_absolute_url()
    side = som.get(sak.get_absolute_url()).content.decode()
    assert "Forslaget beregnes." in side and "data-oppdater" in side
    op.beregn(sak.pk)
    svar = som.get(sak.get_absolute_url())
    assert "data-oppdater" not in svar.content.decode()
    assert [(r.navn, r.onske) for r in svar.context["rader"] if r.sted == "Gjøvik"] in (
        [("Lise Første", "1. ønske")], [("Knut Andre", "1. ønske")],
    )  # fmt: skip
    assert {k.navn: (k.plasser, k.forste_onske_for, k.onsket_av) for k in svar.context["innhold"].kommuner} == {
        "Gjøvik": (1, 2, 2), "Hamar": (1, 0, 1),
    }  # fmt: skip


def test_tenkte_plasser_velges_i_skjemaet(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    url, gjovik = reverse("tildeling:forslag_ny", args=[runde.pk]), str(lis.gjovik.pk)
    svar = som.post(url, {"navn": "Flere", "kommune_1": gjovik})
    assert "Velg både kommune og antall" in svar.content.decode()
    svar = som.post(url, {"navn": "F", "kommune_1": gjovik, "antall_1": "1", "kommune_2": gjovik, "antall_2": "1"})
    assert "Kommunen er valgt før" in svar.content.decode()
    som.post(url, {"navn": "Flere", "kommune_1": gjovik, "antall_1": "1"})
    sak = op.beregn(Forslag.objects.get().pk)
    side = som.get(sak.get_absolute_url()).content.decode()
    assert "prøveberegning med 1 tenkte plasser i Gjøvik" in side
    assert reverse("tildeling:forslag_endre", args=[sak.pk, kandidat(lis, runde, "lis1lege").pk]) not in side
    assert som.get(f"{url}?som={sak.pk}").context["form"].initial["antall_1"] == "1"


def test_sok_etter_navn_og_ingen_treff(som: Client, lis: Any) -> None:
    sak = beregnet(lis, to_om_en(lis))
    svar = som.get(sak.get_absolute_url(), {"navn": "knut"})
    assert [r.navn for r in svar.context["rader"]] == ["Knut Andre"]
    assert "Ingen kandidater med det navnet" in som.get(sak.get_absolute_url(), {"navn": "xyz"}).content.decode()


def test_forklaringen_har_navn_for_utvalget_og_ingen_for_kandidaten(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    _vant, tapte = taperen(lis, sak)
    vant_navn = som.get(sak.get_absolute_url(), {"navn": ""}).context["innhold"]
    hvem = kandidat(lis, runde, tapte)
    side = som.get(reverse("tildeling:forslag_kandidat", args=[sak.pk, hvem.pk])).context["side"]
    forst = side.onsker[0].setninger
    assert forst[0] == "Nummer 2 i rekkefølgen, med 0 poeng."
    assert forst[1] == "Plassen i Gjøvik gikk til én som kommer før."
    assert forst[2].startswith("Den siste av dem er ") and forst[3].startswith("De har like mange poeng, og loddet avgjorde")
    assert for_kandidaten(runde, hvem) is None
    runde = vedtatt(lis, runde, ny(sak))
    assert for_kandidaten(ny(runde), hvem) is None
    flytt(runde, o.PUBLISER, utfort_av=lis.koordinator, felter={"publisert": timezone.now()})
    sagt = for_kandidaten(ny(runde), hvem)
    assert sagt is not None
    assert sagt.setninger == [
        "Du er nummer 2 i rekkefølgen, med 0 poeng.",
        "Plassen i Gjøvik gikk til én som kommer før deg.",
        "Flere har like mange poeng, og loddet avgjorde.",
    ]
    assert not [navn for navn in vant_navn.navn.kandidater.values() if navn in " ".join(sagt.setninger)]


@pytest.mark.krav("S1-L12")
def test_endringen_viser_virkningen_foer_den_gjores(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    _vant, tapte = taperen(lis, sak)
    url = reverse("tildeling:forslag_endre", args=[sak.pk, kandidat(lis, runde, tapte).pk])
    svar = som.get(url, {"kommune": str(lis.gjovik.pk)})
    virkning = svar.context["virkning"]
    assert virkning.sted == "Gjøvik" and len(virkning.berorte) == 1 and virkning.berorte[0].verre
    assert [sted for _navn, sted in virkning.mister] == ["Gjøvik"]
    assert len(virkning.forbigaatte) == 1
    felter = {"versjon": sak.versjon, "grunn": "avtale", "begrunnelse": ""}
    svar = som.post(f"{url}?kommune={lis.gjovik.pk}", felter)
    assert "Skriv hvorfor plasseringen endres." in svar.content.decode() and not Endring.objects.exists()
    svar = som.post(f"{url}?kommune={lis.gjovik.pk}", felter | {"begrunnelse": "Hun har små barn."})
    assert "Ta bort" in svar.content.decode() and not Endring.objects.exists()
    svar = som.post(f"{url}?kommune={lis.gjovik.pk}", felter | {"begrunnelse": "Avtalt før utlysningen."})
    nytt = Forslag.objects.exclude(pk=sak.pk).get()
    assert svar["Location"] == nytt.get_absolute_url()
    op.beregn(nytt.pk)
    side = som.get(nytt.get_absolute_url()).content.decode()
    assert "Avtalt før utlysningen." in side and sak.saksnummer in side
    side = som.get(reverse("tildeling:forslag_kandidat", args=[nytt.pk, kandidat(lis, runde, tapte).pk]))
    assert "Plassert av utvalget" in side.content.decode()


def test_endring_av_utdatert_og_foreldet_forslag(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    url = reverse("tildeling:forslag_endre", args=[sak.pk, kandidat(lis, runde, "lis1lege").pk])
    felter = {"grunn": "avtale", "begrunnelse": "Avtalt.", "versjon": "1"}
    assert som.post(f"{url}?kommune=", felter).status_code == 409
    lis.plass(lis.hamar)
    svar = som.get(url, {"kommune": ""})
    assert svar.context["foreldet"] and "virkning" not in svar.context
    assert "Runden er endret siden forslaget ble laget." in som.get(sak.get_absolute_url()).content.decode()


def test_plass_som_ikke_finnes_sies_med_navn(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    vant, tapte = taperen(lis, sak)
    forst = endret(lis, sak, vant, lis.gjovik)
    url = reverse("tildeling:forslag_endre", args=[forst.pk, kandidat(lis, runde, tapte).pk])
    svar = som.get(url, {"kommune": str(lis.gjovik.pk)})
    assert "har ikke plass til alle som da skal dit uansett: Knut Andre, Lise Første." in svar.context["virkning"].feil


def test_to_forslag_side_om_side(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    a, b = beregnet(lis, runde), beregnet(lis, runde, valg=Valg({lis.gjovik.pk: 1}))
    svar = som.get(reverse("tildeling:forslag_sammenlign", args=[runde.pk]), {"a": str(a.pk), "b": str(b.pk)})
    side = svar.context["sammenligning"]
    assert (side.bedre, side.verre, side.likt, side.annet) == (1, 0, 1, 0)
    assert next((t.navn, t.a, t.b) for t in side.tall) == ("Får førsteønsket", "50 %", "100 %")
    assert [r.b for r in side.rader] == ["Gjøvik (1. ønske)"]


def test_side_og_kommando_gir_de_samme_kontrollsummene(som: Client, lis: Any, tmp_path: Path) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    side = som.get(reverse("tildeling:forslag_etterprov", args=[sak.pk]))
    assert side.context["svar"].holder
    publisert(lis, runde, sak)
    filer = {}
    for del_, sum_ in (("inndata", sak.inndata_sha256), ("resultat", sak.resultat_sha256)):
        innhold = som.get(reverse("tildeling:forslag_fil", args=[sak.pk, del_])).content
        assert hashlib.sha256(innhold).hexdigest() == sum_ and sum_ in side.content.decode()
        filer[del_] = tmp_path / f"{del_}.json"
        filer[del_].write_bytes(innhold)
    for hva in ([sak.saksnummer], [str(filer["inndata"])], [str(filer["inndata"]), "--resultat", str(filer["resultat"])]):
        ut = io.StringIO()
        call_command("etterprov_tildeling", *hva, stdout=ut)
        assert ut.getvalue().split()[:4] == ["inndata", sak.inndata_sha256, "resultat", sak.resultat_sha256]
    galt = json.loads(filer["resultat"].read_bytes())
    next(rad for rad in galt["plasseringer"] if rad["kommune"])["kommune"] = None
    filer["resultat"].write_text(json.dumps(galt))
    with pytest.raises(CommandError) as feil:
        call_command(
            "etterprov_tildeling", str(filer["inndata"]), "--resultat", str(filer["resultat"]), stdout=io.StringIO()
        )
    assert feil.value.returncode == 1


def test_froet_er_hemmelig_til_runden_er_publisert(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    url = reverse("tildeling:forslag_fil", args=[sak.pk, "inndata"])
    sider = [som.get(adresse) for adresse in adresser(sak, kandidat(lis, runde, "lis1lege").pk)]
    assert not [svar for svar in sider if runde.fro in svar.content.decode()]
    assert som.get(url).status_code == 403 and url not in sider[3].content.decode()
    publisert(lis, runde, sak)
    assert runde.fro in som.get(url).content.decode()
    assert url in som.get(sak.get_absolute_url()).content.decode()


def test_et_svar_som_ikke_folger_av_grunnlaget_vises(som: Client, lis: Any) -> None:
    sak = bestill(lis, to_om_en(lis))
    riktig = op.beregn(bestill(lis, sak.runde, navn="B").pk)
    galt = json.loads(json.dumps(riktig.resultat))
    for rad in galt["plasseringer"]:
        rad["kommune"], rad["onske"], rad["grunner"] = None, None, []
    Forslag.objects.filter(pk=sak.pk).update(
        resultat=galt, resultat_sha256="f" * 64, tilstand="beregnet", versjon=sak.versjon + 1, varighet_ms=1
    )
    svar = som.get(reverse("tildeling:forslag_etterprov", args=[sak.pk]))
    assert not svar.context["svar"].like and svar.context["svar"].brudd
    assert "Ikke bruk forslaget." in svar.content.decode()


def test_forkast_og_utdatert_side(som: Client, lis: Any) -> None:
    sak = beregnet(lis, to_om_en(lis))
    assert som.post(reverse("tildeling:forslag_forkast", args=[sak.pk]), {"versjon": 1}).status_code == 409
    svar = som.post(reverse("tildeling:forslag_forkast", args=[sak.pk]), {"versjon": sak.versjon})
    assert [str(m) for m in get_messages(svar.wsgi_request)] == ["Forslaget er forkastet. Det kan fortsatt leses."]
    assert som.get(sak.get_absolute_url()).status_code == 200


def test_en_stoppet_beregning_sier_det_og_bestilles_igjen(som: Client, lis: Any) -> None:
    sak, naa = bestill(lis, to_om_en(lis)), timezone.now()
    Jobb.objects.filter(pk=sak.jobb_id).update(tilstand="kjorer", laast_til=naa, startet=naa)
    Jobb.objects.filter(pk=sak.jobb_id).update(tilstand="feilet", laast_til=None, ferdig=naa)
    assert "Forslaget ble ikke beregnet" in som.get(sak.get_absolute_url()).content.decode()
    som.post(reverse("tildeling:forslag_beregn", args=[sak.pk]), {"versjon": sak.versjon})
    assert "Forslaget beregnes." in som.get(sak.get_absolute_url()).content.decode()


def test_siden_til_runden_viser_forslagene(som: Client, lis: Any) -> None:
    runde = to_om_en(lis)
    assert "Lag et forslag" in som.get(runde.get_absolute_url()).content.decode()
    for nr in range(7):
        beregnet(lis, runde, navn=f"Nummer {nr}")
    svar = som.get(runde.get_absolute_url())
    panel = svar.context["forslag"]
    assert (next(r.sak.navn for r in panel.rader), len(panel.rader), panel.flere) == ("Nummer 6", 5, 2)
    assert "Vis 2 forslag til" in svar.content.decode()


def test_like_mange_sporringer_for_en_kandidat_som_for_tre(
    som: Client, lis: Any, django_assert_max_num_queries: Any
) -> None:
    for _nr in range(3):
        lis.plass(lis.gjovik)
    runde = runde_med_onsker(lis, {kode: [lis.gjovik, lis.hamar] for kode in ("lis1lege", "kandidat2", "kandidat3")})
    sak = beregnet(lis, runde)
    antall = []
    for sok in ("Lise", ""):
        som.get(sak.get_absolute_url(), {"navn": sok})
        with django_assert_max_num_queries(32) as spurt:
            assert len(som.get(sak.get_absolute_url(), {"navn": sok}).context["rader"]) == (1 if sok else 3)
        antall.append(len(spurt))
    assert antall[0] == antall[1]
