from django.urls import URLPattern, path

from ..views import innmelding, utdanning

urlpatterns: list[URLPattern] = [
    path("", innmelding.liste, name="liste"),
    path("utdanning/", utdanning.liste, name="utdanning"),
    path("<uuid:pk>/", innmelding.sak, name="sak"),
]
