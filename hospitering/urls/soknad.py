"""The application, from draft to the reply of the host."""

from django.urls import path

from ..views import behandling, liste, papir, pdf, sak, skjema, soker

urlpatterns = [
    path("", liste.liste, name="liste"),
    *liste.LISTEN.adresser("eksport.xlsx", "filtre/"),
    path("samlet/", liste.samlet, name="samlet"),
    path("ny/", skjema.ny, name="ny"),
    path("enkeltpasient/", skjema.enkeltpasient, name="enkeltpasient"),
    path("skjema-tomt.pdf", skjema.skjema_tomt, name="skjema_tomt"),
    path("<uuid:pk>/utkast/", skjema.utkast, name="utkast"),
    path("<uuid:pk>/utkast/lagre/", skjema.lagre_utkast, name="lagre_utkast"),
    path("<uuid:pk>/se-over/", skjema.se_over, name="se_over"),
    path("<uuid:pk>/kvittering/", skjema.kvittering, name="kvittering"),
    path("<uuid:pk>/slett/", skjema.slett, name="slett"),
    path("<uuid:pk>/endre/", soker.endre, name="endre"),
    path("<uuid:pk>/svar/", soker.svar, name="svar"),
    path("<uuid:pk>/ny-vurdering/", soker.ny_vurdering, name="ny_vurdering"),
    path("<uuid:pk>/trekk/", soker.trekk, name="trekk"),
    path("<uuid:pk>/kopier/", soker.kopier, name="kopier"),
    path("papir/", papir.finn, name="papir"),
    path("papir/<uuid:person>/", papir.registrer, name="papir_registrer"),
    path("<uuid:pk>/", sak.sak, name="sak"),
    path("<uuid:pk>/skjema.pdf", pdf.skjema, name="skjema_pdf"),
    path("<uuid:pk>/egen-leder/", behandling.egen_leder, name="egen_leder"),
    path("<uuid:pk>/ny-mottaker/", behandling.ny_mottaker, name="ny_mottaker"),
    path("<uuid:pk>/mottak/", behandling.mottak, name="mottak"),
    path("<uuid:pk>/videresend/", behandling.videresend, name="videresend"),
    path("<uuid:pk>/returner/", behandling.returner, name="returner"),
    path("<uuid:pk>/sporsmal/", behandling.sporsmal, name="sporsmal"),
    path("<uuid:pk>/vertsleder/", behandling.vertsleder, name="vertsleder"),
    path("<uuid:pk>/vertsdel/", behandling.vertsdel, name="vertsdel"),
]
