from django.urls import path

from ..views import vaktliste

urlpatterns = [
    path("vaktlister/", vaktliste.vaktlister, name="vaktlister"),
    path("vaktlister/<uuid:pk>/", vaktliste.vaktliste, name="vaktliste"),
    path("vaktlister/<uuid:pk>/ny/", vaktliste.ny, name="vaktlinje_ny"),
    path("vaktlister/linje/<uuid:pk>/", vaktliste.linje, name="vaktlinje"),
    path("vaktlister/linje/<uuid:pk>/avslutt/", vaktliste.avslutt, name="vaktlinje_avslutt"),
]
