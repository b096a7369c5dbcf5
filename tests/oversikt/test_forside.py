"""The front page: what waits for whom, and what a visitor is told. And the pages that are open to all."""

import pytest
from django.test import Client

from grunnmur.portal.dato import dato
from hospitering import operations as op
from tests.axe import sjekk_side
from tests.nettleser import logg_inn
from tests.rollebesetning import Cast
from tests.veiledning.folk import bygg_paa


def forside(cast: Cast, hvem: str) -> str:
    klient = Client()
    klient.force_login(cast.folk[hvem])
    svar = klient.get("/", headers={"host": "localhost"})
    assert svar.status_code == 200
    return svar.content.decode()


@pytest.mark.krav("S1-A01", "S0-A02")
def test_besokende_ser_formaal_og_hjemmel_men_ingen_sak(cast: Cast) -> None:
    cast.helsefellesskap.formaal_nb = "Formålet er økt kunnskapsbasert praksis."
    cast.helsefellesskap.save()
    sak = cast.innsendt()
    tekst = Client().get("/", headers={"host": "localhost"}).content.decode()
    assert "Formålet er økt kunnskapsbasert praksis." in tekst
    assert "Helsefellesskap Innlandet" in tekst
    assert sak.saksnummer not in tekst


def test_nytt_navn_paa_helsefellesskapet_staar_paa_neste_side(cast: Cast) -> None:
    assert "Helsefellesskap Innlandet" in forside(cast, "soker")
    cast.helsefellesskap.navn = "Helsefellesskap Prøve"
    cast.helsefellesskap.save()
    tekst = forside(cast, "soker")
    assert ("Helsefellesskap Prøve" in tekst, "Helsefellesskap Innlandet" in tekst) == (True, False)


def test_den_som_skal_svare_ser_det_og_ingen_andre(cast: Cast) -> None:
    cast.innsendt()
    assert "Ta stilling til hospitering for Synne Søker" in forside(cast, "leder")
    for hvem in ("overleder", "mottak", "vertsleder", "utenfor"):
        assert "Synne Søker" not in forside(cast, hvem)


def test_egne_saker_med_steg_og_tom_side_med_vei_videre(cast: Cast) -> None:
    assert "Du har ingen søknader ennå" in forside(cast, "soker")
    sak = cast.mottatt()
    tekst = forside(cast, "soker")
    assert f"{sak.saksnummer}" in tekst
    assert "Hospitering ved Palliativt senter, Gjøvik" in tekst
    assert 'aria-current="step"' in tekst


@pytest.mark.krav("S1-V04")
def test_egne_sporsmaal_og_det_en_skal_svare_paa(cast: Cast) -> None:
    veil = bygg_paa(cast)
    sak = veil.meldt()
    veil.meldt(veil.tilbakering())
    tekst = forside(veil, "soker")
    assert "Veiledning: Smertelindring i hjemmet" in tekst
    assert "Veiledning: Ring meg om en pasient" in tekst
    assert f"Svarfrist {dato(sak.svarfrist)}" in tekst
    assert "Du har ingen søknader ennå" not in tekst
    assert "Ta imot spørsmålet fra Gjøvik kommune" in forside(veil, "svarer")
    assert "Smertelindring" not in forside(veil, "svarer")  # what was asked is read in the question itself


def test_et_sporsmaal_venter_paa_sokeren(cast: Cast) -> None:
    sak = cast.innsendt()
    op.spor_soker(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, sporsmaal="Når passer det?")
    tekst = forside(cast, "soker")
    assert "Svar på spørsmål om søknaden din" in tekst
    assert "Når passer det?" not in tekst


def test_forsiden_koster_det_samme_for_en_og_for_mange(cast: Cast, django_assert_max_num_queries: object) -> None:
    veil = bygg_paa(cast)
    for antall in (1, 3):
        for _ in range(antall):
            cast.innsendt()
            veil.meldt()
        for hvem in (cast.leder, cast.soker):
            klient = Client()
            klient.force_login(hvem)
            klient.get("/", headers={"host": "localhost"})
            with django_assert_max_num_queries(11):  # type: ignore[operator]
                klient.get("/", headers={"host": "localhost"})


@pytest.mark.parametrize("adresse", ["/personvern/", "/tilgjengelighet/"])
def test_apne_sider_krever_ikke_innlogging(cast: Cast, adresse: str) -> None:
    assert Client().get(adresse, headers={"host": "localhost"}).status_code == 200


@pytest.fixture
def fylt(transactional_db: None) -> Cast:
    from tests.rollebesetning import lag_cast

    cast = lag_cast()
    cast.helsefellesskap.formaal_nb = "Formålet er økt kunnskapsbasert praksis."
    cast.helsefellesskap.prosedyre = "Samarbeidsprosedyre 2"
    cast.helsefellesskap.kontakt_epost = "portal@prove.example"
    cast.helsefellesskap.save()
    cast.utkast()
    cast.innsendt()
    cast.mottatt()
    return cast


@pytest.mark.parametrize("hvem", [None, "soker", "leder", "utenfor"])
def test_forsiden_er_tilgjengelig(fylt: Cast, live_server: object, side: object, hvem: str | None) -> None:
    if hvem:
        logg_inn(side, fylt.folk[hvem])
    for adresse in ("/", "/personvern/", "/tilgjengelighet/", *(["/hjelp/", "/oppgaver/", "/varsler/"] if hvem else [])):
        side.goto(f"{live_server.url}{adresse}")  # type: ignore[attr-defined]
        sjekk_side(side)
