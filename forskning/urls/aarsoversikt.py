from django.urls import URLPattern, path

from ..views import aarsoversikt as v

urlpatterns: list[URLPattern] = [
    path("oversikt/", v.oversikt, name="aarsoversikt"),
    path("oversikt/eksport.xlsx", v.eksport, name="aarsoversikt_eksport"),
    path("oversikt/oversikt.pdf", v.pdf, name="aarsoversikt_pdf"),
]
