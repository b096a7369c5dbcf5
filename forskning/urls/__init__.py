"""The addresses of research: one list per noun."""

from . import aapne, aarsoversikt, behov, dokument, forankring, forum, framdrift, partner, prosjekt, temaforslag, utlysning

app_name = "forskning"
urlpatterns = [
    *framdrift.urlpatterns,
    *forankring.urlpatterns,
    *temaforslag.urlpatterns,
    *aapne.urlpatterns,
    *aarsoversikt.urlpatterns,
    *dokument.urlpatterns,
    *forum.urlpatterns,
    *utlysning.urlpatterns,
    *behov.urlpatterns,
    *partner.urlpatterns,
    *prosjekt.urlpatterns,
]
