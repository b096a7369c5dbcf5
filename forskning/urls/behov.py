from django.urls import URLPattern, path

from ..views import behov as v

urlpatterns: list[URLPattern] = [
    path("behov/", v.behovsliste, name="behovsliste"),
    *v.LISTEN.adresser("behov/excel/", "behov/visning/"),
    path("behov/ny/", v.ny, name="behov_ny"),
    path("behov/<uuid:pk>/", v.behov, name="behov"),
    path("behov/<uuid:pk>/endre/", v.endre, name="behov_endre"),
    path("behov/<uuid:pk>/besvart/", v.besvar, name="behov_besvar"),
    path("behov/<uuid:pk>/lukk/", v.lukk, name="behov_lukk"),
    path("behov/<uuid:pk>/aapne/", v.gjenaapne, name="behov_gjenaapne"),
    path("behov/<uuid:pk>/koble/", v.koble, name="behov_koble"),
    path("<uuid:pk>/behov/<uuid:behov_pk>/koble/", v.koble_prosjekt, name="prosjekt_koble_behov"),
    path("<uuid:pk>/behov/<uuid:behov_pk>/losne/", v.losne_prosjekt, name="prosjekt_losne_behov"),
]
