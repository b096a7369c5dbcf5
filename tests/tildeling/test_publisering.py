"""Publication: everybody at one moment, every place accounted for, and never something that no longer holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.varsling.models import Varsel
from lis.lis1.models import Kommuneplass
from lis.lis1.operations.plass import trekk_plass
from lis.tildeling.models import Restplass, Runde, Tildeling
from lis.tildeling.operations import publisering
from lis.tildeling.operations import tildeling as tildelingsop

from .test_vedtak import runde  # noqa: F401  (a fixture)
from .test_vern import nekter
from .tilstander import beregnet, ny, system, til_behandling, vedtatt

pytestmark = pytest.mark.django_db


@pytest.fixture
def klar(lis: Any) -> Any:
    """Decided: two get Gjøvik, one gets nothing; Hamar stands empty."""
    for sted in (lis.gjovik, lis.gjovik, lis.hamar):
        lis.plass(sted)
    onsker = {kode: [lis.gjovik] for kode in ("lis1lege", "kandidat2", "kandidat3")}
    sak = til_behandling(lis, onsker=onsker)
    return vedtatt(lis, sak, beregnet(lis, sak))


def fikk(mal: str) -> set[str]:
    return {v.mottaker.navn for v in Varsel.objects.filter(mal=f"tildeling.{mal}").select_related("mottaker")}


@pytest.mark.krav("S1-L12", "S1-L13")
def test_alle_far_vite_det_samtidig_og_hver_plass_er_gjort_rede_for(lis: Any, klar: Any) -> None:
    assert not Varsel.objects.filter(mal__in=["tildeling.fikk_plass", "tildeling.fikk_ikke_plass"]).exists()
    publisering.publiser(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon)
    sak = ny(klar)
    assert sak.tilstand == "publisert" and sak.publisert
    tildelt = list(Tildeling.objects.filter(runde=sak).select_related("plass", "kriterier", "kandidat"))
    assert len(tildelt) == 2
    valgt = {p["kandidat"]: p["kommune"] for p in sak.valgt.resultat["plasseringer"]}
    for en in tildelt:
        assert en.plass.kommune == lis.gjovik and str(en.plass.kommune_id) == valgt[str(en.kandidat_id)]
        assert en.kriterier == sak.kriterier and en.kanal == sak.kanal
        assert (en.start.isoformat(), en.slutt.isoformat()) == ("2029-03-01", "2029-08-31")
    assert len({en.plass_id for en in tildelt}) == 2
    assert [r.plass.kommune for r in Restplass.objects.all()] == [lis.hamar]
    har_konto = Tildeling.objects.filter(lege=lis.leger["lis1lege"]).exists()
    assert fikk("fikk_plass") == ({"Lise Lisen"} if har_konto else set())
    assert fikk("fikk_ikke_plass") == (set() if har_konto else {"Lise Lisen"})
    uten_konto = Varsel.objects.filter(mal__endswith="_uten_konto").exclude(mal="tildeling.uten_konto")
    assert uten_konto.count() == 2, "the other two have no account, and are told by mail"
    assert fikk("publisert_kommune") == {"Kari Kommunekontakt", "Hege Hamarkontakt"}
    assert fikk("publisert") >= {"Stig Statsforvalter", "Kåre Kommuneoverlege"}
    assert len({v.opprettet for v in Varsel.objects.filter(hendelse__sak_id=sak.pk, mal__startswith="tildeling.fikk")}) == 1


def test_bare_de_som_ordner_og_bare_en_gang(lis: Any, klar: Any) -> None:
    for kode in ("utenfor", "kommuneoverlege", "vara", "kommunekontakt", "lis1lege", "rhf"):
        with pytest.raises(Nektet):
            publisering.publiser(klar.pk, utfort_av=lis.folk[kode], versjon=klar.versjon)
    with pytest.raises(Utdatert):
        publisering.publiser(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon - 1)
    publisering.publiser(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon)
    with pytest.raises(UlovligOvergang):
        publisering.publiser(klar.pk, utfort_av=lis.koordinator, versjon=ny(klar).versjon)


def test_ingenting_publiseres_uten_vedtak(lis: Any, runde: Any) -> None:  # noqa: F811
    with pytest.raises(UlovligOvergang):
        publisering.publiser(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    ut = {"tilstand": "publisert", "publisert": timezone.now(), "versjon": runde.versjon + 1}
    with pytest.raises(DatabaseError, match="transition"), transaction.atomic():
        Runde.objects.filter(pk=runde.pk).update(**ut)
    assert not Tildeling.objects.exists()


def trekk(lis: Any, sted: Any) -> None:
    plass = Kommuneplass.objects.filter(kommune=sted, tilstand="godkjent").first()
    kontakt = lis.kommunekontakt if sted == lis.gjovik else lis.hamarkontakt
    assert plass
    trekk_plass(plass.pk, utfort_av=kontakt, versjon=plass.versjon)


def test_en_plass_som_er_borte_stanser_hele_publiseringen(lis: Any, klar: Any) -> None:
    trekk(lis, lis.gjovik)
    with pytest.raises(ValidationError, match="Gjøvik"):
        publisering.publiser(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon)
    assert ny(klar).tilstand == "vedtatt"
    assert not Tildeling.objects.exists() and not Restplass.objects.exists() and not fikk("publisert")


def test_klokken_publiserer_til_tiden(lis: Any, klar: Any) -> None:
    om_litt = timezone.now() + timedelta(hours=2)
    with pytest.raises(ValidationError, match="ikke har vært"):
        publisering.sett_tid(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon, publiseres=timezone.now())
    with pytest.raises(Nektet):
        publisering.sett_tid(klar.pk, utfort_av=lis.vara, versjon=klar.versjon, publiseres=om_litt)
    publisering.sett_tid(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon, publiseres=om_litt)
    assert publisering.publiser_forfalte(om_litt - timedelta(minutes=1)) == 0
    assert publisering.publiser_forfalte(om_litt) == 1
    assert ny(klar).tilstand == "publisert" and Tildeling.objects.count() == 2
    assert publisering.publiser_forfalte(om_litt) == 0


def test_klokken_sier_fra_naar_det_ikke_gaar(lis: Any, klar: Any) -> None:
    om_litt = timezone.now() + timedelta(hours=2)
    publisering.sett_tid(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon, publiseres=om_litt)
    trekk(lis, lis.gjovik)
    publisering.publiser_forfalte(om_litt)
    assert (ny(klar).tilstand, ny(klar).publiseres) == ("vedtatt", None)
    assert "Karl Koordinator" in fikk("kan_ikke_publiseres")
    assert publisering.publiser_forfalte(om_litt) == 0, "told once"


def test_en_tildeling_ingen_har_vedtatt_skrives_ikke_i_sql(lis: Any, klar: Any) -> None:
    kandidat = klar.kandidater.first()
    nekter(
        "tildeling_ikke_vedtatt",
        lambda: Tildeling.objects.create(
            runde=klar, kandidat=kandidat, kriterier=klar.kriterier, kanal="direkte", lege=kandidat.lege,
            plass=Kommuneplass.objects.get(kommune=lis.hamar), hf=lis.sykehus, start="2029-03-01", slutt="2029-08-31",
            tilstand="tildelt", saksnummer="T1-2026-9999",
        ),
    )  # fmt: skip


@pytest.mark.krav("S1-L13")
def test_en_restplass_som_gis_i_en_ny_runde_er_ikke_lenger_ledig(lis: Any, klar: Any) -> None:
    publisering.publiser(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon)
    rest = Restplass.objects.get()
    assert (rest.tilstand, rest.plass.kommune) == ("ledig", lis.hamar)
    andre = til_behandling(lis, "kandidat4", kriterier=klar.kriterier, onsker={"kandidat4": [lis.hamar]})
    andre = vedtatt(lis, andre, beregnet(lis, andre))
    publisering.publiser(andre.pk, utfort_av=lis.koordinator, versjon=andre.versjon)
    assert Tildeling.objects.get(runde=andre).plass == rest.plass
    assert ny(rest).tilstand == "lukket"
    assert Restplass.objects.count() == 1, "nothing is left over twice"


def test_den_som_har_faatt_en_annen_plass_stanser_publiseringen(lis: Any, klar: Any) -> None:
    """Hired into a place left over after the decision: the committee looks at it again."""
    fikk_plass = next(p for p in klar.valgt.resultat["plasseringer"] if p["kommune"])
    lege = klar.kandidater.get(pk=fikk_plass["kandidat"]).lege
    plass = Kommuneplass.objects.get(kommune=lis.hamar)
    tildelingsop.tildel(
        utfort_av=system(), lege=lege, plass=plass, hf=lis.sykehus, kanal="direkte", unntak_begrunnelse="Nå."
    )
    with pytest.raises(ValidationError, match=lege.navn):
        publisering.publiser(klar.pk, utfort_av=lis.koordinator, versjon=klar.versjon)
    assert ny(klar).tilstand == "vedtatt" and Tildeling.objects.count() == 1
