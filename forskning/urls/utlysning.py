from django.urls import URLPattern, path

from ..views import innhenting, utlysningsinteresse
from ..views import utlysning as v

urlpatterns: list[URLPattern] = [
    path("utlysninger/", v.utlysninger, name="utlysninger"),
    *v.LISTEN.adresser("utlysninger/excel/", "utlysninger/visning/"),
    path("utlysninger/ny/", v.ny, name="utlysning_ny"),
    path("utlysninger/hent/", innhenting.hent, name="utlysning_hent"),
    path("utlysninger/hent/bekreft/", innhenting.bekreft, name="utlysning_hent_bekreft"),
    path("utlysninger/hent/mal.<slug:filtype>", innhenting.mal, name="utlysning_mal"),
    path("utlysninger/<uuid:pk>/", v.utlysning, name="utlysning"),
    path("utlysninger/<uuid:pk>/endre/", v.endre, name="utlysning_endre"),
    path("utlysninger/<uuid:pk>/forleng/", v.forleng, name="utlysning_forleng"),
    path("utlysninger/<uuid:pk>/ta-bort/", v.trekk, name="utlysning_trekk"),
    path("utlysninger/<uuid:pk>/interesse/", utlysningsinteresse.meld, name="utlysning_interesse"),
    path("utlysninger/<uuid:pk>/interesse/trekk/", utlysningsinteresse.trekk, name="utlysning_trekk_interesse"),
]
