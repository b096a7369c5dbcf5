from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForskningConfig(AppConfig):
    name = "forskning"
    label = "forskning"
    verbose_name = _("Forskning og innovasjon")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark

        from . import bevaring, navigasjon, overganger, tekster  # noqa: F401  the tables become law
        from .excel import aarsoversikt, aktor, behov, prosjekt, utlysning
        from .operations import forankringsfolger, temaforslag

        for ark in (prosjekt.REGNEARK, utlysning.REGNEARK, behov.REGNEARK, aktor.REGNEARK, aarsoversikt.REGNEARK):
            registrer_regneark(ark)
        forankringsfolger.registrer()
        temaforslag.registrer()
        bevaring.registrer()
        navigasjon.registrer()
