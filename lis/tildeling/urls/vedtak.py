from django.urls import path

from ..views import publisering, resultat, vedtak

urlpatterns = [
    path("runder/<uuid:pk>/habilitet/", vedtak.meld_habilitet, name="meld_habilitet"),
    path("runder/<uuid:pk>/habilitet/<uuid:habilitet>/", vedtak.avgjor_habilitet, name="avgjor_habilitet"),
    path("runder/<uuid:pk>/sakslisten/", vedtak.paa_sakslisten, name="paa_sakslisten"),
    path("runder/<uuid:pk>/underskrift/", vedtak.til_underskrift, name="til_underskrift"),
    path("runder/<uuid:pk>/vedtak/", vedtak.vedtaket, name="vedtaket"),
    path("runder/<uuid:pk>/vedtak/signer/", vedtak.signer, name="signer"),
    path("runder/<uuid:pk>/vedtak/tilbake/", vedtak.send_tilbake, name="send_tilbake"),
    path("runder/<uuid:pk>/vedtak/igjen/", vedtak.ta_opp_igjen, name="ta_opp_igjen"),
    path("runder/<uuid:pk>/tid/", publisering.sett_tid, name="sett_tid"),
    path("runder/<uuid:pk>/publiser/", publisering.publiser, name="publiser"),
    path("runder/<uuid:pk>/protokoll.pdf", publisering.protokoll, name="rundeprotokoll"),
    path("runder/<uuid:pk>/resultat/", resultat.resultat, name="resultat"),
]
