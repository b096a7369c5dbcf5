from django.urls import URLPattern, path

from ..views import oversikt as v

urlpatterns: list[URLPattern] = [
    path("oversikt/", v.oversikt, name="oversikt"),
    path("oversikt/tall.xlsx", v.regneark, name="oversikt_regneark"),
    path("oversikt/hospitering-<int:aar>.pdf", v.aarsrapport, name="aarsrapport"),
]
