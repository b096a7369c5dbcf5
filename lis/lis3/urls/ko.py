from django.urls import path

from ..views import foresporsel, ko

urlpatterns = [
    path("ko/", ko.ko, name="ko"),
    *ko.KOEN.adresser("ko/excel/", "ko/visning/"),
    path("ko/lik/<uuid:pk>/", ko.lik_ansiennitet, name="lik_ansiennitet"),
    path("seksmnd/", foresporsel.seksmnd, name="seksmnd"),
    path("seksmnd/samlet/", foresporsel.seksmnd_samlet, name="seksmnd_samlet"),
    path("foresporsel/<uuid:pk>/", foresporsel.foresporsel, name="foresporsel"),
    path("foresporsel/<uuid:pk>/svar/", foresporsel.svar, name="svar_foresporsel"),
    path("foresporsel/<uuid:pk>/godkjenn/", foresporsel.godkjenn, name="godkjenn_foresporsel"),
    path("foresporsel/<uuid:pk>/send/", foresporsel.send, name="send_foresporsel"),
]
