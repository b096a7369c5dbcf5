"""Addresses of events. A stranger gets 404 from each of them; the secret ones are open to whoever has the mail."""

from django.urls import path

from .views import arrangement as v
from .views import gjest as g
from .views.verb import HANDLINGER

app_name = "arrangement"
urlpatterns = [
    path("", v.liste, name="liste"),
    path("ny/", v.ny, name="ny"),
    path("svar/<str:token>/", g.svar, name="svar"),
    path("svar/<str:token>/kalender.ics", g.svar_kalender, name="svar_kalender"),
    path("<uuid:pk>/", v.arrangement, name="arrangement"),
    path("<uuid:pk>/kalender.ics", v.kalender, name="kalender"),
    path("<uuid:pk>/kunngjor/", v.kunngjor, name="kunngjor"),
    path("<uuid:pk>/meld-paa/", v.svar, {"kommer": True}, name="meld_paa"),
    path("<uuid:pk>/meld-av/", v.svar, {"kommer": False}, name="meld_av"),
    path("<uuid:pk>/deltakere/", v.deltakere, name="deltakere"),
    path("<uuid:pk>/deltakere/regneark/", v.regneark, name="regneark"),
    *(path(f"<uuid:pk>/{kode}/", v.handling, {"kode": kode}, name=v.navn_paa(kode)) for kode in HANDLINGER),
]
