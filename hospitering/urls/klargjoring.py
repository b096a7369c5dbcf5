from django.urls import URLPattern, path

from ..views import forberedelser as f
from ..views import klargjoring as k
from ..views import taushetstekst as t

urlpatterns: list[URLPattern] = [
    path("<uuid:pk>/klargjoring/", k.klargjoring, name="klargjoring"),
    path("<uuid:pk>/klargjoring/taushetserklaering/", k.taushet, name="taushet"),
    path("<uuid:pk>/klargjoring/taushetserklaering/papir/", k.taushet_papir, name="taushet_papir"),
    path("<uuid:pk>/klargjoring/instruks/", k.instruks, name="instruks"),
    path("<uuid:pk>/klargjoring/forberedelser/<uuid:punkt>/", k.forberedt, name="forberedt"),
    path("<uuid:pk>/klargjoring/forberedelser/<uuid:punkt>/angre/", k.angret, name="forberedelse_angret"),
    path("enheter/<uuid:pk>/forberedelser/", f.forberedelser, name="forberedelser"),
    path("enheter/<uuid:pk>/forberedelser/<uuid:punkt>/fjern/", f.fjern, name="fjern_forberedelse"),
    path("enheter/<uuid:pk>/forberedelser/<uuid:punkt>/opp/", f.opp, name="forberedelse_opp"),
    path("taushetstekster/", t.liste, name="taushetstekster"),
    path("taushetstekster/felles/", t.felles, name="taushetstekst_felles"),
    path("taushetstekster/<uuid:pk>/", t.tekst, name="taushetstekst"),
]
