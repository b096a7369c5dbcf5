"""The inbox."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.innboks, name="varsler"),
    path("lest/", views.alle_lest, name="varsler_alle_lest"),
    path("<uuid:id>/", views.aapne, name="varsel"),
    path("<uuid:id>/lest/", views.lest, name="varsel_lest"),
]
