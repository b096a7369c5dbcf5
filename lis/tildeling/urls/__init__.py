"""Addresses of the allocation of LIS1. What is about a case gives a stranger 404."""

from . import forslag, kriterier, restplass, runde, tildeling, vedtak

app_name = "tildeling"
urlpatterns = [
    *kriterier.urlpatterns,
    *runde.urlpatterns,
    *forslag.urlpatterns,
    *vedtak.urlpatterns,
    *tildeling.urlpatterns,
    *restplass.urlpatterns,
]
