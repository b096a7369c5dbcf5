"""The proposal from order to answer: frozen, repeatable, built on with a reason, never by or for those ruled out."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt
from grunnmur.varsling.models import Varsel
from lis.lis1.models import Kommuneplass
from lis.tildeling import overganger as o
from lis.tildeling.fordeling import Felles, kontroller, les
from lis.tildeling.models import (
    Endring,
    Forslag,
    Gruppemedlem,
    Habilitet,
    Kandidat,
    Kriteriegruppe,
    Kriterium,
    Poeng,
    Reservasjon,
)
from lis.tildeling.operations import forslag as op
from lis.tildeling.selectors.forslag import er_foreldet
from lis.tildeling.selectors.forslag_inndata import Valg, lag_inndata

from .folk import OPPSTART, TildelingsCast
from .forslag import beregnet, bestill, endret, kandidat, runde_med_onsker, steder
from .tilstander import aapen, gjeldende, ny, planlagt, system, til_behandling, utkast

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
