from django.urls import path

from ..views import forslag, forslag_endring, rettferdighet

urlpatterns = [
    path("runder/<uuid:pk>/forslag/", forslag.liste, name="forslagsliste"),
    path("runder/<uuid:pk>/forslag/ny/", forslag.ny, name="forslag_ny"),
    path("runder/<uuid:pk>/forslag/sammenlign/", forslag.sammenlign, name="forslag_sammenlign"),
    path("forslag/<uuid:pk>/", forslag.forslag, name="forslag"),
    path("forslag/<uuid:pk>/beregn/", forslag.beregn, name="forslag_beregn"),
    path("forslag/<uuid:pk>/forkast/", forslag.forkast, name="forslag_forkast"),
    path("forslag/<uuid:pk>/etterprov/", forslag.etterprov, name="forslag_etterprov"),
    path("forslag/<uuid:pk>/<str:del_>.json", forslag.fil, name="forslag_fil"),
    path("forslag/<uuid:pk>/kandidat/<uuid:kandidat>/", forslag_endring.kandidat, name="forslag_kandidat"),
    path("forslag/<uuid:pk>/kandidat/<uuid:kandidat>/endre/", forslag_endring.endre, name="forslag_endre"),
    path("rettferdighet/", rettferdighet.rettferdighet, name="rettferdighet"),
]
