from django.urls import path

from ..views import plass as v

urlpatterns = [
    path("plasser/", v.plasser, name="plasser"),
    path("plasser/ny/", v.ny, name="plass_ny"),
    path("plasser/samlet/", v.samlet, name="plass_samlet"),
    path("plasser/<uuid:pk>/", v.plass, name="plass"),
    path("plasser/<uuid:pk>/endre/", v.endre, name="plass_endre"),
    path("plasser/<uuid:pk>/godkjenn/", v.godkjenn, name="plass_godkjenn"),
    path("plasser/<uuid:pk>/ikke-godkjenn/", v.ikke_godkjenn, name="plass_ikke_godkjenn"),
    path("plasser/<uuid:pk>/paa-nytt/", v.paa_nytt, name="plass_paa_nytt"),
    path("plasser/<uuid:pk>/trekk/", v.trekk, name="plass_trekk"),
]
