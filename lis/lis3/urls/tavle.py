from django.urls import path

from ..views import avdeling, tavle

urlpatterns = [
    path("tavle/", tavle.tavle, name="tavle"),
    path("tavle/plass/<int:pk>/", tavle.plasser, name="plasser"),
    path("tavle/plass/<int:pk>/<uuid:innmelding>/", tavle.plasser_lege, name="plasser_lege"),
    path("avdeling/", avdeling.avdelinger, name="avdelinger"),
    path("avdeling/<uuid:pk>/", avdeling.avdeling, name="avdeling"),
    path("avdeling/<uuid:pk>/aapne/<uuid:stenging>/", avdeling.aapne_igjen, name="avdeling_aapne"),
]
