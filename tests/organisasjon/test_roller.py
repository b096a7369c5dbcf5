"""Roles and stand-ins: who may beside who may not, and what is left behind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from grunnmur.organisasjon import operations
from grunnmur.organisasjon.models import Bruker, Enhet, Rolle, RolleType, Stedfortreder
from grunnmur.organisasjon.selectors import tilgang_for

from .handlinger import HANDLINGER, rolle_til
from .hus import Rollebesetning, ny_stedfortreder

EN_DAG = timedelta(days=1)


@pytest.mark.krav("S1-H10")
@pytest.mark.parametrize("handling", HANDLINGER)
@pytest.mark.parametrize("hvem", ["kontakt", "admin"])
def test_kontakt_og_administrator_kan(hus: Rollebesetning, handling: str, hvem: str) -> None:
    assert HANDLINGER[handling](hus, getattr(hus, hvem)) is not False


@pytest.mark.krav("S1-H10")
@pytest.mark.parametrize("handling", HANDLINGER)
@pytest.mark.parametrize("hvem", ["leder", "ansatt", "mottak", "utenfor", "kontakt_annen"])
def test_andre_kan_ikke_og_ingenting_blir_skrevet(hus: Rollebesetning, handling: str, hvem: str) -> None:
    foer = Rolle.objects.count(), Enhet.objects.count(), Stedfortreder.objects.count(), Bruker.objects.count()
    with pytest.raises(PermissionDenied):
        HANDLINGER[handling](hus, getattr(hus, hvem))
    etter = Rolle.objects.count(), Enhet.objects.count(), Stedfortreder.objects.count(), Bruker.objects.count()
    assert etter == foer


@pytest.mark.parametrize("handling", HANDLINGER)
def test_stedfortreder_for_kontakten_kan(hus: Rollebesetning, handling: str) -> None:
    ny_stedfortreder(rolle_til(hus.kontakt, RolleType.KONTAKT_ADM), hus.mottak)
    assert HANDLINGER[handling](hus, hus.mottak) is not False


def test_kontakt_med_avsluttet_rolle_kan_ikke(hus: Rollebesetning, idag: date) -> None:
    Rolle.objects.filter(bruker=hus.kontakt).update(gyldig_til=idag - EN_DAG)
    with pytest.raises(PermissionDenied):
        HANDLINGER["opprett_enhet"](hus, hus.kontakt)


def test_ingen_handling_uten_avsender(hus: Rollebesetning) -> None:
    with pytest.raises(TypeError):
        operations.opprett_enhet(hus.kommune, navn="Ny enhet", utfort_av=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("rolletype", ["sekretariat", "utvalgssekretaer", "statsforvalter", "rhf", "alis_kontor"])
def test_roller_paa_tvers_gis_bare_av_administrator(hus: Rollebesetning, rolletype: str) -> None:
    with pytest.raises(PermissionDenied):
        operations.gi_rolle(hus.kontakt, rolletype, virksomhet=hus.kommune, utfort_av=hus.kontakt)
    assert operations.gi_rolle(hus.kontakt, rolletype, virksomhet=hus.kommune, utfort_av=hus.admin).type == rolletype


def test_kontakten_utpeker_en_ny_kontakt_men_stedfortrederen_gjoer_ikke(hus: Rollebesetning) -> None:
    ny_stedfortreder(rolle_til(hus.kontakt, RolleType.KONTAKT_ADM), hus.mottak)
    with pytest.raises(PermissionDenied):
        operations.gi_rolle(hus.mottak, RolleType.KONTAKT_ADM, virksomhet=hus.kommune, utfort_av=hus.mottak)
    with pytest.raises(PermissionDenied):
        operations.avslutt_rolle(rolle_til(hus.kontakt, RolleType.KONTAKT_ADM), utfort_av=hus.mottak)
    ny = operations.gi_rolle(hus.mottak, RolleType.KONTAKT_ADM, virksomhet=hus.kommune, utfort_av=hus.kontakt)
    assert tilgang_for(hus.mottak).virksomheter(RolleType.KONTAKT_ADM) == {ny.virksomhet_id}


# --- Roles -------------------------------------------------------------------------------------------------------------


def test_ny_rolle_gjelder_fra_i_dag(hus: Rollebesetning, idag: date) -> None:
    rolle = operations.gi_rolle(hus.ansatt, RolleType.LEDER, virksomhet=hus.kommune, enhet=hus.natt, utfort_av=hus.kontakt)
    assert (rolle.gyldig_fra, rolle.gyldig_til) == (idag, None)
    assert tilgang_for(hus.ansatt).enheter(RolleType.LEDER) == [hus.natt.id]


def test_naa_gir_rollen_en_historie(hus: Rollebesetning) -> None:
    naa = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # already 2 March in Norway
    rolle = operations.gi_rolle(
        hus.ansatt, RolleType.LEDER, virksomhet=hus.kommune, enhet=hus.natt, utfort_av=hus.admin, naa=naa
    )
    assert rolle.gyldig_fra == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("endring", "melding"),
    [
        ({"type": RolleType.ANSATT, "enhet": None}, "Velg enheten personen er ansatt i."),
        ({"enhet": "annen_enhet"}, "Enheten hører ikke til virksomheten. Velg en annen enhet."),
        ({"bruker": "leder", "enhet": "hjemme"}, "Personen har allerede denne rollen på dette stedet i perioden."),
        ({"fra": date(2027, 1, 2), "til": date(2027, 1, 1)}, "Til-dato kan ikke være før fra-dato."),
    ],
)
def test_gi_rolle_sier_hva_som_er_galt(hus: Rollebesetning, endring: dict[str, Any], melding: str) -> None:
    valg: dict[str, Any] = {"bruker": "ansatt", "type": RolleType.LEDER, "enhet": "natt", **endring}
    bruker, enhet = getattr(hus, valg.pop("bruker")), valg.pop("enhet")
    foer = Rolle.objects.count()
    with pytest.raises(ValidationError) as feil:
        operations.gi_rolle(
            bruker,
            valg.pop("type"),
            virksomhet=hus.kommune,
            enhet=getattr(hus, enhet) if enhet else None,
            utfort_av=hus.admin,
            **valg,
        )
    assert feil.value.messages == [melding]
    assert Rolle.objects.count() == foer


def test_inaktiv_person_faar_ingen_rolle(hus: Rollebesetning) -> None:
    hus.ansatt.is_active = False
    hus.ansatt.save()
    with pytest.raises(ValidationError, match="ikke aktiv"):
        HANDLINGER["gi_rolle"](hus, hus.kontakt)


def test_avslutt_naa_tar_tilgangen_med_en_gang(hus: Rollebesetning, idag: date) -> None:
    rolle = operations.avslutt_rolle(rolle_til(hus.leder), utfort_av=hus.kontakt)
    assert rolle is not None
    assert rolle.gyldig_til == idag - EN_DAG
    assert tilgang_for(hus.leder).fullmakter == ()


def test_avslutt_etter_en_dag(hus: Rollebesetning, idag: date) -> None:
    operations.avslutt_rolle(rolle_til(hus.leder), siste_dag=idag + EN_DAG, utfort_av=hus.kontakt)
    assert tilgang_for(hus.leder, idag + EN_DAG).har(RolleType.LEDER)
    assert not tilgang_for(hus.leder, idag + 2 * EN_DAG).har(RolleType.LEDER)


def test_rolle_gitt_ved_en_feil_tas_tilbake_samme_dag(hus: Rollebesetning) -> None:
    rolle = HANDLINGER["gi_rolle"](hus, hus.kontakt)
    ny_stedfortreder(rolle, hus.mottak)
    assert operations.avslutt_rolle(rolle, utfort_av=hus.kontakt) is None
    assert not Rolle.objects.filter(pk=rolle.pk).exists()
    assert Stedfortreder.objects.count() == 0


def test_avsluttet_rolle_avsluttes_ikke_en_gang_til(hus: Rollebesetning) -> None:
    rolle = rolle_til(hus.leder)
    operations.avslutt_rolle(rolle, utfort_av=hus.kontakt)
    with pytest.raises(ValidationError, match="allerede avsluttet"):
        operations.avslutt_rolle(rolle, utfort_av=hus.kontakt)


def test_siste_dag_kan_ikke_skrive_om_fortiden(hus: Rollebesetning, idag: date) -> None:
    with pytest.raises(ValidationError, match="tidligere enn i går"):
        operations.avslutt_rolle(rolle_til(hus.leder), siste_dag=idag - 2 * EN_DAG, utfort_av=hus.kontakt)


def test_stedfortreder_mister_sitt_naar_rollen_slutter(hus: Rollebesetning, idag: date) -> None:
    stedfortreder = ny_stedfortreder(rolle_til(hus.leder), hus.ansatt, til=idag + 10 * EN_DAG)
    operations.avslutt_rolle(rolle_til(hus.leder), siste_dag=idag + EN_DAG, utfort_av=hus.kontakt)
    stedfortreder.refresh_from_db()
    assert stedfortreder.gyldig_til == idag + EN_DAG


# --- Stand-ins ---------------------------------------------------------------------------------------------------------


def sett(hus: Rollebesetning, hvem: Bruker, idag: date, av: Bruker, **valg: Any) -> Stedfortreder:
    periode = {"fra": idag, "til": idag + 7 * EN_DAG, **valg}
    return operations.sett_stedfortreder(rolle_til(hus.leder), hvem, utfort_av=av, **periode)


@pytest.mark.krav("S1-H10")
def test_leder_setter_sin_egen_stedfortreder_og_tar_den_bort(hus: Rollebesetning, idag: date) -> None:
    stedfortreder = sett(hus, hus.ansatt, idag, hus.leder)
    assert tilgang_for(hus.ansatt).har(RolleType.LEDER)
    assert operations.avslutt_stedfortreder(stedfortreder, utfort_av=hus.leder) is None
    assert not tilgang_for(hus.ansatt).har(RolleType.LEDER)


def test_leder_setter_ikke_stedfortreder_for_andre(hus: Rollebesetning, idag: date) -> None:
    with pytest.raises(PermissionDenied):
        sett(hus, hus.ansatt, idag, hus.toppleder)


def test_stedfortrederen_setter_ikke_en_ny_stedfortreder(hus: Rollebesetning, idag: date) -> None:
    sett(hus, hus.ansatt, idag, hus.leder)
    with pytest.raises(PermissionDenied):
        sett(hus, hus.mottak, idag, hus.ansatt)


@pytest.mark.parametrize(
    ("hvem", "valg", "melding"),
    [
        ("leder", {}, "Ingen kan være stedfortreder for seg selv. Velg en annen person."),
        ("utenfor", {}, "Stedfortrederen må ha en rolle i samme virksomhet. Velg en annen person."),
        ("ansatt", {"til": -1}, "Siste dag må være i dag eller senere, og ikke før første dag."),
        ("ansatt", {"til": 400}, "En stedfortreder kan settes for høyst ett år. Gi heller personen rollen."),
        ("ansatt", {"fra": -500}, "Rollen har ikke begynt denne dagen. Velg en senere dag."),
    ],
)
def test_sett_stedfortreder_sier_hva_som_er_galt(
    hus: Rollebesetning, idag: date, hvem: str, valg: dict[str, int], melding: str
) -> None:
    with pytest.raises(ValidationError) as feil:
        sett(hus, getattr(hus, hvem), idag, hus.leder, **{felt: idag + antall * EN_DAG for felt, antall in valg.items()})
    assert feil.value.messages == [melding]
    assert Stedfortreder.objects.count() == 0


def test_ansettelse_kan_ikke_ha_stedfortreder(hus: Rollebesetning, idag: date) -> None:
    with pytest.raises(ValidationError, match="kan ikke ha stedfortreder"):
        operations.sett_stedfortreder(
            rolle_til(hus.ansatt, RolleType.ANSATT), hus.leder, fra=idag, til=idag, utfort_av=hus.kontakt
        )


def test_stedfortreder_ut_over_rollen(hus: Rollebesetning, idag: date) -> None:
    Rolle.objects.filter(bruker=hus.leder).update(gyldig_til=idag + EN_DAG)
    with pytest.raises(ValidationError, match="Rollen slutter før"):
        sett(hus, hus.ansatt, idag, hus.leder)
