from django.urls import path

from ..views import forum as v

urlpatterns = [
    path("fora/", v.fora, name="fora"),
    path("fora/<uuid:pk>/", v.forum, name="forum"),
    path("fora/<uuid:pk>/ta-med/", v.ta_med, name="forum_ta_med"),
    path("fora/<uuid:pk>/ta-ut/<uuid:deltaker>/", v.ta_ut, name="forum_ta_ut"),
]
