"""Real master data, loaded once however often it is asked for."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import translation

from grunnmur.organisasjon.models import Bruker, Deltakelse, Helsefellesskap, Tema, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.models.virksomhet import kontroller_orgnr
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.organisasjon.operations import last_inn_stamdata


@pytest.fixture
def lastet(db: None) -> None:
    call_command("last_inn_stamdata")


def test_alle_foretak_og_kommuner_finnes(lastet: None) -> None:
    antall = {t: Virksomhet.objects.filter(type=t).count() for t in ("rhf", "helseforetak", "kommune")}
    assert antall == {"rhf": 4, "helseforetak": 19, "kommune": 47}
    innlandet = Virksomhet.objects.get(orgnr="983971709")
    assert (innlandet.navn, innlandet.eier.navn if innlandet.eier else "") == ("Sykehuset Innlandet HF", "Helse Sør-Øst RHF")


def test_opptaksomraadet_er_ikke_fylket(lastet: None) -> None:
    navn = {v.navn for v in Virksomhet.objects.filter(deltakelser__isnull=False)}
    assert len(navn) == 43  # 42 municipalities and the trust
    assert {"Lunner", "Gjøvik", "Sykehuset Innlandet HF"} <= navn
    assert navn.isdisjoint({"Kongsvinger", "Nord-Odal", "Sør-Odal", "Eidskog", "Grue"})


@pytest.mark.krav("S1-A01")
def test_navn_og_formaal_er_data(lastet: None) -> None:
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    assert helsefellesskap is not None
    assert helsefellesskap.navn == "Helsefellesskap Innlandet"
    assert helsefellesskap.formaal_nb.startswith(
        "Formålet er økt kunnskapsbasert praksis, mer gjensidig kunnskapsoverføring"
    )
    assert helsefellesskap.formaal_nn.startswith("Føremålet er auka kunnskapsbasert praksis")
    assert helsefellesskap.prosedyre.endswith("sak 04.24 i SSU 8.5.2024")
    assert helsefellesskap.purrefrist_virkedager is None


def test_ny_lasting_endrer_ingenting(lastet: None) -> None:
    foer = list(Virksomhet.objects.order_by("id").values()), list(Deltakelse.objects.order_by("id").values())
    assert sum(last_inn_stamdata(utfort_av=Bruker.objects.systemet()).values()) == 0
    assert (list(Virksomhet.objects.order_by("id").values()), list(Deltakelse.objects.order_by("id").values())) == foer


def test_ny_lasting_roerer_ikke_det_administrator_har_endret(lastet: None) -> None:
    Helsefellesskap.objects.update(navn="Et nytt navn", purrefrist_virkedager=7)
    ute = Deltakelse.objects.get(virksomhet__navn="Lunner")
    ute.gyldig_til = ute.gyldig_fra
    ute.save()
    last_inn_stamdata(utfort_av=Bruker.objects.systemet())
    assert Helsefellesskap.objects.values_list("navn", "purrefrist_virkedager").get() == ("Et nytt navn", 7)
    assert Deltakelse.objects.filter(virksomhet__navn="Lunner").count() == 1


def test_bare_systemet_og_administrator_laster(db: None) -> None:
    vanlig = Bruker.objects.create_user("vanlig@kommune.example", navn="Vera Vanlig")
    with pytest.raises(PermissionDenied):
        last_inn_stamdata(utfort_av=vanlig)
    assert Virksomhet.objects.count() == 0


def test_kommunens_fulle_navn(lastet: None) -> None:
    navn = {v.kommunenummer: v.fullt_navn for v in Virksomhet.objects.filter(type=Virksomhetstype.KOMMUNE)}
    assert (navn["3407"], navn["3419"], navn["3430"]) == ("Gjøvik kommune", "Våler kommune", "Os kommune")


def test_norsk_rekkefolge(lastet: None) -> None:
    navn = list(
        Virksomhet.objects.filter(navn__in=["Åmot", "Øyer", "Vågå", "Åsnes", "Alvdal"]).values_list("navn", flat=True)
    )
    assert navn == ["Alvdal", "Vågå", "Øyer", "Åmot", "Åsnes"]
    ord_ = ["Ål", "Aasen", "Ære", "Øre", "Zebra", "André", "Andre b", "aa"]
    assert sorted(ord_, key=sorteringsnokkel) == ["André", "Andre b", "Zebra", "Ære", "Øre", "aa", "Ål", "Aasen"]


@pytest.mark.parametrize("nummer", ["983971708", "12345678", "98397170a", ""])
def test_galt_organisasjonsnummer(nummer: str) -> None:
    with pytest.raises(ValidationError):
        kontroller_orgnr(nummer)
    kontroller_orgnr("983971709")


@pytest.mark.krav("S4-C02", "S4-C03", "S4-C04", "S4-C05", "S4-C06", "S4-C07", "S4-C08", "S4-C09", "S1-F05")
def test_the_themes_of_the_agreements_are_loaded_in_both_written_forms(lastet: None) -> None:
    koder = list(Tema.objects.values_list("kode", flat=True))
    assert koder == [
        "klinisk_praksis", "organisasjon_ledelse", "digitalt_velferdsteknologi", "demografi", "forebygging",
        "samhandling_oppgavefordeling", "tjenesteutvikling", "brukermedvirkning", "fou", "utviklingskompetanse",
    ]  # fmt: skip
    with translation.override("nn"):
        assert str(Tema.objects.get(kode="brukermedvirkning")) == "Brukarmedverknad"
    assert str(Tema.objects.get(kode="brukermedvirkning")) == "Brukermedvirkning"


def test_a_theme_somebody_has_renamed_keeps_its_name(lastet: None) -> None:
    Tema.objects.filter(kode="demografi").update(navn_nb="Alderssammensetning")
    last_inn_stamdata(utfort_av=Bruker.objects.systemet())
    assert Tema.objects.get(kode="demografi").navn_nb == "Alderssammensetning"


@pytest.mark.krav("S1-A04", "S1-F07", "S1-F08")
@pytest.mark.parametrize(
    ("type", "sektor"),
    [
        ("kommune", "offentlig"), ("helseforetak", "offentlig"), ("utdanningsinstitusjon", "offentlig"),
        ("forskningsinstitusjon", "offentlig"), ("naeringsliv", "privat"), ("avtalespesialist", "privat"),
        ("frivillig", "frivillig"), ("brukerorganisasjon", "frivillig"),
    ],
)  # fmt: skip
def test_a_party_is_public_private_or_voluntary_by_its_type(type: str, sektor: str) -> None:
    assert Virksomhet(type=type).sektor == sektor


@pytest.mark.krav("S1-A04")
def test_a_party_has_a_level_the_database_knows(db: None) -> None:
    with pytest.raises(IntegrityError, match="virksomhet_nivaa_kjent"):
        Virksomhet.objects.create(navn="Demo", type="kommune", nivaa="planetarisk")
