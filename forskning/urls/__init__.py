"""The addresses of research: one list per noun."""

from . import prosjekt

app_name = "forskning"
urlpatterns = [*prosjekt.urlpatterns]
