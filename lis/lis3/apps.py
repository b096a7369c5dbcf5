from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Lis3Config(AppConfig):
    name = "lis.lis3"
    label = "lis3"
    verbose_name = _("LIS3")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark

        from . import overganger, tekster  # noqa: F401  the tables become law, the texts are registered
        from .excel import REGNEARK

        registrer_regneark(REGNEARK)
