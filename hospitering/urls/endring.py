"""When an agreement is moved, shortened or ended, and when what waits is reminded of."""

from django.urls import path

from ..views import endring, frister

urlpatterns = [
    path("frister/", frister.frister, name="frister"),
    path("<uuid:pk>/utsett/", endring.utsett, name="utsett"),
    path("<uuid:pk>/kort-ned/", endring.kort_ned, name="kort_ned"),
    path("<uuid:pk>/avlys/", endring.avlys, name="avlys"),
    path("<uuid:pk>/trekk-avtalen/", endring.trekk_avtalen, name="trekk_avtalen"),
    path("<uuid:pk>/trekk-forslag/", endring.trekk_forslag, name="trekk_forslag"),
    path("<uuid:pk>/kvitter/", endring.kvitter, name="kvitter"),
]
