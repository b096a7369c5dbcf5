from django.urls import URLPattern, path

from ..views import aapne as v

urlpatterns: list[URLPattern] = [
    # These four are open to anybody, signed in or not.
    path("apne/", v.aapne, name="aapne"),
    path("apne/resultater/", v.resultater, name="aapne_resultater"),
    path("apne/feed.atom", v.feed, name="aapen_feed"),
    path("apne/<uuid:pk>/", v.aapent_prosjekt, name="aapent_prosjekt"),
]
