from django.urls import URLPattern, path

from ..views import invitasjon as v

urlpatterns: list[URLPattern] = [
    path("invitasjoner/", v.invitasjoner, name="invitasjoner"),
    path("enheter/<uuid:pk>/invitasjon/", v.ny, name="invitasjon_ny"),
    path("invitasjoner/<uuid:pk>/", v.invitasjon, name="invitasjon"),
    path("invitasjoner/<uuid:pk>/rediger/", v.rediger, name="invitasjon_rediger"),
    path("invitasjoner/<uuid:pk>/aapne/", v.aapne, name="invitasjon_aapne"),
    path("invitasjoner/<uuid:pk>/lukk/", v.lukk, name="invitasjon_lukk"),
    path("invitasjoner/<uuid:pk>/trekk/", v.trekk, name="invitasjon_trekk"),
]
