"""A part that ends later than planned: new days for both parts, told to everybody, and never why (S1-L09)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from grunnmur.saksgang.models import Hendelse
from lis.tildeling.models import Forsinkelse
from lis.tildeling.operations import forsinkelse

from .folk import OPPSTART
from .tildelinger import I_TJENESTE, SLUTT, ansatt, fortalt, fullfort, gjor, i_kommune, tildelt

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
ALLE = ["Karl Koordinator", "Kari Kommunekontakt", "Lise Lisen", "Stig Statsforvalter"]


@pytest.mark.krav("S1-L09")
def test_forsinket_i_sykehuset_flytter_kommunedelen_like_mange_dager_og_alle_faar_vite_det(lis: Any) -> None:
    sak = ansatt(lis)
    sak = gjor(forsinkelse.meld_forsinkelse, sak, lis.koordinator, gjelder="sykehus", ny_dato=date(2029, 3, 31))
    assert (sak.start, sak.slutt, sak.tilstand) == (date(2029, 4, 1), date(2029, 10, 1), "ansatt")
    assert fortalt(sak, "forsinket") == [navn for navn in ALLE if navn != "Karl Koordinator"]
    rad = Forsinkelse.objects.get()
    assert (rad.start_foer, rad.slutt_foer, rad.meldt_av) == (OPPSTART, SLUTT, lis.koordinator)
    data = Hendelse.objects.for_sak(sak).get(navn="meld_forsinkelse").data
    assert data == {"endringer": [
        {"felt": "start", "fra": "2029-03-01", "til": "2029-04-01"},
        {"felt": "slutt", "fra": "2029-08-31", "til": "2029-10-01"},
    ]}  # fmt: skip


@pytest.mark.krav("S1-L09")
def test_forsinket_i_kommunen_flytter_bare_slutten_og_den_neste_forsinkelsen_bygger_paa(lis: Any) -> None:
    sak = tildelt(lis)
    sak = gjor(forsinkelse.meld_forsinkelse, sak, lis.kommunekontakt, gjelder="kommune", ny_dato=date(2029, 9, 30))
    assert (sak.start, sak.slutt) == (OPPSTART, date(2029, 9, 30))
    sak = gjor(forsinkelse.meld_forsinkelse, sak, lis.koordinator, gjelder="sykehus", ny_dato=OPPSTART)
    assert (sak.start, sak.slutt) == (OPPSTART + DAG, date(2029, 10, 1))
    assert fortalt(sak, "forsinket").count("Lise Lisen") == 2


@pytest.mark.krav("S1-L09")
@pytest.mark.parametrize(
    ("gjelder", "dag", "melding"),
    [
        ("sykehus", date(2029, 2, 27), "planlagt ferdig 28. februar 2029"),
        ("sykehus", date(2029, 2, 28), "allerede ventet ferdig"),
        ("kommune", date(2029, 8, 30), "planlagt ferdig 31. august 2029"),
        ("kommune", SLUTT, "allerede ventet ferdig"),
        ("kommune", date(2092, 8, 31), "Sjekk årstallet"),
    ],
)
def test_dagen_maa_vaere_en_ny_og_ikke_foer_planen(lis: Any, gjelder: str, dag: date, melding: str) -> None:
    sak = tildelt(lis)
    with pytest.raises(ValidationError) as feil:
        gjor(forsinkelse.meld_forsinkelse, sak, lis.kommunekontakt, gjelder=gjelder, ny_dato=dag)
    assert melding in feil.value.messages[0].replace("\N{NO-BREAK SPACE}", " ")
    assert Forsinkelse.objects.count() == 0


def test_en_feil_dag_rettes_tilbake_til_planen(lis: Any) -> None:
    sak = tildelt(lis)
    sak = gjor(forsinkelse.meld_forsinkelse, sak, lis.koordinator, gjelder="sykehus", ny_dato=date(2029, 5, 31))
    sak = gjor(forsinkelse.meld_forsinkelse, sak, lis.koordinator, gjelder="sykehus", ny_dato=OPPSTART - DAG)
    assert (sak.start, sak.slutt) == (OPPSTART, SLUTT)


def test_den_klokken_lot_begynne_eller_bli_ferdig_gaar_tilbake_naar_meldingen_kommer_sent(lis: Any) -> None:
    sak = i_kommune(lis)
    naa = I_TJENESTE
    sak = gjor(forsinkelse.meld_forsinkelse, sak, lis.koordinator, gjelder="sykehus", ny_dato=date(2029, 3, 4), naa=naa)
    assert (sak.tilstand, sak.start) == ("i_kommune", date(2029, 3, 5))
    sak = gjor(forsinkelse.meld_forsinkelse, sak, lis.koordinator, gjelder="sykehus", ny_dato=date(2029, 4, 1), naa=naa)
    assert (sak.tilstand, sak.start) == ("ansatt", date(2029, 4, 2))
    annen, senere = fullfort(lis, "kandidat2"), I_TJENESTE + timedelta(days=200)
    with pytest.raises(ValidationError, match="Kommunedelen er fullført"):
        gjor(forsinkelse.meld_forsinkelse, annen, lis.koordinator, gjelder="sykehus", ny_dato=date(2029, 12, 1), naa=senere)
    with pytest.raises(ValidationError, match="dag fram i tid"):
        gjor(forsinkelse.meld_forsinkelse, annen, lis.koordinator, gjelder="kommune", ny_dato=date(2029, 9, 5), naa=senere)
    annen = gjor(
        forsinkelse.meld_forsinkelse, annen, lis.koordinator, gjelder="kommune", ny_dato=date(2029, 11, 1), naa=senere
    )
    assert (annen.tilstand, annen.slutt) == ("i_kommune", date(2029, 11, 1))
