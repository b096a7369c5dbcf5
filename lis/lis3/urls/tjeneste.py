from django.urls import path

from ..views import tjeneste

urlpatterns = [
    path("tjeneste/", tjeneste.tjenester, name="tjenester"),
    path("tjeneste/<uuid:pk>/", tjeneste.tjeneste, name="tjeneste"),
]
