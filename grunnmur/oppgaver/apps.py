from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OppgaverConfig(AppConfig):
    name = "grunnmur.oppgaver"
    label = "oppgaver"
    verbose_name = _("Oppgaver")

    def ready(self) -> None:
        from .typer import UTPEK, Oppgavetype, registrer

        registrer(
            Oppgavetype(
                UTPEK,
                tittel=_("Pek ut en ansvarlig: %(emne)s"),
                kort=_("Pek ut en ansvarlig"),
                ikon="group",
                adresse="organisasjon:oversikt",
            )
        )
