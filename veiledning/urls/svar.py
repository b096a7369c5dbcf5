from django.urls import path

from ..views.handling import handling
from ..views.verb import HANDLINGER

urlpatterns = [path(f"<uuid:pk>/{kode}/", handling, {"kode": kode}, name=kode.replace("-", "_")) for kode in HANDLINGER]
