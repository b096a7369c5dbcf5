from django.urls import path

from ..views.avtale import avtale_ics
from ..views.handling import handling
from ..views.verb import HANDLINGER

urlpatterns = [
    path("<uuid:pk>/avtale.ics", avtale_ics, name="avtale_ics"),
    *(path(f"<uuid:pk>/{kode}/", handling, {"kode": kode}, name=kode.replace("-", "_")) for kode in HANDLINGER),
]
