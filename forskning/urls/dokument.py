from django.urls import path

from ..views import dokument as v

urlpatterns = [
    path("kunnskapsgrunnlag/", v.kunnskapsgrunnlag, name="kunnskapsgrunnlag"),
    path("kunnskapsgrunnlag/<slug:valgt>/", v.kunnskapsgrunnlag, name="kunnskapsgrunnlag_del"),
    path("slik-samarbeider-vi/", v.prosess, name="prosess"),
    path("logo/", v.logo, name="logo"),
    path("dokumenter/ny/<slug:art>/", v.ny, name="dokument_ny"),
    path("dokumenter/maler/<uuid:pk>/", v.mal, name="mal"),
    path("dokumenter/<uuid:pk>/", v.dokument, name="dokument"),
    path("dokumenter/<uuid:pk>/tittel/", v.endre, name="dokument_endre"),
    path("dokumenter/<uuid:pk>/del/ny/", v.del_ny, name="dokumentdel_ny"),
    path("dokumenter/<uuid:pk>/del/<int:nummer>/", v.del_, name="dokumentdel"),
    path("dokumenter/<uuid:pk>/del/<int:nummer>/flytt/", v.flytt_del, name="dokumentdel_flytt"),
    path("dokumenter/<uuid:pk>/del/<int:nummer>/fjern/", v.del_fjern, name="dokumentdel_fjern"),
    path("dokumenter/<uuid:pk>/fil/ny/", v.mal_ny, name="mal_ny"),
    path("dokumenter/<uuid:pk>/fil/<uuid:mal>/fjern/", v.mal_fjern, name="mal_fjern"),
    path("dokumenter/<uuid:pk>/ta-i-bruk/", v.ta_i_bruk, name="dokument_ta_i_bruk"),
    path("dokumenter/<uuid:pk>/forkast/", v.forkast, name="dokument_forkast"),
]
