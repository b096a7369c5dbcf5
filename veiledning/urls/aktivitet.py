from django.urls import path

from ..views import aktivitet as v

urlpatterns = [
    path("behov/", v.behov, name="behov"),
    path("aktiviteter/", v.liste, name="aktiviteter"),
    path("aktiviteter/ny/", v.ny, name="ny_aktivitet"),
    path("aktiviteter/<uuid:pk>/", v.aktivitet, name="aktivitet"),
    path("aktiviteter/<uuid:pk>/kalender.ics", v.kalender, name="aktivitet_kalender"),
    path("aktiviteter/<uuid:pk>/meld-paa/", v.svar, {"kommer": True}, name="aktivitet_meld_paa"),
    path("aktiviteter/<uuid:pk>/meld-av/", v.svar, {"kommer": False}, name="aktivitet_meld_av"),
    *(path(f"aktiviteter/<uuid:pk>/{kode}/", v.handling, {"kode": kode}, name=f"aktivitet_{kode}") for kode in v.HANDLINGER),
]
