from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Lis1Config(AppConfig):
    name = "lis.lis1"
    label = "lis1"
    verbose_name = _("LIS1")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark

        from . import bevaring, navigasjon, overganger, tekster  # noqa: F401  the tables become law
        from .excel import REGNEARK

        registrer_regneark(REGNEARK)
        bevaring.registrer()
        navigasjon.registrer()
