"""Addresses of hospitering, one list per noun. A stranger gets 404 from each of them."""

from . import avtale, endring, enhet, evaluering, invitasjon, klargjoring, oversikt, soknad

app_name = "hospitering"
urlpatterns = [
    *avtale.urlpatterns,
    *enhet.urlpatterns,
    *invitasjon.urlpatterns,
    *evaluering.urlpatterns,
    *klargjoring.urlpatterns,
    *endring.urlpatterns,
    *oversikt.urlpatterns,
    *soknad.urlpatterns,
]
