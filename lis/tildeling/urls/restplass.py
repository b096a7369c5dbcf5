from django.urls import path

from ..views import restplass as v

urlpatterns = [
    path("restplasser/", v.liste, name="restplasser"),
    path("restplasser/<uuid:pk>/", v.restplass, name="restplass"),
    path("restplasser/<uuid:pk>/ansvar/", v.ansvar, name="restplass_ansvar"),
    path("restplasser/<uuid:pk>/utlys/", v.utlys, name="restplass_utlys"),
    path("restplasser/<uuid:pk>/avtal/", v.avtal, name="restplass_avtal"),
    path("restplasser/<uuid:pk>/besett/", v.besett, name="restplass_besett"),
    path("restplasser/<uuid:pk>/lukk/", v.lukk, name="restplass_lukk"),
]
