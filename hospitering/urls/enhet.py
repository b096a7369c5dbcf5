from django.urls import URLPattern, path

from ..views import enhet as v

urlpatterns: list[URLPattern] = [
    path("enheter/", v.enheter, name="enheter"),
    path("enheter/<uuid:pk>/", v.enhet, name="enhet"),
    path("enheter/<uuid:pk>/rediger/", v.rediger, name="enhet_rediger"),
    path("enheter/<uuid:pk>/kapasitet/", v.kapasitet, name="enhet_kapasitet"),
    path("enheter/<uuid:pk>/kapasitet/<slug:uke>/fjern/", v.fjern_uke, name="enhet_fjern_uke"),
]
