from django.urls import path

from ..views import tildeling as liste
from ..views import tildelingshandlinger as v

urlpatterns = [
    path("tildelinger/", liste.liste, name="tildelinger"),
    *liste.LISTEN.adresser("tildelinger/excel/", "tildelinger/visning/"),
    path("tildelinger/<uuid:pk>/", v.tildeling, name="tildeling"),
    path("tildelinger/<uuid:pk>/ansett/", v.ansett, name="tildeling_ansett"),
    path("tildelinger/<uuid:pk>/forsinkelse/", v.meld_forsinkelse, name="tildeling_forsinkelse"),
    path("tildelinger/<uuid:pk>/fravaer/", v.meld_fravaer, name="tildeling_fravaer"),
    path("tildelinger/<uuid:pk>/frafall/", v.meld_frafall, name="tildeling_frafall"),
    path("tildelinger/<uuid:pk>/kvitter/", v.kvitter, name="tildeling_kvitter"),
]
