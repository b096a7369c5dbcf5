"""Cohorts: made by themselves, dated by the coordinator, and their positions moved with them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lis1.models import Innstilling, Kull, Stilling
from lis.lis1.operations import kull as op
from lis.lis1.operations import stilling as stillinger
from lis.lis1.selectors.kull import kullrader
from lis.lis1.tasks import lag_kull
from tests.lis1.folk import Lis1Cast, lag_lis1
from tests.lis1.stillinger import besatt, felter, navngitt, planlagt, utlyst

OSLO = ZoneInfo("Europe/Oslo")
NAA = datetime(2026, 11, 22, 12, tzinfo=OSLO)


def kullene() -> list[tuple[int, str, date]]:
    return list(Kull.objects.values_list("aar", "sesong", "start"))


@pytest.mark.krav("S1-L01", "S1-L07")
def test_kullene_kommer_av_seg_selv_saa_langt_fram_som_reglene_ser(lis: Lis1Cast) -> None:
    tiden = Bruker.objects.systemet()
    assert op.sorg_for_kull(utfort_av=tiden, naa=NAA) == 6
    assert kullene() == [
        (2027, "vaar", date(2027, 3, 1)), (2027, "host", date(2027, 9, 1)), (2028, "vaar", date(2028, 3, 1)),
        (2028, "host", date(2028, 9, 1)), (2029, "vaar", date(2029, 3, 1)), (2029, "host", date(2029, 9, 1)),
    ]  # fmt: skip
    for _nummer in range(2):
        assert op.sorg_for_kull(utfort_av=tiden, naa=NAA) == 0
    assert op.sorg_for_kull(utfort_av=tiden, naa=datetime(2027, 3, 1, 3, tzinfo=OSLO)) == 1
    Innstilling.objects.update(horisont_aar=5)
    assert op.sorg_for_kull(utfort_av=tiden, naa=NAA) == 3
    assert len(kullene()) == 10


def test_en_flyttet_start_lager_ikke_kullet_paa_nytt(lis: Lis1Cast) -> None:
    op.sorg_for_kull(utfort_av=Bruker.objects.systemet(), naa=NAA)
    Kull.objects.filter(aar=2028, sesong="vaar").update(start=date(2028, 2, 15))
    assert op.sorg_for_kull(utfort_av=lis.koordinator, naa=NAA) == 0


def test_oppgaven_gjor_det_samme_og_bare_tiden_og_koordinator_kan(lis: Lis1Cast) -> None:
    assert lag_kull() == 6
    assert lag_kull() == 0
    for kode in ("kommunekontakt", "statsforvalter", "utenfor"):
        with pytest.raises(Nektet):
            op.sorg_for_kull(utfort_av=lis.folk[kode])


def test_to_klokker_paa_en_gang_lager_hvert_kull_en_gang(transactional_db: None) -> None:
    lag_lis1()
    start = Barrier(2)

    def kappes(_nummer: int) -> None:
        start.wait()
        try:
            op.sorg_for_kull(utfort_av=Bruker.objects.systemet(), naa=NAA)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as traader:
        list(traader.map(kappes, range(2)))
    assert len(kullene()) == 6


# --- the dates --------------------------------------------------------------------------------------------------------


def endre(lis: Lis1Cast, kull: Kull, **felter: Any) -> Kull:
    return op.endre_kull(kull.pk, utfort_av=lis.koordinator, versjon=kull.versjon, felter=felter)


@pytest.mark.krav("S1-L01")
def test_naar_oppstarten_flyttes_foelger_kommunedelen_og_de_det_gjelder_faar_vite_det(lis: Lis1Cast) -> None:
    kull = lis.kull(2028)
    ansatt, navngitt_, trukket = besatt(lis, kull=kull), planlagt(lis, kull, **navngitt(lis)), utlyst(lis, kull)
    stillinger.trekk(trukket.pk, utfort_av=lis.koordinator, versjon=trukket.versjon)
    Varsel.objects.all().delete()
    ny = endre(lis, kull, start=date(2028, 4, 1))
    assert (ny.start, ny.versjon) == (date(2028, 4, 1), 2)
    assert set(Stilling.objects.values_list("kommune_fra", flat=True)) == {date(2029, 4, 1)}
    for stilling in (ansatt, navngitt_):
        hendelse = Hendelse.objects.for_sak(stilling).get(navn="endre")
        assert hendelse.data["endringer"] == [{"felt": "kommune_fra", "fra": "2029-03-01", "til": "2029-04-01"}]
    assert Hendelse.objects.for_sak(trukket).filter(navn="endre").count() == 0
    assert set(Varsel.objects.values_list("mal", "mottaker__epost")) == {
        ("lis1.stilling_endret", f"{kode}@prove.example") for kode in ("lis1lege", "kommunekontakt", "kommuneoverlege")
    }


def test_datoer_uten_ny_oppstart_roerer_ingen_stilling(lis: Lis1Cast) -> None:
    kull = lis.kull(2028)
    stilling = planlagt(lis, kull)
    ny = endre(lis, kull, utlyses=date(2027, 8, 22), soknadsfrist=date(2027, 9, 5), utlysning_url="https://x.example")
    assert (ny.versjon, ny.soknadsfrist) == (2, date(2027, 9, 5))
    stilling.refresh_from_db()
    assert stilling.versjon == planlagt(lis, kull).versjon
    assert endre(lis, ny, start=ny.start).versjon == 2


@pytest.mark.parametrize(
    ("felter_", "felt"),
    [
        ({"start": date(2029, 3, 1)}, "__all__"),
        ({"utlyses": date(2027, 9, 5), "soknadsfrist": date(2027, 8, 22)}, "__all__"),
        ({"start": date(2028, 9, 1)}, "start"),
        ({"utlysning_url": "ikke en adresse"}, "utlysning_url"),
    ],
)
def test_datoer_som_ikke_kan_stemme_nektes(lis: Lis1Cast, felter_: dict[str, Any], felt: str) -> None:
    lis.kull(2028, "host")
    with pytest.raises(ValidationError) as feil:
        endre(lis, lis.kull(2028), **felter_)
    assert set(feil.value.message_dict) == {felt}


def test_bare_koordinator_setter_datoer_og_den_som_var_for_sen_faar_vite_det(lis: Lis1Cast) -> None:
    kull = lis.kull(2028)
    for kode in ("kommunekontakt", "statsforvalter", "rhf", "utenfor"):
        with pytest.raises(Nektet):
            op.endre_kull(kull.pk, utfort_av=lis.folk[kode], versjon=1, felter={"start": date(2028, 4, 1)})
    endre(lis, kull, soknadsfrist=date(2027, 9, 5))
    with pytest.raises(Utdatert):
        endre(lis, kull, soknadsfrist=date(2027, 9, 6))


def test_en_stilling_som_registreres_mens_kullet_flyttes_faar_rett_dag(transactional_db: None) -> None:
    lis = lag_lis1()
    kull = lis.kull(2028)
    start = Barrier(2)

    def flytt() -> None:
        start.wait()
        try:
            endre(lis, kull, start=date(2028, 4, 1))
        finally:
            connection.close()

    def registrer() -> None:
        start.wait()
        try:
            stillinger.registrer_stillinger(utfort_av=lis.koordinator, kull=kull, antall=3, felter=felter(lis))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as traader:
        for svar in [traader.submit(flytt), traader.submit(registrer)]:
            svar.result()
    assert set(Stilling.objects.values_list("kommune_fra", flat=True)) == {date(2029, 4, 1)}


# --- as people see them -----------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L17")
def test_andelen_koblede_stillinger_i_hvert_kull(lis: Lis1Cast) -> None:
    vaar, host = lis.kull(2028), lis.kull(2028, "host")
    for koblet in (True, True, False):
        planlagt(lis, vaar, koblet=koblet, ukoblet_begrunnelse="" if koblet else "Avtale med et annet foretak.")
    borte = utlyst(lis, vaar, koblet=False, ukoblet_begrunnelse="Feil.")
    stillinger.trekk(borte.pk, utfort_av=lis.koordinator, versjon=borte.versjon)
    rader = {rad.kull: rad for rad in kullrader(lis.koordinator, date(2027, 1, 1))}
    assert (rader[vaar].antall, rader[vaar].koblet, rader[vaar].andel_koblet) == (3, 2, 67)
    assert (rader[host].antall, rader[host].andel_koblet) == (0, None)


def test_kull_som_er_ferdige_vises_naar_en_spor(lis: Lis1Cast) -> None:
    gammelt, nytt = lis.kull(2026), lis.kull(2028)
    dag = date(2027, 9, 1)
    assert [rad.kull for rad in kullrader(lis.rhf, dag)] == [nytt]
    assert [rad.kull for rad in kullrader(lis.rhf, date(2027, 8, 31))] == [gammelt, nytt]
    assert [rad.kull for rad in kullrader(lis.rhf, dag, alle=True)] == [gammelt, nytt]


def test_siden_beholder_det_som_var_skrevet_naar_en_annen_var_raskere(lis: Lis1Cast) -> None:
    kull = lis.kull(2028)
    klient = Client()
    klient.force_login(lis.koordinator)
    adresse = reverse("lis1:kull_endre", args=[kull.pk])
    endre(lis, kull, soknadsfrist=date(2027, 9, 5))
    svar = klient.post(adresse, {"versjon": 1, "start": "01.03.2028", "soknadsfrist": "09.09.2027"})
    innhold = svar.content.decode()
    assert svar.status_code == 409
    assert "Kullet er endret siden du åpnet siden" in innhold
    assert 'value="09.09.2027"' in innhold
    svar = klient.post(adresse, {"versjon": 2, "start": "01.03.2028", "utlyses": "10.09.2027", "soknadsfrist": "09.09.2027"})
    assert "Søknadsfristen kan ikke være før stillingene utlyses." in svar.content.decode()
    assert klient.post(adresse, {"versjon": 2, "start": "01.03.2028"}).status_code == 302
    assert Kull.objects.get(pk=kull.pk).soknadsfrist is None
