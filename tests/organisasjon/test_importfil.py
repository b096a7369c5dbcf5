"""Reading what somebody uploads: what is refused, and which sentence says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from grunnmur.organisasjon.forms import tolk

from .filer import GALE_FILER, csv, xlsx
from .hus import syntetisk_nummer


@pytest.mark.parametrize("navn", GALE_FILER)
def test_gal_fil_sier_hva_som_maa_gjoeres(navn: str) -> None:
    lag, melding = GALE_FILER[navn]
    with pytest.raises(ValidationError) as feil:
        tolk(lag(), "enheter")
    assert feil.value.messages == [melding]


GALE_RADER: dict[str, tuple[str, str]] = {
    "=1+1": ("enheter", "«navn» inneholder en formel. Skriv verdien i stedet."),
    "@SUM(A1)": ("enheter", "«navn» inneholder en formel. Skriv verdien i stedet."),
    "+cmd|' /C calc'!A0": ("enheter", "«navn» inneholder en formel. Skriv verdien i stedet."),
    "-2+3": ("enheter", "«navn» inneholder en formel. Skriv verdien i stedet."),
    "x" * 121: ("enheter", "Teksten i «Navn» er for lang. Den kan ha høyst 120 tegn, og har 121."),
}


@pytest.mark.parametrize("celle", GALE_RADER)
def test_gal_celle_sier_hva_som_maa_gjoeres(celle: str) -> None:
    innhold, melding = GALE_RADER[celle]
    (rad,) = tolk(csv("navn", celle), innhold)
    assert (rad.nummer, rad.data, rad.feil) == (2, {}, (melding,))


def test_formel_i_excel_avvises() -> None:
    (rad,) = tolk(xlsx(["navn"], ["x"], formel='=HYPERLINK("http://x.example","x")'), "enheter")
    assert rad.feil == ("«navn» inneholder en formel. Skriv verdien i stedet.",)


def test_telefon_med_landskode_er_ikke_en_formel() -> None:
    (rad,) = tolk(csv("navn;telefon", "Dagsenteret;+47 610 00 200"), "enheter")
    assert (rad.feil, rad.data["telefon"]) == ((), "61000200")


@pytest.mark.parametrize("kolonne", ["navn", "sted", "telefon", "profil"])
def test_personnummer_i_hver_celle_stoppes_og_gjentas_ikke(kolonne: str) -> None:
    nummer = syntetisk_nummer()
    verdier = {"navn": "Dagsenteret", "sted": "", "telefon": "", "profil": "", kolonne: f"{nummer[:6]} {nummer[6:]}"}
    (rad,) = tolk(csv(";".join(verdier), ";".join(verdier.values())), "enheter")
    assert rad.feil == ("Raden inneholder noe som ligner et personnummer. Ta det bort fra filen.",)
    assert nummer[6:] not in repr(rad)


def test_doble_rader_peker_paa_den_foerste() -> None:
    rader = tolk(csv("navn;sted", "Dagsenteret;Gjøvik", "Nattsenteret;Gjøvik", "DAGSENTERET;gjøvik"), "enheter")
    assert [rad.feil for rad in rader] == [(), (), ("Raden gjelder det samme som rad 2. Ta bort den ene.",)]


def test_radnumre_er_de_folk_ser() -> None:
    rader = tolk(csv("navn", "A", "", "B"), "enheter")
    assert [(rad.nummer, rad.data["navn"]) for rad in rader] == [(2, "A"), (4, "B")]


@pytest.mark.parametrize("skille", [";", ",", "\t"])
def test_csv_med_ulike_skilletegn(skille: str) -> None:
    (rad,) = tolk(csv(skille.join(["navn", "sted"]), skille.join(["Dagsenteret", "Gjøvik"])), "enheter")
    assert (rad.data["navn"], rad.data["sted"]) == ("Dagsenteret", "Gjøvik")


def test_excel_gir_datoer_og_tall_som_tekst(idag: Any) -> None:
    fil = xlsx(
        ["epost", "navn", "enhet", "hpr_nummer", "gyldig_fra"],
        ["ny@kommune.example", "Nils Ny", "Nattpatruljen", 1234567, idag],
    )
    (rad,) = tolk(fil, "personer")
    assert rad.feil == ()
    assert (rad.data["hpr_nummer"], rad.data["gyldig_fra"]) == ("1234567", idag.isoformat())
