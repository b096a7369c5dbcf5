from django.urls import path

from ..views import kommunepraksis as v

urlpatterns = [
    path("kommunepraksis/", v.liste, name="kommunepraksiser"),
    path("kommunepraksis/ny/", v.ny, name="kommunepraksis_ny"),
    path("kommunepraksis/<uuid:pk>/", v.kommunepraksis, name="kommunepraksis"),
    path("kommunepraksis/<uuid:pk>/spor/", v.spor, name="kommunepraksis_spor"),
    path("kommunepraksis/<uuid:pk>/tilby/", v.tilby, name="kommunepraksis_tilby"),
    path("kommunepraksis/<uuid:pk>/ikke-mulig/", v.ikke_mulig, name="kommunepraksis_ikke_mulig"),
    path("kommunepraksis/<uuid:pk>/bekreft/", v.bekreft, name="kommunepraksis_bekreft"),
    path("kommunepraksis/<uuid:pk>/start/", v.start, name="kommunepraksis_start"),
    path("kommunepraksis/<uuid:pk>/fullfor/", v.fullfor, name="kommunepraksis_fullfor"),
    path("kommunepraksis/<uuid:pk>/avslutt/", v.avslutt, name="kommunepraksis_avslutt"),
    path("kommunepraksis/<uuid:pk>/trekk/", v.trekk, name="kommunepraksis_trekk"),
    path("kommunepraksis/<uuid:pk>/slett/", v.slett, name="kommunepraksis_slett"),
]
