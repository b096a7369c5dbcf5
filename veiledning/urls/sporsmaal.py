from django.urls import path

from ..views import liste, skjema, sporsmaal

urlpatterns = [
    path("", liste.liste, name="liste"),
    *liste.LISTEN.adresser("eksport.xlsx", "filtre/"),
    path("ny/", skjema.ny, name="ny"),
    path("organisatorisk/", skjema.organisatorisk, name="organisatorisk"),
    path("felles-forstaaelse/", skjema.felles_forstaaelse, name="felles_forstaaelse"),
    path("<uuid:pk>/utkast/", skjema.utkast, name="utkast"),
    path("<uuid:pk>/utkast/lagre/", skjema.lagre_utkast, name="lagre_utkast"),
    path("<uuid:pk>/utkast/lignende/", skjema.lignende, name="lignende_utkast"),
    path("<uuid:pk>/se-over/", skjema.se_over, name="se_over"),
    path("<uuid:pk>/kvittering/", skjema.kvittering, name="kvittering"),
    path("<uuid:pk>/slett/", skjema.slett, name="slett"),
    path("<uuid:pk>/", sporsmaal.sak, name="sak"),
]
