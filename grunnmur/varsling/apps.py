from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VarslingConfig(AppConfig):
    name = "grunnmur.varsling"
    label = "varsling"
    verbose_name = _("Varsling")

    def ready(self) -> None:
        from grunnmur.portal.kontekst import registrer_uleste
        from grunnmur.saksgang.bevaring import registrer_folger

        from .operations import slett_for_saker
        from .selectors import antall_uleste
        from .tekster import registrer_tekster

        registrer_tekster()
        registrer_uleste(antall_uleste)
        registrer_folger("varsling", slett_for_saker)
