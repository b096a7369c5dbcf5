from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KontoConfig(AppConfig):
    name = "helsefellesskap.konto"
    label = "konto"
    verbose_name = _("konto")

    def ready(self) -> None:
        from helsefellesskap.konto import sesjon  # noqa: F401  (connects the sign-in signal)
