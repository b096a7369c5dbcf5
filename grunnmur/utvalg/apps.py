from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UtvalgConfig(AppConfig):
    name = "grunnmur.utvalg"
    label = "utvalg"
    verbose_name = _("Utvalg")

    def ready(self) -> None:
        from . import bevaring, kalender, navigasjon, overganger, tekster  # noqa: F401  the table becomes law

        kalender.registrer()
        bevaring.registrer()
        navigasjon.registrer()
