from django.urls import path

from ..views import forslag

urlpatterns = [
    path("forslag/", forslag.liste, name="forslagsliste"),
    path("forslag/ny/", forslag.ny, name="forslag_ny"),
    path("forslag/sammenlign/", forslag.sammenlign, name="forslag_sammenlign"),
    path("forslag/<uuid:pk>/", forslag.forslag, name="forslag"),
    path("forslag/<uuid:pk>/beregn/", forslag.beregn, name="forslag_beregn"),
    path("forslag/<uuid:pk>/bruk/", forslag.ta_i_bruk, name="forslag_bruk"),
    path("forslag/<uuid:pk>/forkast/", forslag.forkast, name="forslag_forkast"),
    path("forslag/<uuid:pk>/tilbud/", forslag.send_tilbud, name="forslag_tilbud"),
    path("forslag/<uuid:pk>/lege/<uuid:innmelding>/", forslag.endre, name="forslag_endre"),
]
