from django.urls import path

from ..views import forankring as v
from ..views import soknad as s

urlpatterns = [
    path("<uuid:pk>/forankring/", v.forankring, name="forankring"),
    path("<uuid:pk>/forankring/send/", v.send, name="forankring_send"),
    path("<uuid:pk>/forankring/trekk/", v.trekk, name="forankring_trekk"),
    path("<uuid:pk>/forankring/paa-nytt/", v.los, name="forankring_los"),
    path("<uuid:pk>/forankring/skriftlig/", v.skriftlig, name="forankring_skriftlig"),
    path("<uuid:pk>/forankring/saksliste/", v.saksliste, name="forankring_saksliste"),
    path("<uuid:pk>/forankring/uttalelse.pdf", v.uttalelse, name="uttalelse"),
    path("<uuid:pk>/soknad/sendt/", s.send, name="soknad_send"),
    path("<uuid:pk>/soknad/uten-forankring/", s.uforankret, name="soknad_uforankret"),
    path("<uuid:pk>/soknad/innvilget/", s.midler, name="soknad_midler"),
    path("<uuid:pk>/soknad/avslag/", s.avslag, name="soknad_avslag"),
    path("<uuid:pk>/soknad/trekk/", s.trekk, name="soknad_trekk"),
]
