"""Addresses of committees. A stranger gets 404 from each of them."""

from django.urls import path

from .protokoll_pdf import PROTOKOLL, SAKSLISTE
from .views import mote as m
from .views import utvalg as u

app_name = "utvalg"
urlpatterns = [
    path("", u.liste, name="liste"),
    path("nytt/", u.nytt, name="nytt"),
    path("verv/<uuid:pk>/avslutt/", u.avslutt_verv, name="avslutt_verv"),
    path("plasser/<uuid:pk>/avslutt/", u.avslutt_plass, name="avslutt_plass"),
    path("moter/<uuid:pk>/", m.mote, name="mote"),
    path("moter/<uuid:pk>/kalender.ics", m.ics, name="mote_ics"),
    path("moter/<uuid:pk>/saksliste.pdf", m.dokument, {"variant": SAKSLISTE}, name="saksliste_pdf"),
    path("moter/<uuid:pk>/protokoll.pdf", m.dokument, {"variant": PROTOKOLL}, name="protokoll_pdf"),
    path("moter/<uuid:pk>/send/", m.send_saksliste, name="send_saksliste"),
    path("moter/<uuid:pk>/meld-forfall/", m.meld_forfall, name="meld_forfall"),
    path("moter/<uuid:pk>/trekk-forfall/", m.trekk_forfall, name="trekk_forfall"),
    path("moter/<uuid:pk>/til-godkjenning/", m.til_godkjenning, name="til_godkjenning"),
    path("moter/<uuid:pk>/godkjenn/", m.godkjenn, name="godkjenn"),
    *(path(f"moter/<uuid:pk>/{kode}/", m.handling, {"kode": kode}, name=m.navn_paa(kode)) for kode in m.HANDLINGER),
    *(
        path(f"moter/<uuid:pk>/sak/<int:nummer>/{kode}/", m.sakshandling, {"kode": kode}, name=f"sak_{kode}")
        for kode in m.SAKSHANDLINGER
    ),
    path("<uuid:pk>/", u.organ, name="organ"),
    path("<uuid:pk>/endre/", u.endre, name="endre"),
    path("<uuid:pk>/plasser/ny/", u.ny_plass, name="ny_plass"),
    path("<uuid:pk>/medlemmer/ny/", u.nytt_medlem, name="nytt_medlem"),
    path("<uuid:pk>/moter/nytt/", u.nytt_mote, {"skriftlig": False}, name="nytt_mote"),
    path("<uuid:pk>/skriftlig/ny/", u.nytt_mote, {"skriftlig": True}, name="ny_skriftlig"),
]
