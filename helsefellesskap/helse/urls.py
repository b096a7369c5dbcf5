"""Health checks for the proxy and the watch; open to anybody, they tell nothing about people."""

from django.urls import path

from helsefellesskap.helse import views

app_name = "helse"
urlpatterns = [
    path("lever/", views.lever, name="lever"),
    path("klar/", views.klar, name="klar"),
]
