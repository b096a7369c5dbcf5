"""Addresses of LIS3. A stranger gets 404 from each of them."""

from . import brev, forslag, innmelding, ko, kommunepraksis, tavle, tjeneste, vikariat

app_name = "lis3"
urlpatterns = [
    *ko.urlpatterns,
    *tavle.urlpatterns,
    *tjeneste.urlpatterns,
    *forslag.urlpatterns,
    *vikariat.urlpatterns,
    *kommunepraksis.urlpatterns,
    *brev.urlpatterns,
    *innmelding.urlpatterns,  # last: it holds the bare <uuid>/
]
