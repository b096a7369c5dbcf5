from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForskningConfig(AppConfig):
    name = "forskning"
    label = "forskning"
    verbose_name = _("Forskning og innovasjon")

    def ready(self) -> None:
        from . import navigasjon, overganger, tekster  # noqa: F401  the tables become law
        from .operations import forankringsfolger, temaforslag

        forankringsfolger.registrer()
        temaforslag.registrer()
        navigasjon.registrer()
