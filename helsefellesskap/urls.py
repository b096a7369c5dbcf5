"""Every address of the portal starts here; each area brings its own `urls.py`."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("helsefellesskap.konto.urls")),
    path("jobb/", include("grunnmur.jobb.urls")),
    path("verifiser/", include("grunnmur.dokumenter.urls")),
    path("helse/", include("helsefellesskap.helse.urls")),
    path("admin/", admin.site.urls),
]
