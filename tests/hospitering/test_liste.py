"""The list: who sees which rows, filters, sorting, pages, saved filters, and granting several at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.models import Lagretfilter, Vedtak
from hospitering import operations
from hospitering.models import Soknad, Tilstand
from tests.klient import som
from tests.rollebesetning import Cast

LISTE = "/hospitering/"


@pytest.fixture(autouse=True)
def _uten_husket_valgliste() -> None:
    """The parties to choose among are kept in the process, where the parties of the test before still are."""
    caches["lokal"].clear()


def rader(klient: Client, **valg: Any) -> list[str]:
    """The case numbers, in the order of the page."""
    return [rad.saksnummer for rad in klient.get(LISTE, valg).context["rader"]]


# state → who has the case in «Alle jeg kan se»
SYNLIG = {
    "utkast": set(),
    "innsendt": {"soker", "leder", "overleder", "sekretariat"},
    "oversendt": {"soker", "leder", "overleder", "sekretariat", "mottak"},
    "besvart": {"soker", "leder", "overleder", "sekretariat", "mottak", "vertsleder", "divisjonsleder", "kontakt"},
}


@pytest.mark.parametrize("tilstand", SYNLIG)
def test_hver_ser_bare_sine(cast: Cast, tilstand: str) -> None:
    getattr(cast, tilstand)()
    ser = {kode for kode, bruker in cast.folk.items() if rader(som(bruker), vis="alle")}
    assert ser == SYNLIG[tilstand]


@pytest.mark.krav("S1-S05", "S1-S06")
def test_adresse_og_telefon_staar_aldri_i_listen(cast: Cast) -> None:
    cast.besvart()
    for kode in SYNLIG["besvart"]:
        html = som(cast.folk[kode]).get(LISTE, {"vis": "alle"}).content.decode()
        assert "Synne Søker" in html, kode
        assert "Hjemvegen" not in html, kode
        assert "900\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}001" not in html, kode
        assert "+4790000001" not in html, kode


def test_venter_paa_deg_er_det_som_venter(cast: Cast) -> None:
    venter = cast.innsendt()
    cast.oversendt()
    assert rader(som(cast.leder), vis="venter") == [venter.saksnummer]
    assert len(rader(som(cast.mottak), vis="venter")) == 1
    assert rader(som(cast.overleder), vis="venter") == []
    svar = som(cast.leder).get(LISTE, {"vis": "venter"})
    assert [(r.visning.name, r.frist is not None) for r in svar.context["rader"]] == [("VENTER_PAA_DEG", True)]
    assert [(f.navn, f.antall) for f in svar.context["faner"] if f.her] == [("Venter på deg", 1)]


def test_stedfortreder_har_det_som_venter_paa_lederen(cast: Cast) -> None:
    sak = cast.innsendt()
    assert rader(som(cast.stedfortreder), vis="venter") == []
    cast.stedfortreder_for("stedfortreder", cast.leder.roller.get(type=RolleType.LEDER))
    assert rader(som(cast.stedfortreder), vis="venter") == [sak.saksnummer]


def test_mine_har_ogsaa_utkast(cast: Cast) -> None:
    sendt = cast.innsendt()
    cast.utkast()
    svar = som(cast.soker).get(LISTE)
    assert svar.context["fane"] == "mine"  # who sees only their own starts there
    assert sorted(r.saksnummer for r in svar.context["rader"]) == ["", sendt.saksnummer]
    assert rader(som(cast.leder), vis="mine") == []


# filter → the cases it leaves, of «a» (to the palliative centre, granted) and «b» (to Hamar, a doctor, in spring)
FILTRE = [
    ({"q": "synne"}, "ab"),
    ({"q": "søker pall"}, "a"),
    ({"q": "ynne"}, ""),
    ({"q": "hjemmetj"}, "b"),
    ({"q": "%"}, ""),
    ({"tilstand": "oversendt"}, "a"),
    ({"tilstand": "trukket"}, ""),
    ({"faggruppe": "lege"}, "b"),
    ({"enhet": "palliativt senter"}, "a"),
    ({"enhet": "korttid"}, "ab"),
    ({"virksomhet": "hamar"}, "b"),
    ({"virksomhet": "gjovik"}, "ab"),
    ({"fra": "vaar"}, "b"),
    ({"til": "vaar"}, "a"),
]


@pytest.fixture
def to_saker(cast: Cast) -> tuple[Soknad, Soknad]:
    vaar = timezone.localdate() + timedelta(days=200)
    hamar = {"sokes_i": "kommune", "vertsvirksomhet": cast.hamar, "onsket_enhet": cast.hamarhelse}
    periode = {"periode_fra": vaar, "periode_til": vaar + timedelta(days=5)}
    return cast.oversendt(), cast.innsendt(**hamar, **periode, faggruppe="lege")


@pytest.mark.parametrize(("valg", "ventet"), FILTRE)
def test_filter(cast: Cast, to_saker: tuple[Soknad, Soknad], valg: dict[str, str], ventet: str) -> None:
    a, b = to_saker
    if valg.get("virksomhet"):
        valg = {"virksomhet": str(getattr(cast, valg["virksomhet"]).pk)}
    valg = {n: (timezone.localdate() + timedelta(days=150)).isoformat() if v == "vaar" else v for n, v in valg.items()}
    navn = {a.saksnummer: "a", b.saksnummer: "b"}
    assert "".join(sorted(navn[nr] for nr in rader(som(cast.leder), vis="alle", **valg))) == ventet


def test_soek_paa_saksnummer(cast: Cast, to_saker: tuple[Soknad, Soknad]) -> None:
    a, _b = to_saker
    assert rader(som(cast.leder), vis="alle", q=a.saksnummer.lower()) == [a.saksnummer]


@pytest.mark.parametrize(
    "valg",
    [{"q": "a" * 5000}, {"tilstand": "finnes-ikke"}, {"virksomhet": "' OR 1=1"}, {"fra": "31.02.2027"}, {"side": "tull"},
     {"sorter": "-passord"}, {"vis": "alt"}, {"faggruppe": ["lege", "x"]}, {"q": "01819010028"}],
)  # fmt: skip
def test_oedelagt_filter_er_aldri_en_feilside(cast: Cast, valg: dict[str, Any]) -> None:
    cast.innsendt()
    assert som(cast.leder).get(LISTE, valg).status_code == 200


def test_tomt_treff_har_en_vei_videre(cast: Cast) -> None:
    html = som(cast.leder).get(LISTE, {"q": "finnesikke"}).content.decode()
    assert "Ingen søknader passer til filteret." in html
    assert "Nullstill filteret" in html


@pytest.fixture
def mange(cast: Cast) -> list[Soknad]:
    naa = timezone.now()
    saker = []
    for nr in range(60):
        utkast = operations.opprett_utkast(utfort_av=cast.soker, felter=cast.felter())
        tid = naa - timedelta(hours=60 - nr)
        saker.append(operations.send_inn(utkast.pk, utfort_av=cast.soker, versjon=utkast.versjon, naa=tid))
    return saker


def test_sider_viser_hver_sak_en_gang_og_koster_like_mye(cast: Cast, mange: list[Soknad]) -> None:
    klient = som(cast.leder)
    sett: list[str] = []
    markor = ""
    for _ in range(3):
        svar = klient.get(LISTE, {"vis": "alle", "side": markor})
        sett += [r.saksnummer for r in svar.context["rader"]]
        markor = svar.context["side"].neste
    assert markor is None
    assert sett == [s.saksnummer for s in reversed(mange)]
    assert klient.get(LISTE).context["side"].treff_tekst == "60 treff"
    eldst = klient.get(LISTE, {"vis": "alle", "sorter": "innsendt"}).context["rader"][0]
    assert eldst.saksnummer == mange[0].saksnummer


def test_antall_sporringer_er_fast(cast: Cast) -> None:
    """Session, user and roles aside, the page asks as often about three rows as about sixty."""
    klient = som(cast.leder)

    def maal() -> list[str]:
        klient.get(LISTE)
        with CaptureQueriesContext(connection) as sporringer:
            klient.get(LISTE)
        return [s["sql"] for s in sporringer.captured_queries]

    for _ in range(3):
        cast.innsendt()
    faa = maal()
    for _ in range(24):
        cast.innsendt()
    mange = maal()
    assert len(mange) - len(faa) == 1  # the capped count, needed from the second page on
    egne = [sql for sql in mange if '"hospitering_' in sql or '"oppgaver_' in sql or "organisasjon_underliggende" in sql]
    assert len(egne) <= 6
    assert "OFFSET" not in " ".join(mange)


# --- saved filters ---------------------------------------------------------------------------------------------------


def test_filter_lagres_brukes_og_slettes(cast: Cast) -> None:
    klient = som(cast.leder)
    svar = klient.post("/hospitering/filtre/", {"navn": "Palliativ", "sporring": "vis=alle&q=pall&side=x&ukjent=1"})
    assert (svar.status_code, svar["Location"]) == (302, "/hospitering/?vis=alle&q=pall")
    lagret = Lagretfilter.objects.get()
    assert (lagret.bruker, lagret.navn, lagret.sporring) == (cast.leder, "Palliativ", "vis=alle&q=pall")
    assert 'href="?vis=alle&amp;q=pall">Palliativ</a>' in klient.get(LISTE).content.decode()
    som(cast.overleder).post(reverse("hospitering:liste_slett", args=[lagret.pk]))
    assert Lagretfilter.objects.count() == 1  # somebody else's is left alone
    klient.post(reverse("hospitering:liste_slett", args=[lagret.pk]))
    assert Lagretfilter.objects.count() == 0


@pytest.mark.parametrize("navn", ["", "x" * 61, "01819010028"])
def test_filternavn_som_ikke_gaar_an(cast: Cast, navn: str) -> None:
    assert som(cast.leder).post("/hospitering/filtre/", {"navn": navn, "sporring": "q=a"}).status_code == 302
    assert not Lagretfilter.objects.exists()


def test_samme_filternavn_erstatter(cast: Cast) -> None:
    for q in ("a", "b"):
        som(cast.leder).post("/hospitering/filtre/", {"navn": "Mitt", "sporring": f"q={q}"})
    assert Lagretfilter.objects.get().sporring == "q=b"


def test_det_er_plass_til_tjue_filtre(cast: Cast) -> None:
    for nr in range(21):
        som(cast.leder).post("/hospitering/filtre/", {"navn": f"Nr {nr}", "sporring": "q=a"})
    assert Lagretfilter.objects.count() == 20


# --- several at once -------------------------------------------------------------------------------------------------


def valgt(*saker: Soknad) -> list[str]:
    return [f"{s.pk}:{s.versjon}" for s in saker]


@pytest.mark.krav("S1-S21", "S1-H11")
def test_flere_innvilges_hver_for_seg(cast: Cast) -> None:
    en, to, endret, oversendt = cast.innsendt(), cast.innsendt(), cast.innsendt(), cast.oversendt()
    operations.endre(endret.pk, utfort_av=cast.soker, versjon=endret.versjon, felter=cast.felter(bidrag="Nytt."))
    klient = som(cast.leder)
    forst = klient.post("/hospitering/samlet/", {"sak": valgt(en, to)})
    assert (forst.status_code, Vedtak.objects.count()) == (200, 1)  # only shown: nothing is decided yet
    uten = klient.post("/hospitering/samlet/", {"sak": valgt(en, to), "bekreft": "1"})
    assert "Bekreft at søkerne beholder lønn, ferie og yrkesskadeforsikring hos dere." in uten.content.decode()
    assert Vedtak.objects.count() == 1
    svar = klient.post(
        "/hospitering/samlet/",
        {"sak": valgt(en, to, endret, oversendt), "bekreft": "1", "tariff_bekreftet": "on"},
    )
    assert [(r["sak"].pk, r["ok"]) for r in svar.context["resultat"]] == [
        (s.pk, s in (en, to)) for s in sorted([en, to, endret, oversendt], key=lambda s: s.innsendt_tid)
    ]
    tilstander = dict(Soknad.objects.values_list("pk", "tilstand"))
    assert [tilstander[s.pk] for s in (en, to, endret)] == [Tilstand.OVERSENDT, Tilstand.OVERSENDT, Tilstand.INNSENDT]


def test_den_som_ikke_er_leder_faar_nei_for_hver_sak(cast: Cast) -> None:
    sak = cast.innsendt()
    svar = som(cast.overleder).post("/hospitering/samlet/", {"sak": valgt(sak), "bekreft": "1", "tariff_bekreftet": "on"})
    assert [r["tekst"] for r in svar.context["resultat"]] == ["Ikke gjort: Du kan ikke avgjøre denne søknaden."]
    fremmed = som(cast.utenfor).post("/hospitering/samlet/", {"sak": valgt(sak), "bekreft": "1", "tariff_bekreftet": "on"})
    assert fremmed.status_code == 302
    assert Soknad.objects.get(pk=sak.pk).tilstand == Tilstand.INNSENDT


@pytest.mark.parametrize("verdier", [[], ["tull"], ["x:1"], ["00000000-0000-0000-0000-000000000000:1"], [":"]])
def test_oedelagt_valg_sier_hva_en_skal_gjore(cast: Cast, verdier: list[str]) -> None:
    svar = som(cast.leder).post("/hospitering/samlet/", {"sak": verdier}, follow=True)
    assert "Velg minst én søknad i listen først." in svar.content.decode()


def test_avkryssing_staar_bare_ved_det_lederen_kan_innvilge(cast: Cast) -> None:
    kan, _sendt = cast.innsendt(), cast.oversendt()
    svar = som(cast.leder).get(LISTE, {"vis": "alle"})
    assert [r.id for r in svar.context["rader"] if r.kan_velges] == [kan.pk]
    assert svar.content.decode().count('name="sak"') == 1
    assert 'name="sak"' not in som(cast.sekretariat).get(LISTE).content.decode()
