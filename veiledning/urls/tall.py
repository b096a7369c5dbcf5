from django.urls import path

from ..views import tall

urlpatterns = [
    path("tall/", tall.tall, name="tall"),
    path("tall/regneark/", tall.regneark, name="tall_regneark"),
    path("tilbakemelding/<uuid:sted>/<int:aar>-<int:halvaar>/", tall.tilbakemelding, name="tilbakemelding"),
]
