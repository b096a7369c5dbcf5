"""Addresses of guidance. A stranger gets 404 from each of them."""

from . import aktivitet, bank, sporsmaal, svar, tall, vakt

app_name = "veiledning"
urlpatterns = [
    *bank.urlpatterns,
    *aktivitet.urlpatterns,
    *vakt.urlpatterns,
    *tall.urlpatterns,
    *svar.urlpatterns,
    *sporsmaal.urlpatterns,  # last: it holds the bare <uuid>/
]
