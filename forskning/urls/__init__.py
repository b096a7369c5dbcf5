"""The addresses of research: one list per noun."""

from . import dokument, forum, prosjekt

app_name = "forskning"
urlpatterns = [
    *dokument.urlpatterns,
    *forum.urlpatterns,
    *prosjekt.urlpatterns,
]
