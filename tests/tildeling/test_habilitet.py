"""Interests: declared by oneself, decided by the others, and whoever is ruled out has no part."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from lis.tildeling import rules
from lis.tildeling.models import Habilitet
from lis.tildeling.operations import habilitet, vedtak

from .test_vedtak import inhabil, oppgaver, runde, send, skriv_under  # noqa: F401  (a fixture)
from .test_vern import nekter
from .tilstander import ny

pytestmark = pytest.mark.django_db


def meld(lis: Any, sak: Any, kode: str, **andre: Any) -> Habilitet:
    return habilitet.meld(sak.pk, utfort_av=lis.folk[kode], versjon=ny(sak).versjon, **{"grunn": "naerstaaende", **andre})


def avgjor(lis: Any, sak: Any, rad: Habilitet, av: str, utfall: str = "inhabil") -> Habilitet:
    return habilitet.avgjor(sak.pk, utfort_av=lis.folk[av], versjon=ny(sak).versjon, habilitet=rad.pk, utfall=utfall)


@pytest.mark.krav("S1-L12")
def test_meldt_og_avgjort_av_de_andre(lis: Any, runde: Any) -> None:  # noqa: F811
    rad = meld(lis, runde, "kommuneoverlege", kandidat=runde.kandidater.first().pk)
    assert oppgaver(runde, "tildeling.avgjor_habilitet") == {"Stig Statsforvalter", "Karl Koordinator"}
    assert not rules.er_utelukket(lis.kommuneoverlege, runde)
    avgjor(lis, runde, rad, "statsforvalter")
    assert rules.er_utelukket(lis.kommuneoverlege, runde)
    assert rules.behandler(lis.kommuneoverlege, runde) is None
    assert oppgaver(runde, "tildeling.avgjor_habilitet") == set()


def test_habil_er_med_som_foer(lis: Any, runde: Any) -> None:  # noqa: F811
    avgjor(lis, runde, meld(lis, runde, "kommuneoverlege"), "koordinator", "habil")
    assert rules.behandler(lis.kommuneoverlege, runde)
    send(lis, runde)
    assert skriv_under(lis, runde).tilstand == "vedtatt"


def test_ingen_avgjor_om_seg_selv(lis: Any, runde: Any) -> None:  # noqa: F811
    rad = meld(lis, runde, "kommuneoverlege")
    with pytest.raises(Nektet):
        avgjor(lis, runde, rad, "kommuneoverlege", "habil")
    assert ny(rad).utfall == ""


def test_den_inhabile_avgjor_ikke_om_andre(lis: Any, runde: Any) -> None:  # noqa: F811
    inhabil(lis, runde, "kommuneoverlege")
    rad = meld(lis, runde, "koordinator")
    with pytest.raises(Nektet):
        avgjor(lis, runde, rad, "kommuneoverlege")
    nekter(
        "habilitet_avgjort_av_utvalget",
        lambda: Habilitet.objects.filter(pk=rad.pk).update(
            utfall="habil", avgjort_av=lis.kommuneoverlege, avgjort=rad.meldt
        ),
    )


def test_sekretaeren_forbereder_og_kan_vaere_inhabil(lis: Any, runde: Any) -> None:  # noqa: F811
    assert rules.ordner_runden(lis.organsekretaer, runde)
    avgjor(lis, runde, meld(lis, runde, "organsekretaer"), "statsforvalter")
    assert not rules.ordner_runden(lis.organsekretaer, runde)
    assert not rules.behandler(lis.organsekretaer, runde)


def test_bare_de_som_har_et_verv_i_utvalget(lis: Any, runde: Any) -> None:  # noqa: F811
    for kode in ("utenfor", "kommunekontakt", "lis1lege", "rhf"):
        with pytest.raises(Nektet):
            meld(lis, runde, kode)
    assert meld(lis, runde, "vara").bruker == lis.vara
    rad = meld(lis, runde, "statsforvalter")
    with pytest.raises(Nektet):
        avgjor(lis, runde, rad, "organsekretaer")


def test_en_gang_om_det_samme_og_bare_kandidater_i_runden(lis: Any, runde: Any) -> None:  # noqa: F811
    meld(lis, runde, "vara")
    with pytest.raises(ValidationError, match="allerede meldt"):
        meld(lis, runde, "vara", grunn="annet")
    with pytest.raises(ValidationError, match="kandidat i runden"):
        meld(lis, runde, "statsforvalter", kandidat=runde.pk)
    with pytest.raises(Utdatert):
        habilitet.meld(runde.pk, utfort_av=lis.koordinator, versjon=1, grunn="annet")


def test_etter_at_vedtaket_er_sendt_er_det_for_sent(lis: Any, runde: Any) -> None:  # noqa: F811
    send(lis, runde)
    with pytest.raises(UlovligOvergang):
        meld(lis, runde, "koordinator")
    vedtak.send_tilbake(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, kommentar="Jeg er i slekt.")
    assert meld(lis, runde, "koordinator").pk
