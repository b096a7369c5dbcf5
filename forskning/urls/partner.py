from django.urls import path

from ..views import aktor, dialog
from ..views import partner as v

urlpatterns = [
    path("aktorer/", aktor.aktorer, name="aktorer"),
    *aktor.LISTEN.adresser("aktorer/eksport.xlsx", "aktorer/filtre/"),
    path("aktorer/ny/", aktor.ny, name="aktor_ny"),
    path("aktorer/<uuid:pk>/", aktor.aktor, name="aktor"),
    path("aktorer/<uuid:pk>/rediger/", aktor.rediger, name="aktor_rediger"),
    path("<uuid:pk>/partnere/", v.partnere, name="partnere"),
    path("<uuid:pk>/partnere/inviter/", v.inviter, name="partner_inviter"),
    path("<uuid:pk>/partnere/dialog/", dialog.skriv, name="dialog_skriv"),
    path("<uuid:pk>/partnere/interesse/", dialog.interesse, name="interesse"),
    path("<uuid:pk>/partnere/interesse/trekk/", dialog.trekk_interesse, name="interesse_trekk"),
    path("<uuid:pk>/partnere/<uuid:partner>/bekreft/", v.bekreft, name="partner_bekreft"),
    path("<uuid:pk>/partnere/<uuid:partner>/nei/", v.avslaa, name="partner_avslaa"),
    path("<uuid:pk>/partnere/<uuid:partner>/trekk/", v.trekk_seg, name="partner_trekk_seg"),
    path("<uuid:pk>/partnere/<uuid:partner>/svar/", v.registrer, name="partner_svar"),
    path("<uuid:pk>/partnere/<uuid:partner>/ta-ut/", v.ta_ut, name="partner_ta_ut"),
]
