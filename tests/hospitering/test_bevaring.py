"""When retention ends: the words of agreement, travel and evaluation go; who, when and the numbers stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.bevaring import TOMT, regler
from grunnmur.saksgang.models import Sak
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from hospitering.models import Avklaring, Evaluering, Periodeforslag, Reiseavtale, Taushetserklaering
from hospitering.operations import evaluering, gjennomforing
from hospitering.selectors.eksport import hele_saken
from tests.avtrykk import innhold
from tests.rollebesetning import Cast

from . import avtaler

HEMMELIG = "Ordet Blåklokke"


def feie(maaneder: int) -> int:
    return tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=timezone.now() + timedelta(days=31 * maaneder))


def bestem(kode: str, maaneder: int) -> None:
    sett_bevaringstid(f"hospitering.{kode}", maaneder=maaneder, utfort_av=Bruker.objects.systemet())


def rader_med(ord_: str) -> set[str]:
    """The tables that still hold the word, row history and all."""
    return {tabell for tabell, rader in innhold().items() if any(ord_.encode() in rad for rad in rader)}


def test_hver_sak_har_en_regel_som_tommer_alt_og_hver_fritekst_er_nevnt() -> None:
    her = apps.get_app_config("hospitering")
    saker = {modell for modell in her.get_models() if issubclass(modell, Sak)}
    assert {regel.modell for regel in regler() if regel.alt and regel.kode.startswith("hospitering.")} == saker
    tekster = {
        f"{modell.__name__}.{felt.name}" for modell in her.get_models() for felt in modell._meta.fields
        if isinstance(felt, Fritekst) and not modell.__name__.endswith("Event")
    }  # fmt: skip
    tommes = {
        "Soknad.begrunnelse", "Soknad.tema_og_maal", "Soknad.bidrag", "Reiseavtale.merknad", "Evaluering.laerte",
        "Evaluering.verdt", "Evaluering.bedre",
    }  # fmt: skip
    # Written to be read by all and about nobody: what a unit says of itself, and what is signed there.
    staar = {
        "AapenInvitasjon.beskrivelse", "Enhetsprofil.hva_vi_gjor", "Enhetsprofil.kan_laere", "Enhetsprofil.praktisk",
        "Enhetsprofil.smittevern", "Taushetstekst.tekst_nb", "Taushetstekst.tekst_nn",
    }  # fmt: skip
    assert tekster == tommes | staar


@pytest.mark.krav("G-18", "S1-H12", "S1-H20")
def test_en_fullfort_sak_mister_ordene_og_beholder_hvem_naar_og_tallene(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    Reiseavtale.objects.filter(pk=sak.pk).update(merknad=HEMMELIG)
    sak = evaluering.lever_evaluering(
        sak.pk, utfort_av=cast.soker, versjon=sak.versjon, svar=avtaler.SVAR | {"verdt": HEMMELIG, "laerte": ""}
    )
    evaluering.frafall(
        sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, side="vert", grunn="annet", merknad=HEMMELIG
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="evaluering_levert_endres_ikke"), transaction.atomic():
        Evaluering.objects.filter(soknad=sak, side="hospitant").update(verdt=TOMT)  # retention alone may
    assert feie(90) == 0  # nobody has decided how long
    bestem("gjennomfort", 60)
    assert (feie(60), feie(66), feie(66)) == (0, 1, 0)
    assert rader_med(HEMMELIG) == set()
    egen, verts = Evaluering.objects.filter(soknad=sak).order_by("side")
    assert (egen.verdt, egen.laerte, egen.maalnaaelse, egen.levert_av) == (TOMT, "", 3, cast.soker)
    assert (verts.frafalt_grunn, verts.frafalt_merknad) == ("annet", TOMT)
    assert Reiseavtale.objects.get().merknad == TOMT
    assert Avklaring.objects.filter(soknad=sak).count() == 18
    assert Periodeforslag.objects.get().besvart_av == cast.soker
    assert Taushetserklaering.objects.get().underskrevet
    assert avtaler.naa_er(sak).kontakt_navn == TOMT


@pytest.mark.krav("G-18")
def test_en_avlyst_sak_tommes_som_en_avslaatt_og_en_aapen_staar(cast: Cast) -> None:
    aapen, sak = avtaler.inngaatt(cast), avtaler.inngaatt(cast)
    Reiseavtale.objects.update(merknad=HEMMELIG)
    gjennomforing.avlys(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, aarsak="kapasitet")
    bestem("uten", 12)
    assert (feie(11), feie(13)) == (0, 1)
    assert [Reiseavtale.objects.get(pk=s.pk).merknad for s in (aapen, sak)] == [HEMMELIG, TOMT]
    assert avtaler.naa_er(sak).avtale.slutt_aarsak == "kapasitet"


@pytest.mark.krav("S1-H12", "S1-H20")
def test_en_begjaering_om_innsyn_faar_hele_saken(cast: Cast) -> None:
    hele = hele_saken(avtaler.evaluert(cast))
    antall = {navn: len(hele[navn]) for navn in ("avtale", "perioder", "avklaringer", "reise", "evalueringer", "uker")}
    assert antall | {"uker": 2} == {
        "avtale": 1, "perioder": 1, "avklaringer": 18, "reise": 1, "evalueringer": 2, "uker": 2,
    }  # fmt: skip
    assert antall["uker"] in (2, 3)
    assert (len(hele["taushetserklaering"]), len(hele["instrukslesinger"])) == (1, 2)
    assert hele["reise"][0]["merknad"] == "Buss."
