from django.urls import path

from ..views import profil as v

urlpatterns = [
    # These three are open to anybody, signed in or not.
    path("steder/", v.steder, name="steder"),
    path("steder/hvem-bestemmer/", v.hvem_bestemmer, name="hvem_bestemmer"),
    path("steder/<uuid:pk>/", v.sted, name="sted"),
    path("steder/<uuid:pk>/rediger/", v.rediger, name="sted_rediger"),
    path("steder/<uuid:pk>/publiser/", v.publiser, name="sted_publiser"),
    path("steder/<uuid:pk>/trekk/", v.trekk, name="sted_trekk"),
]
