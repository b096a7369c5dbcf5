"""Two at once: one place and two coordinators, an answer and a withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.feil import Utdatert
from lis.lis3.models import Stenging, Tjeneste, Tjenestedel
from lis.lis3.operations import avdeling as avdelinger
from lis.lis3.operations import tjeneste as op
from tests.lis3.folk import LisCast, lag_lis
from tests.lis3.tjenester import i_koen, om_maaneder, slutt, tilbudt


@pytest.fixture
def lis(transactional_db: None) -> LisCast:
    return lag_lis()


def samtidig(*gjor: Callable[[], Any]) -> list[str]:
    """Each in its own thread and connection, off at the same moment: «vant», or what it was told."""
    klar = Barrier(len(gjor))

    def en(hva: Callable[[], Any]) -> str:
        klar.wait()
        try:
            hva()
        except ValidationError as nei:
            return nei.messages[0]
        except Utdatert:
            return "utdatert"
        finally:
            connection.close()
        return "vant"

    with ThreadPoolExecutor(len(gjor)) as traader:
        return list(traader.map(en, gjor))


@pytest.mark.krav("S1-I13")
def test_two_coordinators_place_two_doctors_in_one_place_and_one_wins(lis: LisCast) -> None:
    lis.person("koordinator2", "Kari Koordinator")
    lis.rolle("koordinator2", RolleType.LIS_KOORDINATOR, lis.sykehus)
    plass, start = lis.plass("dps"), om_maaneder(3)
    saker = [i_koen(lis, kode, avdeling="dps", start=start) for kode in ("lis3", "lis3b")]

    def plasser(nr: int) -> Callable[[], Any]:
        hvem = (lis.koordinator, lis.koordinator2)[nr]
        linje = op.Dellinje(plass, start, slutt(start))
        return lambda: op.planlegg(utfort_av=hvem, innmelding=saker[nr], deler=[linje])

    svar = samtidig(plasser(0), plasser(1))
    assert svar.count("vant") == 1
    vinner = Tjeneste.objects.get().innmelding.lege
    assert [s for s in svar if s != "vant"] == [f"{plass} er opptatt i perioden av {vinner}. Velg en annen plass."]
    assert Tjenestedel.objects.count() == 1


def test_the_same_doctor_cannot_get_two_places_at_once(lis: LisCast) -> None:
    sak, start = i_koen(lis, "lis3"), om_maaneder(3)

    def plasser(nummer: int) -> Callable[[], Any]:
        linje = op.Dellinje(lis.plass("medisin", nummer), start, slutt(start))
        return lambda: op.planlegg(utfort_av=lis.koordinator, innmelding=sak, deler=[linje])

    svar = samtidig(plasser(1), plasser(2))
    assert sorted(svar) == ["Legen har allerede en plass eller et tilbud. Trekk den plassen først.", "vant"]


def test_a_yes_and_a_withdrawal_at_once_leave_one_of_them(lis: LisCast) -> None:
    sak = tilbudt(lis)
    svar = samtidig(
        lambda: op.aksepter(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon),
        lambda: op.trekk_tilbud(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="Ombygging."),
    )
    assert sorted(svar) == ["utdatert", "vant"]
    sak.refresh_from_db()
    aapne = sorted(Oppgave.objects.for_sak(sak).aapne().values_list("type", flat=True))
    ventet = {"akseptert": (True, ["lis3.tjeneste_frigi", "lis3.tjeneste_sok"]), "trukket": (False, [])}
    assert (sak.deler.get().opptar, aapne) == ventet[sak.tilstand]


def test_a_place_closed_and_given_at_once_is_one_of_them(lis: LisCast) -> None:
    sak, plass, start = i_koen(lis, "lis3", avdeling="dps"), lis.plass("dps"), om_maaneder(3)
    linje = op.Dellinje(plass, start, slutt(start))
    svar = samtidig(
        lambda: op.planlegg(utfort_av=lis.koordinator, innmelding=sak, deler=[linje]),
        lambda: avdelinger.steng(plass.pk, utfort_av=lis.koordinator, fra=start, til=start),
    )
    assert svar.count("vant") == 1
    assert Tjenestedel.objects.count() + Stenging.objects.count() == 1
