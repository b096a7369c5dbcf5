from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Lis3Config(AppConfig):
    name = "lis.lis3"
    label = "lis3"
    verbose_name = _("LIS3")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark

        from . import bevaring, navigasjon, overganger, overlevering_pdf, tekster  # noqa: F401  the tables become law
        from .excel import REGNEARK
        from .operations import forslag
        from .selectors import kalender

        registrer_regneark(REGNEARK)
        bevaring.registrer()
        overlevering_pdf.registrer()
        forslag.registrer()
        kalender.registrer()
        navigasjon.registrer()
