from django.urls import path

from ..views import balanse, kull, stilling
from ..views import stillingshandlinger as handling

urlpatterns = [
    path("", kull.liste, name="kull_liste"),
    path("kull/<uuid:pk>/", kull.kull, name="kull"),
    path("kull/<uuid:pk>/endre/", kull.endre, name="kull_endre"),
    path("balanse/", balanse.balanse, name="balanse"),
    path("stillinger/", stilling.stillinger, name="stillinger"),
    *stilling.LISTEN.adresser("stillinger/excel/", "stillinger/visning/"),
    path("stillinger/ny/", stilling.ny, name="stilling_ny"),
    path("stillinger/utlys/", stilling.utlys_valgte, name="stillinger_utlys"),
    path("stillinger/<uuid:pk>/", handling.stilling, name="stilling"),
    path("stillinger/<uuid:pk>/endre/", handling.endre, name="stilling_endre"),
    path("stillinger/<uuid:pk>/utlys/", handling.lys_ut, name="stilling_utlys"),
    path("stillinger/<uuid:pk>/ansett/", handling.ansett, name="stilling_ansett"),
    path("stillinger/<uuid:pk>/losne/", handling.losne, name="stilling_losne"),
    path("stillinger/<uuid:pk>/trekk/", handling.trekk, name="stilling_trekk"),
]
