"""Addresses of LIS1. What is about a case gives a stranger 404; the profiles are open to everybody."""

from . import plass, profil, stilling

app_name = "lis1"
urlpatterns = [*stilling.urlpatterns, *plass.urlpatterns, *profil.urlpatterns]
