"""The rows of a round as input: named municipalities, places, points, groups and wishes."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from grunnmur.saksgang.operations import flytt
from lis.lis1.models import Kommuneplass
from lis.tildeling import overganger as o
from lis.tildeling.fordeling import Felles
from lis.tildeling.models import (
    Gruppemedlem,
    Kandidat,
    Kriteriegruppe,
    Kriterium,
    Poeng,
    Reservasjon,
)
from lis.tildeling.selectors.forslag import er_foreldet
from lis.tildeling.selectors.forslag_inndata import Valg, lag_inndata

from .folk import OPPSTART
from .forslag import beregnet, bestill, endret, kandidat, runde_med_onsker, steder
from .test_forslag import to_om_en
from .tilstander import gjeldende, planlagt, system, utkast

pytestmark = pytest.mark.django_db


# --- the rows as input ------------------------------------------------------------------------------------------------


def test_navngitt_kommune_er_gitt_paa_forhaand(lis: Any) -> None:
    lis.plass(lis.gjovik)
    runde = planlagt(lis, "kandidat2")
    stilling = lis.stilling("kandidat3", kommunepraksis="navngitt", kommune=lis.gjovik)
    fast = Kandidat.objects.create(
        runde=runde, lege=stilling.lege, stilling=stilling, hf=lis.sykehus, fast_kommune=lis.gjovik
    )
    inndata = lag_inndata(runde)
    assert inndata.faste == {str(fast.pk): str(lis.gjovik.pk)}
    assert inndata.kommune[str(lis.gjovik.pk)].plasser == 1


def test_faste_uten_plass_blir_en_setning_med_navn(lis: Any) -> None:
    runde = to_om_en(lis)
    Kommuneplass.objects.filter(kommune=lis.gjovik).update(tilstand="trukket", versjon=99)
    with pytest.raises(ValidationError, match=r"Gjøvik.* har ikke plass til alle som da skal dit uansett: Lise Første"):
        endret(lis, beregnet(lis, runde), "lis1lege", lis.gjovik)


def test_bare_godkjente_plasser_i_halvaaret_teller(lis: Any) -> None:
    runde = to_om_en(lis)
    lis.plass(lis.gjovik, oppstart=OPPSTART.replace(month=9))
    plass = lis.plass(lis.gjovik)
    assert lag_inndata(runde).kommune[str(lis.gjovik.pk)].plasser == 2
    Kommuneplass.objects.filter(pk=plass.pk).update(tilstand="trukket", versjon=99)
    assert lag_inndata(runde).kommune[str(lis.gjovik.pk)].plasser == 1


def test_poeng_legges_sammen_og_bestemmer_rekkefolgen(lis: Any) -> None:
    kriterier = utkast(lis)
    for nummer in (1, 2):
        Kriterium.objects.create(kriterier=kriterier, nummer=nummer, navn=f"Kriterium {nummer}", hoyest=10)
    runde = to_om_en(lis, kriterier=gjeldende(lis, kriterier))
    hvem = kandidat(lis, runde, "kandidat2")
    for kriterium in kriterier.kriterium.all():
        Poeng.objects.create(kandidat=hvem, kriterium=kriterium, poeng=4, satt_av=lis.koordinator)
    inndata = lag_inndata(runde)
    assert isinstance(inndata.rekkefolge, Felles)
    assert inndata.rekkefolge.poeng == {str(hvem.pk): 8, str(kandidat(lis, runde, "lis1lege").pk): 0}
    assert steder(lis, beregnet(lis, runde)) == {"kandidat2": "gjovik", "lis1lege": "hamar"}


def test_egne_rekkefolger_har_poeng_der_noen_onsker_seg(lis: Any) -> None:
    kriterier = utkast(lis, rekkefolge="egne")
    felles = Kriterium.objects.create(kriterier=kriterier, nummer=1, navn="Erfaring", hoyest=10)
    lokalt = Kriterium.objects.create(kriterier=kriterier, nummer=2, navn="Tilknytning", hoyest=10, per_kommune=True)
    runde = to_om_en(lis, kriterier=gjeldende(lis, kriterier))
    hvem, annen = kandidat(lis, runde, "kandidat2"), kandidat(lis, runde, "lis1lege")
    Poeng.objects.create(kandidat=hvem, kriterium=felles, poeng=3, satt_av=lis.koordinator)
    Poeng.objects.create(kandidat=hvem, kriterium=lokalt, kommune=lis.gjovik, poeng=5, satt_av=lis.koordinator)
    Poeng.objects.create(kandidat=annen, kriterium=lokalt, kommune=lis.hamar, poeng=2, satt_av=lis.koordinator)
    assert lag_inndata(runde).rekkefolge.poeng == {
        str(lis.gjovik.pk): {str(hvem.pk): 8, str(annen.pk): 0},
        str(lis.hamar.pk): {str(annen.pk): 2},
    }


def test_reserverte_plasser_gaar_til_gruppen(lis: Any) -> None:
    kriterier = utkast(lis)
    gruppe = Kriteriegruppe.objects.create(kriterier=kriterier, navn="Vil bli i distriktet")
    lis.plass(lis.gjovik)
    runde = planlagt(lis, "lis1lege", "kandidat2", kriterier=gjeldende(lis, kriterier))
    Reservasjon.objects.create(runde=runde, kommune=lis.gjovik, gruppe=gruppe, antall=1)
    hvem = kandidat(lis, runde, "kandidat2")
    Gruppemedlem.objects.create(kandidat=hvem, gruppe=gruppe, bekreftet_av=lis.koordinator)
    inndata = lag_inndata(runde)
    assert inndata.kommune[str(lis.gjovik.pk)].reservert == {str(gruppe.pk): 1}
    assert inndata.kandidat[str(hvem.pk)].grupper == {str(gruppe.pk)}
    assert lag_inndata(runde, valg=Valg(uten_reservasjoner=True)).kommune[str(lis.gjovik.pk)].reservert == {}


def test_for_mange_reserverte_blir_en_setning(lis: Any) -> None:
    kriterier = utkast(lis)
    gruppe = Kriteriegruppe.objects.create(kriterier=kriterier, navn="Vil bli i distriktet")
    runde = planlagt(lis, "lis1lege", kriterier=gjeldende(lis, kriterier))
    Reservasjon.objects.create(runde=runde, kommune=lis.gjovik, gruppe=gruppe, antall=1)
    flytt(runde, o.AAPNE, utfort_av=lis.koordinator)
    flytt(runde, o.LUKK, utfort_av=system())
    with pytest.raises(ValidationError, match="reservert flere plasser i Gjøvik"):
        bestill(lis, runde)
    assert bestill(lis, runde, valg=Valg(uten_reservasjoner=True)).hypotetisk


def test_onsker_som_ikke_er_levert_er_ingens_onsker(lis: Any) -> None:
    runde = to_om_en(lis)
    hvem = kandidat(lis, runde, "kandidat2")
    assert lag_inndata(runde).kandidat[str(hvem.pk)].onsker == (str(lis.gjovik.pk),)
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        peker.execute("UPDATE tildeling_kandidat SET onsker_levert = NULL WHERE id = %s", [hvem.pk])
    assert lag_inndata(runde).kandidat[str(hvem.pk)].onsker == ()


def test_den_som_er_tatt_ut_er_ikke_med(lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    assert er_foreldet(sak) is False
    Kandidat.objects.filter(runde=runde, lege=lis.lege("kandidat2")).update(trukket=timezone.now())
    assert er_foreldet(sak) is True
    assert steder(lis, beregnet(lis, runde)) == {"lis1lege": "gjovik"}


def test_grunnlaget_leses_med_like_mange_sporringer_for_en_som_for_tre(lis: Any, django_assert_num_queries: Any) -> None:
    lis.plass(lis.gjovik)
    runde = runde_med_onsker(lis, {kode: [lis.gjovik, lis.hamar] for kode in ("lis1lege", "kandidat2", "kandidat3")})
    with django_assert_num_queries(7):
        assert len(lag_inndata(runde).kandidater) == 3
    Kandidat.objects.filter(runde=runde).exclude(lege=lis.lege("lis1lege")).update(trukket=timezone.now())
    with django_assert_num_queries(7):
        assert len(lag_inndata(runde).kandidater) == 1
