from django.urls import path

from ..views import vikariat as v

urlpatterns = [
    path("klarmeldte/", v.klarmeldte, name="klarmeldte"),
    # The singular too, as the other nouns of the area have it; the last of a name is the one that links use.
    path("vikariat/", v.liste, name="vikariater"),
    path("vikariater/", v.liste, name="vikariater"),
    path("vikariater/ny/", v.ny, name="vikariat_ny"),
    path("vikariater/<uuid:pk>/", v.vikariat, name="vikariat"),
    path("vikariater/<uuid:pk>/rediger/", v.rediger, name="vikariat_rediger"),
    path("vikariater/<uuid:pk>/publiser/", v.publiser, name="vikariat_publiser"),
    path("vikariater/<uuid:pk>/slett/", v.slett, name="vikariat_slett"),
    path("vikariater/<uuid:pk>/sokt/", v.sokt, name="vikariat_sokt"),
    path("vikariater/<uuid:pk>/besett/", v.besett, name="vikariat_besett"),
    path("vikariater/<uuid:pk>/trekk/", v.trekk, name="vikariat_trekk"),
]
