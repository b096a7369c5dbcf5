"""Import: shown before anything changes, carried out as a whole, and the second time changes nothing."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from grunnmur.organisasjon import operations
from grunnmur.organisasjon.forms import kolonner_for, tolk
from grunnmur.organisasjon.models import Bruker, Enhet, Importkjoring, Rolle, RolleType

from .filer import GALE_FILER, csv
from .hus import Rollebesetning, syntetisk_nummer

Tilstand = Importkjoring.Tilstand


@pytest.mark.parametrize("innhold", ["enheter", "personer", "roller"])
def test_malene_kan_fylles_ut_og_lastes_opp(hus: Rollebesetning, som: Any, innhold: str) -> None:
    klient = som(hus.kontakt)
    mal = klient.get(reverse("organisasjon:importmal", args=[innhold, "csv"])).content
    assert mal.decode("utf-8-sig").strip().split(";") == kolonner_for(innhold)
    bok = load_workbook(io.BytesIO(klient.get(reverse("organisasjon:importmal", args=[innhold, "xlsx"])).content))
    assert [celle.value for celle in next(bok["Import"].iter_rows())] == kolonner_for(innhold)
    assert [rad[0].value for rad in bok["Forklaring"].iter_rows(min_row=2)] == kolonner_for(innhold)
    assert klient.get(reverse("organisasjon:importmal", args=[innhold, "exe"])).status_code == 404


# --- Trying and carrying out -------------------------------------------------------------------------------------------


def prov(hus: Rollebesetning, innhold: str, *linjer: str, av: Bruker | None = None) -> Importkjoring:
    rader = [operations.Importrad(rad.nummer, rad.data, rad.feil) for rad in tolk(csv(*linjer), innhold)]
    return operations.prov_import(
        hus.kommune, innhold=innhold, filnavn=f"{innhold}.csv", rader=rader, utfort_av=av or hus.kontakt
    )


def utfall(kjoring: Importkjoring) -> list[str]:
    return [rad["utfall"] for rad in kjoring.utfall]


def tilstand_i_basen() -> tuple[int, int, int]:
    return Enhet.objects.count(), Bruker.objects.count(), Rolle.objects.count()


ENHETER = ("navn;sted;overordnet;telefon", "Dagsenteret;Gjøvik;Helse og omsorg;61000200", "Gruppe 1;;Dagsenteret, Gjøvik;")


@pytest.mark.krav("S0-R05")
def test_proving_endrer_ingenting_og_bekreftelse_gjoer_det_som_ble_vist(hus: Rollebesetning) -> None:
    foer = tilstand_i_basen()
    kjoring = prov(hus, "enheter", *ENHETER)
    assert (kjoring.tilstand, utfall(kjoring), tilstand_i_basen()) == (Tilstand.KLAR, ["ny", "ny"], foer)
    kjoring = operations.utfor_import(kjoring, utfort_av=hus.kontakt)
    assert (kjoring.tilstand, utfall(kjoring)) == (Tilstand.UTFORT, ["ny", "ny"])
    gruppe = Enhet.objects.get(navn="Gruppe 1")
    assert gruppe.overordnet is not None
    assert (gruppe.overordnet.visningsnavn, gruppe.overordnet.overordnet) == ("Dagsenteret, Gjøvik", hus.helse)


def test_ny_bekreftelse_og_ny_fil_endrer_ingenting(hus: Rollebesetning) -> None:
    kjoring = operations.utfor_import(prov(hus, "enheter", *ENHETER), utfort_av=hus.kontakt)
    etter = tilstand_i_basen()
    operations.utfor_import(kjoring, utfort_av=hus.kontakt)
    samme = operations.utfor_import(prov(hus, "enheter", *ENHETER), utfort_av=hus.kontakt)
    assert (utfall(samme), tilstand_i_basen()) == (["uendret", "uendret"], etter)


def test_kjent_enhet_endres_og_flyttes(hus: Rollebesetning) -> None:
    linjer = ("navn;sted;overordnet;profil", "nattpatruljen;GJØVIK;Helse og omsorg;Vi kjører om natten.")
    kjoring = operations.utfor_import(prov(hus, "enheter", *linjer), utfort_av=hus.kontakt)
    hus.natt.refresh_from_db()
    assert (utfall(kjoring), hus.natt.overordnet, hus.natt.profil) == (["endret"], hus.helse, "Vi kjører om natten.")


@pytest.mark.krav("S1-H10")
def test_personer_og_roller_i_rekkefolge(hus: Rollebesetning) -> None:
    personer = ("navn;epost;enhet;faggruppe;telefon", "Nils Ny;Nils.Ny@kommune.example;Nattpatruljen;Sykepleier;61000200")
    roller = (
        "epost;rolle;enhet",
        "nils.ny@kommune.example;Leder;Nattpatruljen",
        "nils.ny@kommune.example;mottaksansvarlig;",
    )
    operations.utfor_import(prov(hus, "personer", *personer), utfort_av=hus.kontakt)
    kjoring = operations.utfor_import(prov(hus, "roller", *roller), utfort_av=hus.kontakt)
    nils = Bruker.objects.get(epost="nils.ny@kommune.example")
    assert utfall(kjoring) == ["ny", "ny"]
    assert (nils.faggruppe, nils.tlf_arbeid, nils.has_usable_password()) == ("sykepleier", "61000200", False)
    assert {(r.type, r.enhet) for r in nils.roller.all()} == {
        ("ansatt", hus.natt), ("leder", hus.natt), ("mottaksansvarlig", None),
    }  # fmt: skip
    assert utfall(prov(hus, "personer", *personer)) == ["uendret"]
    assert utfall(prov(hus, "roller", *roller)) == ["uendret", "uendret"]


@pytest.mark.parametrize(
    ("innhold", "linjer", "melding"),
    [
        (
            "enheter",
            ("navn;overordnet", "Ny;Finnes ikke"),
            "Fant ikke enheten «Finnes ikke». Skriv navnet slik det står i oversikten.",
        ),
        (
            "enheter",
            ("navn;overordnet", "Helse og omsorg;Nattpatruljen"),
            "En enhet kan ikke ligge under seg selv. Velg en annen overordnet enhet.",
        ),
        (
            "personer",
            ("navn;epost;enhet", "Nils;nils@kommune.example;Palliativt senter"),
            "Fant ikke enheten «Palliativt senter». Skriv navnet slik det står i oversikten.",
        ),
        (
            "personer",
            ("navn;epost;enhet", "Nils;ikke en adresse;Nattpatruljen"),
            "Skriv en gyldig e-postadresse i «E-post», for eksempel navn@kommune.no.",
        ),
        (
            "personer",
            ("navn;epost;enhet;gyldig_fra;gyldig_til", "Nils;n@kommune.example;Nattpatruljen;2.1.2027;1.1.2027"),
            "Til-dato kan ikke være før fra-dato.",
        ),
        (
            "roller",
            ("epost;rolle", "ukjent@kommune.example;leder"),
            "Ingen bruker har denne e-postadressen. Importer personen først.",
        ),
        ("roller", ("epost;rolle", "ansatt@kommune.example;sjef"), "«Rolle» har en verdi vi ikke kjenner. Se malen."),
        (
            "roller",
            ("epost;rolle", "ansatt@kommune.example;sekretariat"),
            "Du kan ikke gi denne rollen. Spør systemadministratoren.",
        ),
        ("roller", ("epost;rolle", "ansatt@kommune.example;ansatt"), "Velg enheten personen er ansatt i."),
    ],
)
def test_gale_rader_stopper_hele_importen(hus: Rollebesetning, innhold: str, linjer: tuple[str, str], melding: str) -> None:
    foer = tilstand_i_basen()
    kjoring = prov(hus, innhold, *linjer)
    assert [(rad["nummer"], rad["utfall"], rad["tekst"]) for rad in kjoring.utfall] == [(2, "feil", melding)]
    assert (kjoring.tilstand, kjoring.rader, tilstand_i_basen()) == (Tilstand.FEIL, [], foer)
    with pytest.raises(ValidationError, match="Last opp filen på nytt"):
        operations.utfor_import(kjoring, utfort_av=hus.kontakt)


def test_en_gal_rad_blant_gode_lagrer_ingen(hus: Rollebesetning) -> None:
    foer = tilstand_i_basen()
    kjoring = prov(hus, "enheter", "navn;overordnet", "God;", "Gal;Finnes ikke", "God to;")
    assert (utfall(kjoring), kjoring.tilstand, tilstand_i_basen()) == (["ny", "feil", "ny"], Tilstand.FEIL, foer)


def test_verden_er_endret_siden_proven(hus: Rollebesetning) -> None:
    kjoring = prov(hus, "enheter", *ENHETER)
    operations.endre_enhet(hus.helse, navn="Velferd", utfort_av=hus.kontakt)
    foer = tilstand_i_basen()
    kjoring = operations.utfor_import(kjoring, utfort_av=hus.kontakt)
    assert (kjoring.tilstand, utfall(kjoring), tilstand_i_basen()) == (Tilstand.FEIL, ["feil", "feil"], foer)


def test_rader_som_er_tuklet_med_utfores_ikke(hus: Rollebesetning) -> None:
    kjoring = prov(hus, "enheter", *ENHETER)
    kjoring.rader[0][1]["navn"] = "Noe annet"
    kjoring.save()
    with pytest.raises(ValidationError, match="Last opp filen på nytt"):
        operations.utfor_import(kjoring, utfort_av=hus.kontakt)
    assert not Enhet.objects.filter(navn="Noe annet").exists()


@pytest.mark.parametrize("hvem", ["leder", "utenfor", "kontakt_annen"])
def test_andre_kan_verken_prove_eller_bekrefte(hus: Rollebesetning, hvem: str) -> None:
    kjoring = prov(hus, "enheter", *ENHETER)
    with pytest.raises(PermissionDenied):
        prov(hus, "enheter", *ENHETER, av=getattr(hus, hvem))
    for handling in (operations.utfor_import, operations.forkast_import):
        with pytest.raises(PermissionDenied):
            handling(kjoring, utfort_av=getattr(hus, hvem))
    assert Importkjoring.objects.values_list("tilstand", flat=True).get() == Tilstand.KLAR


def test_forkastet_import_glemmer_radene(hus: Rollebesetning) -> None:
    kjoring = operations.forkast_import(prov(hus, "enheter", *ENHETER), utfort_av=hus.kontakt)
    assert (kjoring.tilstand, kjoring.rader) == (Tilstand.FORKASTET, [])


def test_kontakt_som_slutter_kan_ikke_bekrefte(hus: Rollebesetning, idag: Any) -> None:
    kjoring = prov(hus, "enheter", *ENHETER)
    Rolle.objects.filter(bruker=hus.kontakt, type=RolleType.KONTAKT_ADM).update(gyldig_til=idag - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        operations.utfor_import(kjoring, utfort_av=hus.kontakt)


# --- The pages ---------------------------------------------------------------------------------------------------------


def test_fra_opplasting_til_bekreftelse(hus: Rollebesetning, som: Any) -> None:
    klient = som(hus.kontakt)
    fil = SimpleUploadedFile("enheter.csv", csv(*ENHETER))
    svar = klient.post(reverse("organisasjon:importer", args=[hus.kommune.id]), {"innhold": "enheter", "fil": fil})
    kjoring = Importkjoring.objects.get()
    assert svar.headers["Location"] == reverse("organisasjon:import", args=[kjoring.id])
    side = klient.get(svar.headers["Location"]).content.decode()
    assert "Ingenting er endret ennå." in side
    assert "Dagsenteret, Gjøvik" in side
    assert not Enhet.objects.filter(navn="Dagsenteret").exists()
    for fremmed in (hus.leder, hus.kontakt_annen):
        assert som(fremmed).get(svar.headers["Location"]).status_code == 404
        assert som(fremmed).post(reverse("organisasjon:utfor_import", args=[kjoring.id])).status_code == 404
    assert klient.get(reverse("organisasjon:utfor_import", args=[kjoring.id])).status_code == 405
    klient.post(reverse("organisasjon:utfor_import", args=[kjoring.id]))
    assert Enhet.objects.filter(navn="Dagsenteret").exists()


@pytest.mark.parametrize("navn", ["zipbombe", "windows_1252", "for_stor", "milliard_latter"])
def test_gal_fil_vises_ved_feltet_og_lagrer_ingenting(hus: Rollebesetning, som: Any, navn: str) -> None:
    lag, melding = GALE_FILER[navn]
    fil = SimpleUploadedFile("enheter.xlsx", lag())
    svar = som(hus.kontakt).post(reverse("organisasjon:importer", args=[hus.kommune.id]), {"innhold": "enheter", "fil": fil})
    assert svar.context["form"].errors["fil"] == [melding]
    assert Importkjoring.objects.count() == 0


def test_uten_fil_og_med_tull(hus: Rollebesetning, som: Any) -> None:
    klient, url = som(hus.kontakt), reverse("organisasjon:importer", args=[hus.kommune.id])
    assert klient.post(url, {}).context["form"].errors.keys() == {"innhold", "fil"}
    assert klient.post(url, {"innhold": "passord", "fil": "ikke en fil"}).status_code == 200
    nummer = SimpleUploadedFile(f"{syntetisk_nummer()}.csv", csv(*ENHETER))
    assert "personnummer" in str(klient.post(url, {"innhold": "enheter", "fil": nummer}).context["form"].errors["fil"])
