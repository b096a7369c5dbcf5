from django.urls import path

from ..views import foresporsel

urlpatterns = [
    path("seksmnd/", foresporsel.seksmnd, name="seksmnd"),
    path("seksmnd/samlet/", foresporsel.seksmnd_samlet, name="seksmnd_samlet"),
    path("foresporsel/<uuid:pk>/", foresporsel.foresporsel, name="foresporsel"),
    path("foresporsel/<uuid:pk>/svar/", foresporsel.svar, name="svar_foresporsel"),
    path("foresporsel/<uuid:pk>/godkjenn/", foresporsel.godkjenn, name="godkjenn_foresporsel"),
    path("foresporsel/<uuid:pk>/send/", foresporsel.send, name="send_foresporsel"),
]
