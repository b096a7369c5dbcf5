"""What the database refuses whoever asks: the rules of LIS3 in raw rows."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from lis.lis3.models import (
    Innmelding,
    Innmeldingstilstand,
    Spesialisering,
    Stenging,
    Tjeneste,
    Tjenestedel,
    Tjenestetilstand,
)
from tests.lis3.folk import LisCast

MARS, AUGUST = date(2027, 3, 1), date(2027, 8, 31)


def innmeldt(lis: LisCast, kode: str, *, vikar: str = "nei") -> Innmelding:
    sak = Innmelding.objects.create(lege=lis.leger[kode], tilstand="utkast")
    Innmelding.objects.filter(pk=sak.pk).update(
        tilstand=Innmeldingstilstand.INNMELDT, versjon=2, saksnummer=f"L3-{sak.pk.hex[:8]}",
        innmeldt_tid=timezone.now(), planlagt_start=MARS, vikar=vikar,
        vikar_dato=MARS if vikar == "ja" else None,
    )  # fmt: skip
    sak.refresh_from_db()
    return sak


def tjeneste(lis: LisCast, kode: str, *, vikar: str = "ja", avdeling: str = "medisin", plass: int = 1) -> Tjeneste:
    sak = Tjeneste.objects.create(innmelding=innmeldt(lis, kode, vikar=vikar), tilstand=Tjenestetilstand.PLANLAGT)
    Tjenestedel.objects.create(tjeneste=sak, plass=lis.plass(avdeling, plass), fra=MARS, til=AUGUST)
    return sak


def flytt(sak: Tjeneste, *tilstander: str, **felter: object) -> None:
    """Through the states in raw rows, past every operation."""
    for tilstand in tilstander:
        sak.refresh_from_db()
        ekstra = {"saksnummer": f"T3-{uuid4().hex[:8]}", "tilbudt_tid": timezone.now(), "svarfrist": MARS}
        Tjeneste.objects.filter(pk=sak.pk).update(tilstand=tilstand, versjon=sak.versjon + 1, **(ekstra | felter))


def nektet(navn: str):
    return pytest.raises(Error, match=navn)


@pytest.mark.krav("S1-I05")
def test_a_municipal_supervisor_must_be_a_checked_specialist_in_general_practice(lis: LisCast) -> None:
    with nektet("veileder_er_ikke_spesialist"), transaction.atomic():
        Spesialisering.objects.filter(lege=lis.leger["lis3"]).update(veileder=lis.feil_veileder)
    Spesialisering.objects.filter(lege=lis.leger["lis3"], gruppe="allmennmedisin").update(gruppe="sykehusspesialitet")
    Spesialisering.objects.filter(lege=lis.leger["lis3"]).update(veileder=lis.feil_veileder)


def test_a_place_takes_one_doctor_at_a_time_until_the_offer_lapses(lis: LisCast) -> None:
    forste = tjeneste(lis, "lis3")
    with nektet("tjenestedel_en_lege_per_plass"), transaction.atomic():
        tjeneste(lis, "lis3b")
    flytt(forste, Tjenestetilstand.TILBUDT, Tjenestetilstand.TAKKET_NEI)
    assert tjeneste(lis, "lis3b").deler.get().opptar is True


def test_a_closed_place_takes_nobody_and_a_taken_place_cannot_be_closed(lis: LisCast) -> None:
    Stenging.objects.create(plass=lis.plass("medisin", 1), fra=date(2027, 8, 1), til=date(2027, 8, 15))
    with nektet("tjenestedel_paa_stengt_plass"), transaction.atomic():
        tjeneste(lis, "lis3")
    tjeneste(lis, "lis3", plass=2)
    with nektet("stenging_over_tjeneste"), transaction.atomic():
        Stenging.objects.create(plass=lis.plass("medisin", 2), fra=date(2027, 8, 1), til=date(2027, 8, 15))


@pytest.mark.krav("S1-I10")
def test_no_service_is_confirmed_before_a_locum_is_settled(lis: LisCast) -> None:
    sak = tjeneste(lis, "lis3", vikar="plan")
    flytt(sak, Tjenestetilstand.TILBUDT, Tjenestetilstand.AKSEPTERT)
    with nektet("tjeneste_uten_vikar"), transaction.atomic():
        flytt(sak, Tjenestetilstand.BEKREFTET)


@pytest.mark.krav("S1-I18", "S1-I19")
@pytest.mark.parametrize("hvem", ["feil_veileder", "lisveileder"])
def test_no_service_starts_without_a_specialist_of_the_department_employed_there(lis: LisCast, hvem: str) -> None:
    sak = tjeneste(lis, "lis3")
    T = Tjenestetilstand
    flytt(sak, T.TILBUDT, T.AKSEPTERT, T.BEKREFTET)
    with nektet("tjeneste_har_veileder_og_plan"), transaction.atomic():
        flytt(sak, T.KLAR, veileder=lis.sykehusveileder)
    with nektet("tjeneste_uten_rett_veileder"), transaction.atomic():
        flytt(sak, T.KLAR, veileder=lis.folk[hvem], veiledningsplan="Ukentlig.")
    flytt(sak, T.KLAR, veileder=lis.sykehusveileder, veiledningsplan="Ukentlig.")
    with connection.cursor() as peker:
        peker.execute(
            "UPDATE organisasjon_rolle SET gyldig_til = '2021-01-01' WHERE bruker_id = %s", [lis.sykehusveileder.pk]
        )
    with nektet("tjeneste_uten_rett_veileder"), transaction.atomic():
        flytt(sak, T.PAAGAAR, startet=MARS)


def test_one_open_enrolment_and_one_current_service_per_doctor(lis: LisCast) -> None:
    sak = tjeneste(lis, "lis3")
    with nektet("innmelding_en_aapen_per_lege"), transaction.atomic():
        innmeldt(lis, "lis3")
    with nektet("tjeneste_en_gjeldende"), transaction.atomic():
        Tjeneste.objects.create(innmelding=sak.innmelding, tilstand=Tjenestetilstand.PLANLAGT)


def test_a_state_is_only_left_by_the_table(lis: LisCast) -> None:
    sak = tjeneste(lis, "lis3")
    with nektet("Invalid transition"), transaction.atomic():
        flytt(sak, Tjenestetilstand.BEKREFTET)
