from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KontoConfig(AppConfig):
    name = "helsefellesskap.konto"
    label = "konto"
    verbose_name = _("konto")

    def ready(self) -> None:
        from grunnmur.organisasjon.innslipp import registrer_inviterer
        from grunnmur.portal.navigasjon import registrer
        from helsefellesskap.konto import post, sesjon, typer  # noqa: F401  (texts, tasks and the sign-in signal)
        from helsefellesskap.konto.operations.invitasjon import er_invitert, slipp_inn
        from helsefellesskap.konto.rules import kan_invitere_noen

        registrer_inviterer(slipp_inn, er_invitert)
        registrer(_("Inviter"), "inviter", synlig=kan_invitere_noen, rekkefolge=900)
