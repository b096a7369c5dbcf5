from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForskningConfig(AppConfig):
    name = "forskning"
    label = "forskning"
    verbose_name = _("Forskning og innovasjon")

    def ready(self) -> None:
        from . import overganger  # noqa: F401  the tables become law
