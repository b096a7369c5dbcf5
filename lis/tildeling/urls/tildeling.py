from django.urls import path

from ..views import tildeling as liste
from ..views import tildelingshandlinger as v

urlpatterns = [
    path("tildelinger/", liste.liste, name="tildelinger"),
    path("tildelinger/excel/", liste.eksport, name="tildelinger_eksport"),
    path("tildelinger/visning/", liste.lagre_visning, name="tildelinger_lagre_visning"),
    path("tildelinger/visning/<uuid:pk>/slett/", liste.slett_visning, name="tildelinger_slett_visning"),
    path("tildelinger/<uuid:pk>/", v.tildeling, name="tildeling"),
    path("tildelinger/<uuid:pk>/ansett/", v.ansett, name="tildeling_ansett"),
    path("tildelinger/<uuid:pk>/forsinkelse/", v.meld_forsinkelse, name="tildeling_forsinkelse"),
    path("tildelinger/<uuid:pk>/fravaer/", v.meld_fravaer, name="tildeling_fravaer"),
    path("tildelinger/<uuid:pk>/frafall/", v.meld_frafall, name="tildeling_frafall"),
    path("tildelinger/<uuid:pk>/kvitter/", v.kvitter, name="tildeling_kvitter"),
]
