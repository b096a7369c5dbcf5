"""`/virksomhet/…`: the party's own pages, and the register of units."""

from django.urls import path

from .views import enhet, importer, logo, oversikt, rolle

app_name = "organisasjon"

urlpatterns = [
    path("", oversikt.start, name="start"),
    path("logo/<str:sha256>.png", logo.vis, name="logo"),
    path("enheter/", oversikt.enheter, name="enheter"),
    path("enhet/<uuid:pk>/", enhet.vis, name="enhet"),
    path("enhet/<uuid:pk>/endre/", enhet.endre, name="endre_enhet"),
    path("enhet/<uuid:pk>/legg-ned/", enhet.legg_ned, name="legg_ned_enhet"),
    path("enhet/<uuid:pk>/aapne/", enhet.gjenaapne, name="gjenaapne_enhet"),
    path("rolle/<uuid:pk>/avslutt/", rolle.avslutt, name="avslutt_rolle"),
    path("rolle/<uuid:pk>/stedfortreder/", rolle.sett_stedfortreder, name="sett_stedfortreder"),
    path("stedfortreder/", rolle.stedfortredere, name="stedfortredere"),
    path("stedfortreder/<uuid:pk>/avslutt/", rolle.avslutt_stedfortreder, name="avslutt_stedfortreder"),
    path("import/mal/<str:innhold>.<str:filtype>", importer.mal, name="importmal"),
    path("import/<uuid:pk>/", importer.vis, name="import"),
    path("import/<uuid:pk>/utfor/", importer.utfor, name="utfor_import"),
    path("import/<uuid:pk>/forkast/", importer.forkast, name="forkast_import"),
    path("<uuid:pk>/", oversikt.oversikt, name="oversikt"),
    path("<uuid:pk>/ny-enhet/", enhet.ny, name="ny_enhet"),
    path("<uuid:pk>/import/", importer.importer, name="importer"),
    path("<uuid:pk>/roller/", oversikt.roller, name="roller"),
    path("<uuid:pk>/roller/ny/", rolle.gi, name="gi_rolle"),
]
