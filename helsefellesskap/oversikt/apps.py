from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversiktConfig(AppConfig):
    name = "helsefellesskap.oversikt"
    label = "oversikt"
    verbose_name = _("Forside")

    def ready(self) -> None:
        from grunnmur.portal import navigasjon

        navigasjon.registrer(_("Min side"), "forside", rekkefolge=10)
