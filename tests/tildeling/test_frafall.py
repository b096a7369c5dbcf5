"""A doctor falls away: one step, those who must know, their receipts, and the place that is left over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.tildeling.models import Frafall, Frafallskvittering, Restplass, Tildeling
from lis.tildeling.operations import frafall as op
from lis.tildeling.operations.tildeling import tildel

from .folk import OPPSTART
from .tildelinger import I_TJENESTE, SLUTT, aapne, fortalt, frafalt, fullfort, gjor, i_kommune, tildelt

pytestmark = pytest.mark.django_db
R = RolleType


@pytest.mark.krav("S1-L21", "S1-L22", "S1-L13")
def test_ett_steg_sier_fra_til_alle_med_en_gang_og_plassen_blir_restplass(lis: Any) -> None:
    sak = frafalt(lis)
    rad = Frafall.objects.get()
    assert (sak.tilstand, rad.tidspunkt, rad.dato) == ("frafalt", "for_oppstart", OPPSTART)
    assert fortalt(sak, "frafall") == ["Karl Koordinator", "Stig Statsforvalter"]
    assert fortalt(sak, "frafall_lege") == ["Lise Lisen"]
    assert fortalt(sak, "frafall_kommune") == []
    assert [(t, v) for t, v in aapne(sak)] == [
        ("tildeling.kvitter_statsforvalter", "Statsforvalteren i Innlandet"),
        ("tildeling.kvitter_sykehus", str(lis.sykehus)),
    ]  # fmt: skip
    rest = Restplass.objects.get()
    assert (rest.plass, rest.frafall, rest.fra, rest.tilstand) == (sak.plass, rad, OPPSTART, "ledig")
    varsler = Varsel.objects.filter(sak_id=sak.pk, mal="tildeling.frafall")
    assert {v.hendelse.tidspunkt for v in varsler} == {rad.meldt}  # type: ignore[union-attr]


@pytest.mark.krav("S1-L21")
@pytest.mark.parametrize(
    ("dato", "tidspunkt", "fra"),
    [
        (date(2028, 12, 1), "for_oppstart", OPPSTART),
        (OPPSTART, "for_oppstart", OPPSTART),
        (OPPSTART + timedelta(days=1), "under_tjeneste", OPPSTART + timedelta(days=1)),
        (SLUTT, "under_tjeneste", SLUTT),
    ],
)
def test_foer_eller_under_tjenesten_regnes_ut(lis: Any, dato: date, tidspunkt: str, fra: date) -> None:
    sak = gjor(op.meld_frafall, i_kommune(lis), lis.kommunekontakt, dato=dato, naa=I_TJENESTE)
    assert (sak.frafall.tidspunkt, Restplass.objects.get().fra) == (tidspunkt, fra)


def test_frafall_etter_siste_dag_finnes_ikke(lis: Any) -> None:
    with pytest.raises(ValidationError, match="Kommunedelen er over da"):
        frafalt(lis, dato=SLUTT + timedelta(days=1))
    with pytest.raises(UlovligOvergang):
        gjor(op.meld_frafall, fullfort(lis, "kandidat2"), lis.kommunekontakt, dato=OPPSTART)
    assert (Frafall.objects.count(), Restplass.objects.count()) == (0, 0)


@pytest.mark.krav("S1-L21", "S1-L22")
def test_begge_kvitterer_og_kommunen_ser_det(lis: Any) -> None:
    sak = frafalt(lis)
    gjor(op.kvitter, sak, lis.statsforvalter)
    assert [t for t, _ in aapne(sak)] == ["tildeling.kvitter_sykehus"]
    assert fortalt(sak, "frafall_kvittert") == ["Kari Kommunekontakt"]
    with pytest.raises(UlovligOvergang, match="allerede bekreftet"):
        gjor(op.kvitter, sak, lis.statsforvalter)
    gjor(op.kvitter, sak, lis.koordinator)
    assert aapne(sak) == []
    rader = Frafallskvittering.objects.values_list("rolle", "bruker__navn")
    assert set(rader) == {(R.STATSFORVALTER, "Stig Statsforvalter"), (R.LIS_KOORDINATOR, "Karl Koordinator")}


@pytest.mark.krav("S1-L22")
def test_koordinator_som_melder_har_kvittert_og_kommunen_faar_vite_det(lis: Any) -> None:
    sak = gjor(op.meld_frafall, tildelt(lis), lis.koordinator, dato=OPPSTART)
    assert [k.rolle for k in Frafallskvittering.objects.all()] == [R.LIS_KOORDINATOR]
    assert fortalt(sak, "frafall_kommune") == ["Kari Kommunekontakt"]
    assert fortalt(sak, "frafall") == ["Stig Statsforvalter"]
    assert [t for t, _ in aapne(sak)] == ["tildeling.kvitter_statsforvalter"]


@pytest.mark.parametrize("kode", ["kommunekontakt", "hamarkontakt", "rhf", "lis1lege", "utenfor"])
def test_ingen_andre_kvitterer(lis: Any, kode: str) -> None:
    with pytest.raises(Nektet):
        gjor(op.kvitter, frafalt(lis), lis.folk[kode])


def test_ingen_kvitterer_for_noe_som_ikke_er_meldt(lis: Any) -> None:
    with pytest.raises(UlovligOvergang):
        gjor(op.kvitter, tildelt(lis), lis.koordinator)


def test_plassen_og_legen_er_frie_etterpaa(lis: Any) -> None:
    """The same doctor may get another place, and the place another doctor."""
    sak = frafalt(lis)
    alt: dict[str, Any] = {"utfort_av": Bruker.objects.systemet(), "hf": lis.sykehus, "kanal": "direkte"}
    assert tildel(lege=sak.lege, stilling=sak.stilling, plass=lis.plass(), **alt).tilstand == "tildelt"
    annen = lis.stilling("kandidat2")
    assert tildel(lege=annen.lege, stilling=annen, plass=sak.plass, **alt).plass == sak.plass


def test_oppgaven_om_ansettelse_faller_bort(lis: Any) -> None:
    sak = frafalt(lis)
    assert not Oppgave.objects.for_sak(sak).aapne().filter(type="tildeling.ansett").exists()


def test_naar_varselet_feiler_blir_ingenting_staaende(lis: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sak = tildelt(lis)

    def tilstand() -> tuple[Any, ...]:
        rad = Tildeling.objects.values_list("tilstand", "versjon").get(pk=sak.pk)
        return rad, Hendelse.objects.count(), Varsel.objects.count(), Frafall.objects.count(), Restplass.objects.count()

    def brister(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("varselet")

    foer = tilstand()
    monkeypatch.setattr("lis.tildeling.operations.folger.varsle", brister)
    with pytest.raises(RuntimeError, match="varselet"):
        gjor(op.meld_frafall, sak, lis.kommunekontakt, dato=OPPSTART)
    assert tilstand() == foer


def test_databasen_lar_ingen_skrive_om_hvem_som_visste_det(lis: Any) -> None:
    sak = frafalt(lis)
    gjor(op.kvitter, sak, lis.koordinator)
    for gjor_ in (
        lambda: Frafallskvittering.objects.update(bruker=lis.statsforvalter),
        lambda: Frafallskvittering.objects.all().delete(),
        lambda: Frafall.objects.update(dato=SLUTT),
        lambda: Frafallskvittering.objects.create(
            frafall=sak.frafall, rolle=R.LIS_KOORDINATOR, bruker=lis.vara, tidspunkt=I_TJENESTE
        ),
    ):
        with pytest.raises(Error), transaction.atomic():
            gjor_()
