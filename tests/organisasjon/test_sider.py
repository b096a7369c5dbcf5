"""The party's own pages: the administrative contact beside everybody else, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from grunnmur.organisasjon.models import Enhet, Rolle, RolleType, Stedfortreder

from .hus import Rollebesetning, ny_bruker, ny_rolle

EN_DAG = timedelta(days=1)


def adresse(navn: str, *args: Any) -> str:
    return reverse(f"organisasjon:{navn}", args=args)


def sider(hus: Rollebesetning) -> dict[str, str]:
    rolle = Rolle.objects.get(bruker=hus.leder)
    return {
        "oversikt": adresse("oversikt", hus.kommune.id),
        "roller": adresse("roller", hus.kommune.id),
        "gi_rolle": adresse("gi_rolle", hus.kommune.id),
        "ny_enhet": adresse("ny_enhet", hus.kommune.id),
        "endre_enhet": adresse("endre_enhet", hus.hjemme.id),
        "legg_ned_enhet": adresse("legg_ned_enhet", hus.natt.id),
        "avslutt_rolle": adresse("avslutt_rolle", rolle.id),
        "sett_stedfortreder": adresse("sett_stedfortreder", rolle.id),
        "importer": adresse("importer", hus.kommune.id),
    }


@pytest.mark.krav("S1-H10")
@pytest.mark.parametrize(
    ("hvem", "ventet"),
    [
        ("kontakt", dict.fromkeys(["*"], 200)),
        ("admin", dict.fromkeys(["*"], 200)),
        ("leder", {"*": 404, "endre_enhet": 200, "sett_stedfortreder": 200}),
        ("toppleder", {"*": 404}),
        ("ansatt", {"*": 404}),
        ("utenfor", {"*": 404}),
        ("kontakt_annen", {"*": 404}),
    ],
)
def test_sider_aapner_bare_for_den_som_forvalter(hus: Rollebesetning, som: Any, hvem: str, ventet: dict[str, int]) -> None:
    klient = som(getattr(hus, hvem))
    svar = {navn: klient.get(url).status_code for navn, url in sider(hus).items()}
    assert svar == {navn: ventet.get(navn, ventet["*"]) for navn in svar}


@pytest.mark.krav("S1-H10")
def test_fremmede_innlegg_skriver_ingenting(hus: Rollebesetning, som: Any) -> None:
    klient = som(hus.kontakt_annen)
    foer = Rolle.objects.count(), Enhet.objects.aktive().count()
    for url in (url for navn, url in sider(hus).items() if navn not in {"oversikt", "roller"}):
        assert klient.post(url, {"naar": "straks", "navn": "X"}).status_code == 404
    assert (Rolle.objects.count(), Enhet.objects.aktive().count()) == foer


def test_uten_innlogging_til_innlogging(hus: Rollebesetning, client: Any) -> None:
    for url in [*sider(hus).values(), adresse("start"), adresse("enheter"), adresse("enhet", hus.natt.id)]:
        assert client.get(url).status_code == 302


@pytest.mark.parametrize(
    ("hvem", "maal"), [("kontakt", "oversikt"), ("leder", "stedfortredere"), ("ansatt", None), ("admin", "valg")]
)
def test_start_sender_hver_til_sitt(hus: Rollebesetning, som: Any, hvem: str, maal: str | None) -> None:
    svar = som(getattr(hus, hvem)).get(adresse("start"))
    if maal is None:
        assert svar.status_code == 404
    elif maal == "valg":
        assert [v.navn for v in svar.context["virksomheter"]] == ["Gjøvik", "Sykehuset Innlandet HF"]
    else:
        ventet = adresse("oversikt", hus.kommune.id) if maal == "oversikt" else adresse("stedfortredere")
        assert svar.headers["Location"] == ventet


@pytest.mark.parametrize(("hvem", "vises"), [("kontakt", True), ("leder", True), ("ansatt", False), ("utenfor", False)])
def test_menyvalget_foelger_rollen(hus: Rollebesetning, som: Any, hvem: str, vises: bool) -> None:
    side = som(getattr(hus, hvem)).get(adresse("enheter")).content.decode()
    assert (f'href="{adresse("start")}"' in side) is vises


@pytest.mark.krav("S0-R05")
def test_profilen_er_synlig_for_alle_innloggede(hus: Rollebesetning, som: Any) -> None:
    hus.hjemme.profil = "Vi gir sykepleie i hjemmet. Her kan du lære om lindring."
    hus.hjemme.telefon, hus.hjemme.fagomraade = "61000200", "Hjemmesykepleie"
    hus.hjemme.save()
    svar = som(hus.utenfor).get(adresse("enhet", hus.hjemme.id))
    tekst = svar.content.decode()
    for ventet in ("Her kan du lære om lindring.", "61\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}02\N{NO-BREAK SPACE}00",
                   "Leif Leder", "Hjemmesykepleie", "Gjøvik kommune"):  # fmt: skip
        assert ventet in tekst
    assert "Anne Ansatt" not in tekst
    assert "Anne Ansatt" in som(hus.kontakt).get(adresse("enhet", hus.hjemme.id)).content.decode()


@pytest.mark.krav("S0-R05")
def test_register_soker_i_navn_sted_og_fagomraade(hus: Rollebesetning, som: Any) -> None:
    klient = som(hus.utenfor)

    def treff(ord_: str) -> list[str]:
        return [e.navn for e in klient.get(adresse("enheter"), {"q": ord_}).context["side"].rader]

    assert treff("pall gjø") == ["Palliativt senter"]
    assert treff("gjøvik") == ["Hjemmetjenesten", "Nattpatruljen", "Palliativt senter"]
    assert treff("finnes ikke") == []
    assert treff("%") == []


# --- Doing things ------------------------------------------------------------------------------------------------------


def test_kontakten_gir_en_rolle_etter_epost(hus: Rollebesetning, som: Any, idag: date) -> None:
    data = {"person": "UTENFOR@kommune.example", "type": "leder", "enhet": hus.natt.id, "fra": idag.strftime("%d.%m.%Y")}
    svar = som(hus.kontakt).post(adresse("gi_rolle", hus.kommune.id), data)
    assert svar.status_code == 302
    assert Rolle.objects.get(enhet=hus.natt).bruker == hus.utenfor


def test_navn_finner_bare_egne_folk(hus: Rollebesetning, som: Any, idag: date) -> None:
    data = {"type": "leder", "enhet": hus.natt.id, "fra": idag.isoformat()}
    klient = som(hus.kontakt)
    svar = klient.post(adresse("gi_rolle", hus.kommune.id), data | {"person": "Ulf Utenfor"})
    assert svar.context["form"].errors["person"] == [
        "Vi fant ingen med dette navnet eller denne adressen. Skriv hele e-postadressen."
    ]
    assert klient.post(adresse("gi_rolle", hus.kommune.id), data | {"person": "anne"}).status_code == 302


def test_flere_treff_gir_et_valg(hus: Rollebesetning, som: Any, idag: date) -> None:
    ny_rolle(ny_bruker("annen", "Anne Annen"), RolleType.ANSATT, hus.hjemme)
    data = {"person": "Anne", "type": "leder", "enhet": hus.natt.id, "fra": idag.isoformat()}
    klient = som(hus.kontakt)
    skjema = klient.post(adresse("gi_rolle", hus.kommune.id), data).context["form"]
    assert [navn for _id, navn in skjema.fields["valgt"].choices] == ["Anne Annen", "Anne Ansatt"]
    assert skjema.errors["valgt"] == ["Velg hvem du mener."]
    assert klient.post(adresse("gi_rolle", hus.kommune.id), data | {"valgt": str(hus.utenfor.id)}).status_code == 200
    assert klient.post(adresse("gi_rolle", hus.kommune.id), data | {"valgt": str(hus.ansatt.id)}).status_code == 302
    assert Rolle.objects.get(enhet=hus.natt).bruker == hus.ansatt


def test_avvist_rolle_beholder_det_som_er_skrevet(hus: Rollebesetning, som: Any) -> None:
    data = {"person": "leder@kommune.example", "type": "leder", "enhet": hus.hjemme.id, "fra": "1.2.27"}
    svar = som(hus.kontakt).post(adresse("gi_rolle", hus.kommune.id), data)
    assert svar.context["form"].non_field_errors() == ["Personen har allerede denne rollen på dette stedet i perioden."]
    assert 'value="1.2.27"' in svar.content.decode()
    assert "<title>Feil: " in svar.content.decode()


def test_rolletyper_paa_tvers_kan_ikke_velges_av_kontakten(hus: Rollebesetning, som: Any) -> None:
    def valg(bruker: Any) -> set[str]:
        skjema = som(bruker).get(adresse("gi_rolle", hus.kommune.id)).context["form"]
        return {kode for kode, _navn in skjema.fields["type"].choices if kode}

    assert set(RolleType.values) - valg(hus.kontakt) == {
        "sekretariat",
        "utvalgssekretaer",
        "statsforvalter",
        "rhf",
        "alis_kontor",
    }
    assert valg(hus.admin) == set(RolleType.values)


def test_enhet_opprettes_flyttes_og_legges_ned(hus: Rollebesetning, som: Any) -> None:
    klient = som(hus.kontakt)
    felt = {"sted": "Gjøvik", "adresse": "", "telefon": "610 00 200", "fagomraade": "", "profil": ""}
    klient.post(adresse("ny_enhet", hus.kommune.id), felt | {"navn": "Legevakten", "overordnet": ""})
    enhet = Enhet.objects.get(navn="Legevakten")
    assert (enhet.overordnet, enhet.telefon) == (None, "61000200")
    klient.post(adresse("endre_enhet", enhet.id), felt | {"navn": "Legevakta", "overordnet": hus.helse.id, "versjon": 1})
    enhet.refresh_from_db()
    assert (enhet.navn, enhet.overordnet) == ("Legevakta", hus.helse)
    klient.post(adresse("legg_ned_enhet", enhet.id))
    enhet.refresh_from_db()
    assert enhet.nedlagt is not None
    klient.post(adresse("gjenaapne_enhet", enhet.id))
    assert enhet in Enhet.objects.aktive()


def test_enhet_kan_ikke_legges_under_fremmede_eller_seg_selv(hus: Rollebesetning, som: Any) -> None:
    klient = som(hus.kontakt)
    felt = {
        "navn": "Helse og omsorg",
        "sted": "",
        "adresse": "",
        "telefon": "",
        "fagomraade": "",
        "profil": "",
        "versjon": 1,
    }
    for feil in (hus.annen_enhet, hus.natt, hus.helse):
        svar = klient.post(adresse("endre_enhet", hus.helse.id), felt | {"overordnet": feil.id})
        assert svar.context["form"].errors["overordnet"] == ["Velg et av alternativene under «Overordnet enhet»."]


def test_leder_endrer_bare_profilen(hus: Rollebesetning, som: Any) -> None:
    data = {"navn": "Noe annet", "adresse": "Ny vei 1", "telefon": "", "fagomraade": "", "profil": "Ny profil", "versjon": 1}
    assert som(hus.leder).post(adresse("endre_enhet", hus.hjemme.id), data).status_code == 302
    hus.hjemme.refresh_from_db()
    assert (hus.hjemme.navn, hus.hjemme.profil) == ("Hjemmetjenesten", "Ny profil")


@pytest.mark.krav("S1-H10")
def test_leder_setter_og_avslutter_egen_stedfortreder(hus: Rollebesetning, som: Any, idag: date) -> None:
    klient = som(hus.leder)
    rolle = Rolle.objects.get(bruker=hus.leder)
    data = {"person": "Anne Ansatt", "fra": idag.isoformat(), "til": (idag + EN_DAG).isoformat()}
    svar = klient.post(adresse("sett_stedfortreder", rolle.id), data)
    assert svar.headers["Location"] == adresse("stedfortredere")
    stedfortreder = Stedfortreder.objects.get()
    assert "Anne Ansatt" in klient.get(adresse("stedfortredere")).content.decode()
    assert som(hus.toppleder).post(adresse("avslutt_stedfortreder", stedfortreder.id), {"naar": "straks"}).status_code == 404
    klient.post(adresse("avslutt_stedfortreder", stedfortreder.id), {"naar": "straks"})
    assert Stedfortreder.objects.count() == 0


def test_avslutt_rolle_krever_et_valg(hus: Rollebesetning, som: Any, idag: date) -> None:
    rolle = Rolle.objects.get(bruker=hus.leder)
    klient = som(hus.kontakt)
    svar = klient.post(adresse("avslutt_rolle", rolle.id), {"naar": "etter"})
    assert svar.context["form"].errors["siste_dag"] == ["Skriv den siste dagen, for eksempel 31.12.2026."]
    klient.post(adresse("avslutt_rolle", rolle.id), {"naar": "etter", "siste_dag": (idag + EN_DAG).isoformat()})
    rolle.refresh_from_db()
    assert rolle.gyldig_til == idag + EN_DAG


def test_rolleliste_soker_og_blar(hus: Rollebesetning, som: Any, django_assert_max_num_queries: Any) -> None:
    for nr in range(30):
        ny_rolle(ny_bruker(f"nr{nr}", f"Person {nr:02}"), RolleType.ANSATT, hus.hjemme)
    klient = som(hus.kontakt)
    klient.get(adresse("enheter"))  # what the menu and the header remember for a while is looked up here
    with django_assert_max_num_queries(8):
        forste = klient.get(adresse("roller", hus.kommune.id)).context["side"]
    andre = klient.get(adresse("roller", hus.kommune.id), {"side": forste.neste}).context["side"]
    assert (len(forste.rader), len(andre.rader)) == (25, 10)
    assert [r.bruker.navn for r in klient.get(adresse("roller", hus.kommune.id), {"q": "mona"}).context["side"]] == [
        "Mona Mottak"
    ]


@pytest.mark.parametrize("sok", ["x" * 5000, "'; DROP TABLE", "\\", "%", "_", "ÆØÅ", "a" * 90 + " b c d e f g h"])
def test_rare_sok_gir_ingen_feil(hus: Rollebesetning, som: Any, sok: str) -> None:
    klient = som(hus.kontakt)
    for url in (adresse("roller", hus.kommune.id), adresse("enheter")):
        assert klient.get(url, {"q": sok, "side": sok}).status_code == 200
