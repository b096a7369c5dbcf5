from django.urls import URLPattern, path

from ..views import prosjekt as v

urlpatterns: list[URLPattern] = [
    path("<uuid:pk>/", v.prosjekt, name="prosjekt"),
]
