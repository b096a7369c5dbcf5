from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TildelingConfig(AppConfig):
    name = "lis.tildeling"
    label = "tildeling"
    verbose_name = _("Tildeling av LIS1")

    def ready(self) -> None:
        from . import overganger, tekster  # noqa: F401  the tables become law
        from .operations import forslag

        forslag.registrer()
