"""The addresses of research: one list per noun."""

from . import aapne, behov, dokument, forum, framdrift, prosjekt, utlysning

app_name = "forskning"
urlpatterns = [
    *framdrift.urlpatterns,
    *aapne.urlpatterns,
    *dokument.urlpatterns,
    *forum.urlpatterns,
    *utlysning.urlpatterns,
    *behov.urlpatterns,
    *prosjekt.urlpatterns,
]
