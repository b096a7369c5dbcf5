"""Rights are looked up once per request, and only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from grunnmur.organisasjon.middleware import TilgangMiddleware
from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from grunnmur.organisasjon.selectors import tilgang_for

from .hus import Rollebesetning, ny_rolle


def kjor(bruker: Bruker, visning: Callable[[Any], None]) -> None:
    """One request through the middleware, with the lazy user that AuthenticationMiddleware leaves."""

    def svar(request: Any) -> HttpResponse:
        visning(request)
        return HttpResponse()

    foresporsel = RequestFactory().get("/")
    foresporsel.user = SimpleLazyObject(lambda: Bruker.objects.get(pk=bruker.pk))
    TilgangMiddleware(svar)(foresporsel)


def test_uten_spoersmaal_koster_den_ingenting(hus: Rollebesetning, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        kjor(hus.leder, lambda request: None)


def test_flere_spoersmaal_leser_en_gang(hus: Rollebesetning, django_assert_num_queries: Any) -> None:
    svar: list[Any] = []
    with django_assert_num_queries(2):  # the user, and every role they may act in
        kjor(hus.leder, lambda request: svar.extend([tilgang_for(request.user), tilgang_for(request.user)]))
    assert svar[0] is svar[1]
    assert svar[0].har(RolleType.LEDER)


def test_tittellinjen_er_gratis_etter_tilgang(hus: Rollebesetning, django_assert_num_queries: Any) -> None:
    linjer: list[str] = []

    def visning(request: Any) -> None:
        tilgang_for(request.user)
        linjer.append(request.user.tittellinje)

    with django_assert_num_queries(2):
        kjor(hus.leder, visning)
    assert linjer == ["Leder, Hjemmetjenesten, Gjøvik"]


def test_neste_foresporsel_ser_at_rollen_er_slutt(hus: Rollebesetning, idag: Any) -> None:
    svar: list[bool] = []
    kjor(hus.leder, lambda request: svar.append(tilgang_for(request.user).har(RolleType.LEDER)))
    Rolle.objects.filter(bruker=hus.leder).update(gyldig_til=idag.replace(year=idag.year - 1))
    kjor(hus.leder, lambda request: svar.append(tilgang_for(request.user).har(RolleType.LEDER)))
    assert svar == [True, False]


def test_uten_foresporsel_huskes_ingenting(hus: Rollebesetning) -> None:
    assert not tilgang_for(hus.ansatt).har(RolleType.LEDER)
    ny_rolle(hus.ansatt, RolleType.LEDER, hus.natt)
    assert tilgang_for(hus.ansatt).har(RolleType.LEDER)
