from django.urls import URLPattern, path

from ..views import nyttprosjekt
from ..views import prosjekt as v
from ..views import prosjekthandlinger as handling
from ..views import prosjektliste as liste

urlpatterns: list[URLPattern] = [
    path("", liste.liste, name="liste"),
    *liste.LISTEN.adresser("prosjekter/excel/", "prosjekter/filtre/"),
    path("ny/", nyttprosjekt.ny, name="ny"),
    path("<uuid:pk>/", v.prosjekt, name="prosjekt"),
    path("<uuid:pk>/rediger/", handling.rediger, name="rediger"),
    path("<uuid:pk>/begrens/", handling.begrens, name="prosjekt_begrens"),
    path("<uuid:pk>/del/", handling.del_, name="prosjekt_del"),
    path("<uuid:pk>/leder/", handling.leder, name="prosjekt_leder"),
    path("<uuid:pk>/dialog/", v.start_dialog, name="prosjekt_dialog"),
    path("<uuid:pk>/start/", handling.start, name="prosjekt_start"),
    path("<uuid:pk>/fullfor/", handling.fullfor, name="prosjekt_fullfor"),
    path("<uuid:pk>/gjenaapne/", v.gjenaapne, name="prosjekt_gjenaapne"),
    path("<uuid:pk>/stans/", handling.stans, name="prosjekt_stans"),
    path("<uuid:pk>/ta-opp-igjen/", v.ta_opp_igjen, name="prosjekt_ta_opp"),
    path("<uuid:pk>/personer/ny/", handling.person_ny, name="person_ny"),
    path("<uuid:pk>/personer/<uuid:deltaker>/ta-ut/", handling.person_ta_ut, name="person_ta_ut"),
]
