from django.urls import path

from ..views import bank

urlpatterns = [
    path("svar/", bank.bank, name="bank"),
    path("svar/<uuid:pk>/", bank.banksvar, name="banksvar"),
    *(
        path(f"svar/<uuid:pk>/{kode}/", bank.bankhandling, {"kode": kode}, name=f"bank_{kode.replace('-', '_')}")
        for kode in bank.HANDLINGER
    ),
]
