"""The proposal from order to answer: frozen, repeatable, built on with a reason, never by or for those ruled out."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt
from lis.tildeling import overganger as o
from lis.tildeling.fordeling import kontroller, les
from lis.tildeling.models import (
    Forslag,
    Habilitet,
)
from lis.tildeling.operations import forslag as op
from lis.tildeling.selectors.forslag import er_foreldet
from lis.tildeling.selectors.forslag_inndata import Valg

from .folk import TildelingsCast
from .forslag import beregnet, bestill, endret, runde_med_onsker, steder
from .tilstander import aapen, planlagt, system

pytestmark = pytest.mark.django_db


def to_om_en(lis: TildelingsCast, **andre: Any) -> Any:
    """Two who both wish for Gjøvik first, which has one place; Hamar has one."""
    lis.plass(lis.gjovik)
    lis.plass(lis.hamar)
    onsker = {"lis1lege": [lis.gjovik, lis.hamar], "kandidat2": [lis.gjovik]}
    return runde_med_onsker(lis, onsker, **andre)


def utelukk(lis: TildelingsCast, runde: Any, kode: str) -> None:
    naa = timezone.now()
    rad = Habilitet.objects.create(runde=runde, bruker=lis.folk[kode], grunn="naerstaaende", meldt=naa)
    avgjor = lis.statsforvalter if kode != "statsforvalter" else lis.kommuneoverlege
    Habilitet.objects.filter(pk=rad.pk).update(utfall="inhabil", avgjort_av=avgjor, avgjort=naa)


# --- order and compute ------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L12")
def test_jobben_beregner_det_som_ble_bestilt_og_kontrollen_beviser_det(lis: Any) -> None:
    runde = to_om_en(lis)
    sak = bestill(lis, runde)
    assert (sak.tilstand, Jobb.objects.get(pk=sak.jobb_id).type) == ("bestilt", "lis1.tildeling")
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    sak.refresh_from_db()
    jobb.refresh_from_db()
    assert (sak.tilstand, jobb.tilstand, jobb.adresse) == ("beregnet", "ferdig", sak.get_absolute_url())
    assert kontroller(sak.inndata, sak.resultat) == []
    assert sorted(steder(lis, sak).values()) in (["", "gjovik"], ["gjovik", "hamar"])
    assert [h.navn for h in Hendelse.objects.for_sak(sak).order_by("id")] == ["bestill", "beregn"]


def test_samme_runde_gir_samme_grunnlag_og_samme_svar(lis: Any) -> None:
    runde = to_om_en(lis)
    en, to = beregnet(lis, runde), beregnet(lis, runde, navn="Andre")
    assert (en.inndata_sha256, en.resultat_sha256) == (to.inndata_sha256, to.resultat_sha256)
    assert les(en.inndata).avtrykk == en.inndata_sha256
    assert op.beregn(en.pk).versjon == en.versjon


def test_bare_de_som_behandler_runden_bestiller_og_ser(lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    for kode in ("kommunekontakt", "lis1lege", "utvalgssekretaer"):
        with pytest.raises(Nektet):
            bestill(lis, runde, utfort_av=lis.folk[kode])
        assert not Forslag.objects.synlig_for(lis.folk[kode]).exists()
    for kode in ("koordinator", "statsforvalter", "kommuneoverlege", "vara", "organsekretaer"):
        assert Forslag.objects.synlig_for(lis.folk[kode]).filter(pk=sak.pk).exists()
        assert bestill(lis, runde, utfort_av=lis.folk[kode]).bestilt_av == lis.folk[kode]


def test_den_utelukkede_hverken_ser_eller_bestiller(lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    utelukk(lis, runde, "kommuneoverlege")
    assert not Forslag.objects.synlig_for(lis.kommuneoverlege).exists()
    assert Forslag.objects.synlig_for(lis.statsforvalter).exists()
    for verb in (
        lambda: bestill(lis, runde, utfort_av=lis.kommuneoverlege),
        lambda: endret(lis, sak, "lis1lege", lis.hamar, utfort_av=lis.kommuneoverlege),
        lambda: op.forkast(sak.pk, utfort_av=lis.kommuneoverlege, versjon=sak.versjon),
    ):
        with pytest.raises(Nektet):
            verb()


def test_ingen_forslag_foer_fristen_er_ute(lis: Any) -> None:
    lis.plass()
    runde = aapen(lis, "lis1lege", onsker={"lis1lege": [lis.gjovik]})
    with pytest.raises(UlovligOvergang):
        bestill(lis, runde)


def test_databasen_tar_bare_forslag_mens_runden_behandles_og_av_habile(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege")
    rad = {"navn": "x", "tilstand": "bestilt", "bestilt_av": lis.koordinator, "inndata_sha256": "0" * 64}

    def nekter(**andre: Any) -> None:
        with pytest.raises(IntegrityError, match="l1forslag_mens_runden_behandles"), transaction.atomic():
            Forslag.objects.create(runde=runde, saksnummer="F1-2026-9998", **(rad | andre))

    nekter()
    flytt(runde, o.AAPNE, utfort_av=lis.koordinator)
    nekter()
    flytt(runde, o.LUKK, utfort_av=system())
    nekter(bestilt_av=lis.lis1lege)
    utelukk(lis, runde, "kommuneoverlege")
    nekter(bestilt_av=lis.kommuneoverlege)
    Forslag.objects.create(runde=runde, saksnummer="F1-2026-9998", **rad)


def test_grunnlag_og_svar_staar_i_databasen(lis: Any) -> None:
    sak = beregnet(lis, to_om_en(lis))
    for felt in ("inndata", "resultat"):
        with pytest.raises(Error, match="frosset"), transaction.atomic(), connection.cursor() as peker:
            peker.execute(f"UPDATE tildeling_forslag SET {felt} = '{{}}' WHERE id = %s", [sak.pk])  # noqa: S608


# --- what if ----------------------------------------------------------------------------------------------------------


def test_tenkte_plasser_gir_en_proveberegning_som_ikke_kan_velges(lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde, valg=Valg({lis.gjovik.pk: 1}))
    assert sak.hypotetisk and not er_foreldet(sak)
    assert steder(lis, sak) == {"lis1lege": "gjovik", "kandidat2": "gjovik"}
    with pytest.raises(IntegrityError, match="l1forslag_hypotese_velges_ikke"), transaction.atomic():
        Forslag.objects.filter(pk=sak.pk).update(tilstand="valgt", versjon=sak.versjon + 1)
    with pytest.raises(ValidationError, match="prøveberegning"):
        endret(lis, sak, "lis1lege", lis.hamar)
