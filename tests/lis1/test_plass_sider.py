"""The pages of municipal places: who finds them, what is on them, and what happens when somebody was faster."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from lis.lis1.models import Kommuneplass
from lis.lis1.operations import plass as op
from tests.lis1.folk import Lis1Cast
from tests.lis1.plasser import avslaatt, foreslaatt, gjor, godkjent, halvaar
from tests.lis1.profiler import publisert
from tests.organisasjon.hus import syntetisk_nummer

ALLE = (
    "koordinator", "statsforvalter", "rhf", "kommunekontakt", "kommuneoverlege", "hamarkontakt", "utenkontakt", "lis1lege",
    "utenfor",
)  # fmt: skip


def klient(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def statuser(lis: Lis1Cast, adresse: str) -> dict[str, int]:
    return {kode: klient(lis.folk[kode]).get(adresse).status_code for kode in ALLE}


def side(lis: Lis1Cast, hvem: str, plass: Kommuneplass) -> str:
    return klient(lis.folk[hvem]).get(plass.get_absolute_url()).content.decode()


def adresse(navn: str, plass: Kommuneplass) -> str:
    return reverse(f"lis1:{navn}", args=[plass.pk])


FREMMEDE = {"utenkontakt": 404, "lis1lege": 404, "utenfor": 404}


def test_hvem_som_finner_hver_side(lis: Lis1Cast) -> None:
    forslag, klar = foreslaatt(lis)[0], godkjent(lis)
    alle = dict.fromkeys(ALLE, 200) | FREMMEDE
    assert statuser(lis, reverse("lis1:plasser")) == alle
    assert statuser(lis, klar.get_absolute_url()) == alle
    assert statuser(lis, forslag.get_absolute_url()) == alle | {"hamarkontakt": 404}
    egne = {"kommunekontakt": 200, "kommuneoverlege": 200, "hamarkontakt": 200}
    assert statuser(lis, reverse("lis1:plass_ny")) == dict.fromkeys(ALLE, 404) | egne
    mine = dict.fromkeys(ALLE, 403) | {"kommunekontakt": 200, "kommuneoverlege": 200, "hamarkontakt": 404} | FREMMEDE
    assert statuser(lis, adresse("plass_endre", forslag)) == mine
    assert statuser(lis, adresse("plass_trekk", forslag)) == mine
    assert statuser(lis, adresse("plass_ikke_godkjenn", forslag)) == (
        dict.fromkeys(ALLE, 403) | {"statsforvalter": 200, "hamarkontakt": 404} | FREMMEDE
    )
    anonym = Client().get(forslag.get_absolute_url())
    assert (anonym.status_code, anonym["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_en_annen_kommune_leser_bare_hvor_og_naar(lis: Lis1Cast) -> None:
    plass = avslaatt(lis, "Mangler veileder.")
    gjor(op.foreslaa_paa_nytt, plass, lis.kommunekontakt, oppstart=plass.oppstart, merknad="Hemmelig merknad.")
    plass = gjor(op.godkjenn, plass, lis.statsforvalter)
    ord_ = ("Hemmelig merknad.", "Mangler veileder.", "Stig Statsforvalter", "Historikk")
    leser = {hvem: side(lis, hvem, plass) for hvem in ("rhf", "kommunekontakt", "hamarkontakt")}
    assert {hvem: [o for o in ord_ if o in html] for hvem, html in leser.items()} == {
        "rhf": list(ord_), "kommunekontakt": list(ord_), "hamarkontakt": [],
    }  # fmt: skip


def test_siden_lenker_til_kommunens_side_naar_den_er_publisert(lis: Lis1Cast) -> None:
    plass, lenke = godkjent(lis), reverse("lis1:sted", args=[lis.gjovik.pk])
    uten = side(lis, "hamarkontakt", plass)
    assert lenke not in uten
    assert "Kommunen har ikke skrevet om seg selv" in uten
    publisert(lis)
    assert lenke in side(lis, "hamarkontakt", plass)


@pytest.mark.krav("S1-L07")
def test_kommunen_foreslaar_flere_like_plasser(lis: Lis1Cast) -> None:
    kommunen = klient(lis.kommunekontakt)
    post = {
        "kommune": str(lis.gjovik.pk), "oppstart": halvaar().isoformat(), "antall": "3", "enhet": str(lis.korttid.pk),
        "merknad": "Legekontor.",
    }  # fmt: skip
    svar = kommunen.post(reverse("lis1:plass_ny"), post, follow=True)
    assert svar.redirect_chain == [(reverse("lis1:plasser"), 302)]
    assert "3 plasser er foreslått. Statsforvalteren har fått beskjed." in svar.content.decode()
    assert Kommuneplass.objects.filter(kommune=lis.gjovik, oppstart=halvaar(), enhet=lis.korttid).count() == 3


@pytest.mark.parametrize(
    ("felt", "verdi", "melding"),
    [
        ("antall", "21", "Foreslå høyst 20 plasser om gangen."), ("antall", "0", "Foreslå minst én plass."),
        ("merknad", f"Født {syntetisk_nummer()}", "ligner et personnummer"),
    ],
)  # fmt: skip
def test_skjemaet_forklarer_hva_som_maa_rettes(lis: Lis1Cast, felt: str, verdi: str, melding: str) -> None:
    post = {"kommune": str(lis.gjovik.pk), "oppstart": halvaar().isoformat(), "antall": "1"} | {felt: verdi}
    svar = klient(lis.kommunekontakt).post(reverse("lis1:plass_ny"), post)
    assert (svar.status_code, melding in svar.content.decode(), Kommuneplass.objects.count()) == (200, True, 0)


@pytest.mark.parametrize("felt", ["kommune", "oppstart", "antall", "enhet"])
@pytest.mark.parametrize("verdi", ["", "tull", "2030-04-01", "00000000-0000-0000-0000-000000000000"])
def test_misdannede_verdier_gir_aldri_en_plass(lis: Lis1Cast, felt: str, verdi: str) -> None:
    post = {"kommune": str(lis.gjovik.pk), "oppstart": halvaar().isoformat(), "antall": "1", "enhet": ""} | {felt: verdi}
    svar = klient(lis.kommunekontakt).post(reverse("lis1:plass_ny"), post)
    assert (svar.status_code, Kommuneplass.objects.count()) == ((302, 1) if (felt, verdi) == ("enhet", "") else (200, 0))


def test_statsforvalteren_godkjenner_flere_og_faar_vite_hva_som_var_endret(lis: Lis1Cast) -> None:
    plasser = foreslaatt(lis, antall=3)
    valgte = [f"{p.pk}:{p.versjon}" for p in plasser]
    gjor(op.endre_plass, plasser[2], lis.kommunekontakt, oppstart=halvaar(2))
    svar = klient(lis.statsforvalter).post(reverse("lis1:plass_samlet"), {"sak": [*valgte, "tull"]}, follow=True)
    tekst = svar.content.decode()
    assert "2 plasser er godkjent." in tekst
    assert f"{plasser[2].saksnummer}: Ikke godkjent, for plassen er endret." in tekst
    assert list(Kommuneplass.objects.order_by("saksnummer").values_list("tilstand", flat=True)) == [
        "godkjent", "godkjent", "foreslaatt",
    ]  # fmt: skip
    for kode, status in {"koordinator": 404, "rhf": 404, "kommunekontakt": 404, "utenfor": 404}.items():
        assert klient(lis.folk[kode]).post(reverse("lis1:plass_samlet"), {"sak": valgte}).status_code == status
    tomt = klient(lis.statsforvalter).post(reverse("lis1:plass_samlet"), follow=True)
    assert "Velg minst én plass i listen først." in tomt.content.decode()


def test_den_som_er_for_sen_faar_409_og_ser_hvem_som_var_raskest(lis: Lis1Cast) -> None:
    plass = foreslaatt(lis)[0]
    gjor(op.endre_plass, plass, lis.kommuneoverlege, oppstart=halvaar(2))
    svar = klient(lis.statsforvalter).post(adresse("plass_godkjenn", plass), {"versjon": plass.versjon})
    assert (svar.status_code, "Kåre Kommuneoverlege endret plassen" in svar.content.decode()) == (409, True)
    gjor(op.trekk_plass, plass, lis.kommunekontakt)
    for navn in ("plass_endre", "plass_trekk"):
        assert klient(lis.kommunekontakt).get(adresse(navn, plass)).status_code == 409
    assert klient(lis.statsforvalter).get(adresse("plass_ikke_godkjenn", plass)).status_code == 409


def test_et_nei_og_et_nytt_forslag_gjennom_sidene(lis: Lis1Cast) -> None:
    plass = foreslaatt(lis)[0]
    embetet, kommunen = klient(lis.statsforvalter), klient(lis.kommunekontakt)
    tomt = embetet.post(adresse("plass_ikke_godkjenn", plass), {"versjon": plass.versjon, "kommentar": " "})
    assert "Skriv hva som mangler for at plassen kan godkjennes." in tomt.content.decode()
    embetet.post(adresse("plass_ikke_godkjenn", plass), {"versjon": plass.versjon, "kommentar": "Mangler veileder."})
    plass.refresh_from_db()
    assert plass.tilstand == "ikke_godkjent"
    nytt = {"versjon": plass.versjon, "oppstart": halvaar(2).isoformat(), "enhet": "", "merknad": "Ny veileder."}
    svar = kommunen.post(adresse("plass_paa_nytt", plass), nytt, follow=True)
    assert "Plassen er foreslått på nytt." in svar.content.decode()
    plass.refresh_from_db()
    assert (plass.tilstand, plass.oppstart, plass.merknad) == ("foreslaatt", halvaar(2), "Ny veileder.")
    assert (
        f"Trekk plass {plass.saksnummer} i Gjøvik kommune?" in kommunen.get(adresse("plass_trekk", plass)).content.decode()
    )
    kommunen.post(adresse("plass_trekk", plass), {"versjon": plass.versjon})
    plass.refresh_from_db()
    assert plass.tilstand == "trukket"


def numre(svar: Any) -> list[str]:
    return [rad.saksnummer for rad in svar.context["rader"]]


def test_listen_viser_det_som_kommer_og_filtrerer_paa_resten(lis: Lis1Cast) -> None:
    egen, trukket = godkjent(lis, oppstart=halvaar(2)), godkjent(lis)
    gjor(op.trekk_plass, trukket, lis.kommunekontakt)
    hamar = foreslaatt(lis, kommune=lis.hamar, utfort_av=lis.hamarkontakt, enhet=None, oppstart=halvaar(1))[0]
    koordinator, liste = klient(lis.koordinator), reverse("lis1:plasser")
    assert numre(koordinator.get(liste)) == [hamar.saksnummer, egen.saksnummer]
    assert set(numre(koordinator.get(liste, {"vis": "alle"}))) == {egen.saksnummer, trukket.saksnummer, hamar.saksnummer}
    for valg, funnet in [
        ({"kommune": str(lis.hamar.pk)}, {hamar}), ({"oppstart": halvaar(2).isoformat()}, {egen}),
        ({"tilstand": "trukket"}, {trukket}), ({"tilstand": "foreslaatt"}, {hamar}), ({"tilstand": "ikke_godkjent"}, set()),
    ]:  # fmt: skip
        assert set(numre(koordinator.get(liste, valg))) == {p.saksnummer for p in funnet}
    for tull in ({"kommune": "tull"}, {"oppstart": "2030-13-45"}, {"tilstand": "tull"}, {"side": "tull"}):
        assert koordinator.get(liste, tull).status_code == 200
    assert numre(klient(lis.hamarkontakt).get(liste)) == [hamar.saksnummer, egen.saksnummer]
    assert numre(klient(lis.kommunekontakt).get(liste)) == [egen.saksnummer]


def test_bare_den_som_kan_godkjenne_velger_i_listen(lis: Lis1Cast) -> None:
    plass = foreslaatt(lis)[0]
    avkryssing = f'value="{plass.pk}:{plass.versjon}"'
    viser = {kode: klient(lis.folk[kode]).get(reverse("lis1:plasser")).content.decode() for kode in ALLE[:5]}
    assert {kode for kode, html in viser.items() if avkryssing in html} == {"statsforvalter"}
    assert {kode for kode, html in viser.items() if "Godkjenn de valgte" in html} == {"statsforvalter"}
    assert {kode for kode, html in viser.items() if "Foreslå plasser" in html} == {"kommunekontakt", "kommuneoverlege"}


@pytest.mark.parametrize("hvem", ["statsforvalter", "koordinator", "kommunekontakt"])
def test_antall_sporringer_er_det_samme_for_en_og_tre_rader(lis: Lis1Cast, hvem: str) -> None:
    bruker, antall = klient(lis.folk[hvem]), []
    bruker.get(reverse("lis1:plasser"))
    for flere in (1, 2):
        foreslaatt(lis, antall=flere)
        with CaptureQueriesContext(connection) as sporringer:
            bruker.get(reverse("lis1:plasser"))
        antall.append(len(sporringer))
    assert antall[0] == antall[1] <= 22


def test_datoen_i_dag_er_ikke_et_halvaar_aa_velge(lis: Lis1Cast) -> None:
    skjema = klient(lis.kommunekontakt).get(reverse("lis1:plass_ny")).context["form"]
    valg = [verdi for verdi, _navn in skjema.fields["oppstart"].choices]
    assert (valg[0], len(valg)) == ("", 7)
    assert min(valg[1:]) > timezone.localdate().isoformat()
