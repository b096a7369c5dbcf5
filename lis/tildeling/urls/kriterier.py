from django.urls import path

from ..views import kriterier as v

urlpatterns = [
    path("kriterier/", v.oversikt, name="kriterier_liste"),
    path("kriterier/ny/", v.ny, name="kriterier_ny"),
    path("kriterier/<uuid:pk>/", v.kriterier, name="kriterier"),
    path("kriterier/<uuid:pk>/endre/", v.endre, name="kriterier_endre"),
    path("kriterier/<uuid:pk>/kriterium/ny/", v.kriterium_ny, name="kriterium_ny"),
    path("kriterier/<uuid:pk>/kriterium/<int:nummer>/", v.kriterium, name="kriterium"),
    path("kriterier/<uuid:pk>/kriterium/<int:nummer>/fjern/", v.kriterium_fjern, name="kriterium_fjern"),
    path("kriterier/<uuid:pk>/gruppe/ny/", v.gruppe_ny, name="kriteriegruppe_ny"),
    path("kriterier/<uuid:pk>/gruppe/<uuid:gruppe>/", v.gruppe, name="kriteriegruppe"),
    path("kriterier/<uuid:pk>/gruppe/<uuid:gruppe>/fjern/", v.gruppe_fjern, name="kriteriegruppe_fjern"),
    path("kriterier/<uuid:pk>/legg-fram/", v.legg_fram, name="kriterier_legg_fram"),
    path("kriterier/<uuid:pk>/trekk-tilbake/", v.trekk_tilbake, name="kriterier_trekk_tilbake"),
    path("kriterier/<uuid:pk>/forkast/", v.forkast, name="kriterier_forkast"),
]
