from django.urls import path

from ..views import resultat

urlpatterns = [
    path("runder/<uuid:pk>/resultat/", resultat.resultat, name="resultat"),
]
