"""Every address of the portal starts here; each area brings its own `urls.py`."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from grunnmur.oppgaver.views import ics

# Django's own sign-in page for the admin knows no second factor and no rate limit.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("helsefellesskap.oversikt.urls")),
    path("", include("helsefellesskap.konto.urls")),
    path("hospitering/", include("hospitering.urls")),
    path("veiledning/", include("veiledning.urls")),
    path("forskning/", include("forskning.urls")),
    path("lis/lis1/", include("lis.lis1.urls")),
    path("lis/lis1/", include("lis.tildeling.urls")),
    path("lis/lis3/", include("lis.lis3.urls")),
    path("utvalg/", include("grunnmur.utvalg.urls")),
    path("arrangementer/", include("grunnmur.arrangement.urls")),
    path("oppgaver/", include("grunnmur.oppgaver.urls")),
    path("kalender/<str:token>.ics", ics, name="kalender_ics"),
    path("varsler/", include("grunnmur.varsling.urls")),
    path("virksomhet/", include("grunnmur.organisasjon.urls")),
    path("jobb/", include("grunnmur.jobb.urls")),
    path("verifiser/", include("grunnmur.dokumenter.urls")),
    path("helse/", include("helsefellesskap.helse.urls")),
    path("admin/", admin.site.urls),
]
