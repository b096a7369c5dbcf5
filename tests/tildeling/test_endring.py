"""Changes by the committee: a new proposal beside the old one, with its reason, and what cannot be done."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.operations import flytt
from grunnmur.varsling.models import Varsel
from lis.tildeling import overganger as o
from lis.tildeling.models import (
    Endring,
    Forslag,
)
from lis.tildeling.operations import forslag as op
from lis.tildeling.selectors.forslag import er_foreldet

from .folk import TildelingsCast
from .forslag import beregnet, bestill, endret, kandidat, steder
from .test_forslag import to_om_en, utelukk
from .tilstander import ny, til_behandling

pytestmark = pytest.mark.django_db


# --- changes ----------------------------------------------------------------------------------------------------------


def taperen(lis: TildelingsCast, sak: Forslag) -> tuple[str, str]:
    """Who got Gjøvik, and who did not."""
    fikk = steder(lis, sak)
    vant = next(kode for kode, sted in fikk.items() if sted == "gjovik")
    return vant, next(kode for kode in fikk if kode != vant)


@pytest.mark.krav("S1-L12")
def test_en_endring_blir_et_nytt_forslag_og_det_gamle_staar(lis: Any) -> None:
    sak = beregnet(lis, to_om_en(lis))
    vant, tapte = taperen(lis, sak)
    nytt = endret(lis, sak, tapte, lis.gjovik)
    assert (nytt.bygger_paa, steder(lis, nytt)[tapte]) == (sak, "gjovik")
    assert steder(lis, nytt)[vant] != "gjovik"
    rad = Endring.objects.get(forslag=nytt)
    assert (rad.grunn, rad.begrunnelse, rad.av) == ("avtale", "Avtalt før utlysningen.", lis.koordinator)
    assert not sak.endringer.exists() and ny(sak).tilstand == "beregnet"
    assert er_foreldet(nytt) is False
    fikk = set(Varsel.objects.filter(mal="tildeling.forslag_endret").values_list("mottaker", flat=True))
    assert fikk == {lis.statsforvalter.pk, lis.kommuneoverlege.pk}


def test_tidligere_endringer_blir_med_ogsaa_i_et_nytt_grunnlag(lis: Any) -> None:
    runde = to_om_en(lis)
    sak = beregnet(lis, runde)
    _vant, tapte = taperen(lis, sak)
    en = endret(lis, sak, tapte, None, begrunnelse="Kommunen venter.", grunn="kommunen")
    to = endret(lis, en, _vant, lis.hamar)
    assert {e.grunn for e in to.endringer.all()} == {"kommunen", "avtale"}
    lis.plass(lis.hamar)
    assert er_foreldet(to) is True
    med = beregnet(lis, runde, bygger_paa=to.pk)
    assert er_foreldet(med) is False
    assert steder(lis, med) == {tapte: "", _vant: "hamar"}
    uten = beregnet(lis, runde)
    assert steder(lis, uten)[_vant] == "gjovik"


def test_samme_kandidat_to_ganger_har_den_siste_endringen(lis: Any) -> None:
    sak = beregnet(lis, to_om_en(lis))
    vant, _tapte = taperen(lis, sak)
    to = endret(lis, endret(lis, sak, vant, lis.hamar), vant, None, begrunnelse="Kommunen trakk seg.")
    assert [(e.kommune, e.begrunnelse) for e in to.endringer.all()] == [(None, "Kommunen trakk seg.")]


@pytest.mark.parametrize(
    ("andre", "melding"),
    [
        ({"begrunnelse": " "}, "Skriv hvorfor"),
        ({"grunn": "gravid"}, "Velg hvorfor"),
        ({"begrunnelse": "Hun er gravid."}, "aldri stå noe om helse"),
        ({"kandidat": uuid4()}, "Grunnlaget kan ikke brukes"),
    ],
)
def test_en_endring_som_ikke_kan_gjores_lar_alt_staa(lis: Any, andre: dict[str, Any], melding: str) -> None:
    sak = beregnet(lis, to_om_en(lis))
    with pytest.raises(ValidationError, match=melding):
        endret(lis, sak, "lis1lege", lis.hamar, **andre)
    assert (Forslag.objects.count(), Endring.objects.count()) == (1, 0)


def test_utdatert_side_og_foreldet_forslag_avvises(lis: Any) -> None:
    sak = beregnet(lis, to_om_en(lis))
    with pytest.raises(Utdatert):
        endret(lis, sak, "lis1lege", lis.hamar, versjon=1)
    lis.plass(lis.hamar)
    with pytest.raises(ValidationError, match="Runden er endret"):
        endret(lis, sak, "lis1lege", lis.hamar)
    op.forkast(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    with pytest.raises(UlovligOvergang):
        endret(lis, ny(sak), "lis1lege", lis.hamar)


def test_databasen_tar_bare_endringer_i_et_forslag_som_ikke_er_beregnet(lis: Any) -> None:
    runde = to_om_en(lis)
    sak, hvem = bestill(lis, runde), kandidat(lis, runde, "lis1lege")
    rad = {"kandidat": hvem, "grunn": "avtale", "begrunnelse": "Avtalt.", "tidspunkt": timezone.now()}
    utelukk(lis, runde, "kommuneoverlege")
    for av in (lis.kommuneoverlege, lis.lis1lege):
        with pytest.raises(IntegrityError, match="endring_i_samme_runde"), transaction.atomic():
            Endring.objects.create(forslag=sak, av=av, **rad)
    op.beregn(sak.pk)
    with pytest.raises(IntegrityError, match="endring_i_samme_runde"), transaction.atomic():
        Endring.objects.create(forslag=sak, av=lis.koordinator, **rad)


def test_den_som_ble_utelukket_etterpaa_staar_ikke_for_endringen_i_neste_forslag(lis: Any) -> None:
    runde = to_om_en(lis)
    sak = endret(lis, beregnet(lis, runde), "lis1lege", lis.hamar, utfort_av=lis.kommuneoverlege)
    utelukk(lis, runde, "kommuneoverlege")
    nytt = beregnet(lis, runde, bygger_paa=sak.pk)
    assert [e.av for e in nytt.endringer.all()] == [lis.koordinator]
    Varsel.objects.all().delete()
    endret(lis, nytt, "kandidat2", None)
    assert [v.mottaker for v in Varsel.objects.filter(mal="tildeling.forslag_endret")] == [lis.statsforvalter]


def test_et_forslag_i_en_annen_runde_kan_ikke_bygges_paa(lis: Any) -> None:
    gammel = to_om_en(lis)
    sak = beregnet(lis, gammel)
    flytt(ny(gammel), o.AVLYS, utfort_av=lis.koordinator)
    runde = til_behandling(lis, "kandidat3", kriterier=gammel.kriterier)
    with pytest.raises(Forslag.DoesNotExist):
        bestill(lis, runde, bygger_paa=sak.pk)
    with pytest.raises(IntegrityError, match="l1forslag_mens_runden_behandles"), transaction.atomic():
        Forslag.objects.create(
            runde=runde, navn="x", tilstand="bestilt", saksnummer="F1-2026-9998", bestilt_av=lis.koordinator,
            inndata_sha256="0" * 64, bygger_paa=sak,
        )  # fmt: skip


def test_et_grunnlag_som_ikke_kan_leses_lenger_sier_hva_som_maa_gjores(lis: Any) -> None:
    sak = bestill(lis, to_om_en(lis))
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        peker.execute("UPDATE tildeling_forslag SET inndata = jsonb_set(inndata, '{versjon}', '99') WHERE id = %s", [sak.pk])
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    jobb.refresh_from_db()
    assert (ny(sak).tilstand, jobb.feil) == ("feilet", "Grunnlaget kan ikke leses lenger. Lag et nytt forslag.")
    igjen = op.bestill_igjen(sak.pk, utfort_av=lis.koordinator, versjon=ny(sak).versjon)
    assert igjen.tilstand == "bestilt"


def test_en_beregning_som_stoppet_kan_bestilles_igjen(lis: Any) -> None:
    sak = bestill(lis, to_om_en(lis))
    naa = timezone.now()
    Jobb.objects.filter(pk=sak.jobb_id).update(tilstand="kjorer", laast_til=naa, startet=naa)
    Jobb.objects.filter(pk=sak.jobb_id).update(tilstand="feilet", laast_til=None, ferdig=naa)
    igjen = op.bestill_igjen(sak.pk, utfort_av=lis.statsforvalter, versjon=sak.versjon)
    assert igjen.jobb_id != sak.jobb_id
    assert op.beregn(sak.pk).tilstand == "beregnet"
