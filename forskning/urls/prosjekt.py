from django.urls import URLPattern, path

from ..views import nyttprosjekt
from ..views import prosjekt as v
from ..views import prosjektliste as liste

urlpatterns: list[URLPattern] = [
    path("", liste.liste, name="liste"),
    *liste.LISTEN.adresser("prosjekter/excel/", "prosjekter/filtre/"),
    path("ny/", nyttprosjekt.ny, name="ny"),
    path("<uuid:pk>/", v.prosjekt, name="prosjekt"),
]
