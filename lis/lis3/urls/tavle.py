from django.urls import path

from ..views import avdeling, tavle

urlpatterns = [
    path("tavle/", tavle.tavle, name="tavle"),
    path("avdeling/", avdeling.avdelinger, name="avdelinger"),
    path("avdeling/<uuid:pk>/", avdeling.avdeling, name="avdeling"),
]
