"""The addresses of research: one list per noun."""

from . import dokument, prosjekt

app_name = "forskning"
urlpatterns = [
    *dokument.urlpatterns,
    *prosjekt.urlpatterns,
]
