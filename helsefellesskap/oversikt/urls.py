from django.urls import path

from . import views

urlpatterns = [
    path("", views.forside, name="forside"),
    path("hjelp/", views.hjelp, name="hjelp"),
    path("personvern/", views.personvern, name="personvern"),
    path("tilgjengelighet/", views.tilgjengelighet, name="tilgjengelighet"),
]
