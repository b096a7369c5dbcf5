from django.urls import URLPattern, path

from ..views import innmelding, innmeldingshandlinger, registrering, utdanning

handling = innmeldingshandlinger.handling

urlpatterns: list[URLPattern] = [
    path("", innmelding.liste, name="liste"),
    path("ny/", registrering.ny, name="ny"),
    path("klar/", registrering.klar, name="klar"),
    path("utdanning/", utdanning.liste, name="utdanning"),
    path("utdanning/<uuid:pk>/", utdanning.vis, name="utdanning_vis"),
    path("utdanning/<uuid:pk>/endre/", utdanning.endre, name="utdanning_endre"),
    path("utdanning/<uuid:pk>/arena/", utdanning.ny_arena, name="utdanning_ny_arena"),
    path("utdanning/<uuid:pk>/arena/<uuid:arena>/", utdanning.endre_arena, name="utdanning_endre_arena"),
    path("utdanning/<uuid:pk>/arena/<uuid:arena>/fjern/", utdanning.fjern_arena, name="utdanning_fjern_arena"),
    path("<uuid:pk>/", innmelding.sak, name="sak"),
    path("<uuid:pk>/plan/", handling, {"kode": "plan"}, name="plan"),
    path("<uuid:pk>/onsker/", handling, {"kode": "onsker"}, name="onsker"),
    path("<uuid:pk>/endring/", handling, {"kode": "endring"}, name="endring"),
    path("<uuid:pk>/avbrudd/", handling, {"kode": "avbrudd"}, name="avbrudd"),
    path("<uuid:pk>/avbrudd/<uuid:avbrudd>/fjern/", innmeldingshandlinger.fjern_avbrudd, name="fjern_avbrudd"),
    path("<uuid:pk>/vikar/", handling, {"kode": "vikar"}, name="vikar"),
    path("<uuid:pk>/ansiennitet/", handling, {"kode": "ansiennitet"}, name="ansiennitet"),
    path("<uuid:pk>/vent/", handling, {"kode": "vent"}, name="vent"),
    path("<uuid:pk>/trekk/", handling, {"kode": "trekk"}, name="trekk"),
    path("<uuid:pk>/meld-inn/", innmelding.meld_inn, name="meld_inn"),
    path("<uuid:pk>/meld-klar/", innmelding.meld_klar, name="meld_klar"),
    path("<uuid:pk>/gjenoppta/", innmelding.gjenoppta, name="gjenoppta"),
    path("<uuid:pk>/deling/", innmelding.vurder_deling, name="vurder_deling"),
    path("<uuid:pk>/kvittering/", innmelding.kvittering, name="kvittering"),
]
