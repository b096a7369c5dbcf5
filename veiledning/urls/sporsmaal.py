from django.urls import path

from ..views import sporsmaal

urlpatterns = [
    path("", sporsmaal.liste, name="liste"),
    path("<uuid:pk>/", sporsmaal.sak, name="sak"),
]
