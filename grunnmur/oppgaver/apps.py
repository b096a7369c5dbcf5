from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OppgaverConfig(AppConfig):
    name = "grunnmur.oppgaver"
    label = "oppgaver"
    verbose_name = _("Oppgaver")

    def ready(self) -> None:
        from grunnmur.saksgang.bevaring import registrer_folger
        from grunnmur.saksgang.overgang import registrer_hendelse

        from .operations import HULL_LUKKET, tom_for_saker
        from .typer import UTPEK, Oppgavetype, registrer

        registrer_folger("oppgaver", tom_for_saker)
        registrer_hendelse(HULL_LUKKET, _("registrerte at noen kan svare igjen"))
        registrer(
            Oppgavetype(
                UTPEK,
                tittel=_("Pek ut en ansvarlig: %(emne)s"),
                kort=_("Pek ut en ansvarlig"),
                ikon="group",
                adresse="organisasjon:oversikt",
            )
        )
