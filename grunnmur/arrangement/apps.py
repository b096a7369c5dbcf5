from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArrangementConfig(AppConfig):
    name = "grunnmur.arrangement"
    label = "arrangement"
    verbose_name = _("Arrangementer")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark

        from . import bevaring, kalender, navigasjon, overganger, tekster  # noqa: F401  the table becomes law
        from .excel import REGNEARK

        kalender.registrer()
        bevaring.registrer()
        navigasjon.registrer()
        registrer_regneark(REGNEARK)
