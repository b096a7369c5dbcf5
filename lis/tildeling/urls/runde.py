from django.urls import path

from ..views import kandidat, onsker, poeng, reservasjon, runde

urlpatterns = [
    path("runder/", runde.runder, name="runder"),
    path("runder/ny/", runde.ny, name="runde_ny"),
    path("runder/<uuid:pk>/", runde.runde, name="runde"),
    path("runder/<uuid:pk>/endre/", runde.endre, name="runde_endre"),
    path("runder/<uuid:pk>/hent/", runde.hent, name="runde_hent"),
    path("runder/<uuid:pk>/aapne/", runde.aapne, name="runde_aapne"),
    path("runder/<uuid:pk>/lukk/", runde.lukk, name="runde_lukk"),
    path("runder/<uuid:pk>/avlys/", runde.avlys, name="runde_avlys"),
    path("runder/<uuid:pk>/kandidater/ny/", kandidat.ny, name="kandidat_ny"),
    path("runder/<uuid:pk>/kandidater/<uuid:kandidat>/ut/", kandidat.ut, name="kandidat_ut"),
    path("runder/<uuid:pk>/kandidater/<uuid:kandidat>/inn/", kandidat.inn, name="kandidat_inn"),
    path("runder/<uuid:pk>/kandidater/<uuid:kandidat>/onsker/", onsker.onsk_for, name="onsk_for"),
    path("runder/<uuid:pk>/onsker/", onsker.onsker, name="onsker"),
    path("runder/<uuid:pk>/reservasjoner/", reservasjon.reservasjoner, name="reservasjoner"),
    path("runder/<uuid:pk>/grupper/", reservasjon.grupper, name="grupper"),
    path("runder/<uuid:pk>/poeng/", poeng.poeng, name="poeng"),
    path("runder/<uuid:pk>/poeng/<uuid:kandidat>/", poeng.kandidat, name="poeng_kandidat"),
]
