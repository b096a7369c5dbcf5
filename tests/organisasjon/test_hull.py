"""What is missing at a party, and the picture it stands in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grunnmur.organisasjon.models import Enhet, Rolle, RolleType
from grunnmur.organisasjon.selectors import hull_i, oversikt_for

from .hus import Rollebesetning, ny_rolle, ny_stedfortreder

EN_DAG = timedelta(days=1)


def koder(hus: Rollebesetning) -> list[tuple[str, str]]:
    return [(h.kode, h.enhet.navn if h.enhet else "") for h in hull_i(hus.kommune)]


@pytest.mark.krav("S1-H10")
def test_ingen_hull_naar_alt_er_satt(hus: Rollebesetning) -> None:
    assert koder(hus) == []


@pytest.mark.krav("S1-H10")
def test_hull_uten_mottak_leder_og_kontakt(hus: Rollebesetning, idag: date) -> None:
    Rolle.objects.filter(bruker__in=[hus.mottak, hus.toppleder, hus.kontakt]).update(gyldig_til=idag - EN_DAG)
    assert koder(hus) == [("kontakt", ""), ("mottak", ""), ("leder", "Helse og omsorg")]


def test_inaktiv_leder_er_et_hull(hus: Rollebesetning) -> None:
    for bruker in (hus.leder, hus.toppleder):
        bruker.is_active = False
        bruker.save()
    assert koder(hus) == [("leder", "Helse og omsorg"), ("leder", "Hjemmetjenesten"), ("leder", "Nattpatruljen")]


def test_mottak_paa_enhet_dekker_det_som_ligger_under(hus: Rollebesetning, idag: date) -> None:
    Rolle.objects.filter(bruker=hus.mottak).update(gyldig_til=idag - EN_DAG)
    ny_rolle(hus.mottak, RolleType.MOTTAKSANSVARLIG, hus.helse)
    assert koder(hus) == []


@pytest.mark.parametrize(("dager", "ventet"), [(30, [("slutter", "Hjemmetjenesten")]), (31, [])])
def test_rolle_som_slutter_snart(hus: Rollebesetning, idag: date, dager: int, ventet: list[tuple[str, str]]) -> None:
    Rolle.objects.filter(bruker=hus.leder).update(gyldig_til=idag + dager * EN_DAG)
    assert koder(hus) == ventet


def test_rolle_med_etterfoelger_er_ikke_et_hull(hus: Rollebesetning, idag: date) -> None:
    Rolle.objects.filter(bruker=hus.leder).update(gyldig_til=idag + 5 * EN_DAG)
    ny_rolle(hus.ansatt, RolleType.LEDER, hus.hjemme)
    assert koder(hus) == []


def test_oversikten_viser_treet_i_norsk_rekkefolge(hus: Rollebesetning) -> None:
    Enhet.objects.create(virksomhet=hus.kommune, navn="Åpen omsorg", overordnet=hus.helse)
    Enhet.objects.create(virksomhet=hus.kommune, navn="Barnevern")
    linjer = [(linje.niva, linje.enhet.navn, linje.har_leder) for linje in oversikt_for(hus.kommune).linjer]
    assert linjer == [
        (0, "Barnevern", False),
        (0, "Helse og omsorg", True),
        (1, "Hjemmetjenesten", True),
        (2, "Nattpatruljen", True),
        (1, "Åpen omsorg", True),
    ]


def test_oversikten_koster_det_samme_uansett_storrelse(hus: Rollebesetning, django_assert_num_queries: Any) -> None:
    for nr in range(30):
        enhet = Enhet.objects.create(virksomhet=hus.kommune, navn=f"Enhet {nr}", overordnet=hus.helse)
        ny_stedfortreder(ny_rolle(hus.leder, RolleType.LEDER, enhet), hus.ansatt)
    with django_assert_num_queries(3):
        oversikt = oversikt_for(hus.kommune)
        assert len([str(s.rolle) + s.bruker.navn for s in oversikt.stedfortredere]) == 30
        assert oversikt.hull == []
