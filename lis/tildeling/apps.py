from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TildelingConfig(AppConfig):
    name = "lis.tildeling"
    label = "tildeling"
    verbose_name = _("Tildeling av LIS1")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark

        from . import bevaring, overganger, tekster  # noqa: F401  the tables become law
        from .excel import REGNEARK
        from .operations import forslag, kriteriefolger

        forslag.registrer()
        kriteriefolger.registrer()
        registrer_regneark(REGNEARK)
        bevaring.registrer()
