"""Points by the adopted criteria, by those who decide the round."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from lis.tildeling.models import Habilitet, Kandidat, Poeng, Runde
from lis.tildeling.operations import poeng as op

from .test_onsker import som
from .test_vern import nekter
from .tilstander import aapen, gjeldende, ny, planlagt, til_behandling, utkast

pytestmark = pytest.mark.django_db


def ordning(lis: Any, *, egne: bool = False) -> Any:
    """Criteria with one thing that gives up to ten points, in each municipality where `egne`."""
    kriterier = utkast(lis, rekkefolge="egne" if egne else "felles")
    kriterier.kriterium.create(nummer=1, navn="Tjenestetid i distrikt", hoyest=10, per_kommune=egne)
    return gjeldende(lis, kriterier)


def meg(lis: Any, runde: Runde) -> Kandidat:
    return runde.kandidater.get(lege=lis.lege("lis1lege"))


def gi(lis: Any, runde: Runde, verdi: int | None, kommune: Any = None, **andre: Any) -> Kandidat:
    kandidat, kriterium = meg(lis, runde), runde.kriterier.kriterium.get()  # type: ignore[union-attr]
    alt = {"utfort_av": lis.kommuneoverlege, "versjon": kandidat.versjon} | andre
    return op.sett_poeng(runde.pk, kandidat.pk, **alt, poeng={(kriterium.pk, kommune and kommune.pk): verdi})


@pytest.mark.krav("S1-L12")
def test_poeng_gis_rettes_og_tas_bort_etter_kriteriene(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege", kriterier=ordning(lis))
    gi(lis, runde, 7)
    assert [(p.poeng, p.satt_av) for p in Poeng.objects.all()] == [(7, lis.kommuneoverlege)]
    gi(lis, runde, 4, utfort_av=lis.vara)
    assert [(p.poeng, p.satt_av) for p in Poeng.objects.all()] == [(4, lis.vara)]
    gi(lis, runde, None)
    assert not Poeng.objects.exists()
    for verdi, kommune in ((11, None), (-1, None), (3, lis.gjovik)):
        with pytest.raises(ValidationError):
            gi(lis, runde, verdi, kommune)
    kriterium = runde.kriterier.kriterium.get()  # type: ignore[union-attr]
    nekter(
        "poeng_etter_kriteriene",
        lambda: Poeng.objects.create(kandidat=meg(lis, runde), kriterium=kriterium, poeng=11, satt_av=lis.vara),
    )


def test_to_som_gir_poeng_samtidig_faar_vite_det(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege", kriterier=ordning(lis))
    versjon = meg(lis, runde).versjon
    gi(lis, runde, 7)
    with pytest.raises(Utdatert):
        gi(lis, runde, 3, versjon=versjon)
    adresse = reverse("tildeling:poeng_kandidat", args=[runde.pk, meg(lis, runde).pk])
    kriterium = runde.kriterier.kriterium.get()  # type: ignore[union-attr]
    svar = som(lis.vara).post(adresse, {"versjon": versjon, f"p_{kriterium.pk}": "3"})
    assert (svar.status_code, Poeng.objects.get().poeng) == (409, 7)


@pytest.mark.parametrize("kode", ["rhf", "kommunekontakt", "lis1lege", "utenfor"])
def test_andre_gir_ikke_poeng(lis: Any, kode: str) -> None:
    runde = til_behandling(lis, "lis1lege", kriterier=ordning(lis))
    with pytest.raises(Nektet):
        gi(lis, runde, 3, utfort_av=lis.folk[kode])


def test_den_utelukkede_gir_ikke_poeng_heller_i_sql(lis: Any) -> None:
    runde, naa = til_behandling(lis, "lis1lege", kriterier=ordning(lis)), timezone.now()
    rad = Habilitet.objects.create(runde=runde, bruker=lis.kommuneoverlege, grunn="naerstaaende", meldt=naa)
    Habilitet.objects.filter(pk=rad.pk).update(utfall="inhabil", avgjort_av=lis.statsforvalter, avgjort=naa)
    with pytest.raises(Nektet):
        gi(lis, runde, 3)
    kriterium = runde.kriterier.kriterium.get()  # type: ignore[union-attr]
    nekter(
        "poeng_av_inhabil",
        lambda: Poeng.objects.create(kandidat=meg(lis, runde), kriterium=kriterium, poeng=3, satt_av=lis.kommuneoverlege),
    )


def test_poeng_gis_ikke_for_runden_er_aapen(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege", kriterier=ordning(lis))
    with pytest.raises(UlovligOvergang):
        gi(lis, runde, 3)


def test_med_egne_rekkefolger_gis_poeng_for_kommunene_som_er_onsket(lis: Any) -> None:
    lis.plass()
    lis.plass(lis.hamar)
    runde = aapen(lis, "lis1lege", kriterier=ordning(lis, egne=True), onsker={"lis1lege": [lis.hamar]})
    gi(lis, runde, 3, lis.gjovik)
    with pytest.raises(ValidationError):
        gi(lis, runde, 3)
    adresse = reverse("tildeling:poeng_kandidat", args=[runde.pk, meg(lis, runde).pk])

    def steder() -> list[str]:
        return [felt.label.split(", ")[1] for felt in som(lis.vara).get(adresse).context["form"].visible_fields()]

    assert steder() == ["Gjøvik", "Hamar"]  # whoever gives points now does not know what is wished for
    from .tilstander import flytt, o, system

    flytt(ny(runde), o.LUKK, utfort_av=system())
    assert steder() == ["Hamar"]


def test_siden_forer_til_neste_uten_poeng(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege", "kandidat2", kriterier=ordning(lis))
    klient, kriterium = som(lis.statsforvalter), runde.kriterier.kriterium.get()  # type: ignore[union-attr]
    annen = runde.kandidater.get(lege=lis.lege("kandidat2"))
    adresse = reverse("tildeling:poeng_kandidat", args=[runde.pk, meg(lis, runde).pk])
    data = {"versjon": meg(lis, runde).versjon, f"p_{kriterium.pk}": "5", "neste": "1"}
    assert klient.post(adresse, data).url == reverse("tildeling:poeng_kandidat", args=[runde.pk, annen.pk])
    liste = klient.get(reverse("tildeling:poeng", args=[runde.pk]))
    assert {(rad.sum, rad.mangler) for rad in liste.context["rader"]} == {(5, False), (0, True)}
    data = {"versjon": annen.versjon, f"p_{kriterium.pk}": "2", "neste": "1"}
    siste = reverse("tildeling:poeng_kandidat", args=[runde.pk, annen.pk])
    assert klient.post(siste, data).url == reverse("tildeling:poeng", args=[runde.pk])
