from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Lis1Config(AppConfig):
    name = "lis.lis1"
    label = "lis1"
    verbose_name = _("LIS1")

    def ready(self) -> None:
        from . import bevaring, overganger, tekster  # noqa: F401  the tables become law

        bevaring.registrer()
