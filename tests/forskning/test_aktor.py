"""The register of parties and what they say about themselves (S1-A04, S1-F07, S1-F08, S4-B01)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forskning.models import Partnerprofil
from forskning.operations import aktor as op
from forskning.operations import profil
from forskning.selectors.aktor import lignende
from grunnmur.organisasjon.models import Deltakelse, Virksomhet
from grunnmur.saksgang.feil import Nektet, Utdatert
from tests.forskning.test_partner import inviter
from tests.organisasjon.hus import syntetisk_nummer

LISTEN = "/forskning/aktorer/"


def klient(bruker: Any) -> Client:
    ny = Client()
    ny.force_login(bruker)
    return ny


def navn_i(svar: Any) -> list[str]:
    return [rad.navn for rad in svar.context["rader"]]


def aktor(virksomhet: Virksomhet, navn: str = "aktor") -> str:
    return reverse(f"forskning:{navn}", args=[virksomhet.pk])


@pytest.mark.krav("S1-A04", "S1-F07", "S1-F08")
def test_the_register_is_narrowed_by_sector_type_level_and_name(forsk: Any) -> None:
    kai = klient(forsk.kommuneforsker)
    for sporring, ventet in {
        "sektor=privat": ["Demoteknologi AS"],
        "sektor=frivillig": ["Demo brukerorganisasjon"],
        "type=utdanningsinstitusjon": ["Demohøgskolen"],
        "nivaa=internasjonalt": ["Demoteknologi AS"],
        "q=demoteknologi": ["Demoteknologi AS"],
        "sektor=offentlig&nivaa=nasjonalt": ["Demohøgskolen"],
        "q=finnesikke": [],
    }.items():
        assert navn_i(kai.get(f"{LISTEN}?{sporring}")) == ventet, sporring
    med = navn_i(kai.get(f"{LISTEN}?med=ja"))
    assert set(med) == {d.virksomhet.fullt_navn for d in Deltakelse.objects.select_related("virksomhet")}
    assert klient(forsk.utenfor).get(LISTEN).status_code == 404


def test_a_restricted_project_is_neither_shown_nor_counted_for_others(forsk: Any) -> None:
    aapent, begrenset = forsk.ide(), forsk.ide(tittel="Den hemmelige ideen", begrensning="konkurranse")
    for p in (aapent, begrenset):
        inviter(forsk, p, forsk.parter["firma"])
    firma = forsk.parter["firma"]
    for bruker, antall in ((forsk.forsker, 2), (forsk.kommuneforsker, 1)):
        svar = klient(bruker).get(f"{LISTEN}?q=demoteknologi")
        assert [rad.prosjekter for rad in svar.context["rader"]] == [antall]
        html = klient(bruker).get(aktor(firma)).content.decode()
        assert ("Trygg utskriving til kommunen" in html, "Den hemmelige ideen" in html) == (True, antall == 2)
        ark = klient(bruker).get(f"{LISTEN}eksport.xlsx?q=demoteknologi")
        blad = openpyxl.load_workbook(BytesIO(b"".join(ark))).active  # type: ignore[arg-type]
        assert [celle.value for celle in blad[2]][0::5] == ["Demoteknologi AS", antall]


@pytest.mark.krav("S1-A04")
def test_whoever_may_register_an_idea_may_register_a_party_outside_the_network(forsk: Any) -> None:
    ny = op.registrer(utfort_av=forsk.forsker, navn="Nye Demofirma AS", type="naeringsliv", nivaa="nasjonalt")
    assert (ny.get_nivaa_display(), ny.sektor, ny.epostdomene, ny.orgnr) == ("nasjonalt", "privat", "", None)
    with pytest.raises(Nektet):
        op.registrer(utfort_av=forsk.utenfor, navn="Et firma", type="naeringsliv", nivaa="nasjonalt")
    for type_ in ("kommune", "helseforetak", "statsforvalter", "tull"):
        with pytest.raises(ValidationError):
            op.registrer(utfort_av=forsk.forsker, navn="En ny part", type=type_, nivaa="nasjonalt")
    for navn in ("", f"Født {syntetisk_nummer()}"):
        with pytest.raises(ValidationError):
            op.registrer(utfort_av=forsk.forsker, navn=navn, type="naeringsliv", nivaa="nasjonalt")


@pytest.mark.krav("S1-A04")
@pytest.mark.parametrize(
    ("skrevet", "funnet", "samme"),
    [
        ("Demoteknologi AS", "Demoteknologi AS", True),
        ("DEMOTEKNOLOGI", "Demoteknologi AS", True),
        ("Demotekonologi", "Demoteknologi AS", False),
        ("Brukerorganisasjon Demo", "Demo brukerorganisasjon", True),
        ("Demohøyskolen", "Demohøgskolen", False),
        ("Helt annet firma", None, False),
    ],
)
def test_what_is_registered_already_is_found(forsk: Any, skrevet: str, funnet: str | None, samme: bool) -> None:
    funn = lignende(skrevet)
    assert ([(f.virksomhet.navn, f.samme) for f in funn][:1] or [(None, False)]) == [(funnet, samme)]
    felter = {"utfort_av": forsk.forsker, "navn": skrevet, "type": "naeringsliv", "nivaa": "nasjonalt"}
    if samme:
        with pytest.raises(ValidationError, match="allerede registrert"):
            op.registrer(**felter, er_ny=True)
    elif funnet:
        with pytest.raises(ValidationError, match="Se om aktøren er en av disse"):
            op.registrer(**felter)
        assert op.registrer(**felter, er_ny=True).navn == skrevet


@pytest.mark.krav("S1-A04")
def test_a_party_is_registered_on_the_way_to_inviting_it(forsk: Any) -> None:
    p, leder = forsk.ide(), klient(forsk.forsker)
    adresse = f"{LISTEN}ny/?prosjekt={p.pk}"
    post = {"navn": "Demohøyskolen", "type": "utdanningsinstitusjon", "nivaa": "nasjonalt"}
    html = leder.post(adresse, post).content.decode()
    assert f"{reverse('forskning:partner_inviter', args=[p.pk])}?virksomhet={forsk.parter['hoyskole'].pk}" in html
    svar = leder.post(adresse, post | {"er_ny": "on"})
    ny = Virksomhet.objects.get(navn="Demohøyskolen")
    assert svar["Location"] == f"{reverse('forskning:partner_inviter', args=[p.pk])}?virksomhet={ny.pk}"
    for tull in ("tull", str(forsk.sykehus.pk)):
        assert leder.get(f"{LISTEN}ny/?prosjekt={tull}").status_code == 200
    assert klient(forsk.utenfor).get(adresse).status_code == 404


@pytest.mark.krav("S4-B01")
def test_a_party_says_itself_what_it_is_as_a_partner(forsk: Any) -> None:
    sjef = klient(forsk.hamarsjef)
    post = {
        "versjon": 0, "rolle": "Prøvested.", "kompetanse": "Hjemmetjenester.", "bidrag": "To sykepleiere.",
        "strategiske_maal": "Bo hjemme lenger.", "miljo": "on", "bekreftes_av": "leder",
    }  # fmt: skip
    assert sjef.post(aktor(forsk.hamar, "aktor_rediger"), post).status_code == 302
    html = klient(forsk.forsker).get(aktor(forsk.hamar)).content.decode()
    assert [t in html for t in ("Prøvested.", "Hjemmetjenester.", "To sykepleiere.", "Bo hjemme lenger.")] == [True] * 4
    assert "Harald Hamarsjef" in html
    igjen = sjef.post(aktor(forsk.hamar, "aktor_rediger"), post | {"rolle": "Noe annet."})
    assert (igjen.status_code, "Noe annet." in igjen.content.decode()) == (409, True)
    assert Partnerprofil.objects.get(pk=forsk.hamar.pk).rolle == "Prøvested."
    andre = {
        kode: klient(forsk.folk[kode]).get(aktor(forsk.hamar, "aktor_rediger")).status_code for kode in ("fou", "utenfor")
    }
    assert andre == {"fou": 403, "utenfor": 404}


@pytest.mark.krav("S4-B01")
def test_nobody_writes_the_profile_of_another_party_or_over_somebody_else(forsk: Any) -> None:
    for bruker in (forsk.fou, forsk.kommuneforsker, forsk.utenfor):
        with pytest.raises(Nektet):
            profil.lagre(forsk.hamar, utfort_av=bruker, versjon=0, felter={"rolle": "Prøvested."})
    profil.lagre(forsk.hamar, utfort_av=forsk.hamarsjef, versjon=0, felter={"rolle": "Prøvested."})
    with pytest.raises(Utdatert):
        profil.lagre(forsk.hamar, utfort_av=forsk.hamarsjef, versjon=0, felter={"rolle": "Noe annet."})
    with pytest.raises(ValidationError):
        profil.lagre(forsk.hamar, utfort_av=forsk.hamarsjef, versjon=1, felter={"bekreftes_av": "ansatt"})


def test_the_number_of_queries_does_not_follow_the_number_of_parties(forsk: Any) -> None:
    kai = klient(forsk.kommuneforsker)
    inviter(forsk, forsk.ide(), forsk.parter["firma"])

    def sporringer(sok: str) -> tuple[int, int]:
        kai.get(f"{LISTEN}?{sok}")
        with CaptureQueriesContext(connection) as spurt:
            rader = navn_i(kai.get(f"{LISTEN}?{sok}"))
        return len(rader), len(spurt)

    en, tre = sporringer("q=demoteknologi"), sporringer("q=demo")
    assert (en[0], tre[0]) == (1, 3)
    assert en[1] == tre[1]
