"""What waits for me, and my calendar."""

from django.urls import path

from . import views

app_name = "oppgaver"
urlpatterns = [
    path("", views.liste, name="liste"),
    path("kalender/", views.kalender, name="kalender"),
    path("kalender/ny/", views.ny_kalender, name="ny_kalender"),
    path("kalender/slutt/", views.slutt_kalender, name="slutt_kalender"),
    path("<uuid:id>/", views.oppgave, name="oppgave"),
]
