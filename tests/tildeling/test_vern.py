"""What the database refuses about rounds, whoever writes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lis.tildeling.models import Deltaker, Habilitet, Kriterier, Onske, Runde

from .tilstander import aapen, gjeldende, ny, til_behandling, utkast

pytestmark = pytest.mark.django_db


def nekter(navn: str, gjor: Any) -> None:
    with pytest.raises(IntegrityError, match=navn), transaction.atomic():
        gjor()


@pytest.mark.krav("S1-L12")
def test_vedtatte_kriterier_staar(lis: Any) -> None:
    sak = gjeldende(lis)
    assert sak.tilstand == "gjelder"
    nekter("kriterier_staar", lambda: Kriterier.objects.filter(pk=sak.pk).update(tekst="Noe annet", versjon=99))
    nekter("kriterium_staar", lambda: sak.kriterium.create(nummer=1, navn="Noe nytt", hoyest=10))


@pytest.mark.krav("S1-L12")
def test_ingen_runde_aapnes_uten_vedtatte_kriterier(lis: Any) -> None:
    from .tilstander import planlagt

    runde = planlagt(lis, "lis1lege", kriterier=utkast(lis))
    nekter(
        "runde_uten_vedtatte_kriterier",
        lambda: Runde.objects.filter(pk=runde.pk).update(tilstand="aapen", versjon=runde.versjon + 1),
    )


def test_onsker_staar_etter_fristen(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege", onsker={"lis1lege": [lis.gjovik]})
    nekter("onske_foer_fristen", lambda: Onske.objects.update(kommune=lis.hamar))
    nekter("onske_foer_fristen", lambda: Onske.objects.all().delete())
    assert ny(runde).tilstand == "behandles"


def test_den_utelukkede_deltar_ikke_heller_i_sql(lis: Any) -> None:
    runde, naa = til_behandling(lis, "lis1lege"), timezone.now()
    rad = Habilitet.objects.create(runde=runde, bruker=lis.kommuneoverlege, grunn="naerstaaende", meldt=naa)
    nekter(
        "habilitet_ikke_av_seg_selv",
        lambda: Habilitet.objects.filter(pk=rad.pk).update(utfall="habil", avgjort_av=lis.kommuneoverlege, avgjort=naa),
    )
    Habilitet.objects.filter(pk=rad.pk).update(utfall="inhabil", avgjort_av=lis.statsforvalter, avgjort=naa)
    forslag = runde.forslag.create(
        navn="Første", tilstand="bestilt", saksnummer="F1-2026-9999", bestilt_av=lis.koordinator, inndata_sha256="0" * 64
    )
    nekter(
        "deltaker_er_inhabil",
        lambda: Deltaker.objects.create(
            runde=runde, forslag=forslag, medlem=lis.verv("kommuneoverlege"), bruker=lis.kommuneoverlege, satt_opp=naa
        ),
    )
    Deltaker.objects.create(
        runde=runde, forslag=forslag, medlem=lis.verv("kommuneoverlege"), bruker=lis.hamarkontakt, satt_opp=naa
    )
    nekter(
        "deltaker_sitter_ikke",
        lambda: Deltaker.objects.create(
            runde=runde, forslag=forslag, medlem=lis.verv("koordinator"), bruker=lis.kommunekontakt, satt_opp=naa
        ),
    )


def test_runden_vedtas_ikke_uten_underskrift(lis: Any) -> None:
    runde = aapen(lis, "lis1lege")
    for tilstand in ("underskrift", "vedtatt", "publisert"):
        with pytest.raises(Exception, match=r"transition|runde"), transaction.atomic():
            Runde.objects.filter(pk=runde.pk).update(tilstand=tilstand, versjon=runde.versjon + 1)
