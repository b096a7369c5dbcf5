"""The agreement of a case."""

from django.urls import path

from ..views import avtale, avtale_pdf

urlpatterns = [
    path("<uuid:pk>/avtale/", avtale.avtale, name="avtale"),
    path("<uuid:pk>/avtale/avtale.pdf", avtale_pdf.avtale, name="avtale_pdf"),
    path("<uuid:pk>/avtale/vert/", avtale.avtale_vert, name="avtale_vert"),
    path("<uuid:pk>/avtale/inngaa/", avtale.inngaa, name="inngaa_avtale"),
    path("<uuid:pk>/avtale/periode/", avtale.periode_foresla, name="periode_foresla"),
    path("<uuid:pk>/avtale/periode/bekreft/", avtale.periode_bekreft, name="periode_bekreft"),
    path("<uuid:pk>/avtale/periode/avslaa/", avtale.periode_avslaa, name="periode_avslaa"),
    path("<uuid:pk>/avtale/periode/godkjenn/", avtale.periode_godkjenn, name="periode_godkjenn"),
    path("<uuid:pk>/avtale/periode/nekt/", avtale.periode_nekt, name="periode_nekt"),
    path("<uuid:pk>/avtale/reise/", avtale.reise, name="reise"),
    path("<uuid:pk>/avtale/reise/bekreft/", avtale.reise_bekreft, name="reise_bekreft"),
    path("<uuid:pk>/avtale/kontakt/", avtale.bytt_kontakt, name="bytt_kontakt"),
    path("<uuid:pk>/avtale/kontakt/inviter/", avtale.inviter_kontakt, name="inviter_kontakt"),
]
