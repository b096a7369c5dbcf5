"""Addresses of work in progress."""

from django.urls import path

from grunnmur.jobb import views

app_name = "jobb"
urlpatterns = [
    path("<uuid:pk>/", views.vis, name="vis"),
    path("<uuid:pk>/fil/", views.fil, name="fil"),
]
