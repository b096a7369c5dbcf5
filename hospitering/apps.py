from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HospiteringConfig(AppConfig):
    name = "hospitering"
    label = "hospitering"
    verbose_name = _("Hospitering")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark
        from grunnmur.organisasjon.innslipp import ved_ankomst
        from grunnmur.portal import navigasjon

        from . import bevaring, innsyn, kalender, overganger, tekster  # noqa: F401  the table becomes law, the texts are registered
        from .excel import REGNEARK
        from .operations.kontakt import ta_imot
        from .tekster import avtale, invitasjon, klargjoring  # noqa: F401

        ved_ankomst(ta_imot)
        registrer_regneark(REGNEARK)
        bevaring.registrer()
        innsyn.registrer()
        kalender.registrer()
        navigasjon.registrer_partsside(_("Taushetserklæring"), "hospitering:taushetstekst", "shield")
        navigasjon.registrer(_("Hospitering"), "hospitering:liste", rekkefolge=20)
