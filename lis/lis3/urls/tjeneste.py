from django.urls import path

from ..views import tjeneste

urlpatterns = [
    path("tjeneste/", tjeneste.tjenester, name="tjenester"),
    path("tjeneste/<uuid:pk>/", tjeneste.tjeneste, name="tjeneste"),
    path("tjeneste/<uuid:pk>/<slug:kode>/", tjeneste.handling, name="tjeneste_handling"),
]
