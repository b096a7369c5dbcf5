"""Reserved places and groups: no more than there are, before the deadline, and confirmed by somebody."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from lis.tildeling.models import Reservasjon, Runde
from lis.tildeling.operations import reservasjon as reservasjonsop

from .test_vern import nekter
from .tilstander import gjeldende, ny, planlagt, til_behandling, utkast

pytestmark = pytest.mark.django_db


# --- reserved places and groups ---------------------------------------------------------------------------------------


def med_gruppe(lis: Any) -> tuple[Any, Any]:
    kriterier = utkast(lis)
    gruppe = kriterier.grupper.create(navn="Har bodd i regionen", forklaring="Folkeregistrert her i fem år.")
    return gjeldende(lis, kriterier), gruppe


def test_reservasjoner_er_hoyst_plassene_og_bare_i_kriteriene(lis: Any) -> None:
    kriterier, gruppe = med_gruppe(lis)
    runde = planlagt(lis, "lis1lege", kriterier=kriterier)
    lis.plass()
    alt: dict[str, Any] = {"utfort_av": lis.koordinator}

    def reserver(antall: int) -> Runde:
        return reservasjonsop.reserver(
            runde.pk, **alt, versjon=ny(runde).versjon, antall={(lis.gjovik.pk, gruppe.pk): antall}
        )

    with pytest.raises(ValidationError, match="Reserver ikke flere"):
        reserver(2)
    reserver(1)
    assert [str(r) for r in runde.reservasjoner.all()] == ["Gjøvik: 1 til Har bodd i regionen"]
    with pytest.raises(ValidationError):
        reservasjonsop.reserver(runde.pk, **alt, versjon=ny(runde).versjon, antall={(lis.hamar.pk, gruppe.pk): 1})
    reserver(0)
    assert not runde.reservasjoner.exists()
    with pytest.raises(Nektet):
        reservasjonsop.reserver(
            runde.pk, utfort_av=lis.kommuneoverlege, versjon=ny(runde).versjon, antall={(lis.gjovik.pk, gruppe.pk): 1}
        )


def test_ingen_reserverer_etter_fristen_eller_for_en_fremmed_gruppe(lis: Any) -> None:
    kriterier, gruppe = med_gruppe(lis)
    lis.plass()
    runde = til_behandling(lis, "lis1lege", kriterier=kriterier)
    with pytest.raises(UlovligOvergang):
        reservasjonsop.reserver(
            runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, antall={(lis.gjovik.pk, gruppe.pk): 1}
        )
    nekter(
        "reservasjon_foer_fristen",
        lambda: Reservasjon.objects.create(runde=runde, kommune=lis.gjovik, gruppe=gruppe, antall=1),
    )


def test_gruppen_maa_staa_i_rundens_kriterier(lis: Any) -> None:
    _kriterier, gruppe = med_gruppe(lis)
    runde = planlagt(lis, "lis1lege", kriterier=utkast(lis))
    nekter(
        "reservasjon_etter_kriteriene",
        lambda: Reservasjon.objects.create(runde=runde, kommune=lis.gjovik, gruppe=gruppe, antall=1),
    )
    kandidat = runde.kandidater.get()
    nekter("gruppemedlem_etter_kriteriene", lambda: kandidat.grupper.create(gruppe=gruppe, bekreftet_av=lis.koordinator))


def test_gruppene_bekreftes_av_noen_som_staar_for_det(lis: Any) -> None:
    kriterier, gruppe = med_gruppe(lis)
    runde = til_behandling(lis, "lis1lege", "kandidat2", kriterier=kriterier)
    kandidat = runde.kandidater.get(lege=lis.lege("lis1lege"))
    alt: dict[str, Any] = {"medlemmer": {kandidat.pk: {gruppe.pk}}}
    with pytest.raises(Nektet):
        reservasjonsop.sett_grupper(runde.pk, utfort_av=lis.kommuneoverlege, versjon=ny(runde).versjon, **alt)
    reservasjonsop.sett_grupper(runde.pk, utfort_av=lis.organsekretaer, versjon=ny(runde).versjon, **alt)
    assert [(m.kandidat, m.bekreftet_av) for m in gruppe_medlemmer(gruppe)] == [(kandidat, lis.organsekretaer)]
    reservasjonsop.sett_grupper(
        runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, medlemmer={kandidat.pk: set()}
    )
    assert gruppe_medlemmer(gruppe) == []


def gruppe_medlemmer(gruppe: Any) -> list[Any]:
    from lis.tildeling.models import Gruppemedlem

    return list(Gruppemedlem.objects.filter(gruppe=gruppe))
