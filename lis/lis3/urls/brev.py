from django.urls import path

from ..views import brev, regler

urlpatterns = [
    path("tjeneste/<uuid:pk>/tilbud.pdf", brev.tilbud, name="brev_tilbud"),
    path("tjeneste/<uuid:pk>/bekreftelse.pdf", brev.bekreftelse, name="brev_bekreftelse"),
    path("foresporsel/<uuid:pk>/foresporsel.pdf", brev.foresporsel, name="brev_foresporsel"),
    path("avdeling/<uuid:pk>/overlevering.pdf", brev.overlevering, name="overlevering"),
    path("regler/", regler.regler, name="regler"),
    path("regler/endre/", regler.endre, name="regler_endre"),
]
