from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HospiteringConfig(AppConfig):
    name = "hospitering"
    label = "hospitering"
    verbose_name = _("Hospitering")

    def ready(self) -> None:
        from grunnmur.jobb.regneark import registrer_regneark
        from grunnmur.portal import navigasjon

        from . import bevaring, overganger, tekster  # noqa: F401  the table becomes law, the texts are registered
        from .excel import REGNEARK

        registrer_regneark(REGNEARK)
        bevaring.registrer()
        navigasjon.registrer(_("Hospitering"), "hospitering:liste", rekkefolge=20)
