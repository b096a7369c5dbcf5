from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KontoConfig(AppConfig):
    name = "helsefellesskap.konto"
    label = "konto"
    verbose_name = _("konto")

    def ready(self) -> None:
        from helsefellesskap.konto import post, sesjon, typer  # noqa: F401  (texts, tasks and the sign-in signal)
