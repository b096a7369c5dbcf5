"""The addresses of research: one list per noun."""

from . import aapne, dokument, forum, framdrift, prosjekt

app_name = "forskning"
urlpatterns = [
    *framdrift.urlpatterns,
    *aapne.urlpatterns,
    *dokument.urlpatterns,
    *forum.urlpatterns,
    *prosjekt.urlpatterns,
]
