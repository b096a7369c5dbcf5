from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VeiledningConfig(AppConfig):
    name = "veiledning"
    verbose_name = _("Veiledning")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark

        from . import aktivitetskalender, bevaring, navigasjon, overganger, tekster  # noqa: F401  the tables become law
        from .excel import REGNEARK
        from .selectors import kalender

        registrer_regneark(REGNEARK)
        kalender.registrer()
        aktivitetskalender.registrer()
        bevaring.registrer()
        navigasjon.registrer()
