"""Fifty decide at once: one wins, one event, one set of mails. And what happens without the lock."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from grunnmur.saksgang.feil import Utdatert
from grunnmur.saksgang.models import Hendelse, Vedtak
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import Soknad
from tests.rollebesetning import Cast, lag_cast

ANTALL = 50


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return lag_cast()


@pytest.mark.krav("S1-S20")
def test_femti_samtidige_vedtak_gir_ett(cast: Cast) -> None:
    sak = cast.innsendt()
    start = Barrier(ANTALL)

    def avgjor(nummer: int) -> str:
        start.wait()
        try:
            if nummer % 2:
                op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
            else:
                op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="Ikke nå.")
        except Utdatert as utdatert:
            assert utdatert.siste is not None
            return f"utdatert av {utdatert.siste.utfort_av}"
        finally:
            connection.close()
        return "vant"

    with ThreadPoolExecutor(ANTALL) as traader:
        svar = list(traader.map(avgjor, range(ANTALL)))
    assert sorted(set(svar)) == ["utdatert av Leif Leder", "vant"]
    assert svar.count("vant") == 1
    assert Vedtak.objects.for_sak(sak).count() == 1
    assert list(Hendelse.objects.for_sak(sak).values_list("navn", flat=True))[1:] == [
        {"innvilget": "innvilg_egen", "ikke_innvilget": "avslaa_egen"}[Vedtak.objects.get().utfall]
    ]
    nye = Varsel.objects.filter(sak_id=sak.pk).exclude(mal__in=["hospitering.til_leder_egen", "hospitering.kvittering"])
    assert sorted(nye.values_list("mal", flat=True)) == (
        ["hospitering.innvilget_egen", "hospitering.til_mottak"]
        if Soknad.objects.get().sendt_tid
        else ["hospitering.avslaatt_egen"]
    )


def test_aa_begynne_to_ganger_samtidig_gir_ett_utkast(cast: Cast) -> None:
    start = Barrier(8)

    def begynn(_nummer: int) -> str:
        start.wait()
        try:
            return str(op.paabegynn(utfort_av=cast.soker, felter={"soker_navn": "Synne Søker"}).pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as traader:
        assert len(set(traader.map(begynn, range(8)))) == 1
    assert Soknad.objects.count() == 1
