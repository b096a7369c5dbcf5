from django.urls import path

from ..views import temaforslag as v

urlpatterns = [
    path("temaer/", v.liste, name="temaforslag_liste"),
    path("temaer/nytt/", v.nytt, name="temaforslag_nytt"),
    path("temaer/<uuid:pk>/", v.forslag, name="temaforslag"),
    path("temaer/<uuid:pk>/legg-fram/", v.legg_fram, name="temaforslag_legg_fram"),
    path("temaer/<uuid:pk>/trekk/", v.trekk, name="temaforslag_trekk"),
]
