"""Themes are proposed by anybody of the network and decided by a committee (S4-D08)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from forskning.models import Temaforslag
from forskning.operations import temaforslag as op
from grunnmur.organisasjon.models import Tema
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.varsling.models import Varsel

from .forankringer import avgjor, for_dager_siden

pytestmark = pytest.mark.django_db
FELTER = {"navn_nb": "Hjemmesykehus på bygda", "navn_nn": "Heimesjukehus på bygda", "begrunnelse": "Avstandene er lange."}


def foreslaa(forsk: Any, hvem: str = "kommuneforsker", **felter: Any) -> Temaforslag:
    return op.foreslaa(utfort_av=forsk.folk[hvem], felter=FELTER | felter, naa=for_dager_siden(35))


def ny(sak: Temaforslag) -> Temaforslag:
    return Temaforslag.objects.get(pk=sak.pk)


def lagt_fram(forsk: Any, sak: Temaforslag, om: int = -1) -> Any:
    mote = forsk.mote(om, naa=for_dager_siden(40))
    op.legg_fram(sak.pk, utfort_av=forsk.fou, versjon=ny(sak).versjon, mote=mote.pk, naa=for_dager_siden(30))
    return mote


@pytest.mark.krav("S4-D08")
def test_a_committee_makes_a_proposal_a_focus_area(forsk: Any) -> None:
    sak = foreslaa(forsk)
    mote = lagt_fram(forsk, sak)
    assert (ny(sak).tilstand, ny(sak).organ) == ("til_vedtak", forsk.ssu)
    avgjor(forsk, mote)
    tema = Tema.objects.get(kode="hjemmesykehus_paa_bygda")
    assert (ny(sak).tilstand, ny(sak).tema) == ("vedtatt", tema)
    assert (tema.navn_nn, tema.satsing, tema.gyldig_fra) == ("Heimesjukehus på bygda", True, mote.dag)
    assert tema.kilde == f"Sak {mote.saksnummer}/1"
    assert Varsel.objects.filter(mal="forskning.tema_vedtatt", mottaker=forsk.kommuneforsker).count() == 1


@pytest.mark.parametrize(
    ("utfall", "tilstand"), [("ikke_vedtatt", "ikke_vedtatt"), ("utsatt", "foreslaatt"), ("orientering", "foreslaatt")]
)
def test_anything_else_makes_no_theme(forsk: Any, utfall: str, tilstand: str) -> None:
    sak, foer = foreslaa(forsk), Tema.objects.count()
    avgjor(forsk, lagt_fram(forsk, sak), utfall, "Se igjen.")
    assert (ny(sak).tilstand, Tema.objects.count()) == (tilstand, foer)


def test_the_same_name_is_not_proposed_twice(forsk: Any) -> None:
    foreslaa(forsk)
    with pytest.raises(ValidationError, match="allerede foreslått"):
        foreslaa(forsk, navn_nb="hjemmesykehus på bygda", navn_nn="Noko anna")
    with pytest.raises(ValidationError, match="allerede et tema"):
        foreslaa(forsk, navn_nb="Demografi", navn_nn="Noko heilt anna")


def test_only_coordinators_and_the_secretariat_put_it_forward(forsk: Any) -> None:
    sak, mote = foreslaa(forsk), forsk.mote(40)
    for kode in ("kommuneforsker", "forsker", "ssuleder", "utenfor"):
        with pytest.raises(Nektet):
            op.legg_fram(sak.pk, utfort_av=forsk.folk[kode], versjon=sak.versjon, mote=mote.pk)
    with pytest.raises(ValidationError, match="Velg et møte"):
        fag = forsk.mote(40, organ=forsk.fagutvalg)
        op.legg_fram(sak.pk, utfort_av=forsk.fou, versjon=sak.versjon, mote=fag.pk)


def test_whoever_proposed_it_takes_it_back_until_it_is_put_forward(forsk: Any) -> None:
    sak = foreslaa(forsk)
    with pytest.raises(Nektet):
        op.trekk(sak.pk, utfort_av=forsk.hamarsjef, versjon=sak.versjon)
    op.trekk(sak.pk, utfort_av=forsk.kommuneforsker, versjon=sak.versjon)
    with pytest.raises(Utdatert):
        op.trekk(sak.pk, utfort_av=forsk.kommuneforsker, versjon=sak.versjon)
    assert ny(sak).tilstand == "trukket"


def test_strangers_propose_nothing(forsk: Any) -> None:
    with pytest.raises(Nektet):
        foreslaa(forsk, "utenfor")


def test_a_cancelled_meeting_gives_it_back(forsk: Any) -> None:
    sak = foreslaa(forsk)
    mote = lagt_fram(forsk, sak, om=20)
    assert op.folg_temaforslag() == 0
    moteop.avlys(mote.pk, utfort_av=forsk.utvalgssekretaer, versjon=type(mote).objects.get(pk=mote.pk).versjon)
    assert (op.folg_temaforslag(), ny(sak).tilstand, op.folg_temaforslag()) == (1, "foreslaatt", 0)


# --- the pages ----------------------------------------------------------------------------------------------------------


def inne(forsk: Any, kode: str) -> Client:
    klient = Client()
    klient.force_login(forsk.folk[kode])
    return klient


def test_from_proposal_to_agenda_by_the_pages(forsk: Any) -> None:
    mote = forsk.mote(40)
    klient = inne(forsk, "kommuneforsker")
    assert "Skriv hva temaet skal hete." in klient.post("/forskning/temaer/nytt/", {}).content.decode()
    klient.post("/forskning/temaer/nytt/", FELTER)
    sak = Temaforslag.objects.get()
    hver = klient.get(f"/forskning/temaer/{sak.pk}/").content.decode()
    assert "FoU-koordinatorene legger forslaget fram" in hver
    assert "Legg fram for utvalget" not in hver
    fou = inne(forsk, "fou")
    assert "Legg fram for utvalget" in fou.get(f"/forskning/temaer/{sak.pk}/").content.decode()
    fou.post(f"/forskning/temaer/{sak.pk}/legg-fram/", {"versjon": sak.versjon, "mote": mote.pk})
    assert ny(sak).tilstand == "til_vedtak"
    assert "Til vedtak" in klient.get("/forskning/temaer/").content.decode()


def test_a_restricted_project_is_not_counted_for_others(forsk: Any) -> None:
    forsk.ide()
    forsk.ide(begrensning="konkurranse")
    tema = "?tema=tjenesteutvikling"
    for kode, antall in (("forsker", 2), ("kommuneforsker", 1)):
        side = inne(forsk, kode).get("/forskning/temaer/").content.decode()
        assert f'{tema}">{antall}<span' in side, kode


@pytest.mark.parametrize("hale", ["", "nytt/", "sak/", "sak/legg-fram/", "sak/trekk/"])
def test_strangers_find_no_page(forsk: Any, hale: str) -> None:
    sak = foreslaa(forsk)
    svaret = inne(forsk, "utenfor").get(f"/forskning/temaer/{hale.replace('sak', str(sak.pk))}")
    assert svaret.status_code == 404


def test_the_number_of_queries_does_not_grow(forsk: Any, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    foreslaa(forsk)
    forsk.ide()
    klient = inne(forsk, "fou")
    klient.get("/forskning/temaer/")
    with CaptureQueriesContext(connection) as en:
        klient.get("/forskning/temaer/")
    for navn in ("Andre temaer", "Tredje tema"):
        foreslaa(forsk, navn_nb=navn, navn_nn=navn)
    forsk.ide(temaer=[forsk.temaer["demografi"]])
    with django_assert_num_queries(len(en)):
        klient.get("/forskning/temaer/")
